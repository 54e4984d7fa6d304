"""Money that is left over goes to another budget: by a decision, with the total kept."""

import datetime as dt
import uuid
from typing import Any

import pytest

from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.actions import Place
from overstap.treasury.framework_cards import ReallocationCard
from overstap.treasury.models import Entry, FrameworkDecision, Reallocation
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

HERE, THERE = Place(make.STREAM, make.REGION), Place(make.STREAM, make.OTHER_REGION)
PURCHASE = Place("praktijkleren_inkoop", make.REGION)
MILLION = 1_000_000_00


def propose(**other: Any) -> ReallocationCard | Refusal:
    asked: dict[str, Any] = {
        "actor": make.someone(Role.CASHIER), "key": uuid.uuid4(), "giver": HERE, "taker": THERE, "year": make.YEAR,
        "amount_cents": 100_00, "because": "Hier blijft geld over", "now": make.NOW,
    }  # fmt: skip
    return actions.propose_reallocation(**(asked | other))


def proposed(**other: Any) -> ReallocationCard:
    return make.given(propose(**other))


def decide(card: ReallocationCard, **other: Any) -> ReallocationCard | Refusal:
    asked: dict[str, Any] = {"actor": make.keeper(), "key": card.key, "source": "Besluit 7", "now": make.NOW} | other
    return actions.decide_reallocation(**asked)


def standing(place: Place) -> Position:
    return queries.position(stream=place.stream, region_code=place.region_code, year=make.YEAR)


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.mark.requirement("R-262", "R-449")
def test_a_decision_moves_the_money_and_keeps_the_total() -> None:
    make.budget(1000_00)
    make.budget(200_00, region_code=make.OTHER_REGION)
    card = proposed(amount_cents=300_00)

    assert (standing(HERE).ceiling, standing(THERE).ceiling) == (1000_00, 200_00)

    decided = make.given(decide(card))

    assert (standing(HERE).ceiling, standing(THERE).ceiling) == (700_00, 500_00)
    assert (decided.state, decided.source, decided.decided_by != "") == ("besloten", "Besluit 7", True)
    assert queries.check_invariants() == ()


@pytest.mark.requirement("R-262")
def test_without_a_decision_nothing_moves() -> None:
    make.budget(1000_00)
    card = proposed()
    rejected = make.given(
        actions.reject_reallocation(actor=make.keeper(), key=card.key, because="Nog niet", now=make.NOW)
    )

    assert (rejected.state, rejected.source) == ("afgewezen", "Nog niet")
    assert rule_of(decide(card)) == "herverdelen.stand"
    assert standing(HERE).ceiling == 1000_00


@pytest.mark.requirement("R-250")
def test_only_this_decision_moves_money_between_streams_and_the_national_amounts_move_along() -> None:
    make.budget(50 * MILLION)
    make.budget(31_500_000_00, stream=PURCHASE.stream)

    assert isinstance(decide(proposed(taker=PURCHASE, amount_cents=MILLION)), ReallocationCard)
    assert standing(PURCHASE).ceiling == 32_500_000_00

    over = actions.set_budget(
        actor=make.keeper(), stream=PURCHASE.stream, region_code=make.OTHER_REGION, year=2021, amount_cents=1,
        source="Besluit", key=uuid.uuid4(), now=make.NOW,
    )  # fmt: skip

    assert rule_of(over) == "kader.landelijk"
    assert isinstance(over, Refusal)
    assert "€ 32.500.000,00" in over.sentence()

    less = actions.set_budget(
        actor=make.keeper(), stream=make.STREAM, region_code=make.REGION, year=2021, amount_cents=108 * MILLION + 1,
        source="Besluit", key=uuid.uuid4(), now=make.NOW,
    )  # fmt: skip

    assert rule_of(less) == "kader.landelijk"
    assert queries.check_invariants() == ()


def test_within_one_frame_the_national_amount_stays() -> None:
    make.budget(109 * MILLION)

    make.given(decide(proposed(taker=Place("bemensing", ""), amount_cents=MILLION)))

    assert standing(Place("bemensing", "")).ceiling == MILLION
    assert queries.check_invariants() == ()


@pytest.mark.requirement("R-251")
@pytest.mark.parametrize(
    "roles",
    [
        [Role.CASHIER], [Role.CASHIER_APPROVER], [Role.FRAMEWORK_KEEPER, Role.CASHIER], [Role.COORDINATOR],
        [Role.STEERING_GROUP], [],
    ],
)  # fmt: skip
def test_the_cashier_never_decides(roles: list[Role]) -> None:
    make.budget(1000_00)
    card = proposed()
    other = make.someone(*roles)

    assert rule_of(decide(card, actor=other)) == "kader.rol"
    refused = actions.reject_reallocation(actor=other, key=card.key, because="Nee", now=make.NOW)
    assert rule_of(refused) == "kader.rol"
    assert standing(HERE).ceiling == 1000_00


