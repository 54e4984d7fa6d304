"""Faults to plant in the operations and in what they are built on."""

from typing import Any

from overstap.rules import day_numbers, operations
from overstap.rules.operations import Interval
from tests.proof.planting import EngineFault

Alg = Any
_divide, _first_of_month = operations.divide, day_numbers.first_of_month
_add_months, _whole_months = day_numbers.add_months, day_numbers.whole_months


def _any_low(alg: Alg, _: Any, *args: Interval) -> Interval:
    return alg.min(*[low for low, _ in args]), alg.max(*[high for _, high in args])


def _first_two(alg: Alg, _: Any, *args: Interval) -> Interval:
    return alg.min(*[low for low, _ in args[:2]]), alg.min(*[high for _, high in args[:2]])


def _all_low(alg: Alg, _: Any, *args: Interval) -> Interval:
    return alg.min(*[low for low, _ in args]), alg.max(*[high for _, high in args])


def _not_swapped(_alg: Alg, _: Any, arg: Interval) -> Interval:
    return 1 - arg[0], 1 - arg[1]


def _less_or_equal_low(alg: Alg, _: Any, left: Interval, right: Interval) -> Interval:
    return alg.bool_to_int(left[1] <= right[0]), alg.bool_to_int(left[0] < right[1])


def _less_equal_narrow(alg: Alg, _: Any, left: Interval, right: Interval) -> Interval:
    return alg.bool_to_int(left[1] <= right[0]), alg.bool_to_int(left[0] < right[1])


def _greater_reversed(alg: Alg, _: Any, left: Interval, right: Interval) -> Interval:
    return operations.less(alg, None, left, right)


def _equal_by_low(alg: Alg, _: Any, left: Interval, right: Interval) -> Interval:
    same = alg.min(alg.bool_to_int(left[0] <= right[0]), alg.bool_to_int(left[0] >= right[0]))
    return same, operations.equal(alg, None, left, right)[1]


def _not_equal_uncrossed(alg: Alg, _: Any, left: Interval, right: Interval) -> Interval:
    certain, possible = operations.equal(alg, None, left, right)
    return 1 - certain, 1 - possible


def _member_is_certain(alg: Alg, members: tuple[int, ...], arg: Interval) -> Interval:
    _, possible = operations.one_of(alg, members, arg)
    return possible, possible


def _last_member_lost(alg: Alg, members: tuple[int, ...], arg: Interval) -> Interval:
    return operations.one_of(alg, members[:-1], arg)


def _only_ends(alg: Alg, members: tuple[int, ...], arg: Interval) -> Interval:
    certain, _ = operations.one_of(alg, members, arg)
    low = operations.one_of(alg, members, (arg[0], arg[0]))[1]
    return certain, alg.max(low, operations.one_of(alg, members, (arg[1], arg[1]))[1])


def _choose_first_when_open(alg: Alg, _: Any, condition: Interval, yes: Interval, no: Interval) -> Interval:
    return alg.where(condition[1] > 0, yes[0], no[0]), alg.where(condition[1] > 0, yes[1], no[1])


def _choose_swapped(alg: Alg, _: Any, condition: Interval, yes: Interval, no: Interval) -> Interval:
    return operations.choose(alg, None, condition, no, yes)


def _choose_always_both(alg: Alg, _: Any, condition: Interval, yes: Interval, no: Interval) -> Interval:
    return alg.min(yes[0], no[0]), alg.max(yes[1], no[1])


def _subtract_uncrossed(_alg: Alg, _: Any, left: Interval, right: Interval) -> Interval:
    return left[0] - right[0], left[1] - right[1]


def _add_as_subtract(_alg: Alg, _: Any, left: Interval, right: Interval) -> Interval:
    return left[0] - right[1], left[1] - right[0]


def _opposite_uncrossed(_alg: Alg, _: Any, arg: Interval) -> Interval:
    return -arg[0], -arg[1]


