"""Changing the dates or the price of what is committed: proposed, agreed to, and then the money follows at once.

Until the person agrees nothing changes, neither in the file nor at the cashier. What was paid or claimed stays.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from overstap.arrangements.access import access_arrangement, access_item
from overstap.arrangements.actions.deeds import check_composing, deed, log, next_step, too_long
from overstap.arrangements.actions.opening import check_dates
from overstap.arrangements.actions.starting import draft_of, other_parts, still_open
from overstap.arrangements.actions.versioning import make_version, open_version
from overstap.arrangements.cards import stored_ground
from overstap.arrangements.composition import Composition, compose
from overstap.arrangements.item_facts import Composer
from overstap.arrangements.judging import Judgement, find_instrument, judge
from overstap.arrangements.letters import tell_person
from overstap.arrangements.models import ArrangementItem, ArrangementState, ItemChange, ItemKind, ItemStage, Version
from overstap.arrangements.queries.page import item_page
from overstap.arrangements.terms import Term, due
from overstap.arrangements.values import ItemCard
from overstap.arrangements.weighing import receipt_of
from overstap.casework.policy import local_day
from overstap.casework.telling import tell_party
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.treasury import actions as treasury
from overstap.treasury.queries import commitments_by_keys

AGREE = N_("Akkoord geven op het arrangement")
CHANGED = N_("De data of de kosten van het onderdeel zijn veranderd")
"""What the books say: the reason itself may tell about the person and stays in the file (R-404)."""

CHANGING = frozenset({ItemStage.COMMITTED, ItemStage.RUNNING})
SOURCE = N_("Werkdocument, Arrangement inzetten")

NOT_NOW = Refusal(
    rule="wijziging.stand",
    because=N_("Data en kosten veranderen kan bij een onderdeel dat is toegezegd of loopt, in een plan dat loopt."),
    source=SOURCE,
    remedy=N_("Staat het onderdeel nog op gekozen? Haal het er dan uit en kies het opnieuw."),
)
NO_REASON = Refusal(rule="wijziging.reden", because=N_("Schrijf op waarom de data of de kosten veranderen."))
NOTHING = Refusal(
    rule="wijziging.niets", because=N_("Dit is zoals het nu al is."), remedy=N_("Verander een datum of een bedrag.")
)
BEGUN = Refusal(
    rule="wijziging.begonnen",
    because=N_("Dit onderdeel is al begonnen. De startdatum verandert niet meer."),
    remedy=N_("Verander alleen de einddatum of het bedrag."),
)
PARTS = Refusal(
    rule="wijziging.delen",
    because=N_("Anderen betalen samen meer dan dit gaat kosten."),
    remedy=N_("Vul bij de kosten ten minste in wat anderen betalen."),
)


@dataclass(frozen=True, slots=True)
class NewTerms:
    """What an item says from now on (nieuwe afspraken): days, and amounts in cents."""

    starts_on: date | None
    ends_on: date | None
    cost_cents: int
    cofinancing_cents: int


def change_item(*, actor: Actor, item_id: int, terms: NewTerms, because: str, now: datetime) -> ItemCard | Refusal:
    """Propose other dates or another price of a committed item to the person (onderdeel wijzigen), with the reason.

    It is tried out first: the schemes, the budget and the ceiling of this person refuse now and not after the person
    said yes. Then a version waits for the person; who gives the item and reads along is asked as well. Other changes
    that waited in the version before it go along.
    """
    with deed(actor=actor, verb="onderdeel_wijzigen", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        arrangement, sight = access_arrangement(actor, item.arrangement_id, now=now, for_update=True)
        refusal = check_composing(actor, arrangement) or _check(item, terms, because)
        if refusal is not None:
            return refusal
        composition = compose(arrangement.case, arrangement, sight=sight, now=now, all_facts=True)
        refused = _try_out(actor, composition, item.pk, terms, now)
        if refused is not None:
            return refused
        version = _propose(actor, composition, {item.pk: (terms, because.strip()), **_waiting(arrangement, item)}, now)
        next_step(arrangement.case, AGREE, term=Term.AGREE, party=None, now=now)
        before = due(Term.AGREE, region_code=arrangement.case.region.code, now=now)
        told: dict[str, str | date | int] = {"uiterlijk": before, "wat": because.strip()}
        tell_person(arrangement.case, "arrangement_gewijzigd", told, actor=actor, now=now)
        details = {"onderdeel": item.pk, "versie": str(version.number), "sha256": version.digest}
        log(actor=actor, verb="onderdeel_wijzigen", arrangement=arrangement, now=now, details=details)
        return item_page(actor, item, now=now)


def apply_changes(actor: Actor, composition: Composition, version: Version, *, now: datetime) -> Refusal | None:
    """Carry out what a version changes, now that the person agreed; the caller undoes everything when this refuses.

    More money needs room in its budget and under the ceiling of the person, less is free again at once.
    """
    for row in ItemChange.objects.filter(version=version, applied_at__isnull=True).order_by("item_id"):
        terms = NewTerms(row.starts_on, row.ends_on, row.cost_cents, row.cofinancing_cents)
        item = _locked(composition, row.item_id)
        refusal = NOT_NOW if item.stage not in CHANGING else _carry_out(actor, composition, item, terms, now)
        if refusal is not None:
            return refusal
        row.applied_at = now
        row.save(update_fields=["applied_at"])
        _tell_provider(actor, item, row, now)
    return None


def _check(item: ArrangementItem, terms: NewTerms, because: str) -> Refusal | None:
    if item.arrangement.state != ArrangementState.ACTIVE or item.stage not in CHANGING or item.handover_id is not None:
        return NOT_NOW
    if not because.strip():
        return NO_REASON
    if terms == _terms_of(item):
        return NOTHING
    if item.stage == ItemStage.RUNNING and terms.starts_on != item.starts_on:
        return BEGUN
    if terms.cost_cents < terms.cofinancing_cents + item.shared_cents:
        return PARTS
    return check_dates(terms.starts_on, terms.ends_on) or too_long(ItemChange, because=because.strip())


def _terms_of(item: ArrangementItem) -> NewTerms:
    return NewTerms(item.starts_on, item.ends_on, item.cost_cents, item.cofinancing_cents)


def _waiting(arrangement: Any, item: ArrangementItem) -> dict[int, tuple[NewTerms, str]]:
    """What the version that waits now changes in other items."""
    version = open_version(arrangement)
    rows = ItemChange.objects.filter(version=version).exclude(item=item) if version is not None else ()
    return {
        row.item_id: (NewTerms(row.starts_on, row.ends_on, row.cost_cents, row.cofinancing_cents), row.because)
        for row in rows
    }


def _try_out(actor: Actor, composition: Composition, item_id: int, terms: NewTerms, now: datetime) -> Refusal | None:
    """Do it all, tell whether it can, and let it come to nothing."""
    with transaction.atomic():
        refusal = _carry_out(actor, composition, _locked(composition, item_id), terms, now)
        transaction.set_rollback(True)
    return refusal


def _propose(
    actor: Actor, composition: Composition, changes: dict[int, tuple[NewTerms, str]], now: datetime
) -> Version:
    """Freeze the arrangement as it would be, and keep what changes with it."""
    before = {item.pk: _terms_of(item) for item in composition.items}
    for item in composition.items:
        if item.pk in changes:
            terms = changes[item.pk][0]
            _put(item, terms, _judged(composition, item, terms))
    because = "; ".join(dict.fromkeys(reason for _, reason in changes.values()))
    version = make_version(actor, composition, because=because, now=now)
    for item_id, (terms, reason) in changes.items():
        ItemChange.objects.create(
            version=version,
            item_id=item_id,
            starts_on=terms.starts_on,
            ends_on=terms.ends_on,
            cost_cents=terms.cost_cents,
            cofinancing_cents=terms.cofinancing_cents,
            before=_told(before[item_id]),
            because=reason,
            made_at=now,
        )
    return version


def _told(terms: NewTerms) -> dict[str, Any]:
    return {
        "begint": terms.starts_on.isoformat() if terms.starts_on else None,
        "eindigt": terms.ends_on.isoformat() if terms.ends_on else None,
        "kosten": terms.cost_cents,
        "cofinanciering": terms.cofinancing_cents,
    }


def _locked(composition: Composition, item_id: int) -> ArrangementItem:
    item = ArrangementItem.objects.select_for_update(of=("self",)).select_related("providing_party").get(pk=item_id)
    if composition.arrangement is not None:
        item.arrangement = composition.arrangement
    return item


def _carry_out(
    actor: Actor, composition: Composition, item: ArrangementItem, terms: NewTerms, now: datetime
) -> Refusal | None:
    judged = _judged(composition, item, terms)
    if isinstance(judged, Refusal):
        return judged
    charge = _charge(item)
    _put(item, terms, judged)
    item.save()
    return _settle(actor, item, _charge(item) - charge, now)


def _charge(item: ArrangementItem) -> int:
    """What the own stream of an item pays, in cents."""
    return item.cost_cents - item.cofinancing_cents - item.shared_cents


def _judged(composition: Composition, item: ArrangementItem, terms: NewTerms) -> Judgement | Refusal | None:
    """Ask the schemes whether the item may be so, in the version of the day on which it was chosen."""
    if item.kind == ItemKind.PRIOR:
        return None
    then = replace(composition, on=local_day(item.added_at), changing=item.pk)
    instrument = find_instrument(then, item.instrument)
    if isinstance(instrument, Refusal):
        return instrument
    own = commitments_by_keys([item.commitment_key]).get(item.commitment_key) if item.commitment_key else None
    draft = replace(
        draft_of(item),
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        cost_cents=terms.cost_cents,
        cofinancing_cents=terms.cofinancing_cents,
    )
    composer = Composer(responsible=True, party_kind=item.bought_by)
    judgement = judge(
        composer, then, draft, instrument, own_cents=own.amount_cents - own.released_cents if own is not None else 0
    )
    if judgement.refusal is not None:
        return judgement.refusal
    if not judgement.weighing.settled:
        return still_open(item)
    return other_parts(item) if judgement.funding.draft.shared_cents != item.shared_cents else judgement


def _put(item: ArrangementItem, terms: NewTerms, judged: Judgement | Refusal | None) -> None:
    item.starts_on, item.ends_on = terms.starts_on, terms.ends_on
    item.cost_cents, item.cofinancing_cents = terms.cost_cents, terms.cofinancing_cents
    if isinstance(judged, Judgement):
        weighing = judged.weighing
        item.receipt = item.start_receipt = receipt_of(weighing.main)
        item.grounds = [stored_ground(line) for line in weighing.grounds]
        item.reviews_due = [day.isoformat() for day in weighing.reviews_until(terms.ends_on)]


def _settle(actor: Actor, item: ArrangementItem, more: int, now: datetime) -> Refusal | None:
    """Let the money follow: bind what is asked more, free what is asked less."""
    if item.commitment_key is None or more == 0:
        return None
    key, command = item.commitment_key, uuid.uuid4()
    if more > 0:
        answer = treasury.raise_commitment(
            actor=actor, key=key, amount_cents=more, command=command, because=CHANGED, now=now
        )
    else:
        answer = treasury.release(actor=actor, key=key, amount_cents=-more, command=command, because=CHANGED, now=now)
    return answer if isinstance(answer, Refusal) else None


def _tell_provider(actor: Actor, item: ArrangementItem, row: ItemChange, now: datetime) -> None:
    """Tell the party that gives the item from when until when; no name and no reason."""
    case = item.arrangement.case
    if row.ends_on is not None and item.providing_party_id != case.first_responsible_id:
        told = {"vanaf": row.starts_on or local_day(now), "tot": row.ends_on}
        tell_party(
            item.providing_party_id, case, "onderdeel_gewijzigd", told, actor=actor, now=now, once=f"wijziging {row.pk}"
        )
