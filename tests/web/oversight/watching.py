"""Signing in as who watches over regions, and a region that is open."""

import datetime as dt

from django.test import Client

from overstap.core.actor import Actor, Role
from overstap.oversight import actions
from overstap.oversight.models import RegionReport
from overstap.parties.models import Party, PartyKind, Region, RollOutState
from tests.conftest import START
from tests.factories.cases import given
from tests.factories.people import make_professional
from tests.web.browsing import sign_in


def coordinator(region: str | None = "AM26", party: Party | None = None) -> Actor:
    return make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY, region=region, party=party)


def as_coordinator(client: Client, region: str = "AM26") -> Actor:
    actor = coordinator(region)
    sign_in(client, actor)
    return actor


def as_steering(client: Client) -> Actor:
    actor = make_professional(Role.STEERING_GROUP, party_kind=PartyKind.UNION, region=None)
    sign_in(client, actor)
    return actor


def make_live(code: str = "AM26", live_on: dt.date = dt.date(2020, 11, 15)) -> None:
    """Let the team of a region work since a day."""
    Region.objects.filter(code=code).update(
        state=RollOutState.OPERATIONAL, agreement_on=dt.date(2020, 11, 1), live_on=live_on
    )


def due_report(code: str = "AM26") -> RegionReport:
    """The report of the period that ended on 15 January; the next period runs."""
    make_live(code)
    actions.plan_reports(now=START)
    return RegionReport.objects.filter(region__code=code).order_by("period_from")[0]


def raised(code: str = "AM26", subject: str = "Te weinig taallessen") -> int:
    """The id of a bottleneck that the region raised today."""
    return given(
        actions.raise_signal(
            actor=coordinator(code),
            region_code=code,
            subject=subject,
            explanation="Er is een wachtlijst van zes weken.",
            owner="Gemeente Tilburg",
            now=START,
        )
    ).id
