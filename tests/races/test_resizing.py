"""Many items at once of which two streams ask more: both or neither, never over a ceiling, and without the lock."""

import datetime as dt
import uuid
from threading import Barrier

import pytest

from overstap.core.decision import Refusal
from overstap.treasury import actions, books, queries
from overstap.treasury.models import Account
from overstap.treasury.queries import check_invariants
from overstap.treasury.values import CommitmentCard
from tests.factories import treasury as make
from tests.races.meeting import PATIENCE_SECONDS, meet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

MANY = 6
ROOM = 3
EACH = 100_00
OTHER = "impuls_banenafspraak"
LATER = make.NOW + dt.timedelta(hours=1)


def pairs() -> list[tuple[CommitmentCard, CommitmentCard]]:
    """Items that two streams pay: the one has room for all of them, the other for three."""
    make.budget(2 * MANY * EACH)
    make.budget((MANY + ROOM) * EACH, stream=OTHER)
    return [(make.committed(amount_cents=EACH), make.committed(amount_cents=EACH, stream=OTHER)) for _ in range(MANY)]


def together(pair: tuple[CommitmentCard, CommitmentCard]) -> object:
    return actions.resize_commitments(
        actor=make.order()["actor"],
        sizes={card.key: 2 * EACH for card in pair},
        command=uuid.uuid4(),
        because="Langer",
        now=LATER,
    )


def one_by_one(pair: tuple[CommitmentCard, CommitmentCard]) -> object:
    answer: object = None
    for card in pair:
        answer = actions.raise_commitment(
            actor=make.order()["actor"], key=card.key, amount_cents=EACH, command=uuid.uuid4(), because="x", now=LATER
        )
    return answer


def raised(stream: str) -> int:
    standing = queries.position(stream=stream, region_code=make.REGION, year=make.YEAR)
    return standing.committed // EACH - MANY


@pytest.mark.requirement("R-252")
def test_every_item_gets_both_streams_or_neither() -> None:
    answers = meet(*(lambda pair=pair: together(pair) for pair in pairs()))
    refused = [answer.rule for answer in answers if isinstance(answer, Refusal)]

    assert refused == ["budget.plafond"] * (MANY - ROOM)
    assert (raised(make.STREAM), raised(OTHER)) == (ROOM, ROOM)
    assert check_invariants() == ()


def test_streams_named_in_another_order_never_wait_in_a_circle() -> None:
    made = pairs()
    meet(*(lambda pair=pair: together(pair) for pair in (*made, *((right, left) for left, right in made))))

    assert (raised(make.STREAM), raised(OTHER)) == (ROOM, ROOM)
    assert check_invariants() == ()


def test_payer_by_payer_an_item_would_be_left_half_paid() -> None:
    meet(*(lambda pair=pair: one_by_one(pair) for pair in pairs()))

    assert (raised(make.STREAM), raised(OTHER)) == (MANY, ROOM)


def test_without_the_lock_the_ceiling_would_be_passed() -> None:
    pairs()
    looked = Barrier(MANY)

    def attempt() -> bool:
        budget = books.find_budget(OTHER, make.REGION, make.YEAR)
        free = books.as_value(Account.objects.get(budget=budget, kind="budget")).free
        looked.wait(PATIENCE_SECONDS)
        return free >= EACH

    assert meet(*[attempt] * MANY).count(True) * EACH > ROOM * EACH
