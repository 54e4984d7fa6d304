"""Closing a year: after its months, by two people, and from then on its budgets no longer change."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.treasury import actions, queries
from overstap.treasury.models import BookYear, PeriodStanding
from tests.factories import treasury as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("streams")]

NOVEMBER = dt.datetime(2020, 11, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def year() -> None:
    """A budget of 2020 of 1,000 euros, of which 400 is promised and 100 of that is paid."""
    make.budget(1000_00, year=2020, now=NOVEMBER)
    make.committed(amount_cents=400_00, year=2020, now=NOVEMBER)


def close_months(*months: int) -> None:
    for month in months:
        make.given(actions.ask_to_close(actor=make.someone(Role.CASHIER), year=2020, month=month, now=make.NOW))
        make.given(
            actions.close_period(actor=make.someone(Role.CASHIER_APPROVER), year=2020, month=month, now=make.NOW)
        )


def ask(year: int = 2020, now: dt.datetime = make.NOW, role: Role = Role.CASHIER) -> object:
    return actions.ask_to_close_year(actor=make.someone(role), year=year, now=now)


def close(year: int = 2020, now: dt.datetime = make.NOW) -> object:
    return actions.close_year(actor=make.someone(Role.CASHIER_APPROVER), year=year, now=now)


def rule_of(answer: object) -> str:
    return answer.rule if isinstance(answer, Refusal) else ""


def closed() -> queries.YearReport:
    close_months(11, 12)
    make.given(ask())
    report: queries.YearReport = make.given(close())
    return report


@pytest.mark.usefixtures("year")
def test_a_year_tells_what_runs_on_and_what_is_left_and_is_right() -> None:
    report = closed()
    (line,) = report.lines

    assert (line.budget_year, line.position.ceiling, line.open_cents, line.position.free) == (
        2020,
        1000_00,
        400_00,
        600_00,
    )
    assert (report.card.state, report.proven) == ("gesloten", True)
    assert (BookYear.objects.get().open_cents, BookYear.objects.get().free_cents) == (400_00, 600_00)
    assert queries.check_invariants() == ()


@pytest.mark.usefixtures("year")
def test_a_year_waits_for_all_its_months() -> None:
    close_months(11)
    answer = ask()

    assert rule_of(answer) == "boekjaar.maanden"
    assert isinstance(answer, Refusal)
    assert dict(answer.details) == {"month": "12", "year": "2020"}


@pytest.mark.usefixtures("year")
def test_a_year_that_runs_or_has_no_books_is_not_closed() -> None:
    assert rule_of(ask(2021)) == "boekjaar.loopt_nog"
    assert rule_of(ask(2019)) == "boekjaar.leeg"
    assert rule_of(close()) == "boekjaar.gevraagd"
    with pytest.raises(NotFoundError):
        close(2019)


@pytest.mark.usefixtures("year")
def test_years_close_in_order() -> None:
    later = dt.datetime(2022, 2, 1, 9, tzinfo=dt.UTC)
    for year, months in ((2020, (11, 12)), (2021, range(1, 13))):
        for month in months:
            make.given(actions.ask_to_close(actor=make.someone(Role.CASHIER), year=year, month=month, now=later))
            second = make.someone(Role.CASHIER_APPROVER)
            make.given(actions.close_period(actor=second, year=year, month=month, now=later))

    assert rule_of(ask(2021, later)) == "boekjaar.volgorde"


@pytest.mark.usefixtures("year")
def test_two_people_close_a_year_and_only_once() -> None:
    close_months(11, 12)
    both = make.someone(Role.CASHIER)
    make.given(actions.ask_to_close_year(actor=both, year=2020, now=make.NOW))

    assert rule_of(actions.close_year(actor=both, year=2020, now=make.NOW)) == "boekjaar.tweede_persoon"
    assert not isinstance(ask(), Refusal)
    assert close() == close()
    assert rule_of(ask()) == "boekjaar.gesloten"
    assert BookYear.objects.count() == 1


@pytest.mark.usefixtures("year")
def test_a_budget_of_a_closed_year_changes_no_more_and_is_still_paid_from() -> None:
    closed()
    more = {
        "actor": make.keeper(),
        "stream": make.STREAM,
        "region_code": make.REGION,
        "source": "Besluit",
        "now": make.NOW,
    }

    refused = actions.set_budget(key=uuid.uuid4(), year=2020, amount_cents=1100_00, **more)

    assert rule_of(refused) == "kader.jaar_gesloten"
    assert not isinstance(actions.set_budget(key=uuid.uuid4(), year=2021, amount_cents=1100_00, **more), Refusal)


@pytest.mark.usefixtures("year")
def test_the_database_refuses_to_change_a_closed_year() -> None:
    closed()

    with pytest.raises(IntegrityError), transaction.atomic():
        BookYear.objects.update(free_cents=1)


@pytest.mark.usefixtures("year")
def test_wrong_books_close_no_year() -> None:
    close_months(11, 12)
    make.given(ask())
    PeriodStanding.objects.filter(period__month=12).delete()
    answer = close()

    assert rule_of(answer) == "periode.fouten"
    assert BookYear.objects.get().closed_at is None


@pytest.mark.usefixtures("year")
def test_a_change_behind_a_closed_year_is_named() -> None:
    closed()
    PeriodStanding.objects.filter(period__month=12).delete()

    report = queries.year_report(make.someone(Role.CASHIER), year=2020, now=make.NOW)

    assert report.proven is False
    assert "a closed year is as it was" in {problem.invariant for problem in queries.check_invariants()}


@pytest.mark.usefixtures("year")
def test_only_who_keeps_the_money_reads_a_year() -> None:
    assert queries.book_years(make.someone(Role.ADVISER), make.NOW) == ()
    assert [card.year for card in queries.book_years(make.someone(Role.CASHIER), make.NOW)] == [2021, 2020]
    with pytest.raises(NotFoundError):
        queries.year_report(make.someone(Role.ADVISER), year=2020, now=make.NOW)


# --- As of a past day -----------------------------------------------------------------------------


@pytest.mark.usefixtures("year")
def test_months_as_they_were_on_a_past_day() -> None:
    close_months(11)
    actor = make.someone(Role.CASHIER)

    then = queries.periods_at(actor, dt.datetime(2020, 12, 10, tzinfo=dt.UTC))

    assert [(card.month, card.state, card.closed_by) for card in then] == [(12, "loopt", ""), (11, "voorbij", "")]
    assert [card.state for card in queries.periods_at(actor, make.NOW) if card.month == 11] == ["gesloten"]


@pytest.mark.usefixtures("year")
def test_national_amounts_as_they_were_on_a_past_day() -> None:
    make.budget(1500_00, year=2020, now=make.NOW)

    def given_at(as_of: dt.datetime | None) -> int:
        rows = queries.national_frames(make.NOW.date(), as_of=as_of)
        return sum(row.allotted_cents for row in rows if row.year == 2020)

    assert given_at(NOVEMBER - dt.timedelta(days=1)) == 0
    assert given_at(NOVEMBER) == 1000_00
    assert given_at(None) == given_at(make.NOW) == 1500_00
