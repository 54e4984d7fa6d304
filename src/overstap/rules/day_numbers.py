"""The calendar over day numbers, written with integer arithmetic only so that every execution can do it.

A day number counts days as Python's `date.toordinal` does. Inside, a month is counted from March of the year 0, so
that the leap day is the last day of a year and needs no exception.
"""

from __future__ import annotations

from overstap.rules.algebra import Algebra, Value

_DAYS_BEFORE_YEAR_ONE = 305
_DAYS_IN_400_YEARS = 146_097


def month_and_day(alg: Algebra, day_number: Value) -> tuple[Value, Value]:
    """Split a day number in the index of its month (March of year 0 is 0) and the day within it (the first is 1)."""
    shifted = day_number + _DAYS_BEFORE_YEAR_ONE
    era = alg.floordiv(shifted, _DAYS_IN_400_YEARS)
    day_of_era = shifted - era * _DAYS_IN_400_YEARS
    year_of_era = alg.floordiv(
        day_of_era
        - alg.floordiv(day_of_era, 1_460)
        + alg.floordiv(day_of_era, 36_524)
        - alg.floordiv(day_of_era, 146_096),
        365,
    )
    day_of_year = day_of_era - (year_of_era * 365 + alg.floordiv(year_of_era, 4) - alg.floordiv(year_of_era, 100))
    month = alg.floordiv(day_of_year * 5 + 2, 153)
    return (year_of_era + era * 400) * 12 + month, day_of_year - alg.floordiv(month * 153 + 2, 5) + 1


def first_of_month(alg: Algebra, month_index: Value) -> Value:
    """Give the day number of the first day of a month."""
    year = alg.floordiv(month_index, 12)
    month = month_index - year * 12
    leap_days = alg.floordiv(year, 4) - alg.floordiv(year, 100) + alg.floordiv(year, 400)
    return year * 365 + leap_days + alg.floordiv(month * 153 + 2, 5) - _DAYS_BEFORE_YEAR_ONE


def add_months(alg: Algebra, day_number: Value, months: Value) -> Value:
    """Give the same day so many months later, or the last day of that month when it is shorter."""
    month_index, day = month_and_day(alg, day_number)
    first = first_of_month(alg, month_index + months)
    length = first_of_month(alg, month_index + months + 1) - first
    return first + alg.min(day, length) - 1


def whole_months(alg: Algebra, start: Value, end: Value) -> Value:
    """Give the largest number of months that can be added to `start` without passing `end`."""
    passed = month_and_day(alg, end)[0] - month_and_day(alg, start)[0]
    return passed - alg.bool_to_int(add_months(alg, start, passed) > end)
