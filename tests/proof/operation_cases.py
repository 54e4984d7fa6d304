"""Every operation with the arguments over which it is proven, and its meaning written apart from the engine."""

import calendar
import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from overstap.rules.operations import Interval

Meaning = Callable[..., int]


@dataclass(frozen=True)
class Variant:
    """One operation with one static part and the intervals to try for each argument."""

    operation: str
    static: Any
    domains: tuple[tuple[Interval, ...], ...]
    meaning: Meaning

    @property
    def name(self) -> str:
        """Name it for people."""
        return self.operation if self.static is None else f"{self.operation} {self.static}"

    def rows(self) -> list[tuple[Interval, ...]]:
        """Give every combination of intervals."""
        return list(itertools.product(*self.domains))


def intervals(low: int, high: int, step: int = 1) -> tuple[Interval, ...]:
    """Give every interval with ends between two numbers."""
    numbers = range(low, high + 1, step)
    return tuple((one, other) for one in numbers for other in numbers if one <= other)


NUMBERS, SHORT, POSITIVE = intervals(-4, 4), intervals(-2, 2), intervals(1, 4)
TRUTHS = ((0, 0), (0, 1), (1, 1))
STEPS = ((1, 1), (2, 2), (3, 3), (4, 4))
MEMBERS = [members for size in (1, 2, 3) for members in itertools.combinations(range(-2, 3), size)] + [(-4, -3, 0, 4)]
TABLES: list[tuple[tuple[int, int], ...]] = [
    ((-1, 5),),
    ((-1, 5), (1, -3)),
    ((-1, 50), (1, 10), (2, 70)),
    ((-4, 1), (-2, 4), (0, 4), (3, -2)),
]
ANCHORS = [date(2019, 12, 30), date(2020, 1, 30), date(2020, 2, 28), date(2021, 2, 27), date(2100, 2, 27)]


def days(width: int = 4) -> tuple[Interval, ...]:
    """Give intervals of days around month ends, a leap day and a year without one."""
    starts = [anchor.toordinal() for anchor in ANCHORS]
    near = [interval for start in starts for interval in intervals(start, start + width)]
    return (*near, (starts[1], starts[2]), (starts[1], starts[3]))


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_passed(start: int, end: int) -> int:
    """The largest number of months that can be added to start without passing end; found by trying."""
    one, other = date.fromordinal(start), date.fromordinal(end)
    months = (other.year - one.year) * 12 + other.month - one.month + 1
    while later(one, months) > other:
        months -= 1
    return months


def row_of(rows: tuple[tuple[int, int], ...]) -> Meaning:
    """The value of the last row that starts at or below the number, else of the first."""

    def meaning(number: int) -> int:
        return [rows[0][1], *[value for start, value in rows if start <= number]][-1]

    return meaning


def quotient(way: str, dividend: int, divisor: int) -> int:
    """Divide and round without the operators that the engine uses."""
    whole, rest = divmod(abs(dividend), divisor)
    if dividend < 0 and rest:
        whole, rest = whole + 1, divisor - rest
    floor = whole if dividend >= 0 else -whole
    if way == "up":
        return floor + (rest > 0)
    if way == "half_up":
        return floor + (2 * rest >= divisor)
    return floor


def _shares(way: str) -> Variant:
    return Variant("share", way, (SHORT, SHORT, POSITIVE), lambda a, p, w: quotient(way, a * p, w))


def _rounded(way: str) -> Variant:
    return Variant("rounded", way, (NUMBERS, STEPS), lambda a, s: quotient(way, a, s) * s)


