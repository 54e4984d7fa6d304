"""Invented employers that ask for work, as brokers and employers write them down."""

import datetime as dt
from itertools import count

from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import Refusal
from overstap.demand.actions import offer_vacancy, register_employer
from overstap.demand.models import Employer, Site, Vacancy
from overstap.demand.values import EmployerFields, SiteFields, VacancyFields
from overstap.parties.models import PartyKind
from overstap.taxonomy.reading.starter import occupation_uri
from tests.conftest import START
from tests.factories.people import make_party, make_professional

_numbers = count(1)


def broker(region: str = "AM26") -> Actor:
    """A broker of a region."""
    return make_professional(Role.BROKER, region=region)


def make_employer(municipality: str = "Tilburg", *, actor: Actor = SYSTEM, **more: object) -> Employer:
    """An employer with one site."""
    fields = EmployerFields(**({"name": f"Bedrijf {next(_numbers)}"} | more))  # type: ignore[arg-type]
    made = register_employer(actor=actor, fields=fields, site=SiteFields(municipality), now=START)
    assert not isinstance(made, Refusal), made
    return Employer.objects.get(pk=made)


def employer_actor(employer: Employer) -> Actor:
    """Somebody who logs in for an employer."""
    party = make_party(PartyKind.EMPLOYER)
    Employer.objects.filter(pk=employer.pk).update(party=party)
    return make_professional(Role.EMPLOYER, party=party)


def vacancy_fields(employer: Employer, **more: object) -> VacancyFields:
    """A vacancy for a cook, as somebody fills it in."""
    plain: dict[str, object] = {
        "site_id": Site.objects.filter(employer=employer).order_by("id")[0].pk,
        "title": "Kok met plezier",
        "occupation_uri": occupation_uri("kok"),
        "hours_least": 24,
        "hours_most": 36,
    }
    return VacancyFields(**(plain | more))  # type: ignore[arg-type]


def make_offer(
    employer: Employer | None = None,
    *,
    actor: Actor = SYSTEM,
    now: dt.datetime = START,
    opened: bool = True,
    **more: object,
) -> Vacancy:
    """A vacancy of an employer, open unless told otherwise; needs the starter list."""
    employer = employer or make_employer()
    made = offer_vacancy(
        actor=actor, employer_id=employer.pk, fields=vacancy_fields(employer, **more), opened=opened, now=now
    )
    assert isinstance(made, int), made
    return Vacancy.objects.get(pk=made)