def _two_corners(_alg: Alg, _: Any, left: Interval, right: Interval) -> Interval:
    return left[0] * right[0], left[1] * right[1]


def _smallest_as_largest(alg: Alg, _: Any, *args: Interval) -> Interval:
    return operations.either(alg, None, *args)


def _always_down(alg: Alg, _way: str, dividend: Any, divisor: Any) -> Any:
    return _divide(alg, "down", dividend, divisor)


def _half_goes_down(alg: Alg, way: str, dividend: Any, divisor: Any) -> Any:
    return (
        _divide(alg, way, dividend * 2 - 1, divisor * 2) if way == "half_up" else _divide(alg, way, dividend, divisor)
    )


def _up_is_one_more(alg: Alg, way: str, dividend: Any, divisor: Any) -> Any:
    return _divide(alg, "down", dividend, divisor) + 1 if way == "up" else _divide(alg, way, dividend, divisor)


def _share_of_lowest(alg: Alg, way: str, amount: Interval, part: Interval, whole: Interval) -> Interval:
    found = [_divide(alg, way, one * other, whole[0]) for one in amount for other in part]
    return alg.min(*found), alg.max(*found)


def _rounded_low_only(alg: Alg, way: str, arg: Interval, step: Interval) -> Interval:
    low = _divide(alg, way, arg[0], step[0]) * step[0]
    return low, alg.max(low, arg[1])


def _weeks_to_zero(alg: Alg, _: Any, start: Interval, end: Interval) -> Interval:
    low, high = end[0] - start[1], end[1] - start[0]
    ends = [alg.where(one < 0, -alg.floordiv(-one, 7), alg.floordiv(one, 7)) for one in (low, high)]
    return ends[0], ends[1]


def _days_reversed(_alg: Alg, _: Any, start: Interval, end: Interval) -> Interval:
    return start[0] - end[1], start[1] - end[0]


def _months_by_day(alg: Alg, start: Any, end: Any) -> Any:
    """Count a month only when the day of the month is reached, also where the month is shorter."""
    one, day = day_numbers.month_and_day(alg, start)
    other, last = day_numbers.month_and_day(alg, end)
    return other - one - alg.bool_to_int(day > last)


def _months_begun(alg: Alg, start: Any, end: Any) -> Any:
    return _whole_months(alg, start, end) + 1


def _into_next_month(alg: Alg, day_number: Any, months: Any) -> Any:
    index, day = day_numbers.month_and_day(alg, day_number)
    return day_numbers.first_of_month(alg, index + months) + day - 1


def _thirty_days(_alg: Alg, day_number: Any, months: Any) -> Any:
    return day_number + months * 30


def _no_century(alg: Alg, month_index: Any) -> Any:
    year = alg.floordiv(month_index, 12)
    return _first_of_month(alg, month_index) + alg.floordiv(year, 100) - alg.floordiv(year, 400)


def _years_up(alg: Alg, _: Any, start: Interval, end: Interval) -> Interval:
    low, high = operations.months_between(alg, None, start, end)
    return alg.floordiv(low + 11, 12), alg.floordiv(high + 11, 12)


def _same_months_for_both_ends(alg: Alg, _: Any, day: Interval, months: Interval) -> Interval:
    return _add_months(alg, day[0], months[0]), _add_months(alg, day[1], months[0])


def _row_after_start(alg: Alg, rows: tuple[tuple[int, int], ...], arg: Interval) -> Interval:
    return operations.bracket(alg, tuple((start + 1, value) for start, value in rows), arg)


def _rows_at_ends(alg: Alg, rows: tuple[tuple[int, int], ...], arg: Interval) -> Interval:
    one, other = (operations.bracket(alg, rows, (end, end)) for end in arg)
    return alg.min(one[0], other[0]), alg.max(one[1], other[1])


def _unknown_counts(_alg: Alg, _: Any, *args: Interval) -> Interval:
    most = sum(high for _, high in args)
    return most, most


