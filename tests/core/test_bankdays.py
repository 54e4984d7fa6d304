"""Days on which banks work."""

import datetime as dt

import pytest

from overstap.core.bankdays import easter, is_bank_day, next_bank_day


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2000, 4, 23), (2016, 3, 27), (2019, 4, 21), (2020, 4, 12), (2021, 4, 4), (2022, 4, 17), (2038, 4, 25)],
)
def test_easter_moves(year: int, month: int, day: int) -> None:
    assert easter(year) == dt.date(year, month, day)


@pytest.mark.parametrize(
    "closed",
    ["2021-02-20", "2021-02-21", "2021-01-01", "2021-04-02", "2021-04-05", "2020-05-01", "2020-12-25", "2022-12-26"],
)
def test_banks_are_closed_at_weekends_and_on_six_days(closed: str) -> None:
    assert not is_bank_day(dt.date.fromisoformat(closed))


@pytest.mark.parametrize("works", ["2021-02-15", "2021-04-27", "2021-05-05", "2021-05-13", "2021-12-31", "2021-04-01"])
def test_banks_work_on_other_holidays(works: str) -> None:
    assert is_bank_day(dt.date.fromisoformat(works))


@pytest.mark.parametrize(
    ("day", "following"),
    [
        ("2021-02-15", "2021-02-16"),
        ("2021-02-19", "2021-02-22"),
        ("2021-04-01", "2021-04-06"),
        ("2020-12-24", "2020-12-28"),
    ],
)
def test_the_next_bank_day(day: str, following: str) -> None:
    assert next_bank_day(dt.date.fromisoformat(day)) == dt.date.fromisoformat(following)
