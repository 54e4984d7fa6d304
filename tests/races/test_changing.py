"""Many at once asking more for what is bound: never over the ceiling, and what it would come to without the lock."""

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
MORE = 100_00


def raise_one(card: CommitmentCard, now: dt.datetime) -> object:
    return actions.raise_commitment(
        actor=make.order()["actor"], key=card.key, amount_cents=MORE, command=uuid.uuid4(), because="Langer", now=now
    )


@pytest.mark.requirement("R-252")
def test_many_changes_at_once_stop_exactly_at_the_ceiling() -> None:
    make.budget(MANY * MORE + 3 * MORE)
    cards = [make.committed(amount_cents=MORE) for _ in range(MANY)]
    answers = meet(*(lambda card=card: raise_one(card, make.NOW) for card in cards))
    refused = [answer.rule for answer in answers if isinstance(answer, Refusal)]
    standing = queries.position(stream=make.STREAM, region_code=make.REGION, year=make.YEAR)

    assert refused == ["budget.plafond"] * (MANY - 3)
    assert (standing.free, standing.committed) == (0, (MANY + 3) * MORE)
    assert check_invariants() == ()


def test_the_same_change_sent_many_times_counts_once() -> None:
    make.budget(1000_00)
    card = make.committed(amount_cents=MORE)
    command = uuid.uuid4()
    meet(
        *[
            lambda: actions.raise_commitment(
                actor=make.order()["actor"], key=card.key, amount_cents=MORE, command=command, because="x", now=make.NOW
            )
        ]
        * MANY
    )

    assert queries.commitments_by_keys([card.key])[card.key].amount_cents == 2 * MORE
    assert check_invariants() == ()


def test_without_the_lock_the_ceiling_would_be_passed() -> None:
    make.budget(MANY * MORE + 3 * MORE)
    for _ in range(MANY):
        make.committed(amount_cents=MORE)
    looked = Barrier(MANY)

    def attempt() -> bool:
        budget = books.find_budget(make.STREAM, make.REGION, make.YEAR)
        free = books.as_value(Account.objects.get(budget=budget, kind="budget")).free
        looked.wait(PATIENCE_SECONDS)
        return free >= MORE

    assert meet(*[attempt] * MANY).count(True) * MORE > 3 * MORE
