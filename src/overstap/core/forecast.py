"""When money or places run out (prognose): an expectation with a band, and never more certainty than the data give.

The method, in words. What went out in each period (a week, or a day while a window is young) is averaged, recent
periods counting more: every `halving` periods the weight halves. When the periods rise or fall clearly, the trend is
carried on, each period a bit less. How much the periods differ from each other, and how few they are, together give
the band: with a chance of `band` percent the day of exhaustion lies in it. Chance alone makes arrivals differ, so that
even perfectly equal periods leave a band; and the tempo itself may change, so that the band widens the further one
looks. Amounts that are asked but not settled yet count with their lowest and highest outcome.

Nothing here knows a database, a clock or luck: the same numbers always give the same answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import NormalDist

_NORMAL = NormalDist()
_DAYS_OF_WEEK = 7
_TREND_MUST_BE_SURE = 0.975
_DAMPING = 0.8
_MOST_FALL = 0.9
_STRIDE = 1.4
_CLOSE = 1 / 32
_SURE = 99


@dataclass(frozen=True, slots=True)
class Method:
    """The settings of the forecast, from the schemes (rekenwijze).

    `halving`: after this many periods a period counts half. `least`: below this number of periods, or of arrivals,
    nothing is foretold. `band`: the chance in percent that the band holds the real day. `wander`: by how many percent
    the tempo may change of itself in a week, `wander_young`: as long as days are counted and no weeks.
    `horizon_days`: how far ahead anything is said.
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
class Rate:
    """How fast it goes (tempo): per period, with what is known about its spread.

    `level` per period at this moment; `slope` its change per period (zero when no trend is clear); `noise` the variance
    of one period; the three `of_…` are how uncertain level and slope are, as parts of the noise; `freedom` how many
    periods the band may really lean on; `wander` the variance with which the level itself moves in one period.
    """

    days: int
    level: float
    slope: float
    noise: float
    of_level: float
    of_both: float
    of_slope: float
    freedom: float
    wander: float = 0.0

    def expected(self, periods: float) -> float:
        """What is expected to go out in the coming periods."""
        return self.level * periods + (self.slope * _carried(periods) if self.slope else 0.0)

    def spread(self, periods: float) -> float:
        """The standard deviation of what goes out in the coming periods."""
        carried = _carried(periods) if self.slope else 0.0
        unsure = self.of_level * periods**2 + 2 * self.of_both * periods * carried + self.of_slope * carried**2
        return math.sqrt(self.noise * (periods + max(unsure, 0.0)) + self.wander * periods**3 / 3)


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
    rate: Rate | None = None

    def chance(self, days: int) -> int:
        """The chance in percent that it has run out so many days from now, between 1 and 99 unless it has already."""
        if self.basis is Basis.EMPTY:
            return 100
        if self.rate is None or days <= 0:
            return 0
        periods = days / self.rate.days
        room = self.free - (self.open.lo + self.open.hi) / 2
        spread = self.rate.spread(periods)
        if spread == 0:
            return 0
        found = _t_chance((self.rate.expected(periods) - room) / spread, self.rate.freedom)
        return min(max(round(100 * found), 1), _SURE)

    def left_after(self, days: int) -> tuple[int, int, int] | None:
        """What is left after so many days: low, expected and high; None when nothing can be said. Never below zero."""
        if self.rate is None:
            return None
        periods = days / self.rate.days
        gone = self.rate.expected(periods)
        far = _t_value(_side(self.band), self.rate.freedom) * self.rate.spread(periods)
        low = self.free - self.open.hi - gone - far
        high = min(self.free - self.open.lo - gone + far, self.free)
        middle = self.free - (self.open.lo + self.open.hi) / 2 - gone
        return round(max(low, 0)), round(max(middle, 0)), round(max(high, 0))


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
    rate = _rate(amounts, _usual_size(inflow), days, method)
    rate = replace(
        rate,
        wander=(rate.level * (method.wander if days > 1 else method.wander_young) / 100) ** 2 * days / _DAYS_OF_WEEK,
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
    rate: Rate, free: int, waiting: Bounds, method: Method
) -> tuple[float | None, float | None, float | None]:
    """After how many periods it is gone: at the earliest, in the middle and at the latest; None beyond the horizon."""
    horizon = method.horizon_days / rate.days
    far = _t_value(_side(method.band), rate.freedom)

    def crossing(room: float, towards: float) -> float | None:
        if towards == 0 and rate.slope == 0:
            periods = max(room, 0.0) / rate.level if rate.level > 0 else horizon
            return periods if periods < horizon else None
        return _first(lambda k: rate.expected(k) + towards * rate.spread(k) - room, horizon)

    return (
        crossing(free - waiting.hi, far),
        crossing(free - (waiting.lo + waiting.hi) / 2, 0.0),
        crossing(free - waiting.lo, -far),
    )


def _period(days: int, method: Method) -> tuple[Basis, int]:
    if days // _DAYS_OF_WEEK >= method.least:
        return Basis.WEEKS, _DAYS_OF_WEEK
    return (Basis.DAYS, 1) if days >= method.least else (Basis.TOO_LITTLE, 0)