def _logic() -> Iterator[Variant]:
    yield Variant("both", None, (TRUTHS,) * 3, lambda a, b, c: int(a and b and c))
    yield Variant("either", None, (TRUTHS,) * 3, lambda a, b, c: int(a or b or c))
    yield Variant("negate", None, (TRUTHS,), lambda a: int(not a))
    yield Variant("less", None, (NUMBERS,) * 2, lambda a, b: int(a < b))
    yield Variant("less_equal", None, (NUMBERS,) * 2, lambda a, b: int(a <= b))
    yield Variant("greater", None, (NUMBERS,) * 2, lambda a, b: int(a > b))
    yield Variant("greater_equal", None, (NUMBERS,) * 2, lambda a, b: int(a >= b))
    yield Variant("equal", None, (NUMBERS,) * 2, lambda a, b: int(a == b))
    yield Variant("not_equal", None, (NUMBERS,) * 2, lambda a, b: int(a != b))
    yield Variant("choose", None, (TRUTHS, SHORT, SHORT), lambda c, a, b: a if c else b)
    yield Variant("count_true", None, (TRUTHS,) * 4, lambda *truths: sum(truths))
    for members in MEMBERS:
        yield Variant("one_of", members, (intervals(-5, 5),), lambda a, members=members: int(a in members))


def _arithmetic() -> Iterator[Variant]:
    yield Variant("add", None, (NUMBERS,) * 2, lambda a, b: a + b)
    yield Variant("subtract", None, (NUMBERS,) * 2, lambda a, b: a - b)
    yield Variant("opposite", None, (NUMBERS,), lambda a: -a)
    yield Variant("multiply", None, (NUMBERS,) * 2, lambda a, b: a * b)
    yield Variant("smallest", None, (SHORT,) * 3, min)
    yield Variant("largest", None, (SHORT,) * 3, max)
    for way in ("down", "up", "half_up"):
        yield _shares(way)
        yield _rounded(way)
    for rows in TABLES:
        yield Variant("bracket", rows, (NUMBERS,), row_of(rows))


def _calendar() -> Iterator[Variant]:
    near, month_ends = days(2), days(4)
    yield Variant("days_between", None, (near, near), lambda a, b: b - a)
    yield Variant("weeks_between", None, (intervals(-9, 9, 3), intervals(-8, 8, 2)), lambda a, b: (b - a) // 7)
    yield Variant("months_between", None, (near, near), months_passed)
    yield Variant("years_between", None, (near, near), lambda a, b: months_passed(a, b) // 12)
    yield Variant(
        "plus_months",
        None,
        (month_ends, (*intervals(-2, 2), (11, 13), (-12, -12), (48, 48))),
        lambda day, months: later(date.fromordinal(day), months).toordinal(),
    )


def variants() -> list[Variant]:
    """Give every operation over everything that it is proven on."""
    return [*_logic(), *_arithmetic(), *_calendar()]


EDGES = [0, 1, 126, 127, 128, 129, 255, 256, 32_767, 32_768, 65_535, 65_536, 2**30]
_DATED = ("days_between", "weeks_between", "months_between", "years_between", "plus_months")


def wide_rows(variant: Variant, number: int = 250) -> list[tuple[Interval, ...]]:
    """Give arguments near the largest numbers that 8, 16 and 32 bits hold; truths and rounding steps stay as they are.

    Too many results lie in between to try them all, so these are for comparing executions only.
    """
    luck = random.Random(variant.name)
    return [tuple(_wide(luck, variant, place) for place in range(len(variant.domains))) for _ in range(number)]


def _wide(luck: random.Random, variant: Variant, place: int) -> Interval:
    if variant.domains[place] == TRUTHS or (variant.operation == "rounded" and place == 1):
        return luck.choice(variant.domains[place])
    if variant.operation == "share" and place == 2:
        ends = [luck.choice(EDGES[1:]), luck.choice(EDGES[1:])]
    elif variant.operation == "plus_months" and place == 1:
        ends = [luck.randint(-2_000, 2_000), luck.randint(-2_000, 2_000)]
    elif variant.operation in _DATED:
        ends = [luck.randint(700_000, 800_000), luck.randint(700_000, 800_000)]
    else:
        ends = [luck.choice(EDGES) * luck.choice((-1, 1)) for _ in range(2)]
    return (min(ends), max(ends)) if luck.random() < 0.6 else (ends[0], ends[0])
