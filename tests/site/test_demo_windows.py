"""The windows of the demo: something to see in every state, made once."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from overstap.allotment import actions
from overstap.allotment.models import Application
from overstap.allotment.queries import check_invariants
from overstap.site.demo import START, asking, fill_windows, staff
from overstap.site.demo.windows import EXTRA, IN_COUNTRY, IN_EXTRA

pytestmark = pytest.mark.django_db


@pytest.fixture
def _demo(settings: Any) -> None:
    settings.WINDOWS_BY_GIVEN_CLOCK = True
    asking.load_party(START - dt.timedelta(days=101))
    staff.hire(START - dt.timedelta(days=100))
    actions.load_windows(now=START)
    fill_windows(now=START)


@pytest.mark.usefixtures("_demo")
def test_the_extra_window_shows_places_offers_and_a_waiting_list() -> None:
    states = Counter(Application.objects.filter(window__code=EXTRA).values_list("state", flat=True))

    assert states == {"toegekend": 22, "aangeboden": 2, "ingetrokken": 2, "wachtlijst": 4}
    assert check_invariants() == ()


@pytest.mark.usefixtures("_demo")
def test_filling_again_changes_nothing() -> None:
    fill_windows(now=START)

    assert Application.objects.count() == IN_COUNTRY + IN_EXTRA
