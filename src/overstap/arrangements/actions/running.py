"""What happens to items after they are chosen: taken out, started, finished, stopped, reviewed, paid for."""

from __future__ import annotations

from datetime import date, datetime

from overstap.arrangements.access import access_arrangement, access_item, item_parts
from overstap.arrangements.actions.completing import Proof, keep_proof
from overstap.arrangements.actions.deeds import (
    NOT_RESPONSIBLE,
    check_composing,
    deed,
    log,
    move,
    move_item,
    next_step,
    too_long,
    touch,
    undo,
)
from overstap.arrangements.actions.money import reserve_for
from overstap.arrangements.actions.training import all_signed
from overstap.arrangements.actions.versioning import withdraw_open
from overstap.arrangements.cards import arrangement_card, keys_of, money_of
from overstap.arrangements.letters import tell_person
from overstap.arrangements.models import Arrangement, ArrangementItem, ItemReview, ItemStage
from overstap.arrangements.queries.page import item_page
from overstap.arrangements.terms import Term, due
from overstap.arrangements.values import ArrangementCard, ItemCard, Money
from overstap.casework.actions.handovers import withdraw_handover
from overstap.casework.models import HandoverState
from overstap.casework.policy import local_day
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.moves import Part
from overstap.treasury import actions as treasury
from overstap.treasury.queries import commitments_by_keys

TAKEN_OUT = N_("Het onderdeel is uit het arrangement gehaald")
REVIEWED = N_("Toets op uitstroom naar gewoon werk")
AFTERWARDS = N_("Bespreken hoe het verder gaat nu het plan is afgelopen")
LONGEST = 300

ITEM_STOPPED = N_("Het onderdeel is gestopt")
"""What the books say: the reason itself may tell about the person and stays in the file (R-404)."""

NO_REASON = Refusal(rule="onderdeel.reden", because=N_("Schrijf op waarom dit stopt."))


