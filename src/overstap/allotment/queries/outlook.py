"""How a window goes: what came in per day, and when it is full at that tempo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate

from overstap.allotment.models import Application, ApplicationState, Window
from overstap.core.allotment import HOLDING
from overstap.core.forecast import Basis, Forecast, Inflow, forecast
from overstap.treasury.days import end_of
from overstap.treasury.policy import forecast_limits

GIVEN_UP = (ApplicationState.WITHDRAWN, ApplicationState.DECLINED, ApplicationState.LAPSED, ApplicationState.REFUSED)
"""What takes nothing of a window any more."""


@dataclass(frozen=True, slots=True)
class DayOfWindow:
    """What came in on one day: how many applications, and what they ask in the unit that runs out."""

    day: dt.date
    applications: int
    asked: int


@dataclass(frozen=True, slots=True)
class DayOfOrder:
    """What became of those who had come by the end of a day: all who applied, who holds a place, and who waits."""

    day: dt.date
    applications: int
    held: int
    registered: int
    waiting: int


@dataclass(frozen=True, slots=True)
class WindowOutlook:
    """How full a window was at the end of a day, and when it runs out (vooruitzicht van een loket).

    `room` is what it has and `free` what is left of it, in registrations, places or cents. `until` is the day that it
    was meant to last; `chance` in percent that it does not, and `too_early` whether that is enough to warn.
    """

    on: dt.date
    until: dt.date | None
    room: int
    free: int
    days: tuple[DayOfWindow, ...]
    forecast: Forecast
    chance: int
    too_early: bool

    @property
    def basis(self) -> Basis:
        """What the forecast stands on, or why there is none."""
        return self.forecast.basis

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

    def _day(self, days: int | None) -> dt.date | None:
        return None if days is None else self.on + dt.timedelta(days=days)


def window_outlook(code: str, *, on: dt.date, until: dt.date | None = None) -> WindowOutlook | None:
    """When a window is full, as could be foretold at the end of a day; None when there is no such window.

    Only what came in up to then counts. `until` is the day that it should last; without it the day it closes.
    """
    row = Window.objects.filter(code=code).first()
    if row is None:
        return None
    registers = row.registration_ceiling is not None
    room = row.registration_ceiling if row.registration_ceiling is not None else row.funded_ceiling
    days = _days(row, on, count=registers)
    free = max(room - sum(day.asked for day in days), 0)
    limits = forecast_limits(on)
    asked = tuple(day.asked for day in days)
    arrivals = tuple(day.applications for day in days)
    told = forecast(Inflow(asked, arrivals, sum(asked)), free, limits.method)
    last = until or (row.closes_at.date() if row.closes_at else None)
    chance = told.chance((last - on).days) if last is not None else 0
    return WindowOutlook(on, last, room, free, days, told, chance, chance >= limits.warn_chance)


def order_by_day(code: str) -> tuple[DayOfOrder, ...]:
    """What by now became of those who came, added up by the day on which they came; days without anyone are left out.

    While nobody gives a place back this is how the window stood at the end of each day.
    """
    rows = Application.objects.filter(window__code=code).order_by().annotate(day=TruncDate("received_at"))
    counted: Iterable[Mapping[str, Any]] = rows.values("day").annotate(
        applications=Count("id"),
        held=Sum("granted"),
        registered=Count("id", filter=Q(state__in=HOLDING)),
        waiting=Count("id", filter=Q(state=ApplicationState.WAITING)),
    )
    names = ("applications", "held", "registered", "waiting")
    total = dict.fromkeys(names, 0)
    found = []
    for one in sorted(counted, key=lambda one: one["day"]):
        total = {name: total[name] + one[name] for name in names}
        found.append(DayOfOrder(one["day"], **total))
    return tuple(found)


def asked_together(code: str) -> int:
    """What all who still apply to a window ask together, in its unit: cents or places."""
    rows = Application.objects.filter(window__code=code).exclude(state__in=GIVEN_UP)
    return int(rows.aggregate(asked=Sum("amount", default=0))["asked"])


def _days(row: Window, on: dt.date, *, count: bool) -> tuple[DayOfWindow, ...]:
    rows = Application.objects.filter(window=row, received_at__lte=end_of(on)).exclude(state__in=GIVEN_UP).order_by()
    per_day = {
        day: DayOfWindow(day, number, number if count else asked)
        for day, number, asked in rows.annotate(day=TruncDate("received_at"))
        .values_list("day")
        .annotate(Count("id"), Sum("amount"))
    }
    if not per_day:
        return ()
    first = min(per_day)
    every = (first + dt.timedelta(days=at) for at in range((on - first).days + 1))
    return tuple(per_day.get(day, DayOfWindow(day, 0, 0)) for day in every)