def _lowest_is_true(alg: Alg, _: Any, *args: Interval) -> Interval:
    return alg.max(*[low for low, _ in args]), alg.max(*[low for low, _ in args])


OPERATION_FAULTS = [
    EngineFault("and: the upper bound of the largest", "both", _all_low),
    EngineFault("and: only the first two", "both", _first_two),
    EngineFault("or: the lower bound of the smallest", "either", _any_low),
    EngineFault("or: an open part counts as no (bound too narrow)", "either", _lowest_is_true),
    EngineFault("not: bounds not swapped", "negate", _not_swapped),
    EngineFault("<: equal counts as less", "less", _less_or_equal_low),
    EngineFault("<=: upper bound too narrow", "less_equal", _less_equal_narrow),
    EngineFault(">: sides not swapped", "greater", _greater_reversed),
    EngineFault("==: certain when the lower bounds are equal", "equal", _equal_by_low),
    EngineFault("!=: bounds not swapped", "not_equal", _not_equal_uncrossed),
    EngineFault("in: possible counts as certain (bound too narrow)", "one_of", _member_is_certain),
    EngineFault("in: the last member is lost", "one_of", _last_member_lost),
    EngineFault("in: a member between the ends is not seen", "one_of", _only_ends),
    EngineFault("if: an open condition takes the first branch (bound too narrow)", "choose", _choose_first_when_open),
    EngineFault("if: branches swapped", "choose", _choose_swapped),
    EngineFault("if: both branches, also when the condition is known", "choose", _choose_always_both),
    EngineFault("+: difference for sum", "add", _add_as_subtract),
    EngineFault("-: bounds not crossed (bound too narrow)", "subtract", _subtract_uncrossed),
    EngineFault("minus sign: bounds not swapped", "opposite", _opposite_uncrossed),
    EngineFault("*: two corners for four (bound too narrow)", "multiply", _two_corners),
    EngineFault("min: max for min", "smallest", _smallest_as_largest),
    EngineFault("max: min for max", "largest", lambda alg, _, *args: operations.both(alg, None, *args)),
    EngineFault("rounding: always down", (operations, "divide"), _always_down, touches=("rounded",)),
    EngineFault("rounding: a half goes down", (operations, "divide"), _half_goes_down, touches=("rounded",)),
    EngineFault("rounding: up is one more than down", (operations, "divide"), _up_is_one_more, touches=("rounded",)),
    EngineFault("share: only the lowest whole (bound too narrow)", "share", _share_of_lowest),
    EngineFault("rounded: upper bound not rounded", "rounded", _rounded_low_only),
    EngineFault("days_between: reversed", "days_between", _days_reversed),
    EngineFault("weeks_between: towards zero", "weeks_between", _weeks_to_zero),
    EngineFault(
        "months_between: month end not reached",
        (day_numbers, "whole_months"),
        _months_by_day,
        touches=("months_between",),
    ),
    EngineFault(
        "months_between: a month begun counts",
        (day_numbers, "whole_months"),
        _months_begun,
        touches=("months_between",),
    ),
    EngineFault("years_between: rounded up", "years_between", _years_up),
    EngineFault(
        "plus_months: runs into the next month", (day_numbers, "add_months"), _into_next_month, touches=("plus_months",)
    ),
    EngineFault("plus_months: thirty days", (day_numbers, "add_months"), _thirty_days, touches=("plus_months",)),
    EngineFault("plus_months: bound too narrow", "plus_months", _same_months_for_both_ends),
    EngineFault(
        "calendar: every century has a leap day", (day_numbers, "first_of_month"), _no_century, touches=("plus_months",)
    ),
    EngineFault("bracket: the row starts a number late", "bracket", _row_after_start),
    EngineFault("bracket: rows in between are not seen (bound too narrow)", "bracket", _rows_at_ends),
    EngineFault("count_true: an open part counts", "count_true", _unknown_counts),
]
