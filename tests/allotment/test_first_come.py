"""First come, first served: written down at once, decided in order."""

import uuid

import pytest

from overstap.allotment import actions, queries
from overstap.allotment.models import Application
from tests.factories import allotment as make

pytestmark = pytest.mark.django_db


def test_an_application_is_answered_with_its_number() -> None:
    row = make.window()
    first, second = make.applied(row), make.applied(row)

    assert first.number < second.number
    assert make.states(row) == ["ontvangen", "ontvangen"]


def test_the_same_application_twice_gives_the_same_receipt() -> None:
    row = make.window()
    asked = {"key": uuid.uuid4(), "applicant_key": uuid.uuid4()}

    assert make.applied(row, **asked) == make.applied(row, **asked)
    assert Application.objects.filter(window=row).count() == 1


@pytest.mark.requirement("R-220")
def test_what_does_not_fit_comes_on_the_waiting_list_in_order() -> None:
    row = make.window(registration_ceiling=3, funded_ceiling=2)
    for _ in range(5):
        make.applied(row)
    settled = actions.settle(now=make.NOW)
    counter = queries.public_counter(row.code, make.NOW)

    assert (settled.decided, settled.granted, settled.waiting) == (5, 3, 2)
    assert make.states(row) == ["toegekend"] * 3 + ["wachtlijst"] * 2
    assert counter is not None
    assert (counter.granted, counter.free, counter.waiting, counter.full) == (3, 0, 2, True)
