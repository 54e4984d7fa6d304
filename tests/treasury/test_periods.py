"""Months that are closed by two people, and stay as they were."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.models import Entry, Period, PeriodStanding
from overstap.treasury.queries import PeriodCard, PeriodReport
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

JANUARY = dt.datetime(2021, 1, 20, 9, 0, tzinfo=dt.UTC)
MARCH = dt.datetime(2021, 3, 3, 9, 0, tzinfo=dt.UTC)
# Midnight where people live.
END_OF_JANUARY = dt.datetime(2021, 1, 31, 23, 0, tzinfo=dt.UTC)


def ask(month: int = 1, **other: Any) -> PeriodCard | Refusal:
    asked: dict[str, Any] = {"actor": make.someone(Role.CASHIER), "year": 2021, "month": month, "now": make.NOW}
    return actions.ask_to_close(**(asked | other))


def close(month: int = 1, **other: Any) -> PeriodCard | Refusal:
    asked: dict[str, Any] = {
        "actor": make.someone(Role.CASHIER_APPROVER),
        "year": 2021,
        "month": month,
        "now": make.NOW,
    }
    return actions.close_period(**(asked | other))


def closed(month: int = 1, **other: Any) -> PeriodCard:
    make.given(ask(month, **{k: v for k, v in other.items() if k == "now"}))
    return make.given(close(month, **other))


def report(month: int = 1, now: dt.datetime = make.NOW) -> PeriodReport:
    return queries.period_report(make.keeper(), year=2021, month=month, now=now)


def rule_of(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.rule


@pytest.fixture
def january() -> None:
    """A month with a budget, a commitment and a reservation."""
    make.budget(1000_00, now=JANUARY)
    make.committed(amount_cents=300_00, now=JANUARY)
    make.reserved(amount_cents=50_00, now=JANUARY, expires_at=None)


@pytest.mark.usefixtures("january")
def test_a_closed_month_keeps_how_every_budget_stood() -> None:
    card = closed()
    make.committed(amount_cents=100_00)
    (line,) = report().lines

    assert (card.state, card.entry_count, len(card.fingerprint)) == ("gesloten", 4, 64)
    assert line.before == Position()
    assert line.after == Position(ceiling=1000_00, committed=300_00, reserved=50_00)
    assert dict(line.moved) == {"toewijzen": 1000_00, "reserveren": 350_00, "verplichten": 300_00}
    assert report().proven is True
    assert queries.check_invariants() == ()


@pytest.mark.usefixtures("january")
def test_nothing_is_dated_in_a_closed_month_any_more() -> None:
    closed()
    late = make.committed(amount_cents=100_00, now=JANUARY)
    made = list(Entry.objects.filter(commitment__key=late.key).values_list("at", "meant_at"))

    assert made == [(END_OF_JANUARY, JANUARY), (END_OF_JANUARY, None)]
    assert report().after == Position(ceiling=1000_00, committed=300_00, reserved=50_00)
    assert report().proven is True
    assert queries.check_invariants() == ()


@pytest.mark.usefixtures("january")
def test_the_database_itself_refuses_an_entry_in_a_closed_month_and_a_change_of_it() -> None:
    closed()
    entry = Entry.objects.filter(kind="toewijzen").get()
    entry.id, entry.idempotency_key, entry.at = None, "stiekem", END_OF_JANUARY - dt.timedelta(microseconds=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Period.objects.update(closed_at=None, closed_by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodStanding.objects.update(paid_cents=1)

    entry.at = END_OF_JANUARY
    entry.save(force_insert=True)

    assert Entry.objects.filter(idempotency_key="stiekem").exists()


@pytest.mark.usefixtures("january")
@pytest.mark.parametrize(
    "change",
    [
        {"amount_cents": 299_99}, {"because": "Iets anders"}, {"actor_name": "Iemand anders"},
        {"at": JANUARY - dt.timedelta(seconds=1)}, {"idempotency_key": "anders"},
    ],
)  # fmt: skip
def test_an_entry_that_was_changed_afterwards_is_found(change: dict[str, Any]) -> None:
    closed()
    Entry.objects.filter(kind="verplichten").update(**change)

    found = {problem.invariant for problem in queries.check_invariants()}

    assert "a closed period is as it was" in found
    assert report().proven is False


@pytest.mark.usefixtures("january")
def test_the_next_month_goes_on_where_this_one_stopped() -> None:
    first = closed()
    make.committed(amount_cents=100_00)
    second = closed(2, now=MARCH)
    (line,) = report(2, MARCH).lines

    assert line.before == Position(ceiling=1000_00, committed=300_00, reserved=50_00)
    assert line.after == Position(ceiling=1000_00, committed=400_00, reserved=50_00)
    assert second.fingerprint != first.fingerprint
    assert (report(1, MARCH).proven, report(2, MARCH).proven) == (True, True)
    assert queries.check_invariants() == ()


@pytest.mark.usefixtures("january")
def test_a_budget_that_came_later_does_not_change_the_report() -> None:
    closed()
    before = report()
    make.budget(500_00, region_code=make.OTHER_REGION, now=make.NOW)

    assert report() == before
    assert queries.check_invariants() == ()


@pytest.mark.usefixtures("january")
def test_who_asks_does_not_close() -> None:
    cashier = make.someone(Role.CASHIER, Role.CASHIER_APPROVER)
    make.given(ask(actor=cashier))

    assert rule_of(close(actor=cashier)) == "periode.tweede_persoon"
    assert isinstance(close(actor=make.someone(Role.CASHIER)), PeriodCard)


@pytest.mark.usefixtures("january")
@pytest.mark.parametrize("role", [Role.FRAMEWORK_KEEPER, Role.CASHIER_APPROVER, Role.COORDINATOR, Role.ADVISER])
def test_only_the_cashier_asks(role: Role) -> None:
    assert rule_of(ask(actor=make.someone(role))) == "periode.rol"


@pytest.mark.usefixtures("january")
@pytest.mark.parametrize("role", [Role.FRAMEWORK_KEEPER, Role.COORDINATOR, Role.ADVISER])
def test_only_the_cashier_closes(role: Role) -> None:
    make.given(ask())

    assert rule_of(close(actor=make.someone(role))) == "periode.rol"


@pytest.mark.usefixtures("january")
def test_nobody_closes_what_nobody_asked() -> None:
    assert rule_of(close()) == "periode.gevraagd"


@pytest.mark.usefixtures("january")
@pytest.mark.parametrize(
    ("month", "now", "rule"),
    [
        (2, make.NOW, "periode.volgorde"),
        (1, END_OF_JANUARY - dt.timedelta(microseconds=1), "periode.loopt_nog"),
    ],
)
def test_months_close_in_order_and_when_they_are_over(month: int, now: dt.datetime, rule: str) -> None:
    assert rule_of(ask(month, now=now)) == rule


@pytest.mark.usefixtures("january")
def test_at_the_first_moment_after_a_month_it_can_be_closed() -> None:
    assert isinstance(ask(now=END_OF_JANUARY), PeriodCard)


def test_without_entries_there_is_nothing_to_close() -> None:
    assert rule_of(ask()) == "periode.leeg"


@pytest.mark.usefixtures("january")
def test_a_month_before_the_first_entry_has_nothing_to_close() -> None:
    assert rule_of(ask(12, year=2020)) == "periode.leeg"


@pytest.mark.usefixtures("january")
def test_asking_and_closing_twice_do_it_once_and_it_does_not_open_again() -> None:
    assert ask() == ask()

    assert close() == close()
    assert rule_of(ask()) == "periode.gesloten"


@pytest.mark.usefixtures("january")
def test_books_that_are_not_right_are_not_closed() -> None:
    make.given(ask())
    Entry.objects.filter(kind="verplichten").update(amount_cents=1)
    answer = close()

    assert rule_of(answer) == "periode.fouten"
    assert Period.objects.get().closed_at is None
    assert PeriodStanding.objects.count() == 0


@pytest.mark.usefixtures("january")
def test_the_months_are_listed_from_the_first_entry_to_today() -> None:
    closed()

    found = [(card.month, card.state) for card in queries.periods(make.someone(Role.CASHIER), MARCH)]

    assert found == [(3, "loopt"), (2, "voorbij"), (1, "gesloten")]
    assert queries.periods(make.someone(Role.ADVISER), MARCH) == ()


@pytest.mark.usefixtures("january")
def test_an_open_month_is_reported_from_the_entries_without_proof() -> None:
    make.committed(amount_cents=100_00)
    (line,) = report(2).lines

    assert (line.before.committed, line.after.committed, report(2).proven) == (300_00, 400_00, None)


def test_a_month_without_books_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        report(5)
    with pytest.raises(NotFoundError):
        close(13)


@pytest.mark.usefixtures("january")
def test_money_that_goes_out_again_is_never_dated_before_it_came_back() -> None:
    card = make.committed(amount_cents=100_00)
    make.given(actions.release(actor=make.someone(Role.ADVISER), key=card.key, because="Over", now=make.NOW))

    again = actions.release(
        actor=make.someone(Role.ADVISER), key=card.key, because="Over", now=make.NOW, command=uuid.uuid4()
    )

    assert not isinstance(again, Refusal)
    assert queries.check_invariants() == ()
