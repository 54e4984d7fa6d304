"""After closing: everybody gets the same share; and of what was registered, only so much is funded."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from overstap.allotment.access import access_application, locked_application
from overstap.allotment.actions.settling import BATCH, settle_all
from overstap.allotment.bulk import write_decisions
from overstap.allotment.clock import database_now
from overstap.allotment.inbox import wait_for_those_on_the_way
from overstap.allotment.models import Application, ApplicationState, Way, Window
from overstap.allotment.queries.windows import opening_of
from overstap.allotment.refusals import (
    FULL,
    FULLY_FUNDED,
    NOT_CLOSED,
    NOT_GRANTED,
    NOT_SHARED,
    ONLY_MONEY_ROLES,
    TOO_SMALL_A_SHARE,
)
from overstap.allotment.turns import Turn, locked_window
from overstap.allotment.values import Shared
from overstap.audit import actions as audit
from overstap.core.actor import Actor, Role
from overstap.core.allotment import Opening, State, share
from overstap.core.decision import N_, NotFoundError, Refusal

SHARED_OUT = N_("Naar rato verdeeld na sluiting van het loket")


def close_and_share(*, actor: Actor, window: str, now: datetime) -> Shared | Refusal:
    """Divide a window that has closed: everybody the same share of what they asked (naar rato verdelen).

    First waits until everybody who applied in time is written down, and gives them their rank. The rule for rounding is
    that of `core.allotment.share`; with a budget there is never more to divide than is free in it. A share of nothing
    is a refusal. Twice is as once. Refuses `loket.uitvoerder` (not the cashier or the system), `loket.wijze` (another
    way of dividing), `loket.niet_gesloten` (by the database's clock) and `budget.ontbreekt`. Raises NotFoundError for a
    window that is not there.
    """
    if not (actor.is_system or actor.has(Role.CASHIER)):
        return ONLY_MONEY_ROLES
    refused = _not_yet(window, now)
    if refused is not None:
        return refused
    with transaction.atomic():
        wait_for_those_on_the_way(window)
        row = locked_window(window)
        if row.shared_at is not None:
            return _shared(row)
        settle_all(now=now, window=window)
        row.refresh_from_db()
        answer = _share(Turn(row, database_now(now)), actor)
        if isinstance(answer, Refusal):
            transaction.set_rollback(True)
    return answer


def _not_yet(code: str, now: datetime) -> Refusal | None:
    row = Window.objects.filter(code=code).first()
    if row is None:
        raise NotFoundError(f"no window {code}")
    if row.way != Way.SHARED:
        return NOT_SHARED
    return None if opening_of(row, database_now(now)) is Opening.CLOSED else NOT_CLOSED


def _share(turn: Turn, actor: Actor) -> Shared | Refusal:
    counted = Application.objects.filter(window=turn.window, state=ApplicationState.COUNTED).order_by("rank")
    rows = list(counted)
    refused = turn.open_series(rows)
    if refused is not None:
        return refused
    shares = share(turn.units_left, {row.rank or 0: row.amount for row in rows})
    for row in rows:
        _give_share(turn, row, shares[row.rank or 0])
    turn.write_series(actor, SHARED_OUT, bind=True)
    for start in range(0, len(rows), BATCH):
        write_decisions(rows[start : start + BATCH], turn.now)
    turn.window.shared_at = turn.now
    turn.window.save(update_fields=("shared_at",))
    turn.save()
    _record(turn, actor, rows)
    return _shared(turn.window)


def _give_share(turn: Turn, row: Application, amount: int) -> None:
    refused = turn.bind(row, amount) if amount else None
    if amount and refused is None:
        turn.give(row, amount, ApplicationState.GRANTED)
        return
    row.state = ApplicationState.REFUSED
    row.reason = TOO_SMALL_A_SHARE if refused is None else FULL if refused.rule == "budget.plafond" else refused.rule


def _shared(row: Window) -> Shared:
    return Shared(window=row.code, granted=row.registered, held=row.held, at=row.shared_at)


def _record(turn: Turn, actor: Actor, rows: list[Application]) -> None:
    code = turn.window.code
    audit.record_many(
        audit.Deed(
            actor=actor,
            verb="aandeel_toekennen",
            object_kind="aanvraag",
            object_id=row.key,
            at=turn.now,
            details={"loket": code, "gevraagd": row.amount, "toegekend": row.granted, "reden": row.reason},
        )
        for row in rows
    )
    details = {"aanvragen": len(rows), "toegekend": turn.standing.held, "plafond": turn.standing.funded_ceiling}
    audit.record(
        actor=actor, verb="naar_rato_verdelen", object_kind="loket", object_id=code, now=turn.now, details=details
    )


def fund_application(*, actor: Actor, key: UUID, now: datetime) -> State | Refusal:
    """Let a registration count towards what is funded (financieren), in a window that keeps the two apart (R-220).

    Twice is as once. Refuses `loket.uitvoerder`, `aanvraag.niet_toegekend` and `loket.gefinancierd` (the funded ceiling
    is reached, however many were registered). Raises NotFoundError.
    """
    if not actor.has(Role.CASHIER):
        return ONLY_MONEY_ROLES
    code = access_application(actor, key).window.code
    with transaction.atomic():
        turn = Turn(locked_window(code), database_now(now))
        row = locked_application(actor, key)
        if row.state == ApplicationState.FUNDED:
            return State.FUNDED
        if row.state != ApplicationState.GRANTED or turn.standing.registration_ceiling is None:
            return NOT_GRANTED
        if turn.standing.held + row.amount > turn.standing.funded_ceiling:
            return FULLY_FUNDED
        turn.standing = turn.standing.with_held(row.amount)
        row.granted, row.state, row.decided_at = row.amount, ApplicationState.FUNDED, turn.now
        row.save(update_fields=("granted", "state", "decided_at"))
        turn.record(actor, "aanvraag_financieren", row)
        turn.save()
    return State.FUNDED
