"""Changing the dates or the price of what is committed: proposed, agreed to, and then the money follows at once.

Who pays what is worked out again with the rules of choosing: the order of funds, the schemes that pay a part, and the
fee for the employer. Until the person agrees nothing changes, neither in the file nor at the cashier. What was paid or
claimed stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from overstap.arrangements.access import access_arrangement, access_item
from overstap.arrangements.actions.deeds import check_composing, deed, log, next_step, too_long
from overstap.arrangements.actions.opening import check_dates
from overstap.arrangements.actions.rebinding import bound_of, lock_all, rebind
from overstap.arrangements.actions.versioning import make_version, open_version
from overstap.arrangements.again import NewTerms, draft_of, draft_with, judged_again, put, refusal_in, split_of
from overstap.arrangements.composition import Composition, compose
from overstap.arrangements.drafts import ItemDraft
from overstap.arrangements.judging import Judgement
from overstap.arrangements.letters import tell_person
from overstap.arrangements.models import ArrangementItem, ArrangementState, ItemChange, ItemStage, Version
from overstap.arrangements.queries.page import item_page
from overstap.arrangements.terms import Term, due
from overstap.arrangements.values import ItemCard
from overstap.casework.policy import local_day
from overstap.casework.telling import tell_party
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal

AGREE = N_("Akkoord geven op het arrangement")
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


OTHER_SPLIT = Refusal(
    rule="wijziging.delen_veranderd",
    because=N_("Sinds het voorstel is veranderd wie wat betaalt. Daarom gaat deze wijziging niet door."),
    remedy=N_("Vraag uw begeleider om de wijziging opnieuw voor te stellen."),
)

Changes = Mapping[int, tuple[NewTerms, str]]
"""What changes by item, each with its reason."""


def change_item(*, actor: Actor, item_id: int, terms: NewTerms, because: str, now: datetime) -> ItemCard | Refusal:
    """Propose other dates or another price of a committed item to the person (onderdeel wijzigen), with the reason.

    Who pays what is worked out again, and all of it is tried out first: the schemes, the budgets and the ceiling of
    this person refuse now and not after the person said yes. Then a version waits for the person; who gives the item
    and reads along is asked as well. Other changes that waited in the version before it go along.
    """
    with deed(actor=actor, verb="onderdeel_wijzigen", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        arrangement, sight = access_arrangement(actor, item.arrangement_id, now=now, for_update=True)
        refusal = check_composing(actor, arrangement) or _check(item, terms, because)
        if refusal is not None:
            return refusal
        composition = compose(arrangement.case, arrangement, sight=sight, now=now, all_facts=True)
        changes = {item.pk: (terms, because.strip()), **_waiting(arrangement, item)}
        refusal = _try_out(actor, composition, changes, now)
        if refusal is not None:
            return refusal
        version = _propose(actor, composition, changes, now)
        next_step(arrangement.case, AGREE, term=Term.AGREE, party=None, now=now)
        before = due(Term.AGREE, region_code=arrangement.case.region.code, now=now)
        told: dict[str, str | date | int] = {"uiterlijk": before, "wat": because.strip()}
        tell_person(arrangement.case, "arrangement_gewijzigd", told, actor=actor, now=now)
        details = {"onderdeel": item.pk, "versie": str(version.number), "sha256": version.digest}
        log(actor=actor, verb="onderdeel_wijzigen", arrangement=arrangement, now=now, details=details)
        return item_page(actor, item, now=now)


def apply_changes(actor: Actor, composition: Composition, version: Version, *, now: datetime) -> Refusal | None:
    """Carry out what a version changes, now that the person agreed; the caller undoes everything when this refuses.

    Every payer follows: more money needs room in its budget and under the ceiling of the person, less is free again at
    once in its own stream. When others would pay now than the person read, it refuses `wijziging.delen_veranderd`.
    """
    for row in _rows(version):
        item = _locked(composition, row.item_id)
        refusal = NOT_NOW if item.stage not in CHANGING else _carry_out(actor, composition, item, _terms(row), now)
        if refusal is not None:
            return refusal
        if row.split and row.split != split_of(item).as_kept():
            return OTHER_SPLIT
        row.applied_at = now
        row.save(update_fields=["applied_at"])
        _tell_provider(actor, item, row, now)
    return None


def lock_changes(composition: Composition, version: Version, *, now: datetime) -> None:
    """Lock every budget that pays before or after what a version changes; ask it before money is bound for others."""
    items = {item.pk: item for item in composition.items}
    changes = [(items[row.item_id], _terms(row)) for row in _rows(version) if row.item_id in items]
    if changes:
        lock_all(composition.case, [*changes, *_chosen(composition)], now)


def _chosen(composition: Composition) -> list[tuple[ArrangementItem, NewTerms]]:
    return [(item, _terms_of(item)) for item in composition.items if item.stage == ItemStage.CHOSEN]


def _rows(version: Version) -> list[ItemChange]:
    return list(ItemChange.objects.filter(version=version, applied_at__isnull=True).order_by("item_id"))


def _check(item: ArrangementItem, terms: NewTerms, because: str) -> Refusal | None:
    if item.arrangement.state != ArrangementState.ACTIVE or item.stage not in CHANGING or item.handover_id is not None:
        return NOT_NOW
    if not because.strip():
        return NO_REASON
    draft = draft_with(item, terms)
    if draft == draft_of(item):
        return NOTHING
    if item.stage == ItemStage.RUNNING and terms.starts_on != item.starts_on:
        return BEGUN
    if terms.cost_cents < terms.cofinancing_cents + draft.shared_cents:
        return PARTS
    texts = {"cofinancing_reason": draft.cofinancing_reason, "passed_over_because": draft.passed_over_because}
    return (
        check_dates(terms.starts_on, terms.ends_on)
        or too_long(ItemChange, because=because.strip())
        or too_long(ArrangementItem, **texts)
    )


def _terms_of(item: ArrangementItem) -> NewTerms:
    return NewTerms(item.starts_on, item.ends_on, item.cost_cents, item.cofinancing_cents)


def _terms(row: ItemChange) -> NewTerms:
    """Give what a kept change asks; one that was kept before the payers could change leaves those as they are."""
    asked = row.asked
    return NewTerms(
        row.starts_on,
        row.ends_on,
        row.cost_cents,
        row.cofinancing_cents,
        cofinancing_reason=asked.get("cofinanciering_reden"),
        passed_over_because=asked.get("geld_dat_voorgaat"),
        shares=asked.get("delen"),
        subsidies=tuple(asked["regelingen"]) if "regelingen" in asked else None,
        answers=asked.get("antwoorden", {}),
    )


def _waiting(arrangement: Any, item: ArrangementItem) -> dict[int, tuple[NewTerms, str]]:
    """What the version that waits now changes in other items."""
    version = open_version(arrangement)
    rows = ItemChange.objects.filter(version=version).exclude(item=item) if version is not None else ()
    return {row.item_id: (_terms(row), row.because) for row in rows}


def _try_out(actor: Actor, composition: Composition, changes: Changes, now: datetime) -> Refusal | None:
    """Do it all, tell whether it can, and let it come to nothing."""
    refusal = None
    with transaction.atomic():
        items = [_locked(composition, item_id) for item_id in sorted(changes)]
        lock_all(composition.case, [(item, changes[item.pk][0]) for item in items], now)
        for item in items:
            refusal = refusal or _carry_out(actor, composition, item, changes[item.pk][0], now)
        transaction.set_rollback(True)
    return refusal


def _propose(actor: Actor, composition: Composition, changes: Changes, now: datetime) -> Version:
    """Freeze the arrangement as it would be, and keep what changes with it."""
    before = {item.pk: _told(item) for item in composition.items if item.pk in changes}
    asked: dict[int, dict[str, Any]] = {}
    for item in composition.items:
        if item.pk in changes:
            draft = draft_with(item, changes[item.pk][0])
            judged = judged_again(composition, item, draft)
            asked[item.pk] = _asked(draft)
            put(item, draft, judged if isinstance(judged, Judgement) else None)
    because = "; ".join(dict.fromkeys(reason for _, reason in changes.values()))
    version = make_version(actor, composition, because=because, now=now)
    for item in composition.items:
        if item.pk in changes:
            ItemChange.objects.create(
                version=version,
                item=item,
                starts_on=item.starts_on,
                ends_on=item.ends_on,
                cost_cents=item.cost_cents,
                cofinancing_cents=item.cofinancing_cents,
                before=before[item.pk],
                asked=asked[item.pk],
                split=split_of(item).as_kept(),
                because=changes[item.pk][1],
                made_at=now,
            )
    return version


def _asked(draft: ItemDraft) -> dict[str, Any]:
    return {
        "cofinanciering_reden": draft.cofinancing_reason,
        "geld_dat_voorgaat": draft.passed_over_because,
        "delen": dict(draft.shares),
        "regelingen": list(draft.subsidies),
        "antwoorden": dict(draft.answers),
    }


def _told(item: ArrangementItem) -> dict[str, Any]:
    return {
        "begint": item.starts_on.isoformat() if item.starts_on else None,
        "eindigt": item.ends_on.isoformat() if item.ends_on else None,
        "kosten": item.cost_cents,
        "cofinanciering": item.cofinancing_cents,
        "verdeling": split_of(item).as_kept(),
    }


def _locked(composition: Composition, item_id: int) -> ArrangementItem:
    item = ArrangementItem.objects.select_for_update(of=("self",)).select_related("providing_party").get(pk=item_id)
    if composition.arrangement is not None:
        item.arrangement = composition.arrangement
    return item


def _carry_out(
    actor: Actor, composition: Composition, item: ArrangementItem, terms: NewTerms, now: datetime
) -> Refusal | None:
    """Let an item say what was asked, and let the money of every payer follow."""
    draft = draft_with(item, terms)
    judged = judged_again(composition, item, draft)
    refusal = refusal_in(item, judged)
    if refusal is not None:
        return refusal
    before = bound_of(item, now)
    put(item, draft, judged if isinstance(judged, Judgement) else None)
    refusal = rebind(actor, composition.case, item, before, now=now)
    if refusal is None:
        item.save()
    return refusal


def _tell_provider(actor: Actor, item: ArrangementItem, row: ItemChange, now: datetime) -> None:
    """Tell the party that gives the item from when until when; no name and no reason."""
    case = item.arrangement.case
    if row.ends_on is not None and item.providing_party_id != case.first_responsible_id:
        told = {"vanaf": row.starts_on or local_day(now), "tot": row.ends_on}
        tell_party(
            item.providing_party_id, case, "onderdeel_gewijzigd", told, actor=actor, now=now, once=f"wijziging {row.pk}"
        )