def _per_period(per_day: Sequence[int], days: int) -> list[int]:
    """Whole periods, oldest first; the last one ends today, so that days at the beginning may fall off."""
    start = len(per_day) % days
    return [sum(per_day[at : at + days]) for at in range(start, len(per_day), days)]


def _usual_size(inflow: Inflow) -> float:
    arrivals = sum(inflow.arrivals)
    return inflow.arrived / arrivals if arrivals else 0.0


def _rate(amounts: Sequence[int], size: float, days: int, method: Method) -> Rate:
    """Level, trend and spread by least squares, recent periods weighing more."""
    weights = [0.5 ** (age / method.halving) for age in range(len(amounts) - 1, -1, -1)]
    whole = math.fsum(weights)
    mean = _mean(weights, amounts)
    freedom = whole**2 / math.fsum(w * w for w in weights) - 1
    noise = _noise(weights, [amount - mean for amount in amounts], freedom, size * mean)
    steady = Rate(days, mean, 0.0, noise, 1 / (freedom + 1), 0.0, 0.0, freedom)
    # A trend over days would mostly be the weekend.
    return (_with_trend(amounts, weights, steady, size) if days > 1 else None) or steady


def _mean(weights: Sequence[float], values: Sequence[float]) -> float:
    return math.fsum(w * value for w, value in zip(weights, values, strict=True)) / math.fsum(weights)


def _noise(weights: Sequence[float], off: Sequence[float], freedom: float, by_chance: float) -> float:
    """The variance of one period: what is seen, and never less than arrivals by pure chance would give."""
    seen = _mean(weights, [one * one for one in off]) * (freedom + 1) / freedom
    return max(seen, abs(by_chance))


def _with_trend(amounts: Sequence[int], weights: Sequence[float], steady: Rate, size: float) -> Rate | None:
    """The rate with its trend, when that is clear from the data; the moments count back from the last period."""
    freedom = steady.freedom - 1
    if freedom < 1:
        return None
    ages = [float(at - len(amounts) + 1) for at in range(len(amounts))]
    middle = _mean(weights, ages)
    turned = [age - middle for age in ages]
    along = math.fsum(w * age * age for w, age in zip(weights, turned, strict=True))
    slope = math.fsum(w * age * one for w, age, one in zip(weights, turned, amounts, strict=True)) / along
    level = steady.level - slope * middle
    off = [one - (level + slope * age) for one, age in zip(amounts, ages, strict=True)]
    noise = _noise(weights, off, freedom, size * max(level, steady.level * (1 - _MOST_FALL)))
    squares = [w * w for w in weights]
    of_slope = math.fsum(w * age * age for w, age in zip(squares, turned, strict=True)) / along**2
    if abs(slope) <= _t_value(_TREND_MUST_BE_SURE, freedom) * math.sqrt(noise * of_slope):
        return None
    whole = math.fsum(weights)
    across = math.fsum(w * age for w, age in zip(squares, turned, strict=True)) / (whole * along)
    of_mean = math.fsum(squares) / whole**2
    # What falls does not fall below a tenth of what it is now.
    slope = max(slope, -_MOST_FALL * max(level, 0.0) * (1 - _DAMPING) / _DAMPING)
    return Rate(
        steady.days,
        level,
        slope,
        noise,
        of_mean - 2 * middle * across + middle**2 * of_slope,
        across - middle * of_slope,
        of_slope,
        freedom,
    )


def _carried(periods: float) -> float:
    """How often one step of the trend is counted in so many coming periods, each carrying it on a bit less."""
    steps = _DAMPING * (1 - math.pow(_DAMPING, periods)) / (1 - _DAMPING)
    return _DAMPING / (1 - _DAMPING) * (periods - steps)


def _first(above: Callable[[float], float], horizon: float) -> float | None:
    """The first moment before the horizon from which a line that starts below zero is above it; None when never.

    The line may come down again later, when the band grows faster than what is expected: looked at in growing steps.
    """
    low = 0.0
    while above(low) < 0:
        high = min(max(low * _STRIDE, low + 0.5), horizon)
        if above(high) >= 0:
            return _between(above, low, high)
        if high >= horizon:
            return None
        low = high
    return low


def _between(above: Callable[[float], float], low: float, high: float) -> float:
    while high - low > _CLOSE:
        middle = (low + high) / 2
        low, high = (low, middle) if above(middle) >= 0 else (middle, high)
    return high


def _side(band: int) -> float:
    """The chance of staying below the upper end of a band of so many percent."""
    return 0.5 + band / 200


def _t_value(chance: float, freedom: float) -> float:
    """The value that Student's t stays below with this chance: the expansion of Cornish and Fisher, for half and up."""
    z, v = float(_NORMAL.inv_cdf(chance)), max(freedom, 1.0)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / v + second / v**2 + third / v**3


def _t_chance(value: float, freedom: float) -> float:
    """The chance that Student's t stays below a value, by the usual turn towards the normal distribution."""
    v = max(freedom, 1.0)
    return _NORMAL.cdf(value * (1 - 1 / (4 * v)) / math.sqrt(1 + value * value / (2 * v)))
