"""Two rushes that happened: who came, who got a place, and whether anybody was warned in time."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from overstap.allotment import actions
from overstap.allotment.models import Application
from overstap.allotment.queries import check_invariants
from overstap.core.decision import Refusal
from overstap.site.demo.replays import ADVICE, VOUCHERS, Played, Rush, arrivals, replay
from tests.conftest import START

pytestmark = pytest.mark.django_db


def played(rush: Rush, settings: Any) -> Played:
    settings.WINDOWS_BY_GIVEN_CLOCK = True
    actions.load_windows(now=START)
    found = replay(rush, now=START)
    assert not isinstance(found, Refusal), found
    return found


@pytest.mark.requirement("R-220")
def test_twenty_two_thousand_registrations_within_a_month_not_one_more_and_a_warning_in_time(settings: Any) -> None:
    found = played(ADVICE, settings)
    rows = list(Application.objects.filter(window__code=ADVICE.code).order_by("rank"))
    states = [row.state for row in rows]

    assert found.days[-1].registered == 22_000
    assert states == ["toegekend"] * 22_000 + ["wachtlijst"] * (len(rows) - 22_000)
    assert [row.pk for row in rows] == sorted(row.pk for row in rows)
    assert found.full_on is not None
    assert dt.date(2020, 8, 3) < found.full_on < dt.date(2020, 9, 1)
    assert check_invariants() == ()
    assert found.days_ahead is not None
    assert found.days_ahead >= 14
    assert found.foretold is not None
    assert abs((found.foretold - found.full_on).days) <= 7


@pytest.mark.requirement("R-439")
def test_the_vouchers_were_gone_in_april_instead_of_december(settings: Any) -> None:
    found = played(VOUCHERS, settings)
    last = found.days[-1]

    assert found.full_on is not None
    assert (found.full_on.year, found.full_on.month) == (2017, 4)
    assert last.held <= VOUCHERS.funded
    assert VOUCHERS.funded - last.held < VOUCHERS.high
    assert 14_400 <= last.registered <= 14_600
    assert found.days_ahead is not None
    assert found.days_ahead >= 90
    assert check_invariants() == ()


def test_playing_again_changes_nothing(settings: Any) -> None:
    small = replace(ADVICE, days=3, per_day=20)
    first = played(small, settings)
    before = Application.objects.count()

    again = played(small, settings)

    assert Application.objects.count() == before
    assert again == first


def test_the_same_people_come_each_time() -> None:
    small = replace(VOUCHERS, days=20)

    assert list(arrivals(small)) == list(arrivals(small))
