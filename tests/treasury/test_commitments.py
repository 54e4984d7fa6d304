"""Binding, lapsing and giving back: all or nothing, and never twice."""

import datetime as dt
import uuid

import pytest

from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.models import Account, Commitment
from overstap.treasury.values import CeilingUse
from tests.factories import treasury as make

pytestmark = pytest.mark.django_db

ADVISER = Actor(user_id=None, name="Begeleider", roles=frozenset({Role.ADVISER}))
MAATWERK = CeilingUse("maatwerkbudget", 1000_00)


def standing(region: str = make.REGION, stream: str = make.STREAM) -> Position:
    return queries.position(stream=stream, region_code=region, year=make.YEAR)


@pytest.fixture(autouse=True)
def _books_are_right(streams: None) -> object:
    yield
    assert queries.check_invariants() == ()


def test_binding_turns_what_was_reserved_into_what_is_committed() -> None:
    make.budget(1000_00)

    card = make.committed(amount_cents=300_00)

    assert card.state == "verplicht"
    assert standing() == Position(ceiling=1000_00, committed=300_00)


def test_binding_twice_binds_once() -> None:
    make.budget(1000_00)
    card = make.committed(amount_cents=300_00)

    again = make.given(actions.commit(actor=ADVISER, keys=[card.key], now=make.NOW))

    assert again == (card,)
    assert standing().committed == 300_00


def test_several_reservations_are_bound_together_in_the_order_asked() -> None:
    make.budget(1000_00)
    make.budget(1000_00, stream="bemensing")
    keys = [make.reserved(amount_cents=100_00).key, make.reserved(stream="bemensing").key, make.reserved().key]

    cards = make.given(actions.commit(actor=ADVISER, keys=keys[::-1], now=make.NOW))

    assert [card.key for card in cards] == keys[::-1]
    assert {card.state for card in cards} == {"verplicht"}


def test_when_one_of_several_reservations_ran_out_none_is_bound() -> None:
    make.budget(1000_00)
    good, late = make.reserved(), make.reserved(expires_at=make.NOW + dt.timedelta(days=1), recipient="Te laat bv")

    answer = actions.commit(actor=ADVISER, keys=[good.key, late.key], now=make.NOW + dt.timedelta(days=1))

    assert isinstance(answer, Refusal)
    assert answer.rule == "verplichting.verlopen"
    assert "Te laat bv" in answer.sentence()
    assert standing() == Position(ceiling=1000_00, reserved=200_00)


def test_when_posting_fails_half_way_nothing_is_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    make.budget(1000_00)
    keys = [make.reserved().key, make.reserved().key]
    Account.objects.filter(kind="budget").update(debits_pending_cents=150_00)

    answer = actions.commit(actor=ADVISER, keys=keys, now=make.NOW)

    assert isinstance(answer, Refusal)
    assert answer.rule == "ledger.pending"
    assert set(Commitment.objects.values_list("state", flat=True)) == {"gereserveerd"}
    Account.objects.filter(kind="budget").update(debits_pending_cents=200_00)


def test_a_lapsed_reservation_is_not_bound() -> None:
    make.budget(1000_00)
    card = make.reserved()
    make.given(actions.void(actor=ADVISER, keys=[card.key], because="Niet gekozen", now=make.NOW))

    answer = actions.commit(actor=ADVISER, keys=[card.key], now=make.NOW)

    assert isinstance(answer, Refusal)
    assert answer.rule == "verplichting.vervallen"


def test_an_unknown_key_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        actions.commit(actor=ADVISER, keys=[uuid.uuid4()], now=make.NOW)


def test_what_is_bound_does_not_lapse_with_its_term() -> None:
    make.budget(1000_00)
    make.committed(amount_cents=300_00)

    assert actions.expire_reservations(now=make.NOW + dt.timedelta(days=365)) == 0
    assert standing().committed == 300_00


def test_a_reservation_lapses_on_the_very_moment_of_its_end_and_not_before() -> None:
    make.budget(1000_00)
    end = make.NOW + dt.timedelta(days=14)
    make.reserved(expires_at=end)

    assert actions.expire_reservations(now=end - dt.timedelta(seconds=1)) == 0
    assert actions.expire_reservations(now=end) == 1
    assert actions.expire_reservations(now=end) == 0
    assert standing().free == 1000_00


