"""When money or places run out (prognose): an expectation with a band, and never more certainty than the past gives.

The method, in words. What went out in each period (a week, or a day while a window is young) is seen in three ways: it
goes on as it went on average, as it went lately, or it keeps changing as it does now (`core.tempo`). Every earlier
period is played again: what foretold today best weighs most, and how far off it was then makes the band. With a chance
of `band` percent the day of exhaustion lies in it. Amounts that are asked but not settled yet count with their lowest
and highest outcome.

Nothing here knows a database, a clock or luck: the same numbers always give the same answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from overstap.core.tempo import DAYS_OF_WEEK, Tempo, tempo_of

_STRIDE = 1.4
_CLOSE = 1 / 32
_SURE = 99
_HALVING_OF_DAYS = 3.5


@dataclass(frozen=True, slots=True)
class Method:
    """The settings of the forecast, from the schemes (rekenwijze).

    `halving`: after this many weeks a week counts half for what went out lately; half as many while days are counted.
    `least`: below this number of periods, or of arrivals, nothing is foretold. `band`: the chance in percent that the
    band holds the real day. `wander`: by how many percent a forecast is usually off when it looks as far ahead as was
    looked back, `wander_young` as long as days are counted. `horizon_days`: how far ahead anything is said.
    """

    halving: int
    least: int
    band: int
    wander: int
    wander_young: int
    horizon_days: int


@dataclass(frozen=True, slots=True)
class Inflow:
    """What went out per day, oldest first, in whole cents or places (instroom): net, and how many arrivals there were.

    `cents` holds what was newly bound less what came back; `arrivals` how many came in and `arrived` for how
    much together, whatever became of it.
    """

    cents: tuple[int, ...]
    arrivals: tuple[int, ...]
    arrived: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is asked and not settled yet: at least and at most (grenzen), in the unit of the inflow."""

    lo: int = 0
    hi: int = 0


NOTHING_OPEN = Bounds()


class Basis(StrEnum):
    """What a forecast stands on, or why there is none (grondslag)."""

    WEEKS = "weken"
    DAYS = "dagen"
    TOO_LITTLE = "te_weinig"
    NO_INFLOW = "geen_instroom"
    EMPTY = "op"


@dataclass(frozen=True, slots=True)
class Forecast:
    """When it runs out (prognose), in whole days from the day the inflow ends.

    `early` and `late` are the ends of the band of so many percent; None means not before the horizon. `rate` is None
    when nothing can be said, and `basis` tells why.
    """

    basis: Basis
    free: int
    open: Bounds
    early: int | None = None
    likely: int | None = None
    late: int | None = None
    band: int = 0
    rate: Tempo | None = None

    def chance(self, days: int) -> int:
        """The chance in percent that it has run out so many days from now, between 1 and 99 unless it has already."""
        if self.basis is Basis.EMPTY:
            return 100
        if self.rate is None or days <= 0:
            return 0
        room = self.free - (self.open.lo + self.open.hi) / 2
        return min(max(round(100 * self.rate.chance(room, days / self.rate.days)), 1), _SURE)

    def left_after(self, days: int) -> tuple[int, int, int] | None:
        """What is left after so many days: low, expected and high; None when nothing can be said. Never below zero."""
        if self.rate is None:
            return None
        periods, side = days / self.rate.days, _side(self.band)
        most, middle, least = (self.rate.amount(chance, periods) for chance in (1 - side, 1 / 2, side))
        low, high = self.free - self.open.hi - most, self.free - self.open.lo - least
        expected = self.free - (self.open.lo + self.open.hi) / 2 - middle
        return round(max(low, 0)), round(max(expected, 0)), round(max(high, 0))


def forecast(inflow: Inflow, free: int, method: Method, waiting: Bounds = NOTHING_OPEN) -> Forecast:
    """Foretell when `free` is gone.

    `free` and `waiting` are in the unit of the inflow, which ends on the day of asking. Raises ValueError when
    `waiting` is upside down.
    """
    if not 0 <= waiting.lo <= waiting.hi:
        raise ValueError("what is asked is at least zero, and at most its highest outcome")
    if free <= 0:
        return Forecast(Basis.EMPTY, free, waiting, early=0, likely=0, late=0)
    basis, days = _period(len(inflow.cents), method)
    if days == 0 or sum(inflow.arrivals) < method.least:
        return Forecast(Basis.TOO_LITTLE, free, waiting)
    amounts = _per_period(inflow.cents, days)
    if not any(amounts):
        return Forecast(Basis.NO_INFLOW, free, waiting)
    rate = tempo_of(
        amounts,
        _usual_size(inflow),
        days,
        halving=method.halving * (1 if days > 1 else _HALVING_OF_DAYS),
        usual=(method.wander if days > 1 else method.wander_young) / 100,
    )
    early, likely, late = _crossings(rate, free, waiting, method)
    return Forecast(
        basis,
        free,
        waiting,
        early=None if early is None else math.floor(early * days),
        likely=None if likely is None else round(likely * days),
        late=None if late is None else math.ceil(late * days),
        band=method.band,
        rate=rate,
    )


def _crossings(
    rate: Tempo, free: int, waiting: Bounds, method: Method
) -> tuple[float | None, float | None, float | None]:
    """After how many periods it is gone: at the earliest, in the middle and at the latest; None beyond the horizon."""
    horizon, side = method.horizon_days / rate.days, _side(method.band)

    def crossing(room: float, chance: float, after: float | None) -> float | None:
        return None if after is None else _first(lambda k: rate.chance(room, k) - chance, after, horizon)

    early = crossing(free - waiting.hi, 1 - side, 0.0)
    likely = crossing(free - (waiting.lo + waiting.hi) / 2, 1 / 2, early)
    return early, likely, crossing(free - waiting.lo, side, likely)


def _period(days: int, method: Method) -> tuple[Basis, int]:
    if days // DAYS_OF_WEEK >= method.least:
        return Basis.WEEKS, DAYS_OF_WEEK
    return (Basis.DAYS, 1) if days >= method.least else (Basis.TOO_LITTLE, 0)


def _per_period(per_day: Sequence[int], days: int) -> list[int]:
    """Whole periods, oldest first; the last one ends today, so that days at the beginning may fall off."""
    start = len(per_day) % days
    return [sum(per_day[at : at + days]) for at in range(start, len(per_day), days)]


def _usual_size(inflow: Inflow) -> float:
    arrivals = sum(inflow.arrivals)
    return inflow.arrived / arrivals if arrivals else 0.0


def _first(above: Callable[[float], float], low: float, horizon: float) -> float | None:
    """The first moment from `low` on and before the horizon at which a rising line is above zero; None when never."""
    if above(low) >= 0:
        return low
    while low < horizon:
        high = min(max(low * _STRIDE, low + 0.5), horizon)
        if above(high) >= 0:
            return _between(above, low, high)
        low = high
    return None


def _between(above: Callable[[float], float], low: float, high: float) -> float:
    while high - low > _CLOSE:
        middle = (low + high) / 2
        low, high = (low, middle) if above(middle) >= 0 else (middle, high)
    return high


def _side(band: int) -> float:
    """The chance of staying below the upper end of a band of so many percent."""
    return 0.5 + band / 200
