import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.core.numbering import case_number
from overstap.core.reporting import (
    forecast,
    next_meeting,
    percentage,
    plus_months,
    report_periods,
    shown,
    shown_row,
)


@pytest.mark.requirement("R-384")
def test_a_region_live_on_15_november_reports_in_the_middle_of_january_and_march() -> None:
    due = [period.until for period in report_periods(dt.date(2020, 11, 15), every_months=2, until=dt.date(2021, 2, 15))]

    assert due == [dt.date(2021, 1, 15), dt.date(2021, 3, 15)]


def test_a_region_that_is_not_live_yet_has_no_report() -> None:
    assert not list(report_periods(dt.date(2021, 3, 1), every_months=2, until=dt.date(2021, 2, 15)))


def test_a_region_live_on_the_31st_keeps_to_the_end_of_the_month() -> None:
    due = [period.until for period in report_periods(dt.date(2020, 12, 31), every_months=2, until=dt.date(2021, 5, 1))]

    assert due == [dt.date(2021, 2, 28), dt.date(2021, 4, 30), dt.date(2021, 6, 30)]


@given(st.dates(dt.date(2020, 1, 1), dt.date(2022, 1, 1)), st.integers(1, 6))
def test_report_periods_leave_no_gap_and_no_overlap(live_on: dt.date, months: int) -> None:
    periods = list(report_periods(live_on, every_months=months, until=dt.date(2022, 12, 31)))

    assert periods[0].start == live_on
    assert all(one.until == other.start for one, other in itertools.pairwise(periods))
    assert periods[-1].start <= dt.date(2022, 12, 31) < periods[-1].until


@pytest.mark.requirement("R-382")
def test_meetings_come_every_fourteen_days() -> None:
    first = dt.date(2020, 12, 1)
    meetings = [next_meeting(first, every_days=14, after=first + dt.timedelta(days=days)) for days in (-3, 0, 13, 14)]

    assert meetings == [first, dt.date(2020, 12, 15), dt.date(2020, 12, 15), dt.date(2020, 12, 29)]


def test_a_distance_of_nothing_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        next_meeting(dt.date(2020, 12, 1), every_days=0, after=dt.date(2020, 12, 1))
    with pytest.raises(ValueError, match="at least 1"):
        list(report_periods(dt.date(2020, 12, 1), every_months=0, until=dt.date(2021, 12, 1)))


@pytest.mark.requirement("R-005")
def test_six_of_ten_is_sixty_per_cent() -> None:
    assert percentage(6, 10) == 60
    assert percentage(1, 200) == 1
    assert percentage(0, 0) is None


@pytest.mark.requirement("R-406")
def test_a_small_count_is_not_shown_and_zero_is() -> None:
    assert [shown(count, smallest=5) for count in (0, 1, 4, 5, 12)] == [0, None, None, 5, 12]


def test_months_are_added_to_the_last_day_when_the_month_is_shorter() -> None:
    assert plus_months(dt.date(2020, 12, 31), 2) == dt.date(2021, 2, 28)
    assert plus_months(dt.date(2020, 11, 15), 26) == dt.date(2023, 1, 15)


def test_case_numbers_sort_in_the_order_they_were_given_out() -> None:
    numbers = [case_number(2021, number) for number in (1, 9, 10, 999, 1000)]

    assert numbers == sorted(numbers)
    assert numbers[0] == "2021-000001"


@pytest.mark.requirement("R-406")
def test_a_single_small_count_takes_another_along_so_that_it_cannot_be_worked_out() -> None:
    assert shown_row({"a": 3, "b": 9, "c": 20}, smallest=5) == {"a": None, "b": None, "c": 20}
    assert shown_row({"a": 3, "b": 2, "c": 20}, smallest=5) == {"a": None, "b": None, "c": 20}
    assert shown_row({"a": 0, "b": 9, "c": 20}, smallest=5) == {"a": 0, "b": 9, "c": 20}


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30)))
def test_no_hidden_count_can_be_worked_out_from_the_total(counts: dict[str, int]) -> None:
    found = shown_row(counts, smallest=5)
    hidden = [name for name, count in found.items() if count is None]

    assert all(found[name] in {None, count} for name, count in counts.items())
    assert all(count is None or count == 0 or count >= 5 for count in found.values())
    assert len(hidden) != 1 or not any(found.values())


@pytest.mark.requirement("R-260")
def test_the_pace_of_so_far_goes_on_to_the_end_of_the_year() -> None:
    half = forecast(100_00, since=dt.date(2021, 1, 1), today=dt.date(2021, 7, 1), until=dt.date(2021, 12, 31))

    assert half == 100_00 * 365 // 182
    assert forecast(5, since=dt.date(2021, 1, 1), today=dt.date(2021, 12, 31), until=dt.date(2021, 12, 31)) == 5
    assert forecast(5, since=dt.date(2021, 6, 1), today=dt.date(2021, 1, 1), until=dt.date(2021, 12, 31)) == 5
