"""What becomes of a place: withdrawn, offered, answered, lapsed; what comes free goes to the head of the list."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from overstap.allotment.access import access_application, locked_application
from overstap.allotment.actions.settling import settle
from overstap.allotment.clock import database_now
from overstap.allotment.models import Application, ApplicationState, Window
from overstap.allotment.refusals import NO_OFFER, NOTHING_TO_WITHDRAW, OFFER_LAPSED, PAID_ALREADY
from overstap.allotment.turns import Turn, locked_window, offer_to_head
from overstap.core.actor import SYSTEM, Actor
from overstap.core.allotment import HOLDING, State
from overstap.core.decision import N_, Refusal
from overstap.treasury import actions as treasury
from overstap.treasury import queries as treasury_queries

ACCEPTED = N_("Het aanbod is aangenomen")
NOT_TAKEN = N_("Het aanbod is niet aangenomen")
WITHDREW = N_("De aanvraag is ingetrokken")


def withdraw_application(*, actor: Actor, key: UUID, now: datetime) -> State | Refusal:
    """Withdraw an application (intrekken): what it held goes to the head of the waiting list, in order.

    Gives the state it has then; twice is as once. Refuses `aanvraag.voorbij` (it was refused, lapsed or declined) and
    `aanvraag.uitbetaald` (somebody asked money on it already). Raises NotFoundError for who may not see it.
    """
    code = access_application(actor, key).window.code
    _let_its_turn_come(actor, key, code, now)
    with transaction.atomic():
        turn = Turn(locked_window(code), database_now(now))
        row = locked_application(actor, key)
        answer = _withdraw(turn, row, actor)
        if isinstance(answer, Refusal):
            transaction.set_rollback(True)
    return answer


def _let_its_turn_come(actor: Actor, key: UUID, code: str, now: datetime) -> None:
    """Whoever withdraws before the own turn gets it first, so that no rank is skipped."""
    while access_application(actor, key).rank is None:
        # Another settler at work holds the window: then its lock is awaited here.
        with transaction.atomic():
            locked_window(code)
            settle(now=now, window=code)


def _withdraw(turn: Turn, row: Application, actor: Actor) -> State | Refusal:
    if row.state == ApplicationState.WITHDRAWN:
        return State.WITHDRAWN
    if row.state == ApplicationState.FUNDED:
        return PAID_ALREADY
    if row.state in HOLDING:
        refused = _free_money(turn, row, actor, WITHDREW)
        if refused is not None:
            return refused
        turn.take_back(row, ApplicationState.WITHDRAWN)
    elif row.state in {ApplicationState.WAITING, ApplicationState.COUNTED}:
        if row.state == ApplicationState.WAITING:
            turn.standing = turn.standing.with_waiting(-1)
        row.state, row.decided_at = ApplicationState.WITHDRAWN, turn.now
    else:
        return NOTHING_TO_WITHDRAW
    _save(turn, row, actor, "aanvraag_intrekken")
    offer_to_head(turn)
    turn.save()
    return State.WITHDRAWN


def answer_offer(*, actor: Actor, key: UUID, accept: bool, now: datetime) -> State | Refusal:
    """Answer an offer in time (aanbod beantwoorden): accepted it is granted, declined it goes to the next.

    Gives the state it has then; the same answer twice is as once. Refuses `aanvraag.geen_aanbod` and
    `aanvraag.aanbod_verlopen`. Raises NotFoundError for who may not see it.
    """
    code = access_application(actor, key).window.code
    with transaction.atomic():
        turn = Turn(locked_window(code), database_now(now))
        row = locked_application(actor, key)
        wanted = ApplicationState.GRANTED if accept else ApplicationState.DECLINED
        if row.state == wanted:
            return State(wanted)
        if row.state != ApplicationState.OFFERED:
            return OFFER_LAPSED if row.state == ApplicationState.LAPSED else NO_OFFER
        answer = _answer(turn, row, actor, accept=accept)
        if isinstance(answer, Refusal):
            transaction.set_rollback(True)
    return answer


def _answer(turn: Turn, row: Application, actor: Actor, *, accept: bool) -> State | Refusal:
    if row.answer_before is not None and row.answer_before <= turn.now:
        return OFFER_LAPSED
    if not accept:
        _give_up(turn, row, actor, ApplicationState.DECLINED, "aanbod_afslaan")
        offer_to_head(turn)
        turn.save()
        return State.DECLINED
    if turn.window.stream:
        refused = treasury.commit(actor=actor, keys=[row.key], now=turn.now)
        if isinstance(refused, Refusal):
            return refused
    row.state, row.answer_before, row.decided_at = ApplicationState.GRANTED, None, turn.now
    _save(turn, row, actor, "aanbod_aannemen")
    return State.GRANTED


def let_offers_lapse(*, now: datetime) -> int:
    """Let every offer lapse that nobody answered in time; the next in order gets it. Gives how many lapsed."""
    moment = database_now(now)
    overdue = Application.objects.filter(state=ApplicationState.OFFERED, answer_before__lte=moment)
    codes = sorted(set(overdue.order_by().values_list("window__code", flat=True)))
    return sum(_lapse(code, now) for code in codes)


def _lapse(code: str, now: datetime) -> int:
    with transaction.atomic():
        turn = Turn(locked_window(code), database_now(now))
        rows = Application.objects.select_for_update(of=("self",), no_key=True).filter(
            window=turn.window, state=ApplicationState.OFFERED, answer_before__lte=turn.now
        )
        overdue = list(rows.order_by("rank"))
        for row in overdue:
            _give_up(turn, row, SYSTEM, ApplicationState.LAPSED, "aanbod_laten_vervallen")
        offer_to_head(turn)
        turn.save()
    return len(overdue)


def release_places(*, now: datetime, window: str | None = None) -> int:
    """Offer what came free to the waiting lists: of withdrawn grants, and of commitments that the cashier gave back.

    Gives how many offers were made. Safe to repeat at any moment.
    """
    rows = Application.objects.filter(state=ApplicationState.WAITING)
    with_budget = Window.objects.exclude(stream="").filter(registered__gt=0)
    if window is not None:
        rows, with_budget = rows.filter(window__code=window), with_budget.filter(code=window)
    codes = set(rows.order_by().values_list("window__code", flat=True)) | set(
        with_budget.values_list("code", flat=True)
    )
    return sum(_release(code, now) for code in sorted(codes))


def _release(code: str, now: datetime) -> int:
    with transaction.atomic():
        turn = Turn(locked_window(code), database_now(now))
        if turn.window.stream:
            _notice_given_back(turn)
        offered = offer_to_head(turn)
        turn.save()
    return offered


def _notice_given_back(turn: Turn) -> None:
    """Let a grant hold what its commitment still holds: the cashier may have given a part back, or all."""
    row = turn.window
    given_back = treasury_queries.given_back(row.stream, row.region_code, row.year or 0)
    held = Application.objects.filter(window=row, state__in=HOLDING, key__in=list(given_back)).order_by("id")
    for application in held:
        _hold_what_is_left(turn, application, given_back[application.key])


def _hold_what_is_left(turn: Turn, row: Application, given_back: int) -> None:
    left = max(row.amount - given_back, 0)
    if left != row.granted:
        if left == 0:
            lapsed = row.state == ApplicationState.OFFERED
            turn.take_back(row, ApplicationState.LAPSED if lapsed else ApplicationState.WITHDRAWN)
        else:
            turn.hold_less(row, left)
        _save(turn, row, SYSTEM, "plaats_vrijgeven")


def _give_up(turn: Turn, row: Application, actor: Actor, state: ApplicationState, verb: str) -> None:
    _free_money(turn, row, actor, NOT_TAKEN)
    turn.take_back(row, state)
    _save(turn, row, actor, verb)


def _free_money(turn: Turn, row: Application, actor: Actor, because: str) -> Refusal | None:
    """Give back in the treasury what was set aside or committed; nothing where no budget is kept."""
    if not turn.window.stream:
        return None
    (card,) = treasury_queries.commitments_by_keys([row.key]).values()
    if card.claimed_cents:
        return PAID_ALREADY
    if row.state == ApplicationState.OFFERED:
        answer = treasury.void(actor=actor, keys=[row.key], because=because, now=turn.now)
        return answer if isinstance(answer, Refusal) else None
    released = treasury.release(actor=actor, key=row.key, because=because, now=turn.now)
    return released if isinstance(released, Refusal) else None


def _save(turn: Turn, row: Application, actor: Actor, verb: str) -> None:
    row.save(update_fields=("granted", "state", "decided_at", "answer_before"))
    turn.record(actor, verb, row)
