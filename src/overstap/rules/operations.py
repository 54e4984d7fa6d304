"""Every operation of the language on intervals, written once over the algebra of an execution.

An interval is a pair `(lo, hi)`. Each operation gives the smallest interval that holds every result its arguments
allow, taken on their own. `static` is what is known before any fact is: a rounding way, the members of a list, the
rows of a table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from overstap.rules import day_numbers
from overstap.rules.algebra import Algebra, Value

Interval = tuple[Value, Value]
Operation = Callable[..., Interval]

WAYS = ("down", "up", "half_up")


def both(alg: Algebra, _static: Any, *args: Interval) -> Interval:
    """`a and b`."""
    return alg.min(*[low for low, _ in args]), alg.min(*[high for _, high in args])


def either(alg: Algebra, _static: Any, *args: Interval) -> Interval:
    """`a or b`."""
    return alg.max(*[low for low, _ in args]), alg.max(*[high for _, high in args])


def negate(_alg: Algebra, _static: Any, arg: Interval) -> Interval:
    """`not a`."""
    return 1 - arg[1], 1 - arg[0]


def less(alg: Algebra, _static: Any, left: Interval, right: Interval) -> Interval:
    """`a < b`."""
    return alg.bool_to_int(left[1] < right[0]), alg.bool_to_int(left[0] < right[1])


def less_equal(alg: Algebra, _static: Any, left: Interval, right: Interval) -> Interval:
    """`a <= b`."""
    return alg.bool_to_int(left[1] <= right[0]), alg.bool_to_int(left[0] <= right[1])


def greater(alg: Algebra, _static: Any, left: Interval, right: Interval) -> Interval:
    """`a > b`."""
    return less(alg, None, right, left)


def greater_equal(alg: Algebra, _static: Any, left: Interval, right: Interval) -> Interval:
    """`a >= b`."""
    return less_equal(alg, None, right, left)


def equal(alg: Algebra, _static: Any, left: Interval, right: Interval) -> Interval:
    """`a == b`: certain only when both are one and the same number, possible when the intervals meet."""
    certain = alg.min(alg.bool_to_int(left[1] <= right[0]), alg.bool_to_int(left[0] >= right[1]))
    possible = alg.min(alg.bool_to_int(left[0] <= right[1]), alg.bool_to_int(left[1] >= right[0]))
    return certain, possible


def not_equal(alg: Algebra, _static: Any, left: Interval, right: Interval) -> Interval:
    """`a != b`."""
    return negate(alg, None, equal(alg, None, left, right))


def one_of(alg: Algebra, members: tuple[int, ...], arg: Interval) -> Interval:
    """`a in (...)`; `members` rise. Certain when members that follow each other without a gap hold all of `a`."""
    certain = possible = alg.literal(0)
    for first, last in _runs(members):
        after, before = alg.bool_to_int(arg[0] >= first), alg.bool_to_int(arg[1] <= last)
        certain = alg.max(certain, alg.min(after, before))
        reached, left = alg.bool_to_int(arg[1] >= first), alg.bool_to_int(arg[0] <= last)
        possible = alg.max(possible, alg.min(reached, left))
    return certain, possible


def _runs(members: tuple[int, ...]) -> list[tuple[int, int]]:
    """Give the runs of numbers that follow each other, as first and last."""
    found: list[tuple[int, int]] = []
    for member in members:
        if found and member == found[-1][1] + 1:
            found[-1] = (found[-1][0], member)
        else:
            found.append((member, member))
    return found


def choose(alg: Algebra, _static: Any, condition: Interval, yes: Interval, no: Interval) -> Interval:
    """`a if condition else b`; an open condition gives everything that either branch allows."""
    low = alg.where(condition[0] > 0, yes[0], alg.where(condition[1] < 1, no[0], alg.min(yes[0], no[0])))
    high = alg.where(condition[0] > 0, yes[1], alg.where(condition[1] < 1, no[1], alg.max(yes[1], no[1])))
    return low, high


def add(_alg: Algebra, _static: Any, left: Interval, right: Interval) -> Interval:
    """`a + b`."""
    return left[0] + right[0], left[1] + right[1]


def subtract(_alg: Algebra, _static: Any, left: Interval, right: Interval) -> Interval:
    """`a - b`."""
    return left[0] - right[1], left[1] - right[0]


def opposite(_alg: Algebra, _static: Any, arg: Interval) -> Interval:
    """`-a`."""
    return -arg[1], -arg[0]


def multiply(alg: Algebra, _static: Any, left: Interval, right: Interval) -> Interval:
    """`a * b`; the extremes lie in the corners."""
    corners = (left[0] * right[0], left[0] * right[1], left[1] * right[0], left[1] * right[1])
    return alg.min(*corners), alg.max(*corners)


def smallest(alg: Algebra, _static: Any, *args: Interval) -> Interval:
    """`min(a, b, ...)`."""
    return both(alg, None, *args)


def largest(alg: Algebra, _static: Any, *args: Interval) -> Interval:
    """`max(a, b, ...)`."""
    return either(alg, None, *args)


def divide(alg: Algebra, way: str, dividend: Value, divisor: Value) -> Value:
    """Divide and round: `down`, `up`, or `half_up` (a half goes up).

    A divisor below 1 counts as 1, so that no operation can fail; the loader and `evaluate` refuse schemes where it
    could be.
    """
    divisor = alg.max(alg.literal(1), divisor)
    if way == "up":
        return -alg.floordiv(-dividend, divisor)
    if way == "half_up":
        return alg.floordiv(dividend * 2 + divisor, divisor * 2)
    return alg.floordiv(dividend, divisor)


def share(alg: Algebra, way: str, amount: Interval, part: Interval, whole: Interval) -> Interval:
    """`share(amount, part, whole)`: rounding keeps the order, so the extremes lie in the corners."""
    corners = [divide(alg, way, one * other, divisor) for one in amount for other in part for divisor in whole]
    return alg.min(*corners), alg.max(*corners)


def rounded(alg: Algebra, way: str, arg: Interval, step: Interval) -> Interval:
    """`rounded(x, step, way)`; the step is one number, at least 1."""
    size = step[0]
    return divide(alg, way, arg[0], size) * size, divide(alg, way, arg[1], size) * size


def days_between(_alg: Algebra, _static: Any, start: Interval, end: Interval) -> Interval:
    """`days_between(a, b)`."""
    return end[0] - start[1], end[1] - start[0]


def weeks_between(alg: Algebra, _static: Any, start: Interval, end: Interval) -> Interval:
    """`weeks_between(a, b)`: whole weeks, rounded towards the earlier side."""
    return alg.floordiv(end[0] - start[1], 7), alg.floordiv(end[1] - start[0], 7)


def months_between(alg: Algebra, _static: Any, start: Interval, end: Interval) -> Interval:
    """`months_between(a, b)`: whole months; more when `b` is later, fewer when `a` is."""
    low = day_numbers.whole_months(alg, start[1], end[0])
    return low, day_numbers.whole_months(alg, start[0], end[1])


def years_between(alg: Algebra, _static: Any, start: Interval, end: Interval) -> Interval:
    """`years_between(a, b)`: whole years."""
    low, high = months_between(alg, None, start, end)
    return alg.floordiv(low, 12), alg.floordiv(high, 12)


def plus_months(alg: Algebra, _static: Any, day: Interval, months: Interval) -> Interval:
    """`plus_months(d, n)`."""
    low = day_numbers.add_months(alg, day[0], months[0])
    return low, day_numbers.add_months(alg, day[1], months[1])


def bracket(alg: Algebra, rows: tuple[tuple[int, int], ...], arg: Interval) -> Interval:
    """`bracket(x, table)`; rows are (from, value) in rising order, and the first also holds below its own start."""
    values = [value for _, value in rows]
    low, high = alg.literal(max(values)), alg.literal(min(values))
    for index, (start, value) in enumerate(rows):
        reached = alg.bool_to_int(arg[1] >= start) if index else alg.literal(1)
        left = alg.bool_to_int(arg[0] < rows[index + 1][0]) if index + 1 < len(rows) else alg.literal(1)
        hit = alg.min(reached, left) > 0
        low = alg.where(hit, alg.min(low, value), low)
        high = alg.where(hit, alg.max(high, value), high)
    return low, high


def count_true(_alg: Algebra, _static: Any, *args: Interval) -> Interval:
    """`count_true(a, b, ...)`."""
    return sum(low for low, _ in args), sum(high for _, high in args)


OPERATIONS: dict[str, Operation] = {
    operation.__name__: operation
    for operation in (
        both,
        either,
        negate,
        less,
        less_equal,
        greater,
        greater_equal,
        equal,
        not_equal,
        one_of,
        choose,
        add,
        subtract,
        opposite,
        multiply,
        smallest,
        largest,
        share,
        rounded,
        days_between,
        weeks_between,
        months_between,
        years_between,
        plus_months,
        bracket,
        count_true,
    )
}
"""Each operation by name; a program refers to these names, so another execution can look up the same operation."""
