"""Two advisers at the same moment: the last money, one start, one ceiling over two parties."""

import pytest

from overstap.arrangements import actions
from overstap.arrangements.values import ArrangementCard, ItemCard
from overstap.core.decision import Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions as treasury
from overstap.treasury.queries import ceiling_used, check_invariants, position
from overstap.treasury.values import CeilingUse, CommitmentCard
from tests.conftest import START
from tests.factories.arrangements import (
    add_prior,
    asked,
    check_all,
    give_budgets,
    make_composable,
    make_open,
    make_ready,
)
from tests.factories.treasury import order
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT_ONCE = 4


def stand() -> Position:
    return position(stream="ontschot_budget", region_code="AM26", year=2021)


def test_the_last_money_goes_to_one_adviser() -> None:
    scenes = [make_open() for _ in range(AT_ONCE)]
    give_budgets(500_00)
    for scene in scenes:
        check_all(scene)
        add_prior(scene)

    def choose(index: int) -> ItemCard | Refusal:
        return actions.choose_instrument(**asked(scenes[index]))

    answers = meet(*(lambda index=index: choose(index) for index in range(AT_ONCE)))

    assert sum(isinstance(answer, ItemCard) for answer in answers) == 1
    assert {answer.rule for answer in answers if isinstance(answer, Refusal)} == {"budget.plafond"}
    assert (stand().reserved, stand().free) == (400_00, 100_00)
    assert check_invariants() == ()


def test_an_arrangement_starts_once() -> None:
    scene = make_ready()

    def start() -> ArrangementCard | Refusal:
        return actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START)

    answers = meet(*(start for _ in range(AT_ONCE)))

    assert sum(isinstance(answer, ArrangementCard) for answer in answers) == 1
    assert (stand().committed, stand().reserved) == (400_00, 0)
    assert check_invariants() == ()


@pytest.mark.requirement("R-156")
def test_two_parties_together_stay_below_the_ceiling_of_one_person() -> None:
    scene = make_composable()
    person = scene.case.participant.key
    custom = {
        "instrument": "F1",
        "motivation": "Een fiets.",
        "cost_cents": 600_00,
        "cofinancing_cents": 0,
        "cofinancing_reason": "Geen fonds.",
    }

    def choose() -> ItemCard | Refusal | CommitmentCard:
        return actions.choose_instrument(**asked(scene, **custom))

    def elsewhere() -> ItemCard | Refusal | CommitmentCard:
        ceiling = CeilingUse("maatwerkbudget", 1_000_00)
        return treasury.reserve(**order(person_key=person, amount_cents=600_00, ceiling=ceiling, now=START))

    answers = meet(choose, elsewhere)

    assert sum(isinstance(answer, Refusal) for answer in answers) == 1
    assert ceiling_used(person, "maatwerkbudget") == 600_00
    assert check_invariants() == ()


def test_one_adviser_who_clicks_twice_chooses_within_the_money() -> None:
    scene = make_composable(cents=700_00)

    answers = meet(*(lambda: actions.choose_instrument(**asked(scene)) for _ in range(2)))

    assert sum(isinstance(answer, ItemCard) for answer in answers) == 1
    assert stand().reserved == 400_00