def remove_item(*, actor: Actor, item_id: int, now: datetime) -> int | Refusal:
    """Take a chosen item out of the arrangement; its reservation lapses at once and its hand-over is withdrawn."""
    with deed(actor=actor, verb="verwijderen", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        refusal = check_composing(actor, item.arrangement) or move_item(actor, item, "verwijderen")
        if refusal is not None:
            return refusal
        refused = _let_go(actor, item, now)
        if refused is not None:
            return undo(refused)
        item.ended_at = now
        item.save(update_fields=["stage", "ended_at"])
        touch(item.arrangement, now)
        _log_item(actor, "verwijderen", item, now)
        return item.pk


def _let_go(actor: Actor, item: ArrangementItem, now: datetime) -> Refusal | None:
    keys = keys_of([item])
    if keys:
        voided = treasury.void(actor=actor, keys=keys, because=TAKEN_OUT, now=now)
        if isinstance(voided, Refusal):
            return voided
    if item.handover is not None and item.handover.state == HandoverState.OFFERED:
        withdrawn = withdraw_handover(actor=actor, handover_id=item.handover.pk, now=now)
        if isinstance(withdrawn, Refusal):
            return withdrawn
    return None


def reserve_again(*, actor: Actor, item_id: int, now: datetime) -> ItemCard | Refusal:
    """Reserve the money of a chosen item again after the reservation ran out, when it is still there."""
    with deed(actor=actor, verb="opnieuw_reserveren", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        if Part.RESPONSIBLE not in item_parts(actor, item, item.arrangement.case):
            return NOT_RESPONSIBLE
        keys = keys_of([item])
        cards = commitments_by_keys(keys)
        ran_out = any(money_of(cards.get(key), now) is Money.EXPIRED for key in keys)
        if item.stage != ItemStage.CHOSEN or not ran_out:
            return item_page(actor, item, now=now)
        voided = treasury.void(actor=actor, keys=keys, because=TAKEN_OUT, now=now)
        refused = voided if isinstance(voided, Refusal) else reserve_for(actor, item.arrangement.case, [item], now=now)
        if refused is not None:
            return undo(refused)
        item.save(update_fields=["commitment_key", "fee_commitment_key"])
        _log_item(actor, "opnieuw_reserveren", item, now)
        return item_page(actor, item, now=now)


def start_item(*, actor: Actor, item_id: int, now: datetime) -> ItemCard | Refusal:
    """Note that an item has begun (onderdeel starten); the first review becomes the next step when it has one."""
    with deed(actor=actor, verb="onderdeel_starten", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        refusal = move_item(actor, item, "starten") or all_signed(item)
        if refusal is not None:
            return refusal
        item.starts_on = item.starts_on or local_day(now)
        item.save(update_fields=["stage", "starts_on"])
        _plan_review(item, now)
        _log_item(actor, "onderdeel_starten", item, now)
        return item_page(actor, item, now=now)


def complete_item(*, actor: Actor, item_id: int, proof: Proof | None = None, now: datetime) -> ItemCard | Refusal:
    """Note that an item is finished (onderdeel afronden); its money stays bound for the bill that may still come.

    What the team added is finished with `proof`: sort, number and day of the paper that shows it. Without one it
    refuses `onderdeel.bewijs`; help that was there already needs none.
    """
    with deed(actor=actor, verb="onderdeel_afronden", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        refusal = move_item(actor, item, "afronden") or keep_proof(item, proof, local_day(now))
        if refusal is not None:
            return refusal
        item.ended_at = now
        item.save(update_fields=["stage", "ended_at", "evidence_kind", "evidence_number", "evidence_on"])
        _log_item(actor, "onderdeel_afronden", item, now)
        return item_page(actor, item, now=now)


def stop_item(*, actor: Actor, item_id: int, because: str, now: datetime) -> ItemCard | Refusal:
    """Stop an item (onderdeel stoppen) with a reason; whatever nobody claimed of its money is free again at once."""
    with deed(actor=actor, verb="onderdeel_stoppen", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        if not because.strip():
            return NO_REASON
        refusal = move_item(actor, item, "stoppen")
        if refusal is not None:
            return refusal
        refused = _stop(actor, item, because, now)
        if refused is not None:
            return undo(refused)
        return item_page(actor, item, now=now)


def _stop(actor: Actor, item: ArrangementItem, because: str, now: datetime) -> Refusal | None:
    item.stopped_reason, item.ended_at, item.stage = because.strip()[:LONGEST], now, ItemStage.STOPPED
    item.save(update_fields=["stage", "stopped_reason", "ended_at"])
    withdraw_open(item.arrangement, now)
    for key in keys_of([item]):
        released = treasury.release(actor=actor, key=key, because=ITEM_STOPPED, now=now)
        if isinstance(released, Refusal):
            return released
    _log_item(actor, "onderdeel_stoppen", item, now)
    return None


def complete_arrangement(*, actor: Actor, arrangement_id: int, now: datetime) -> ArrangementCard | Refusal:
    """Note that the arrangement is done (afronden), when no item is still to come or running."""
    with deed(actor=actor, verb="afronden", now=now):
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        refusal = move(actor, arrangement, "afronden") or _nothing_open(arrangement)
        if refusal is not None:
            return refusal
        return _end(actor, arrangement, "afronden", "", now)


def stop_arrangement(*, actor: Actor, arrangement_id: int, because: str, now: datetime) -> ArrangementCard | Refusal:
    """Stop the whole arrangement (stoppen) with a reason: reservations lapse, what is bound and left is free again."""
    with deed(actor=actor, verb="stoppen", now=now):
        arrangement, _ = access_arrangement(actor, arrangement_id, now=now, for_update=True)
        if not because.strip():
            return NO_REASON
        refusal = move(actor, arrangement, "stoppen")
        if refusal is not None:
            return refusal
        for item in _open_items(arrangement):
            refused = _end_item(actor, item, because, now)
            if refused is not None:
                return undo(refused)
        return _end(actor, arrangement, "stoppen", because.strip()[:LONGEST], now)


def _end_item(actor: Actor, item: ArrangementItem, because: str, now: datetime) -> Refusal | None:
    if item.stage != ItemStage.CHOSEN:
        return _stop(actor, item, because, now)
    item.stage, item.ended_at = ItemStage.REMOVED, now
    item.save(update_fields=["stage", "ended_at"])
    return _let_go(actor, item, now)


def _end(actor: Actor, arrangement: Arrangement, verb: str, because: str, now: datetime) -> ArrangementCard:
    arrangement.ended_at, arrangement.ended_because = now, because
    arrangement.save(update_fields=["state", "ended_at", "ended_because"])
    log(actor=actor, verb=verb, arrangement=arrangement, now=now, details={"reden": because} if because else None)
    _tell_end(actor, arrangement, now)
    return arrangement_card(arrangement)


def _tell_end(actor: Actor, arrangement: Arrangement, now: datetime) -> None:
    """Tell the person that the plan ended, and let whoever guides them talk about what comes next."""
    case = arrangement.case
    if case.closed_at is not None:
        return
    before = due(Term.PROGRESS, region_code=case.region.code, now=now)
    next_step(case, AFTERWARDS, due_on=before, party=case.first_responsible, now=now)
    told: dict[str, str | date | int] = {"reden": arrangement.ended_because, "uiterlijk": before}
    tell_person(case, "arrangement_beeindigd", told, actor=actor, now=now)


def _open_items(arrangement: Arrangement) -> list[ArrangementItem]:
    stages = (ItemStage.CHOSEN, ItemStage.COMMITTED, ItemStage.RUNNING)
    rows = ArrangementItem.objects.filter(arrangement=arrangement, stage__in=stages)
    items = list(rows.select_related("providing_party", "handover").order_by("id"))
    for item in items:
        item.arrangement = arrangement
    return items


def _nothing_open(arrangement: Arrangement) -> Refusal | None:
    still = _open_items(arrangement)
    if not still:
        return None
    return Refusal(
        rule="arrangement.loopt_nog",
        because=N_("Er lopen nog onderdelen: %(titles)s."),
        remedy=N_("Rond die eerst af of stop ze."),
        details=(("titles", ", ".join(item.title for item in still)),),
    )


def record_review(
    *, actor: Actor, item_id: int, due_on: date, can_move_on: bool, finding: str, now: datetime
) -> ItemCard | Refusal:
    """Record a review of whether someone can move on to regular work (R-178); plans the one after it."""
    with deed(actor=actor, verb="toets_vastleggen", now=now):
        item, _ = access_item(actor, item_id, now=now, for_update=True)
        if Part.RESPONSIBLE not in item_parts(actor, item, item.arrangement.case) or actor.user_id is None:
            return NOT_RESPONSIBLE
        if due_on.isoformat() not in item.reviews_due:
            return Refusal(rule="toets.datum", because=N_("Op deze dag staat geen toets gepland."))
        if not finding.strip():
            return Refusal(rule="toets.bevinding", because=N_("Schrijf op wat u hebt gezien en besproken."))
        long = too_long(ItemReview, finding=finding)
        if long is not None:
            return long
        defaults = {
            "held_on": local_day(now),
            "can_move_on": can_move_on,
            "finding": finding.strip(),
            "recorded_by_id": actor.user_id,
        }
        ItemReview.objects.update_or_create(item=item, due_on=due_on, defaults=defaults)
        _plan_review(item, now)
        _log_item(actor, "toets_vastleggen", item, now)
        return item_page(actor, item, now=now)


def _plan_review(item: ArrangementItem, now: datetime) -> None:
    held = {day.isoformat() for day in item.reviews.order_by("due_on").values_list("due_on", flat=True)}
    coming = next((day for day in item.reviews_due if day not in held), None)
    if coming is not None:
        case = item.arrangement.case
        next_step(case, REVIEWED, due_on=date.fromisoformat(coming), party=case.first_responsible, now=now)


def _log_item(actor: Actor, verb: str, item: ArrangementItem, now: datetime) -> None:
    details = {"onderdeel": item.pk, "instrument": item.instrument}
    log(actor=actor, verb=verb, arrangement=item.arrangement, now=now, details=details)
