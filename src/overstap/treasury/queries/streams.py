"""One stream with everything about a year: how it stands and will stand, its regions and its months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import OuterRef, QuerySet, Subquery

from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.core.ledger import Position
from overstap.treasury.access import visible_budgets
from overstap.treasury.days import day_of
from overstap.treasury.models import Budget, DayEnd
from overstap.treasury.queries.forecasts import Outlook, Waiting, next_weeks, outlooks_of
from overstap.treasury.queries.positions import BudgetRow, StreamCard, rows_at, stream_card, total_of

WEEKS_BACK, WEEKS_AHEAD = 26, 39
"""Technical: how much of the past and of what is to come the drawing shows."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of a stream (maand): how it stood at its end, and what was newly reserved within it."""

    month: dt.date
    position: Position
    taken: int
    taken_cents: int


@dataclass(frozen=True, slots=True)
class StreamPage:
    """One stream in a year as of a moment (pagina van een geldstroom).

    `past` and `ahead` are for the drawing: what was left at the end of each week, and what is expected (low, middle,
    high), in cents.
    """

    stream: StreamCard
    year: int
    total: Position
    outlook: Outlook
    budgets: tuple[tuple[BudgetRow, Outlook], ...]
    months: tuple[MonthRow, ...]
    past: tuple[tuple[dt.date, int], ...]
    ahead: tuple[tuple[dt.date, int, int, int], ...]


def stream_page(
    actor: Actor, code: str, *, year: int, as_of: dt.datetime, waiting: Waiting | None = None
) -> StreamPage:
    """One stream as this actor may see it; raises NotFoundError when none of its budgets of that year is visible.

    `waiting` is what is asked and not settled yet.
    """
    budgets = visible_budgets(actor).filter(stream__code=code, stream__has_ledger=True, year=year)
    first = budgets.first()
    if first is None:
        raise NotFoundError(f"no budget of {code} in {year}")
    on = day_of(as_of)
    told = outlooks_of(budgets, on=on, waiting=waiting)
    rows = rows_at(budgets, as_of)
    outlook = told.streams[code]
    weeks = [on - dt.timedelta(weeks=number) for number in range(WEEKS_BACK, -1, -1)]
    past = [(day, standing.position.free) for day, standing in zip(weeks, _standings(budgets, weeks), strict=True)]
    return StreamPage(
        stream=stream_card(first.stream),
        year=year,
        total=total_of(rows),
        outlook=outlook,
        budgets=tuple((row, told.budgets[row.budget_id]) for row in rows),
        months=_months(budgets, on, year),
        past=tuple(past),
        ahead=next_weeks(outlook, WEEKS_AHEAD),
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    """How some budgets stood together, and how much was ever reserved until then."""

    position: Position = field(default_factory=Position)
    taken: int = 0
    taken_cents: int = 0

    def __add__(self, other: _Standing) -> _Standing:
        return _Standing(self.position + other.position, self.taken + other.taken, self.taken_cents + other.taken_cents)


def _months(budgets: QuerySet[Budget], on: dt.date, year: int) -> tuple[MonthRow, ...]:
    """The months of a year that have begun, the last one until the day of asking."""
    starts = [dt.date(year, month, 1) for month in range(1, 13) if dt.date(year, month, 1) <= on]
    if not starts:
        return ()
    ends = [min(start - dt.timedelta(days=1), on) for start in starts[1:]] + [min(dt.date(year, 12, 31), on)]
    standings = _standings(budgets, [starts[0] - dt.timedelta(days=1), *ends])
    return tuple(
        MonthRow(start, after.position, after.taken - before.taken, after.taken_cents - before.taken_cents)
        for start, before, after in zip(starts, standings, standings[1:], strict=False)
    )


def _standings(budgets: QuerySet[Budget], days: Sequence[dt.date]) -> list[_Standing]:
    """How the budgets stood together at the end of each of these days, which come in order."""
    names = (
        "budget_id",
        "day",
        "ceiling_cents",
        "reserved_cents",
        "committed_cents",
        "paid_cents",
        "taken",
        "taken_cents",
    )
    before = DayEnd.objects.filter(budget=OuterRef("pk"), day__lte=days[0]).order_by("-day").values("pk")[:1]
    first = DayEnd.objects.filter(pk__in=budgets.order_by().annotate(last=Subquery(before)).values("last"))
    within = DayEnd.objects.filter(budget__in=budgets.order_by(), day__gt=days[0], day__lte=days[-1])
    standing: dict[int, _Standing] = {}
    rows = [*first.order_by().values_list(*names), *within.order_by("day").values_list(*names)]
    found, at = [], 0
    for day in days:
        while at < len(rows) and rows[at][1] <= day:
            budget_id, _, ceiling, reserved, committed, paid, taken, cents = rows[at]
            standing[budget_id] = _Standing(Position(ceiling, reserved, committed, paid), taken, cents)
            at += 1
        found.append(sum(standing.values(), _Standing()))
    return found
