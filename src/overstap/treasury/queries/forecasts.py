"""When each budget runs out (prognose): from the ends of its days, as they were known on the day that is asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import add

from django.db.models import OuterRef, Q, QuerySet, Subquery

from overstap.core.actor import Actor
from overstap.core.forecast import NOTHING_OPEN, Basis, Bounds, Forecast, Inflow, forecast
from overstap.core.ledger import Position
from overstap.treasury import policy
from overstap.treasury.access import visible_budgets
from overstap.treasury.days import end_of
from overstap.treasury.models import Alarm, Budget, DayEnd
from overstap.treasury.queries.positions import standings_at

Waiting = Mapping[tuple[str, str, int], Bounds]
"""What is asked and not settled, by stream, region and year."""

LOOK_BACK = dt.timedelta(weeks=16)
"""Technical: what lies further back weighs next to nothing, as a week counts half after a few weeks."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """When money runs out (vooruitzicht), as foretold on a day: the band, and the chance that it is within the year.

    The three days are None when they lie beyond what is foretold; `used_percent` is what is reserved, committed or paid
    of the ceiling. `nearly_used` and `too_early` are the warnings (waarschuwingen), by the limits of the schemes.
    """

    on: dt.date
    year_end: dt.date
    position: Position
    forecast: Forecast
    chance: int
    used_percent: int
    nearly_used: bool
    too_early: bool

    @property
    def early_on(self) -> dt.date | None:
        """The first day of the band."""
        return self._day(self.forecast.early)

    @property
    def likely_on(self) -> dt.date | None:
        """The day in the middle."""
        return self._day(self.forecast.likely)

    @property
    def late_on(self) -> dt.date | None:
        """The last day of the band."""
        return self._day(self.forecast.late)

    @property
    def warns(self) -> bool:
        """Tell whether people must look at this."""
        return self.nearly_used or self.too_early

    @property
    def basis(self) -> Basis:
        """What it stands on, or why nothing is foretold."""
        return self.forecast.basis

    def _day(self, days: int | None) -> dt.date | None:
        return None if days is None else self.on + dt.timedelta(days=days)


@dataclass(slots=True)
class _Series:
    """What went out of one or more budgets per day, oldest first, ending on the day of asking."""

    cents: list[int] = field(default_factory=list)
    arrivals: list[int] = field(default_factory=list)
    arrived_cents: int = 0

    def inflow(self) -> Inflow:
        """As the forecast wants it: from the first day on which something came in."""
        first = next((at for at, one in enumerate(self.arrivals) if one), len(self.cents))
        return Inflow(tuple(self.cents[first:]), tuple(self.arrivals[first:]), self.arrived_cents)

    def add(self, other: _Series) -> None:
        """Take another series along, day by day."""
        if not self.cents:
            self.cents, self.arrivals = [0] * len(other.cents), [0] * len(other.cents)
        self.cents = list(map(add, self.cents, other.cents))
        self.arrivals = list(map(add, self.arrivals, other.arrivals))
        self.arrived_cents += other.arrived_cents


@dataclass(frozen=True, slots=True)
class Outlooks:
    """The outlook of every budget by its id, and of every stream together by its code."""

    budgets: Mapping[int, Outlook]
    streams: Mapping[str, Outlook]


def outlooks(
    actor: Actor,
    *,
    on: dt.date,
    year: int,
    region_code: str | None = None,
    waiting: Waiting | None = None,
) -> Outlooks:
    """What is foretold at the end of a day for the budgets that this actor may see; only what was known then counts.

    `waiting` is what is asked of a budget and not settled yet, at least and at most, in cents.
    """
    budgets = visible_budgets(actor).filter(year=year, stream__has_ledger=True)
    if region_code is not None:
        budgets = budgets.filter(region_code=region_code)
    return outlooks_of(budgets, on=on, waiting=waiting)


def outlooks_of(budgets: QuerySet[Budget], *, on: dt.date, waiting: Waiting | None = None) -> Outlooks:
    """What is foretold for these budgets; who may see them was asked before."""
    asking = _Asking(on, policy.forecast_limits(on))
    standings = standings_at(budgets, end_of(on))
    series = _series(budgets, on)
    whole: dict[tuple[str, int], tuple[Position, _Series, Bounds]] = {}
    found: dict[int, Outlook] = {}
    for budget_id, stream, region, year in budgets.order_by().values_list("id", "stream__code", "region_code", "year"):
        standing = standings.get(budget_id, Position())
        asked = (waiting or {}).get((stream, region, year), NOTHING_OPEN)
        mine = series.get(budget_id, _Series())
        found[budget_id] = asking.outlook(year, standing, mine, asked)
        position, together, open_ = whole.get((stream, year), (Position(), _Series(), NOTHING_OPEN))
        if mine.cents:
            together.add(mine)
        both = Bounds(open_.lo + asked.lo, open_.hi + asked.hi)
        whole[stream, year] = (position + standing, together, both)
    streams = {
        stream: asking.outlook(year, position, together, asked)
        for (stream, year), (position, together, asked) in whole.items()
    }
    return Outlooks(found, streams)


@dataclass(frozen=True, slots=True)
class _Asking:
    """On which day is asked, and by which limits."""

    on: dt.date
    limits: policy.ForecastLimits

    def outlook(self, year: int, standing: Position, series: _Series, waiting: Bounds) -> Outlook:
        """What is foretold for money that stands so, and what went out of it so."""
        limits = self.limits
        told = forecast(series.inflow(), standing.free, limits.method, waiting)
        year_end = dt.date(year, 12, 31)
        there_is = standing.ceiling > 0
        chance = told.chance((year_end - self.on).days) if there_is else 0
        used = (standing.ceiling - standing.free) * 100 // standing.ceiling if there_is else 0
        return Outlook(
            on=self.on,
            year_end=year_end,
            position=standing,
            forecast=told,
            chance=chance,
            used_percent=used,
            nearly_used=there_is and used >= limits.warn_used,
            too_early=there_is and self.on <= year_end and chance >= limits.warn_chance,
        )


def _series(budgets: QuerySet[Budget], on: dt.date) -> dict[int, _Series]:
    """What went out of every budget per day; a budget that nobody asked anything of has no series."""
    start = on - LOOK_BACK
    names = ("budget_id", "day", "reserved_cents", "committed_cents", "paid_cents", "taken", "taken_cents")
    before = DayEnd.objects.filter(budget=OuterRef("pk"), day__lte=start).order_by("-day").values("pk")[:1]
    first = DayEnd.objects.filter(pk__in=budgets.order_by().annotate(last=Subquery(before)).values("last"))
    within = DayEnd.objects.filter(budget__in=budgets.order_by(), day__gt=start, day__lte=on)
    ends: dict[int, list[tuple[dt.date, int, int, int]]] = defaultdict(list)
    for rows in (first.order_by(), within.order_by("day")):
        for budget_id, day, reserved, committed, paid, taken, taken_cents in rows.values_list(*names):
            ends[budget_id].append((day, reserved + committed + paid, taken, taken_cents))
    return {budget_id: _spread(of_budget, start, on) for budget_id, of_budget in ends.items()}


def _spread(ends: Iterable[tuple[dt.date, int, int, int]], start: dt.date, on: dt.date) -> _Series:
    """From standings on some days to what changed on every day."""
    days = (on - start).days
    series = _Series([0] * days, [0] * days)
    used = taken = taken_cents = 0
    for day, now_used, now_taken, now_cents in ends:
        if day > start:
            at = (day - start).days - 1
            series.cents[at] = now_used - used
            series.arrivals[at] = now_taken - taken
            series.arrived_cents += now_cents - taken_cents
        used, taken, taken_cents = now_used, now_taken, now_cents
    return series


def next_weeks(outlook: Outlook, weeks: int) -> tuple[tuple[dt.date, int, int, int], ...]:
    """What is left at the end of each of the coming weeks: the day, low, expected and high, in cents."""
    days = [7 * week for week in range(weeks + 1)]
    told = [(outlook.on + dt.timedelta(days=day), outlook.forecast.left_after(day)) for day in days]
    return tuple((day, *left) for day, left in told if left is not None)


@dataclass(frozen=True, slots=True)
class AlarmCard:
    """A warning that a budget runs out, as people read it (waarschuwing)."""

    budget_id: int
    kind: str
    stream_code: str
    stream_name_nl: str
    stream_name_en: str
    region_code: str
    year: int
    raised_at: dt.datetime
    used_percent: int
    early_on: dt.date | None
    likely_on: dt.date | None
    late_on: dt.date | None


def alarms(actor: Actor, *, as_of: dt.datetime, region_code: str | None = None) -> tuple[AlarmCard, ...]:
    """The warnings that were open at a moment, the soonest day first, as far as this actor sees the budgets."""
    standing = Q(ended_at__isnull=True) | Q(ended_at__gt=as_of)
    rows = Alarm.objects.filter(standing, raised_at__lte=as_of, budget__in=visible_budgets(actor).order_by())
    if region_code is not None:
        rows = rows.filter(budget__region_code=region_code)
    cards = (_alarm_card(row) for row in rows.select_related("budget__stream").order_by("raised_at", "id"))
    return tuple(sorted(cards, key=lambda card: card.likely_on or dt.date.max))


def _alarm_card(row: Alarm) -> AlarmCard:
    stream = row.budget.stream
    return AlarmCard(
        budget_id=row.budget_id,
        kind=row.kind,
        stream_code=stream.code,
        stream_name_nl=stream.name_nl,
        stream_name_en=stream.name_en,
        region_code=row.budget.region_code,
        year=row.budget.year,
        raised_at=row.raised_at,
        used_percent=row.used_percent,
        early_on=row.early_on,
        likely_on=row.likely_on,
        late_on=row.late_on,
    )
