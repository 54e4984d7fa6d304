"""When a desk for many may open: everything that stands in the way is told at once."""

import datetime as dt

import pytest

from overstap.core.brokerage import (
    CentrePlan,
    CentreTerms,
    in_same_years,
    refuse_attendance,
    refuse_centre,
    refuse_session,
)

TERMS = CentreTerms(jobs_from=100, most_cents=200_000_000, years=2)
DAY = dt.date(2021, 2, 15)
PLAN = CentrePlan("faillissement", jobs=180, starts_on=DAY, ends_on=DAY.replace(year=2022), budget_cents=50_000_000)


def rules(plan: CentrePlan, granted: int = 0) -> list[str]:
    return [one.rule for one in refuse_centre(plan, TERMS, granted_cents=granted)]


@pytest.mark.requirement("R-435")
def test_a_bankruptcy_of_180_jobs_may_have_a_centre_when_the_threshold_is_100() -> None:
    assert rules(PLAN) == []
    assert rules(CentrePlan("faillissement", 99, DAY, DAY, 0)) == ["centrum.omvang"]
    assert rules(CentrePlan("acute_crisis", 100, DAY, DAY, 0)) == []


@pytest.mark.requirement("R-438")
def test_all_centres_together_never_get_more_than_there_is() -> None:
    (refusal,) = refuse_centre(PLAN, TERMS, granted_cents=160_000_000)

    assert rules(PLAN, 150_000_000) == []
    assert refusal.rule == "centrum.geld"
    assert refusal.sentence() == "Voor alle centra samen is nog € 400.000,00 over. U vroeg € 500.000,00."


def test_everything_is_told_at_once() -> None:
    plan = CentrePlan("anders", jobs=5, starts_on=DAY, ends_on=DAY - dt.timedelta(days=1), budget_cents=-1)

    assert rules(plan) == ["centrum.acuut", "centrum.omvang", "centrum.tijdelijk", "centrum.geld"]


def test_the_money_is_for_so_many_years_whichever_centre_opened_first() -> None:
    later = dt.date(2023, 2, 14)

    assert in_same_years(DAY, later, 2)
    assert in_same_years(later, DAY, 2)
    assert not in_same_years(DAY, dt.date(2023, 2, 15), 2)
    assert in_same_years(dt.date(2020, 2, 29), dt.date(2022, 2, 27), 2)


@pytest.mark.requirement("R-437")
def test_a_meeting_has_a_place_and_room_and_no_more_came_than_fit() -> None:
    assert refuse_session(place="De Zaal", capacity=1) is None
    assert refuse_session(place=" ", capacity=10) is not None
    assert refuse_session(place="De Zaal", capacity=0) is not None
    assert refuse_attendance(attended=10, capacity=10) is None
    assert refuse_attendance(attended=11, capacity=10) is not None
    assert refuse_attendance(attended=-1, capacity=10) is not None
