import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.core.decision import Refusal
from overstap.core.outcome import Passage, check_outcome_dates, passage

TODAY = dt.date(2021, 2, 15)
DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2023, 12, 31))


@pytest.mark.requirement("R-004")
def test_work_that_starts_the_next_day_without_a_benefit_is_direct() -> None:
    assert passage(last_day=dt.date(2021, 3, 31), first_day=dt.date(2021, 4, 1), benefit_between=False) == Passage(
        direct=True, days_between=0
    )


@pytest.mark.requirement("R-004")
def test_a_benefit_in_between_is_not_direct_and_the_days_are_counted() -> None:
    assert passage(last_day=dt.date(2021, 3, 31), first_day=dt.date(2021, 5, 1), benefit_between=True) == Passage(
        direct=False, days_between=30
    )


@pytest.mark.requirement("R-004")
def test_a_gap_without_a_benefit_is_counted_too() -> None:
    found = passage(last_day=dt.date(2021, 3, 31), first_day=dt.date(2021, 4, 2), benefit_between=False)

    assert found == Passage(direct=False, days_between=1)


@given(DAYS, DAYS, st.booleans())
def test_direct_means_no_day_and_no_benefit(last: dt.date, first: dt.date, benefit: bool) -> None:
    found = passage(last_day=last, first_day=first, benefit_between=benefit)

    assert found.direct == (found.days_between == 0 and not benefit)
    assert found.days_between == (0 if first <= last else len(range(last.toordinal() + 1, first.toordinal())))


def test_new_work_far_ahead_or_long_before_the_old_is_refused() -> None:
    ahead = check_outcome_dates(last_day=None, first_day=dt.date(2022, 3, 1), today=TODAY)
    turned = check_outcome_dates(last_day=dt.date(2021, 3, 1), first_day=dt.date(2019, 3, 1), today=TODAY)

    assert isinstance(ahead, Refusal)
    assert isinstance(turned, Refusal)
    assert check_outcome_dates(last_day=dt.date(2021, 3, 31), first_day=dt.date(2021, 4, 1), today=TODAY) is None
