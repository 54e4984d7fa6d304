"""Companies where many lose their work, with the desk that helps them."""

from __future__ import annotations

import datetime as dt

from overstap.brokerage.actions import (
    CentreFields,
    SurplusFields,
    add_members,
    agree_coupling,
    couple,
    open_centre,
    report_surplus,
)
from overstap.brokerage.models import CentreMember, Coupling, MobilityCentre
from overstap.casework.models import Case
from overstap.core.actor import SYSTEM, Actor, Role
from overstap.correspondence.models import PostPreference
from overstap.demand.models import Employer, Vacancy
from overstap.parties.models import Party
from overstap.taxonomy.reading.starter import occupation_uri
from tests.conftest import START
from tests.factories.demand import make_employer, make_offer
from tests.factories.people import make_professional

HOME = "AM26"
LAST_DAY = START.date() + dt.timedelta(days=200)


def centre_fields(employer: Employer, **more: object) -> CentreFields:
    """A company of 180 jobs that went bankrupt."""
    plain: dict[str, object] = {
        "employer_id": employer.pk,
        "region_code": HOME,
        "reason": "faillissement",
        "jobs": 180,
        "starts_on": START.date(),
        "ends_on": LAST_DAY,
        "budget_cents": 150_000_00,
    }
    return CentreFields(**(plain | more))  # type: ignore[arg-type]


def make_centre(actor: Actor = SYSTEM, employer: Employer | None = None, **more: object) -> MobilityCentre:
    """A centre that is open."""
    made = open_centre(actor=actor, fields=centre_fields(employer or make_employer(), **more), now=START)
    assert isinstance(made, int), made
    return MobilityCentre.objects.get(pk=made)


def coordinator(party: Party | None = None) -> Actor:
    """Who coordinates the region of the centre."""
    return make_professional(Role.COORDINATOR, region=HOME, **({"party": party} if party else {}))


def make_member(centre: MobilityCentre, case: Case, *, address: bool = True) -> CentreMember:
    """Somebody of the company with a file, and a place where the postman comes."""
    assert add_members(actor=SYSTEM, centre_id=centre.pk, case_ids=[case.pk], now=START) == 1
    if address:
        PostPreference.objects.create(
            participant=case.participant, street="Dorpsstraat 1", postcode="5017 JS", town="Tilburg", changed_at=START
        )
    return CentreMember.objects.get(centre=centre, case=case)


def make_coupling(employer: Employer, vacancy: Vacancy | None = None, *, people: int = 2) -> Coupling:
    """Places at another company that both companies agreed on."""
    fields = SurplusFields(
        site_id=employer.sites.order_by("id")[0].pk,
        occupation_uri=occupation_uri("kok"),
        people=12,
        from_on=START.date(),
    )
    surplus = report_surplus(actor=SYSTEM, employer_id=employer.pk, fields=fields, now=START)
    assert isinstance(surplus, int), surplus
    vacancy = vacancy or make_offer(places=people, occupation_uri=occupation_uri("keukenassistent"))
    made = couple(actor=SYSTEM, surplus_id=surplus, vacancy_id=vacancy.pk, people=people, now=START)
    assert isinstance(made, int), made
    assert isinstance(agree_coupling(actor=SYSTEM, coupling_id=made, now=START), int)
    return Coupling.objects.get(pk=made)
