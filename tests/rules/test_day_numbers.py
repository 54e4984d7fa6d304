"""The calendar of the language against Python's own."""

import calendar
import itertools
from datetime import date, timedelta

import pytest

from overstap.rules.algebra import SCALAR
from overstap.rules.day_numbers import add_months, first_of_month, month_and_day, whole_months
from overstap.rules.operations import OPERATIONS

FIRST, LAST = date(1896, 1, 1), date(2104, 12, 31)


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month; written apart from the engine."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def passed(start: date, end: date) -> int:
    """The largest number of months that can be added to start without passing end; by trying."""
    months = (end.year - start.year) * 12 + end.month - start.month + 2
    while later(start, months) > end:
        months -= 1
    return months


def test_every_day_of_two_centuries_is_split_and_put_together_again() -> None:
    day = FIRST
    while day <= LAST:
        index, number = month_and_day(SCALAR, day.toordinal())

        assert (number, (index + 2) % 12 + 1) == (day.day, day.month)
        assert first_of_month(SCALAR, index) + number - 1 == day.toordinal()

        day += timedelta(days=1)


@pytest.mark.parametrize(
    "start", [date(2020, 1, 31), date(2020, 2, 29), date(2021, 2, 28), date(2020, 12, 1), date(1999, 8, 30)]
)
def test_adding_months_ends_on_the_same_day_or_the_last_of_the_month(start: date) -> None:
    for months in range(-30, 31):
        found = add_months(SCALAR, start.toordinal(), months)

        assert date.fromordinal(found) == later(start, months)


def test_months_passed_are_those_that_can_be_added() -> None:
    days = [date(2019, 12, 28) + timedelta(days=step) for step in range(0, 460, 3)]
    for start, end in itertools.product(days, repeat=2):
        assert whole_months(SCALAR, start.toordinal(), end.toordinal()) == passed(start, end)


@pytest.mark.parametrize(
    ("start", "end", "months", "years"),
    [
        (date(2020, 12, 1), date(2021, 8, 31), 8, 0),
        (date(2020, 12, 1), date(2021, 9, 1), 9, 0),
        (date(2021, 1, 31), date(2021, 2, 28), 1, 0),
        (date(1994, 2, 2), date(2021, 2, 1), 323, 26),
        (date(1994, 2, 1), date(2021, 2, 1), 324, 27),
        (date(2021, 3, 1), date(2021, 2, 1), -1, -1),
    ],
)
def test_months_and_years_between_two_days(start: date, end: date, months: int, years: int) -> None:
    arguments = [(start.toordinal(), start.toordinal()), (end.toordinal(), end.toordinal())]

    assert OPERATIONS["months_between"](SCALAR, None, *arguments) == (months, months)
    assert OPERATIONS["years_between"](SCALAR, None, *arguments) == (years, years)


@pytest.mark.parametrize("name", ["months_between", "years_between"])
def test_between_two_open_days_lies_exactly_the_hull(name: str) -> None:
    anchor = date(2020, 1, 27).toordinal()
    spans = [(anchor + low, anchor + low + width) for low in range(0, 70, 9) for width in (0, 1, 5, 33)]
    for start, end in itertools.product(spans, repeat=2):
        exact = [
            OPERATIONS[name](SCALAR, None, (one, one), (other, other))[0]
            for one in range(start[0], start[1] + 1)
            for other in range(end[0], end[1] + 1)
        ]

        assert OPERATIONS[name](SCALAR, None, start, end) == (min(exact), max(exact))


def test_months_added_to_an_open_day_give_exactly_the_hull() -> None:
    anchor = date(2020, 1, 27).toordinal()
    for low, width, months in itertools.product(range(0, 40, 7), (0, 2, 9), ((-1, 1), (0, 2), (1, 1))):
        days = (anchor + low, anchor + low + width)
        exact = [
            add_months(SCALAR, day, number)
            for day in range(days[0], days[1] + 1)
            for number in range(months[0], months[1] + 1)
        ]

        assert OPERATIONS["plus_months"](SCALAR, None, days, months) == (min(exact), max(exact))