@pytest.mark.parametrize("role", [Role.CASHIER_APPROVER, Role.COORDINATOR, Role.ADVISER, Role.STEERING_GROUP])
def test_who_does_not_keep_the_money_proposes_nothing(role: Role) -> None:
    make.budget(1000_00)

    assert rule_of(propose(actor=make.someone(role))) == "herverdelen.rol"


def test_who_proposes_does_not_decide() -> None:
    make.budget(1000_00)
    keeper = make.keeper()

    assert rule_of(decide(proposed(actor=keeper), actor=keeper)) == "herverdelen.tweede_persoon"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"taker": HERE}, "herverdelen.zelfde"),
        ({"amount_cents": 0}, "herverdelen.bedrag"),
        ({"because": " "}, "herverdelen.reden"),
        ({"amount_cents": 1000_01}, "herverdelen.te_veel"),
        ({"taker": Place("regulier", make.REGION)}, "kader.geldstroom"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused(change: dict[str, Any], rule: str) -> None:
    make.budget(1000_00)

    assert rule_of(propose(**change)) == rule
    assert Reallocation.objects.count() == 0


def test_what_is_in_use_does_not_move() -> None:
    make.budget(1000_00)
    make.committed(amount_cents=400_00)
    card = proposed(amount_cents=600_00)
    make.reserved(amount_cents=1_00)

    answer = decide(card)

    assert rule_of(answer) == "herverdelen.te_veel"
    assert isinstance(answer, Refusal)
    assert "€ 599,00" in answer.sentence()
    assert Reallocation.objects.get().state == "voorgesteld"


def test_a_decision_has_a_source() -> None:
    make.budget(1000_00)

    assert rule_of(decide(proposed(), source="  ")) == "herverdelen.besluit"


def test_deciding_twice_books_once() -> None:
    make.budget(1000_00)
    card = proposed()

    first, again = decide(card), decide(card)

    assert first == again
    assert list(Entry.objects.order_by("id").values_list("kind", "amount_cents")) == [
        ("toewijzen", 1000_00), ("intrekken", 100_00), ("toewijzen", 100_00),
    ]  # fmt: skip
    assert FrameworkDecision.objects.filter(reallocation__key=card.key).count() == 2


def test_the_same_proposal_twice_counts_once_and_its_key_for_another_is_refused() -> None:
    make.budget(1000_00)
    key, cashier = uuid.uuid4(), make.someone(Role.CASHIER)
    first = proposed(key=key, actor=cashier)

    assert propose(key=key, actor=cashier) == first
    assert rule_of(propose(key=key, amount_cents=99_00)) == "opdracht.sleutel"


def test_both_entries_have_one_moment_so_that_the_country_had_the_same_on_every_day() -> None:
    make.budget(1000_00, now=make.NOW + dt.timedelta(days=3))

    make.given(decide(proposed(), now=make.NOW))

    out, into = Entry.objects.order_by("-id")[1], Entry.objects.order_by("-id")[0]
    assert out.at == into.at == make.NOW + dt.timedelta(days=3)
    assert queries.check_invariants() == ()


def test_how_the_budgets_stood_is_kept_with_the_proposal() -> None:
    make.budget(1000_00)
    make.committed(amount_cents=400_00)
    card = proposed()
    make.committed(amount_cents=100_00)

    assert card.giver_then == Position(ceiling=1000_00, committed=400_00)
    assert queries.reallocation(make.keeper(), card.key).giver_then == card.giver_then


def test_what_was_expected_of_both_budgets_is_kept_with_the_proposal() -> None:
    make.budget(1000_00, now=make.NOW - dt.timedelta(days=40))
    make.budget(1000_00, region_code=make.OTHER_REGION, now=make.NOW - dt.timedelta(days=40))
    for days in range(1, 36):
        make.reserved(amount_cents=20_00, now=make.NOW - dt.timedelta(days=days), expires_at=None)
    card = proposed(amount_cents=10_00)

    assert card.giver_foretold is not None
    assert card.giver_foretold.early_on is not None
    assert make.NOW.date() <= card.giver_foretold.early_on <= card.giver_foretold.late_on
    assert card.giver_foretold.chance > 50
    assert card.taker_foretold is not None
    assert (card.taker_foretold.early_on, card.taker_foretold.chance) == (None, 0)


def test_a_proposal_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        actions.decide_reallocation(actor=make.keeper(), key=uuid.uuid4(), source="Besluit", now=make.NOW)


def test_the_history_is_for_who_keeps_the_money() -> None:
    make.budget(1000_00)
    card = proposed()

    assert queries.reallocations(make.someone(Role.CASHIER)) == (card,)
    assert queries.reallocations(Actor(user_id=None, name="Begeleider", roles=frozenset({Role.ADVISER}))) == ()
