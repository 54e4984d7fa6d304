"""Settling: what came in gets its rank and its answer, in order, many at a time."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction

from overstap.allotment.bulk import write_decisions
from overstap.allotment.clock import database_now
from overstap.allotment.models import Application, ApplicationState
from overstap.allotment.refusals import FULL, SAME_APPLICANT
from overstap.allotment.turns import Turn, inbox_of, window_to_settle
from overstap.allotment.values import Settled
from overstap.audit import actions as audit
from overstap.core.actor import SYSTEM, Actor
from overstap.core.allotment import ACTIVE, Verdict, ranks_after, verdict
from overstap.core.decision import N_

BATCH = 500
"""How many applications one transaction decides on: large enough to be quick, small enough to wait for."""

IN_TURN = N_("Toegekend op volgorde van binnenkomst")
NO_ROOM = frozenset({"budget.plafond", "budget.ontbreekt"})
"""Why a budget cannot give: who comes then waits, or is too late, and has no fault of the own."""


def settle(*, now: datetime, limit: int = BATCH, window: str | None = None) -> Settled:
    """Decide on the next applications of one window, in the order of arrival (afhandelen); one transaction.

    Each gets the next rank, without a gap, under the lock on the window that only one settler can hold; then its place,
    its place on the waiting list, or its refusal. A second application of one applicant is refused and names the first.
    What does not fit in the budget, or passes a ceiling of the person, harms no other. Safe to call anywhere, any
    number of times, and to be killed at any moment; does nothing when another is at work. For a window of a stream the
    money is committed in the same transaction.

    The order: an application whose receipt was given before another was sent, comes before it. Its number is lower and
    it was there whenever the other was. Of two that were on their way together, either may come first.
    """
    if not _waiting(window):
        return Settled()
    with transaction.atomic():
        row = window_to_settle(window)
        if row is None:
            return Settled()
        turn = Turn(row, database_now(now))
        rows = list(inbox_of(row)[:limit])
        if not rows:
            return Settled()
        _decide(turn, rows)
        write_decisions(rows, turn.now)
        turn.save()
        _record(turn, rows)
    counted = Counter(one.state for one in rows)
    return Settled(
        window=row.code,
        decided=len(rows),
        granted=counted[ApplicationState.GRANTED],
        waiting=counted[ApplicationState.WAITING] + counted[ApplicationState.COUNTED],
        refused=counted[ApplicationState.REFUSED],
    )


def settle_all(*, now: datetime, window: str | None = None) -> int:
    """Settle batch after batch until nothing is left or another settler is at work; gives how many were decided."""
    whole = 0
    while decided := settle(now=now, window=window).decided:
        whole += decided
    return whole


def _waiting(window: str | None) -> bool:
    rows = Application.objects.filter(rank__isnull=True)
    return (rows.filter(window__code=window) if window else rows).order_by().exists()


def _decide(turn: Turn, rows: list[Application]) -> None:
    ranks = ranks_after(turn.ranked, [row.pk for row in rows])
    turn.ranked += len(rows)
    first = _earlier(turn, rows)
    turn.open_series(rows)
    for row in rows:
        row.rank, row.decided_at = ranks[row.pk], turn.now
        same = first.get(row.applicant_key)
        if same is not None:
            row.state, row.reason, row.same_as = ApplicationState.REFUSED, SAME_APPLICANT, same
            continue
        _place(turn, row)
        if row.state != ApplicationState.REFUSED:
            first[row.applicant_key] = row.pk
    turn.write_series(SYSTEM, IN_TURN, bind=True)


def _earlier(turn: Turn, rows: list[Application]) -> dict[object, int]:
    """The number of the application that each of these applicants has already in this window."""
    ranked = Application.objects.filter(
        window=turn.window, applicant_key__in={row.applicant_key for row in rows}, rank__isnull=False, state__in=ACTIVE
    )
    return dict(ranked.order_by().values_list("applicant_key", "id"))


def _place(turn: Turn, row: Application) -> None:
    found = verdict(turn.standing, row.amount, way=turn.way, has_list=turn.window.has_list)
    if found is Verdict.GRANT:
        refused = turn.bind(row, row.amount)
        if refused is None:
            turn.give(row, row.amount, ApplicationState.GRANTED)
            return
        if refused.rule not in NO_ROOM or not turn.window.has_list:
            row.state, row.reason = ApplicationState.REFUSED, FULL if refused.rule in NO_ROOM else refused.rule
            return
        found = Verdict.WAIT
    if found is Verdict.WAIT:
        row.state = ApplicationState.WAITING
        turn.standing = turn.standing.with_waiting(1)
    elif found is Verdict.COUNT:
        row.state = ApplicationState.COUNTED
    else:
        row.state, row.reason = ApplicationState.REFUSED, FULL


def _record(turn: Turn, rows: list[Application]) -> None:
    """Leave a line per application in the name of the one who applied, with what was decided, and one for the batch."""
    code = turn.window.code
    audit.record_many(
        audit.Deed(
            actor=_applicant(row),
            verb="aanvragen",
            object_kind="aanvraag",
            object_id=row.key,
            at=row.received_at,
            details={
                "loket": code,
                "nummer": row.pk,
                "plaats": row.rank,
                "besluit": str(row.state),
                "reden": row.reason,
            },
        )
        for row in rows
    )
    details = {"loket": code, "van_plaats": rows[0].rank, "tot_en_met_plaats": rows[-1].rank}
    audit.record(
        actor=SYSTEM, verb="aanvragen_afhandelen", object_kind="loket", object_id=code, now=turn.now, details=details
    )


def _applicant(row: Application) -> Actor:
    return Actor(
        user_id=row.actor_user_id,
        name=row.actor_name,
        roles=frozenset(),
        party_id=row.party_id,
        party_name=row.party_name,
    )
