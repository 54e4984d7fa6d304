"""How fast something goes out (tempo): several ways to see it, each judged by how far off it was before.

Three ways of seeing: it goes on as it went since the beginning, as it went lately, or it keeps changing as it does now.
From every earlier period each of them is asked what would have gone out until today, and what did go out is laid beside
it. What was least off weighs most, and how far off it was makes the band. An error counts by how far was looked ahead
against how long had been looked: who saw four weeks and looks two ahead knows as much as who saw ten days and looks
five ahead. A stream that has few errors of its own yet borrows what is usual.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

DAYS_OF_WEEK = 7
_LEAST_TEMPO = 0.05
_LEAST_OF_RHYTHM = 0.1
_CLOSE_AGES = 0.25
_NEVER_SURE = 1e-9
_HALVINGS = 40
# How quickly what was less off gets the upper hand, with each earlier period that could be asked, up to so many.
_TRUST, _MOST_ASKED = 0.5, 10
# How much the usual error counts, against all errors of its own together.
_USUAL_COUNTS, _OWN_COUNT = 5, 1.25
# How the error grows with how far one looks ahead: slower, the further.
_BENDS_AT, _GROWS = 7, 0.6
_GROWTH_LASTS = 0.4
# Three places at which a curve is looked at to know what lies under it, and how much each counts (Gauss).
_UNDER = ((0.1127017, 5 / 18), (0.5, 8 / 18), (0.8872983, 5 / 18))


class Kind(StrEnum):
    """A way to see the tempo (zienswijze)."""

    STEADY = "gelijk"
    RECENT = "laatste_tijd"
    CHANGING = "verandert"


@dataclass(frozen=True, slots=True)
class Past:
    """What an average over some periods knows: the level of each way, how the tempo grew, and how old the recent is."""

    periods: int
    steady: float
    recent: float
    growth: float
    age: float

    def gone(self, kind: Kind, periods: float) -> float:
        """What goes out in the coming periods, seen this way."""
        if kind is Kind.STEADY:
            return self.steady * periods
        if kind is Kind.RECENT or not self.growth:
            return self.recent * periods
        lasts = max(_GROWTH_LASTS * self.periods, 1.0)
        now = self.recent * math.exp(self.growth * self.age)
        by_then = (part * math.exp(self.growth * lasts * (1 - math.exp(-at * periods / lasts))) for at, part in _UNDER)
        return now * periods * math.fsum(by_then)


@dataclass(frozen=True, slots=True)
class View:
    """One way of seeing, as far as it may be trusted: its share, the square of its own error, and of its average."""

    kind: Kind
    share: float
    error: float
    of_average: float


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast it goes (tempo): per period of so many days, with every way of seeing it.

    `mean` is what went out per period; `noise` how much one period differs by itself, as the square of a part of that.
    """

    days: int
    mean: float
    noise: float
    past: Past
    views: tuple[View, ...]

    @property
    def periods(self) -> int:
        """How many periods it stands on."""
        return self.past.periods

    @property
    def growth(self) -> float:
        """How the tempo changes per period, as a part of it; zero unless that has explained the past best."""
        changing = math.fsum(view.share for view in self.views if view.kind is Kind.CHANGING)
        return self.past.growth if changing > 1 / 2 else 0.0

    def expected(self, periods: float) -> float:
        """What is expected to go out in the coming periods."""
        return math.fsum(view.share * self.past.gone(view.kind, periods) for view in self.views)

    def chance(self, room: float, periods: float) -> float:
        """The chance that so much has gone out by then."""
        if room <= 0:
            return 1.0
        if periods <= 0:
            return 0.0
        ahead = _far(periods / self.past.periods)
        own = self.noise * periods * (self.mean / room) ** 2
        found = 0.0
        for view in self.views:
            off = math.sqrt(own + view.of_average + view.error * ahead + _NEVER_SURE)
            found += view.share * _below(math.log(self.past.gone(view.kind, periods) / room) / off)
        return found

    def amount(self, chance: float, periods: float) -> float:
        """What has gone out by then with this chance, or more."""
        if periods <= 0:
            return 0.0
        low, high = 0.0, self.expected(periods)
        while self.chance(high, periods) > chance:
            low, high = high, 2 * high
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.chance(middle, periods) > chance else (low, middle)
        return high


