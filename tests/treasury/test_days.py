"""The end of every day is kept right, also when a clock was set back and around midnight."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from overstap.core.actor import Actor, Role
from overstap.core.ledger import EntryKind, Position
from overstap.treasury import queries
from overstap.treasury.days import Dated, day_of, end_of, note, start_of
from overstap.treasury.models import Budget, DayEnd
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

HERE = ZoneInfo("Europe/Amsterdam")
CASHIER = Actor(user_id=None, name="Kas", roles=frozenset({Role.CASHIER}))


def kept() -> list[tuple[str, int, int, int]]:
    rows = DayEnd.objects.order_by("day").values_list("day", "ceiling_cents", "reserved_cents", "taken")
    return [(day.isoformat()[5:], *amounts) for day, *amounts in rows]


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2021, 3, day, hour, minute, tzinfo=HERE)


def test_a_day_ends_at_midnight_where_people_live() -> None:
    make.budget(1000_00, now=at(1, 9))
    make.reserved(amount_cents=10_00, now=at(1, 23, 59), expires_at=None)
    make.reserved(amount_cents=5_00, now=at(2, 0, 30), expires_at=None)

    assert kept() == [("03-01", 1000_00, 10_00, 1), ("03-02", 1000_00, 15_00, 2)]


def test_the_days_on_which_the_clock_is_changed_have_their_own_length() -> None:
    spring, autumn = dt.date(2021, 3, 28), dt.date(2021, 10, 31)

    def hours(day: dt.date) -> float:
        return (end_of(day).timestamp() - start_of(day).timestamp()) / 3600

    assert (round(hours(spring)), round(hours(autumn))) == (23, 25)
    for day in (spring, autumn):
        assert day_of(start_of(day)) == day_of(end_of(day)) == day
        assert day_of(start_of(day) - dt.timedelta(microseconds=1)) == day - dt.timedelta(days=1)


def test_a_clock_that_was_set_back_changes_every_later_day() -> None:
    make.budget(1000_00, now=at(1, 9))
    make.reserved(amount_cents=10_00, now=at(5, 9), expires_at=None)
    make.reserved(amount_cents=1_00, now=at(3, 9), expires_at=None)
    make.reserved(amount_cents=2_00, now=at(5, 8), expires_at=None)

    assert kept() == [("03-01", 1000_00, 0, 0), ("03-03", 1000_00, 1_00, 1), ("03-05", 1000_00, 13_00, 3)]
    assert queries.check_invariants() == ()


def test_many_entries_of_one_moment_are_carried_at_once() -> None:
    make.budget(1000_00, now=at(1, 9))
    budget = Budget.objects.get()
    note(
        budget.id, [Dated(EntryKind.RESERVE, at(2, 9), 30_00, 3), Dated(EntryKind.VOID, at(4, 9), 10_00)], last=at(1, 9)
    )

    assert kept() == [("03-01", 1000_00, 0, 0), ("03-02", 1000_00, 30_00, 3), ("03-04", 1000_00, 20_00, 3)]


@pytest.mark.parametrize(
    ("moment", "reserved"),
    [(at(1, 8), None), (at(1, 9), 0), (at(3, 9), 10_00), (at(5, 11, 59), 10_00), (at(5, 12), 15_00), (at(9, 0), 15_00)],
)
def test_a_position_of_any_moment_is_a_day_end_and_the_entries_since(moment: dt.datetime, reserved: int | None) -> None:
    make.budget(1000_00, now=at(1, 9))
    make.reserved(amount_cents=10_00, now=at(2, 9), expires_at=None)
    make.reserved(amount_cents=5_00, now=at(5, 12), expires_at=None)
    budget = Budget.objects.get()

    expected = Position() if reserved is None else Position(ceiling=1000_00, reserved=reserved)
    assert queries.position_at(budget.id, moment) == expected


def test_the_board_of_a_past_day_is_for_who_may_see_it() -> None:
    make.budget(1000_00, now=at(1, 9))
    make.budget(500_00, now=at(1, 9), region_code=make.OTHER_REGION)
    own = make.someone(Role.COORDINATOR, regions=(make.REGION,))

    totals = [queries.board_at(who, as_of=at(2, 9), year=make.YEAR)[0].total.ceiling for who in (CASHIER, own)]
    assert totals == [1500_00, 1000_00]
