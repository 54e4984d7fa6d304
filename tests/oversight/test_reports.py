import datetime as dt

import pytest

from overstap.audit.models import AuditLine
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import NotFoundError
from overstap.oversight import actions, queries
from overstap.oversight.models import RegionReport
from overstap.parties.models import PartyKind, Region, RollOutState
from tests.conftest import AMSTERDAM, START
from tests.factories.cases import ON_ASSISTANCE, given, make_case, refused
from tests.factories.people import make_professional
from tests.factories.treasury import budget

pytestmark = pytest.mark.django_db

LATER = dt.datetime(2021, 3, 20, 10, tzinfo=AMSTERDAM)


def live(code: str = "AM26", on: dt.date = dt.date(2020, 11, 15)) -> Region:
    region = Region.objects.get(code=code)
    region.state, region.agreement_on, region.live_on = RollOutState.OPERATIONAL, on, on
    region.save()
    return region


def coordinator(code: str = "AM26") -> Actor:
    return make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY, region=code)


def steering() -> Actor:
    return make_professional(Role.STEERING_GROUP, party_kind=PartyKind.UNION)


def first_report() -> RegionReport:
    live()
    actions.plan_reports(now=START)
    return RegionReport.objects.get(region__code="AM26", period_from=dt.date(2020, 11, 15))


@pytest.mark.requirement("R-384")
def test_a_region_live_on_15_november_has_reports_due_in_january_and_march() -> None:
    live()
    made = actions.plan_reports(now=START)
    again = actions.plan_reports(now=START)
    due = list(RegionReport.objects.filter(region__code="AM26").order_by("due_on").values_list("due_on", flat=True))

    assert due == [dt.date(2021, 1, 15), dt.date(2021, 3, 15)]
    assert made >= 2
    assert again == 0


def test_a_region_that_is_not_live_reports_nothing() -> None:
    Region.objects.filter(code="AM26").update(state="gepland", live_on=None)
    actions.plan_reports(now=START)

    assert not RegionReport.objects.filter(region__code="AM26").exists()


@pytest.mark.requirement("R-384")
def test_a_report_that_was_not_handed_in_is_late_and_stands_first() -> None:
    report = first_report()
    rows = queries.reports_due(coordinator(), START)
    national = queries.national_board(steering(), START)

    assert rows[0].id == report.pk
    assert [row.overdue for row in rows] == [True, False]
    assert report.pk in {row.id for row in national.overdue}


@pytest.mark.requirement("R-384", "R-260")
def test_a_report_has_the_money_per_stream_and_is_frozen_when_handed_in() -> None:
    report = first_report()
    budget(100_000_00, now=START)
    make_case()
    row = given(actions.submit_report(actor=coordinator(), report_id=report.pk, narrative="Goed begin.", now=START))
    make_case(ON_ASSISTANCE)
    budget(150_000_00, now=LATER)
    page = queries.report_page(coordinator(), report.pk, LATER)
    assert page.figures is not None
    money = {one.stream: one for one in page.figures.money}["ontschot_budget"]

    assert row.submitted_at == START
    assert page.frozen
    assert page.figures.as_of == START
    assert (money.budget_cents, money.committed_cents, money.paid_cents, money.expected_cents) == (100_000_00, 0, 0, 0)


def test_the_figures_of_an_open_report_move_along() -> None:
    live()
    actions.plan_reports(now=START)
    report = RegionReport.objects.get(region__code="AM26", period_from=dt.date(2021, 1, 15))
    before = queries.report_page(coordinator(), report.pk, START).figures
    make_case()
    after = queries.report_page(coordinator(), report.pk, START).figures

    assert before is not None
    assert after is not None
    assert (after.inflow or 0) - (before.inflow or 0) == 1


def test_a_report_is_handed_in_once_after_its_period_and_with_an_explanation() -> None:
    report = first_report()
    running = RegionReport.objects.get(region__code="AM26", period_from=dt.date(2021, 1, 15))
    actor = coordinator()
    early = actions.submit_report(actor=actor, report_id=running.pk, narrative="Alvast.", now=START)
    empty = actions.submit_report(actor=actor, report_id=report.pk, narrative=" ", now=START)
    given(actions.submit_report(actor=actor, report_id=report.pk, narrative="Goed.", now=START))
    twice = actions.submit_report(actor=actor, report_id=report.pk, narrative="Nog eens.", now=LATER)

    assert [refused(one).rule for one in (early, empty, twice)] == [
        "rapportage.te_vroeg",
        "rapportage.toelichting",
        "rapportage.ingediend",
    ]
    assert AuditLine.objects.filter(verb="rapportage_indienen", object_id=str(report.pk)).count() == 1


@pytest.mark.requirement("R-406")
def test_the_steering_group_sees_figures_once_handed_in_and_no_small_counts() -> None:
    report = first_report()
    make_case(now=dt.datetime(2020, 12, 10, 9, tzinfo=AMSTERDAM))
    before = queries.report_page(steering(), report.pk, START)
    given(actions.submit_report(actor=coordinator(), report_id=report.pk, narrative="Goed.", now=START))
    after = queries.report_page(steering(), report.pk, START)
    own = queries.report_page(coordinator(), report.pk, START)

    assert before.figures is None
    assert after.figures is not None
    assert after.figures.inflow is None
    assert after.figures.some_hidden
    assert own.figures is not None
    assert own.figures.inflow == 1
    assert not own.figures.some_hidden


def test_reports_are_for_the_coordinator_of_the_region_and_national_bodies() -> None:
    report = first_report()
    for stranger in (
        coordinator("AM12"),
        make_professional(Role.ADVISER),
        make_professional(Role.CASHIER),
        make_professional(Role.DESK),
    ):
        with pytest.raises(NotFoundError):
            queries.report_page(stranger, report.pk, START)
        with pytest.raises(NotFoundError):
            actions.submit_report(actor=stranger, report_id=report.pk, narrative="x", now=START)
        with pytest.raises(NotFoundError):
            queries.national_board(stranger, START)
        with pytest.raises(NotFoundError):
            queries.region_board(stranger, "AM26", START)
    with pytest.raises(NotFoundError):
        actions.submit_report(actor=steering(), report_id=report.pk, narrative="x", now=START)

    assert queries.report_page(SYSTEM, report.pk, START).row.id == report.pk