def tempo_of(amounts: Sequence[int], size: float, days: int, *, halving: float, usual: float) -> Tempo:
    """The tempo by what went out per period, oldest first; at least three of them, and not all zero.

    `size` is the usual size of one arrival: chance alone makes numbers differ. After `halving` periods a period counts
    half for the recent tempo. `usual` is the error to expect, as a part, over as long a time as was seen.
    """
    values = _without_rhythm(amounts) if days == 1 else list(map(float, amounts))
    count = len(values)
    scale = max(math.fsum(values) / count, _LEAST_TEMPO * math.fsum(map(abs, values)) / count)
    seen = math.fsum((a - 2 * b + c) ** 2 for a, b, c in zip(values, values[1:], values[2:], strict=False))
    noise = max(seen / 6 / (count - 2), abs(size) * scale) / scale**2
    pasts = _pasts(values, halving, scale * _LEAST_TEMPO, noise)
    return Tempo(days, scale, noise, pasts[-1], _views(values, pasts, _Errors(noise, halving, usual, scale)))


def _pasts(values: Sequence[float], halving: float, least: float, noise: float) -> list[Past]:
    """What was known after each of the periods."""
    fade = 0.5 ** (1 / halving)
    whole = weight = faded = ages = 0.0
    found = []
    for count, value in enumerate(values, start=1):
        ages = (ages + weight) * fade
        weight, faded, whole = weight * fade + 1, faded * fade + value, whole + value
        steady, recent, age = max(whole / count, least), max(faded / weight, least), ages / weight
        older = (count - 1) / 2 - age
        growth = math.log(recent / steady) / older if older > _CLOSE_AGES else 0.0
        # A growth that chance can explain counts little.
        growth *= growth * growth / (growth * growth + 12 * noise / count**3) if growth else 0.0
        found.append(Past(count, steady, recent, growth, age))
    return found


@dataclass(frozen=True, slots=True)
class _Errors:
    """What is needed to judge an error: how much is chance, and what is usual."""

    noise: float
    halving: float
    usual: float
    scale: float

    def of_average(self, kind: Kind, periods: int) -> float:
        """How unsure the average itself is, as the square of a part."""
        return self.noise / (periods if kind is Kind.STEADY else min(periods, 2.88 * self.halving))

    def beyond_chance(self, kind: Kind, past: Past, gone: float, periods: int) -> float:
        """The square of an error, without what chance explains, for looking as far ahead as was looked back."""
        off = math.log(max(gone, self.scale * _LEAST_TEMPO * periods) / past.gone(kind, periods))
        by_chance = self.noise / periods + self.of_average(kind, past.periods)
        return max(off * off - by_chance, 0.0) / _far(periods / past.periods)


def _views(values: Sequence[float], pasts: Sequence[Past], errors: _Errors) -> tuple[View, ...]:
    """Every way of seeing, judged by its own errors from the earlier periods until now."""
    count, whole = len(values), [0.0, *accumulate(values)]
    asked = pasts[max(2, count // 4) : -1]
    found = []
    for kind in Kind:
        own = [
            errors.beyond_chance(kind, past, whole[-1] - whole[past.periods], count - past.periods) for past in asked
        ]
        mean = math.fsum(own) / len(own) if own else 0.0
        error = (_USUAL_COUNTS * errors.usual**2 + _OWN_COUNT * mean) / (_USUAL_COUNTS + (_OWN_COUNT if own else 0.0))
        found.append(View(kind, 0.0, error, errors.of_average(kind, count)))
    least = min(view.error for view in found) or 1.0
    trust = _TRUST * min(len(asked), _MOST_ASKED)
    shares = [((view.error or least) / least) ** -trust for view in found]
    return tuple(replace(view, share=one / math.fsum(shares)) for view, one in zip(found, shares, strict=True))


def _without_rhythm(values: Sequence[int]) -> list[float]:
    """The days as they would be without the rhythm of the week, as far as that rhythm is clear from the days."""
    count, mean = len(values), math.fsum(values) / len(values)
    if count < 2 * DAYS_OF_WEEK or mean <= 0:
        return list(map(float, values))
    of_day = [values[at::DAYS_OF_WEEK] for at in range(DAYS_OF_WEEK)]
    means = [math.fsum(one) / len(one) for one in of_day]
    within = math.fsum((value - own) ** 2 for one, own in zip(of_day, means, strict=True) for value in one)
    between = math.fsum(len(one) * (own - mean) ** 2 for one, own in zip(of_day, means, strict=True))
    if not between:
        return list(map(float, values))
    clear = max(0.0, 1 - within / max(count - DAYS_OF_WEEK, 1) / (between / (DAYS_OF_WEEK - 1)))
    parts = [max(_LEAST_OF_RHYTHM, 1 + clear * (own / mean - 1)) for own in means]
    return [value / parts[at % DAYS_OF_WEEK] for at, value in enumerate(values)]


def _far(ahead: float) -> float:
    """How much larger the square of an error is when one looks so many times as far ahead as was looked back."""
    return float((ahead / (1 + ahead / _BENDS_AT)) ** _GROWS)


def _below(value: float) -> float:
    """The chance that an error stays below a value: Student's t with two degrees, as few errors are really apart."""
    return 0.5 + value / (2 * math.sqrt(2 + value * value))
