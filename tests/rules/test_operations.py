"""Every operation over small intervals: it holds every completion, and nothing more than their hull."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from overstap.rules.algebra import SCALAR
from overstap.rules.operations import OPERATIONS, Interval

NUMBERS = range(-3, 4)
INTERVALS = [(low, high) for low in NUMBERS for high in NUMBERS if low <= high]
TRUTHS = [(0, 0), (0, 1), (1, 1)]
SHORT = [(low, high) for low in range(-2, 3) for high in range(-2, 3) if low <= high]
POSITIVE = [(low, high) for low in range(1, 5) for high in range(1, 5) if low <= high]
ROWS = ((-1, 50), (1, 10), (2, 70))


def row_of(number: int) -> int:
    """The value of the last row that starts at or below the number, else of the first."""
    found = ROWS[0][1]
    for start, value in ROWS:
        if number >= start:
            found = value
    return found


def ceiling(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)


CASES: dict[str, tuple[Any, list[list[Interval]], Callable[..., int]]] = {
    "both": (None, [TRUTHS, TRUTHS], lambda a, b: int(a and b)),
    "either": (None, [TRUTHS, TRUTHS], lambda a, b: int(a or b)),
    "negate": (None, [TRUTHS], lambda a: int(not a)),
    "less": (None, [INTERVALS, INTERVALS], lambda a, b: int(a < b)),
    "less_equal": (None, [INTERVALS, INTERVALS], lambda a, b: int(a <= b)),
    "greater": (None, [INTERVALS, INTERVALS], lambda a, b: int(a > b)),
    "greater_equal": (None, [INTERVALS, INTERVALS], lambda a, b: int(a >= b)),
    "equal": (None, [INTERVALS, INTERVALS], lambda a, b: int(a == b)),
    "not_equal": (None, [INTERVALS, INTERVALS], lambda a, b: int(a != b)),
    "one_of": ((-2, -1, 2), [INTERVALS], lambda a: int(a in {-2, -1, 2})),
    "choose": (None, [TRUTHS, SHORT, SHORT], lambda c, a, b: a if c else b),
    "add": (None, [INTERVALS, INTERVALS], lambda a, b: a + b),
    "subtract": (None, [INTERVALS, INTERVALS], lambda a, b: a - b),
    "opposite": (None, [INTERVALS], lambda a: -a),
    "multiply": (None, [INTERVALS, INTERVALS], lambda a, b: a * b),
    "smallest": (None, [SHORT, SHORT, SHORT], min),
    "largest": (None, [SHORT, SHORT, SHORT], max),
    "share": ("down", [SHORT, SHORT, POSITIVE], lambda a, p, w: a * p // w),
    "share:up": ("up", [SHORT, SHORT, POSITIVE], lambda a, p, w: ceiling(a * p, w)),
    "share:half_up": ("half_up", [SHORT, SHORT, POSITIVE], lambda a, p, w: (2 * a * p + w) // (2 * w)),
    "rounded": ("down", [INTERVALS, [(2, 2), (3, 3)]], lambda a, s: a // s * s),
    "rounded:up": ("up", [INTERVALS, [(2, 2), (3, 3)]], lambda a, s: ceiling(a, s) * s),
    "rounded:half_up": ("half_up", [INTERVALS, [(2, 2), (3, 3)]], lambda a, s: (2 * a + s) // (2 * s) * s),
    "days_between": (None, [INTERVALS, INTERVALS], lambda a, b: b - a),
    "weeks_between": (None, [INTERVALS, [(-9, 9), (0, 20), (7, 7)]], lambda a, b: (b - a) // 7),
    "bracket": (ROWS, [INTERVALS], row_of),
    "count_true": (None, [TRUTHS, TRUTHS, TRUTHS], lambda a, b, c: a + b + c),
}
CALENDAR = {"months_between", "years_between", "plus_months"}


def completions(intervals: tuple[Interval, ...]) -> Iterator[tuple[int, ...]]:
    return itertools.product(*(range(low, high + 1) for low, high in intervals))


@pytest.mark.parametrize("name", CASES)
def test_an_operation_gives_exactly_the_hull_of_all_completions(name: str) -> None:
    static, domains, meaning = CASES[name]
    operation = OPERATIONS[name.split(":", maxsplit=1)[0]]
    for intervals in itertools.product(*domains):
        results = [meaning(*numbers) for numbers in completions(intervals)]
        found = operation(SCALAR, static, *intervals)

        assert found == (min(results), max(results)), f"{name}{intervals}"


def test_no_operation_is_left_out() -> None:
    assert {name.split(":")[0] for name in CASES} | CALENDAR == set(OPERATIONS)
