"""Two people at once at the same decision: money moves once, a month closes whole, a mistake is undone once.

The negative controls run the same code without its lock: then an entry slips into a month that is closed, and the same
money moves twice. So these races do meet.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from overstap.core.actor import Actor, Role
from overstap.core.decision import Refusal
from overstap.treasury import actions, books, frames, periods, queries
from overstap.treasury.actions import Place
from overstap.treasury.framework_cards import AllocationCard, ReallocationCard
from overstap.treasury.models import Account, Entry, FundingStream, Period
from overstap.treasury.queries import PeriodCard, ReversalCard
from overstap.treasury.values import CommitmentCard
from tests.factories import treasury as make
from tests.races.meeting import PATIENCE_SECONDS, meet
from tests.treasury.test_allocations import text_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

JANUARY = dt.datetime(2021, 1, 20, 9, tzinfo=dt.UTC)
END_OF_JANUARY = dt.datetime(2021, 1, 31, 23, tzinfo=dt.UTC)
MANY = 6


def rules_of(answers: list[Any]) -> set[str]:
    return {answer.rule for answer in answers if isinstance(answer, Refusal)}


def ceiling(region: str = make.REGION) -> int:
    return queries.position(stream=make.STREAM, region_code=region, year=make.YEAR).ceiling


def proposals(count: int, amount: int) -> list[ReallocationCard]:
    giver, taker = (Place(make.STREAM, region) for region in (make.REGION, make.OTHER_REGION))
    return [
        make.given(
            actions.propose_reallocation(
                actor=make.someone(Role.CASHIER), key=uuid.uuid4(), giver=giver, taker=taker, year=make.YEAR,
                amount_cents=amount, because="Over", now=make.NOW,
            )
        )
        for _ in range(count)
    ]  # fmt: skip


def deciding(cards: list[ReallocationCard]) -> list[Callable[[], Any]]:
    return [
        partial(actions.decide_reallocation, actor=make.keeper(), key=card.key, source="Besluit", now=make.NOW)
        for card in cards
    ]


@pytest.mark.requirement("R-262")
def test_the_same_money_moves_as_often_as_there_is_enough() -> None:
    make.budget(1000_00)

    answers = meet(*deciding(proposals(MANY, 300_00)))

    assert sum(isinstance(answer, ReallocationCard) for answer in answers) == 3
    assert rules_of(answers) == {"herverdelen.te_veel"}
    assert (ceiling(), ceiling(make.OTHER_REGION)) == (100_00, 900_00)
    assert queries.check_invariants() == ()


def test_one_proposal_that_several_decide_on_moves_once() -> None:
    make.budget(1000_00)

    answers = meet(*deciding(proposals(1, 300_00) * MANY))

    assert len({answer.source for answer in answers}) == 1
    assert Entry.objects.filter(kind="intrekken").count() == 1
    assert (ceiling(), ceiling(make.OTHER_REGION)) == (700_00, 300_00)
    assert queries.check_invariants() == ()


def test_negative_control_without_the_locks_the_same_money_moves_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    make.budget(300_00)
    deeds = deciding(proposals(2, 300_00))
    both_have_read = Barrier(2)

    def without_lock(budget_ids: Any) -> list[Account]:
        rows = list(Account.objects.filter(budget_id__in=set(budget_ids)).order_by("id"))
        both_have_read.wait(PATIENCE_SECONDS)
        return rows

    monkeypatch.setattr(books, "begin", nullcontext)
    monkeypatch.setattr(books, "locked_accounts", without_lock)
    # The ends of the days are added to by the database itself, whose constraint would refuse the second one.
    monkeypatch.setattr(books, "note", lambda *_, **__: None)
    monkeypatch.setattr(
        frames, "locked_streams", lambda *_: {row.code: row for row in FundingStream.objects.order_by("id")}
    )
    monkeypatch.setattr("django.db.models.query.QuerySet.select_for_update", lambda self, **_: self)

    answers = meet(*deeds)

    assert all(isinstance(answer, ReallocationCard) for answer in answers)
    assert queries.check_invariants() != ()


# --- Months ----------------------------------------------------------------------------------------------


def asked_to_close() -> Actor:
    make.budget(100_000_00, now=JANUARY)
    make.given(actions.ask_to_close(actor=make.someone(Role.CASHIER), year=2021, month=1, now=make.NOW))
    return make.someone(Role.CASHIER_APPROVER)


def test_a_month_closes_while_others_book_in_it_and_everything_is_on_one_side() -> None:
    closer = asked_to_close()
    bookings = [
        partial(actions.reserve, **make.order(amount_cents=10_00, now=JANUARY, expires_at=None)) for _ in range(MANY)
    ]
    closing = partial(actions.close_period, actor=closer, year=2021, month=1, now=make.NOW)

    answers = meet(*bookings[:3], closing, *bookings[3:])

    assert [type(answer) for answer in answers] == [*[CommitmentCard] * 3, PeriodCard, *[CommitmentCard] * 3]
    report = queries.period_report(make.keeper(), year=2021, month=1, now=make.NOW)
    inside = Entry.objects.filter(kind="reserveren", at__lt=END_OF_JANUARY).count()
    assert report.after.reserved == inside * 10_00
    assert Entry.objects.filter(kind="reserveren", at=END_OF_JANUARY, meant_at=JANUARY).count() == MANY - inside
    assert report.proven is True
    assert queries.check_invariants() == ()


def test_negative_control_without_the_locks_an_entry_slips_into_a_closed_month(monkeypatch: pytest.MonkeyPatch) -> None:
    closer = asked_to_close()
    counted, booked = Barrier(2), Barrier(2)
    right = periods.standings

    def slowly(*month: Any) -> Any:
        found = right(*month)
        counted.wait(PATIENCE_SECONDS)
        booked.wait(PATIENCE_SECONDS)
        return found

    def book() -> Any:
        counted.wait(PATIENCE_SECONDS)
        answer = actions.reserve(**make.order(amount_cents=10_00, now=JANUARY, expires_at=None))
        booked.wait(PATIENCE_SECONDS)
        return answer

    monkeypatch.setattr(periods, "standings", slowly)
    monkeypatch.setattr(books, "begin", nullcontext)
    monkeypatch.setattr(
        books, "locked_accounts", lambda ids: list(Account.objects.filter(budget_id__in=set(ids)).order_by("id"))
    )
    monkeypatch.setattr("django.db.models.query.QuerySet.select_for_update", lambda self, **_: self)

    meet(partial(actions.close_period, actor=closer, year=2021, month=1, now=make.NOW), book)
    monkeypatch.undo()

    assert "a closed period is as it was" in {problem.invariant for problem in queries.check_invariants()}


def test_several_people_close_a_month_once() -> None:
    asked_to_close()
    closers = [make.someone(Role.CASHIER_APPROVER) for _ in range(MANY)]

    answers = meet(
        *[partial(actions.close_period, actor=closer, year=2021, month=1, now=make.NOW) for closer in closers]
    )

    assert len(set(answers)) == 1
    assert Period.objects.get().standings.count() == 1
    assert queries.check_invariants() == ()


def test_several_people_ask_once() -> None:
    make.budget(100_00, now=JANUARY)
    askers = [make.someone(Role.CASHIER) for _ in range(MANY)]

    answers = meet(*[partial(actions.ask_to_close, actor=one, year=2021, month=1, now=make.NOW) for one in askers])

    assert len(set(answers)) == 1
    assert Period.objects.count() == 1


# --- Mistakes and keys -----------------------------------------------------------------------------------


def test_a_mistake_is_undone_once_by_whoever_comes_first() -> None:
    make.budget(1000_00)
    make.committed(amount_cents=300_00)
    entry = Entry.objects.get(kind="verplichten")
    card = make.given(
        actions.ask_reversal(
            actor=make.someone(Role.CASHIER), key=uuid.uuid4(), entry_id=entry.id, because="Fout", now=make.NOW
        )
    )
    approvers = [make.someone(Role.CASHIER_APPROVER) for _ in range(MANY)]

    answers = meet(*[partial(actions.reverse_entry, actor=one, key=card.key, now=make.NOW) for one in approvers])

    assert all(isinstance(answer, ReversalCard) for answer in answers)
    assert Entry.objects.filter(reverses=entry).count() == 1
    assert queries.check_invariants() == ()


def test_one_entry_gets_one_open_request() -> None:
    make.budget(1000_00)
    make.committed(amount_cents=300_00)
    entry = Entry.objects.get(kind="verplichten")
    cashiers = [make.someone(Role.CASHIER) for _ in range(MANY)]

    answers = meet(
        *[
            partial(actions.ask_reversal, actor=one, key=uuid.uuid4(), entry_id=entry.id, because="Fout", now=make.NOW)
            for one in cashiers
        ]
    )

    assert sum(isinstance(answer, ReversalCard) for answer in answers) == 1
    assert rules_of(answers) == {"tegenboeken.gevraagd"}


@pytest.mark.requirement("R-251")
def test_two_divisions_and_a_decision_at_once_leave_one_of_them_whole() -> None:
    keepers = [make.keeper() for _ in range(MANY)]
    key = make.given(
        actions.make_key(actor=keepers[0], key=uuid.uuid4(), name="S", source="CBS", text=text_of(), now=make.NOW)
    )
    asked = {"code": key.code, "version": 1, "stream": make.STREAM, "year": 2021, "source": "Besluit", "now": make.NOW}

    answers = meet(
        *[
            partial(actions.decide_allocation, actor=one, key=uuid.uuid4(), amount_cents=35_000_00 * place, **asked)
            for place, one in enumerate(keepers, 1)
        ]
    )

    assert all(isinstance(answer, AllocationCard) for answer in answers)
    assert len({row.position.ceiling for row in queries.positions(region_code=None, year=2021)}) == 1
    assert queries.check_invariants() == ()


def test_versions_of_a_key_are_numbered_without_gaps() -> None:
    keepers = [make.keeper() for _ in range(MANY)]

    answers = meet(
        *[
            partial(actions.make_key, actor=one, key=uuid.uuid4(), name="S", source="CBS", text=text_of(), now=make.NOW)
            for one in keepers
        ]
    )

    assert sorted(answer.version for answer in answers) == list(range(1, MANY + 1))
