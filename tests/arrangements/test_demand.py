"""What is still going to be asked of the streams: counted once, with the bounds of the rules."""

import datetime as dt

import pytest

from overstap.arrangements import actions, queries
from overstap.core.forecast import Bounds
from overstap.treasury.actions import expire_reservations
from tests.conftest import START
from tests.factories.arrangements import agree_all, choose, make_composable
from tests.factories.cases import given

pytestmark = pytest.mark.django_db

LATER = START + dt.timedelta(days=30)


def test_what_is_reserved_is_not_asked_again() -> None:
    scene = make_composable()
    choose(scene, cost_cents=300_00)

    assert queries.open_demand(START) == {}


def test_an_item_whose_reservation_ran_out_is_asked_at_most_what_the_stream_pays() -> None:
    scene = make_composable()
    item = choose(scene, cost_cents=300_00)
    assert expire_reservations(now=LATER) == 1

    stored = scene.arrangement.items.get(pk=item.id)
    assert queries.open_demand(LATER) == {(stored.stream, "AM26", 2021): Bounds(0, 200_00)}


def test_what_the_participant_agreed_with_is_asked_at_least_what_the_rules_give() -> None:
    scene = make_composable()
    item = choose(scene, cost_cents=300_00)
    agree_all(scene)
    expire_reservations(now=LATER)

    stored = scene.arrangement.items.get(pk=item.id)
    (asked,) = queries.open_demand(LATER).values()
    assert asked == Bounds(min(stored.receipt["amount"][0], 200_00) if stored.receipt["amount"] else 0, 200_00)


def test_what_was_taken_out_is_not_asked() -> None:
    scene = make_composable()
    item = choose(scene, cost_cents=300_00)
    given(actions.remove_item(actor=scene.adviser, item_id=item.id, now=START))

    assert queries.open_demand(LATER) == {}