def test_a_reservation_without_end_does_not_lapse() -> None:
    make.budget(1000_00)
    make.reserved(expires_at=None)

    assert actions.expire_reservations(now=make.NOW + dt.timedelta(days=3650)) == 0


def test_a_reservation_that_ran_out_does_not_stand_in_the_way_of_the_next() -> None:
    make.budget(1000_00)
    old = make.reserved(amount_cents=1000_00, expires_at=make.NOW + dt.timedelta(days=1))

    new = actions.reserve(**make.order(amount_cents=1000_00, now=make.NOW + dt.timedelta(days=2)))

    assert not isinstance(new, Refusal)
    assert queries.commitments_by_keys([old.key])[old.key].state == "vervallen"


def test_a_reservation_of_the_same_person_that_ran_out_in_another_region_gives_its_room_back() -> None:
    make.budget(1000_00)
    make.budget(1000_00, region_code=make.OTHER_REGION)
    person = uuid.uuid4()
    soon = make.NOW + dt.timedelta(days=1)
    make.reserved(person_key=person, amount_cents=800_00, ceiling=MAATWERK, expires_at=soon)

    answer = actions.reserve(
        **make.order(person_key=person, amount_cents=900_00, ceiling=MAATWERK, region_code=make.OTHER_REGION, now=soon)
    )

    assert not isinstance(answer, Refusal)
    assert standing().reserved == 0


def test_letting_lapse_what_is_bound_is_refused_and_nothing_else_lapses() -> None:
    make.budget(1000_00)
    free, bound = make.reserved(), make.committed()

    answer = actions.void(actor=ADVISER, keys=[free.key, bound.key], because="Stop", now=make.NOW)

    assert isinstance(answer, Refusal)
    assert answer.rule == "verplichting.vastgelegd"
    assert standing() == Position(ceiling=1000_00, reserved=100_00, committed=100_00)


def test_the_rest_of_a_commitment_goes_back_to_the_budget() -> None:
    make.budget(1000_00)
    card = make.committed(amount_cents=300_00)
    half = uuid.uuid4()

    part = actions.release(
        actor=ADVISER, key=card.key, amount_cents=100_00, command=half, because="Korter", now=make.NOW
    )
    again = actions.release(
        actor=ADVISER, key=card.key, amount_cents=100_00, command=half, because="Korter", now=make.NOW
    )
    rest = make.given(actions.release(actor=ADVISER, key=card.key, because="Gestopt", now=make.NOW))

    assert part == again
    assert (rest.released_cents, rest.state) == (300_00, "vrijgegeven")
    assert standing() == Position(ceiling=1000_00)


def test_releasing_twice_releases_once() -> None:
    make.budget(1000_00)
    card = make.committed(amount_cents=300_00)

    answers = {actions.release(actor=ADVISER, key=card.key, because="Gestopt", now=make.NOW) for _ in range(2)}

    assert len(answers) == 1
    assert standing().free == 1000_00


def test_what_is_claimed_is_not_released() -> None:
    make.budget(1000_00)
    card = make.committed(amount_cents=300_00)
    make.claimed(card, amount_cents=200_00)

    too_much = actions.release(
        actor=ADVISER, key=card.key, amount_cents=101_00, command=uuid.uuid4(), because="Stop", now=make.NOW
    )
    rest = make.given(actions.release(actor=ADVISER, key=card.key, because="Stop", now=make.NOW))

    assert isinstance(too_much, Refusal)
    assert too_much.rule == "vrijgeven.te_veel"
    assert (rest.released_cents, rest.state) == (100_00, "verplicht")


def test_a_reservation_is_not_released_and_a_part_needs_a_key() -> None:
    make.budget(1000_00)
    card = make.reserved()

    answer = actions.release(actor=ADVISER, key=card.key, because="Stop", now=make.NOW)

    assert isinstance(answer, Refusal)
    assert answer.rule == "verplichting.niet_vast"
    with pytest.raises(ValueError, match="key of its own"):
        actions.release(actor=ADVISER, key=card.key, amount_cents=1, because="Stop", now=make.NOW)
