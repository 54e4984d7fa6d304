"""Choosing an instrument from the menu: weighed, and its money reserved at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from overstap.arrangements.access import access_arrangement
from overstap.arrangements.actions.deeds import check_composing, deed, known_party, log, too_long, touch, undo
from overstap.arrangements.actions.money import reserve_for
from overstap.arrangements.actions.opening import NO_TITLE, check_dates
from overstap.arrangements.again import parts_of_cost, put_fee
from overstap.arrangements.cards import stored_answers, stored_ground
from overstap.arrangements.composition import Composition, compose
from overstap.arrangements.drafts import ItemDraft, ItemFields, trimmed
from overstap.arrangements.judging import HANDOVER, Judgement, composer_of, find_instrument, judge
from overstap.arrangements.models import Arrangement, ArrangementItem, ItemKind, ItemShare
from overstap.arrangements.queries.page import item_page
from overstap.arrangements.values import ItemCard
from overstap.arrangements.weighing import receipt_of
from overstap.casework.actions.handovers import offer_handover
from overstap.casework.models import HandoverKind
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.parties.models import Party


def choose_instrument(
    *,
    actor: Actor,
    arrangement_id: int,
    facts: Mapping[str, Any] | None = None,
    now: datetime,
    **item: Unpack[ItemFields],
) -> ItemCard | Refusal:
    """Put an instrument of the menu in the arrangement and reserve its money (instrument kiezen).

    `item` are the fields of `ItemDraft`, `facts` the answers about it. Every scheme that speaks about it is weighed.
    Refuses in the words of the scheme when one says no, with `MissingAnswers` when something has to be answered
    first, and with the refusal of the treasury when the money or the ceiling of this person does not reach (R-156).
    Praktijkleren reserves the employer's fee beside it (R-201). Debt help, WMO and language education become a warm
    hand-over, never a payment (R-155); then `person_agrees` and `agreed_through` say that the person agrees, and how.
    """
    draft = trimmed(ItemDraft(**item, answers=dict(facts or {}), final=True))
    with deed(actor=actor, verb="instrument_kiezen", now=now):
        arrangement, sight = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        chosen = _chosen_already(arrangement, draft)
        if chosen is not None:
            return item_page(actor, chosen, now=now)
        refusal = check_composing(actor, arrangement)
        if refusal is not None:
            return refusal
        composition = compose(arrangement.case, arrangement, sight=sight, now=now)
        return _choose(actor, composition, draft, now)


def _choose(actor: Actor, composition: Composition, draft: ItemDraft, now: datetime) -> ItemCard | Refusal:
    party = known_party(draft.providing_party_id)
    if isinstance(party, Refusal):
        return party
    instrument = find_instrument(composition, draft.instrument)
    if isinstance(instrument, Refusal):
        return instrument
    refusal = _check_draft(draft)
    if refusal is not None:
        return refusal
    judgement = judge(composer_of(actor, composition.case), composition, draft, instrument)
    if judgement.refusal is not None:
        return judgement.refusal
    item = _new_item(composition, draft, judgement, party, now)
    item.bought_by = actor.party_kind
    item.key = draft.key or item.key
    item.save()
    _write_shares(item, judgement)
    refused = (
        _hand_over(actor, composition, item, draft, now)
        if judgement.instrument.kind == HANDOVER
        else reserve_for(actor, composition.case, [item], now=now)
    )
    if refused is not None:
        return undo(refused)
    item.save()
    arrangement = item.arrangement
    touch(arrangement, now)
    details = {"instrument": item.instrument, "regeling": item.scheme, "versie": str(item.scheme_version or "")}
    log(actor=actor, verb="instrument_kiezen", arrangement=arrangement, now=now, details=details)
    return item_page(actor, item, now=now)


def _chosen_already(arrangement: Arrangement, draft: ItemDraft) -> ArrangementItem | None:
    if draft.key is None:
        return None
    rows = ArrangementItem.objects.filter(arrangement=arrangement, key=draft.key)
    item = rows.select_related("providing_party", "handover").first()
    if item is not None:
        item.arrangement = arrangement
    return item


def _check_draft(draft: ItemDraft) -> Refusal | None:
    if not draft.title:
        return NO_TITLE
    return check_dates(draft.starts_on, draft.ends_on) or too_long(
        ArrangementItem,
        title=draft.title,
        provider=draft.provider,
        employer=draft.employer,
        cofinancing_reason=draft.cofinancing_reason,
        motivation=draft.motivation,
        passed_over_because=draft.passed_over_because,
    )


def _new_item(
    composition: Composition, draft: ItemDraft, judgement: Judgement, party: Party, now: datetime
) -> ArrangementItem:
    instrument, main, ceiling = judgement.instrument, judgement.weighing.main, judgement.ceiling
    handover = instrument.kind == HANDOVER
    item = ArrangementItem(
        arrangement=composition.arrangement,
        kind=ItemKind.ADDITIONAL,
        instrument=instrument.id,
        title=draft.title,
        scheme=main.scheme_id if main else "",
        scheme_version=main.version if main else None,
        providing_party=party,
        provider=draft.provider,
        employer=draft.employer,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        cost_cents=0 if handover else draft.cost_cents,
        stream="" if handover else instrument.stream or "",
        cofinancing_cents=0 if handover else draft.cofinancing_cents,
        shared_cents=0 if handover else judgement.funding.draft.shared_cents,
        cofinancing_reason=draft.cofinancing_reason,
        facts=stored_answers(draft.answers),
        receipt=receipt_of(main),
        grounds=[stored_ground(line) for line in judgement.weighing.grounds],
        reviews_due=[day.isoformat() for day in judgement.weighing.reviews_until(draft.ends_on)],
        ceiling_code=ceiling.code if ceiling else "",
        ceiling_cents=ceiling.limit_cents if ceiling else None,
        motivation=draft.motivation,
        passed_over_because=draft.passed_over_because,
        added_at=now,
    )
    put_fee(item, judgement)
    return item


def _write_shares(item: ArrangementItem, judgement: Judgement) -> None:
    """Keep what other streams pay of an item, with what that stands on; a warm hand-over costs nothing."""
    if item.shared_cents:
        ItemShare.objects.bulk_create(parts_of_cost(item, judgement))


def _hand_over(
    actor: Actor,
    composition: Composition,
    item: ArrangementItem,
    draft: ItemDraft,
    now: datetime,
) -> Refusal | None:
    """Offer the warm hand-over; its term, its answer and its silence are casework's (R-155, R-420)."""
    offered = offer_handover(
        actor=actor,
        case_id=composition.case.pk,
        kind=HandoverKind.SERVICE,
        to_party_id=item.providing_party_id,
        because=item.motivation or item.title,
        instrument=draft.instrument,
        person_agrees=draft.person_agrees,
        agreed_through=draft.agreed_through,
        now=now,
    )
    if isinstance(offered, Refusal):
        return offered
    item.handover_id = offered.id
    return None
