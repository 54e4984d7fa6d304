"""Reserving: never over the ceiling of a budget or a person, and never twice."""

import datetime as dt
import uuid

import pytest

from overstap.core.actor import Actor, Role
from overstap.core.decision import Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.models import Commitment
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


@pytest.mark.requirement("R-252")
def test_a_reservation_takes_from_what_is_free_and_says_so() -> None:
    make.budget(1000_00)

    card = make.reserved(amount_cents=300_00)

    assert (card.state, card.amount_cents) == ("gereserveerd", 300_00)
    assert standing() == Position(ceiling=1000_00, reserved=300_00)
    assert standing().free == 700_00


@pytest.mark.requirement("R-252")
def test_one_cent_over_the_ceiling_is_refused_and_leaves_no_trace() -> None:
    make.budget(1000_00)
    make.reserved(amount_cents=999_99)

    answer = actions.reserve(**make.order(amount_cents=2))

    assert isinstance(answer, Refusal)
    assert answer.rule == "budget.plafond"
    assert "€ 0,01" in answer.sentence()
    assert Commitment.objects.count() == 1
    assert standing().free == 1


@pytest.mark.requirement("R-250")
def test_money_of_one_stream_or_region_never_helps_another() -> None:
    make.budget(1000_00)
    make.budget(1000_00, region_code=make.OTHER_REGION)
    make.budget(1000_00, stream="bemensing")
    make.reserved(amount_cents=1000_00)

    answer = actions.reserve(**make.order(amount_cents=1))

    assert isinstance(answer, Refusal)
    assert standing(make.OTHER_REGION).free == 1000_00
    assert standing(stream="bemensing").free == 1000_00


@pytest.mark.parametrize("change", [{"region_code": "AM01"}, {"year": 2022}, {"stream": "impuls_banenafspraak"}])
def test_without_a_budget_there_is_nothing_to_reserve(change: dict[str, object]) -> None:
    make.budget(1000_00)

    answer = actions.reserve(**make.order(**change))

    assert isinstance(answer, Refusal)
    assert answer.rule == "budget.ontbreekt"


@pytest.mark.parametrize("cents", [0, -100])
def test_nothing_is_not_reserved(cents: int) -> None:
    make.budget(1000_00)

    answer = actions.reserve(**make.order(amount_cents=cents))

    assert isinstance(answer, Refusal)
    assert answer.rule == "reserveren.niets"


def test_the_same_reservation_twice_counts_once_and_answers_the_same() -> None:
    make.budget(1000_00)
    asked = make.order(amount_cents=300_00, ceiling=MAATWERK)

    first = actions.reserve(**asked)
    second = actions.reserve(**asked)

    assert first == second
    assert standing().reserved == 300_00
    assert queries.ceiling_used(asked["person_key"], MAATWERK.code) == 300_00


@pytest.mark.parametrize(
    "change",
    [
        {"amount_cents": 300_01},
        {"recipient": "Een ander"},
        {"person_key": uuid.uuid4()},
        {"region_code": make.OTHER_REGION},
    ],
)
def test_the_same_key_with_other_contents_is_refused(change: dict[str, object]) -> None:
    make.budget(1000_00)
    make.budget(1000_00, region_code=make.OTHER_REGION)
    asked = make.order(amount_cents=300_00)
    make.given(actions.reserve(**asked))

    answer = actions.reserve(**(asked | change))

    assert isinstance(answer, Refusal)
    assert answer.rule == "opdracht.sleutel"
    assert standing().reserved == 300_00
    assert standing(make.OTHER_REGION).reserved == 0


@pytest.mark.requirement("R-156")
def test_custom_budget_of_seven_hundred_and_three_hundred_fits_in_a_thousand() -> None:
    make.budget(10_000_00)
    person = uuid.uuid4()

    make.reserved(person_key=person, amount_cents=700_00, ceiling=MAATWERK)
    make.reserved(person_key=person, amount_cents=300_00, ceiling=MAATWERK)

    assert queries.ceiling_used(person, MAATWERK.code) == 1000_00


@pytest.mark.requirement("R-156")
def test_custom_budget_of_one_euro_more_is_refused_and_says_what_is_left() -> None:
    make.budget(10_000_00)
    person = uuid.uuid4()
    make.reserved(person_key=person, amount_cents=700_00, ceiling=MAATWERK)

    answer = actions.reserve(**make.order(person_key=person, amount_cents=301_00, ceiling=MAATWERK))

    assert isinstance(answer, Refusal)
    assert answer.rule == "persoon.plafond"
    assert "Het maximum per persoon is € 1.000,00. Er is nog € 300,00 over." in answer.sentence()
    assert standing().reserved == 700_00


@pytest.mark.requirement("R-156")
def test_what_one_party_gave_still_counts_after_a_hand_over_to_another_party_and_region() -> None:
    make.budget(10_000_00)
    make.budget(10_000_00, region_code=make.OTHER_REGION)
    person = uuid.uuid4()
    make.committed(person_key=person, amount_cents=700_00, ceiling=MAATWERK)
    other_party = Actor(user_id=None, name="Ander", roles=frozenset({Role.ADVISER}), party_id=77, party_name="UWV")

    answer = actions.reserve(
        **make.order(
            actor=other_party, person_key=person, region_code=make.OTHER_REGION, amount_cents=301_00, ceiling=MAATWERK
        )
    )

    assert isinstance(answer, Refusal)
    assert "€ 300,00" in answer.sentence()


def test_another_person_has_a_ceiling_of_their_own() -> None:
    make.budget(10_000_00)
    make.reserved(amount_cents=1000_00, ceiling=MAATWERK)

    second = actions.reserve(**make.order(amount_cents=1000_00, ceiling=MAATWERK))

    assert not isinstance(second, Refusal)


@pytest.mark.parametrize("way_back", ["void", "expire", "release"])
def test_what_is_not_used_does_not_count_for_the_person_any_more(way_back: str) -> None:
    make.budget(10_000_00)
    person = uuid.uuid4()
    later = make.NOW + dt.timedelta(days=30)
    if way_back == "release":
        card = make.committed(person_key=person, amount_cents=700_00, ceiling=MAATWERK)
        make.given(actions.release(actor=ADVISER, key=card.key, because="Niet nodig", now=later))
    else:
        card = make.reserved(person_key=person, amount_cents=700_00, ceiling=MAATWERK)
    if way_back == "void":
        make.given(actions.void(actor=ADVISER, keys=[card.key], because="Niet gekozen", now=later))
    if way_back == "expire":
        actions.expire_reservations(now=later)

    assert queries.ceiling_used(person, MAATWERK.code) == 0
    assert standing() == Position(ceiling=10_000_00)
