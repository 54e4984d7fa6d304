"""Employers of the demo that ask for work: invented names, marked as such, in the regions around and elsewhere."""

from __future__ import annotations

import datetime as dt
from itertools import cycle, islice

from overstap.core.actor import SYSTEM
from overstap.core.demand import ContractKind, Need, RequirementKind, VacancyKind, VacancyState
from overstap.demand.actions import register_employer
from overstap.demand.models import Employer, Requirement, Site, Vacancy, VacancySource
from overstap.demand.values import EmployerFields, SiteFields
from overstap.parties.models import Party, PartyKind
from overstap.site.demo.staff import must
from overstap.taxonomy.queries import concepts, skills_of
from overstap.taxonomy.reading.starter import occupation_uri, read_starter
from overstap.taxonomy.values import ConceptCard

EMPLOYERS, VACANCIES = 40, 150
EMPLOYER_PARTY = "De Voorbeeldkeuken (demonstratie)"
"""The employer whom a visitor of the demo can be."""

NAMES = ("Linde", "Molenwiek", "Zandpad", "Zuiderpoort", "Heideveld", "Waterkant", "Torenzicht", "Beukenhof")
SORTS = ("Zorg", "Logistiek", "Techniek", "Keuken", "Schoonmaak")
PLACES = (
    "Tilburg", "Waalwijk", "Goirle", "Oisterwijk", "Dongen", "Tilburg", "Breda", "Eindhoven", "'s-Hertogenbosch",
    "Utrecht", "Rotterdam", "Groningen",
)  # fmt: skip
CONFIRMED_DAYS_AGO = (2, 5, 9, 14, 21, 27, 33, 45, 70, 84)
"""Some were confirmed lately, some must be asked about, and none is past the day on which it goes off."""


def load_party(before: dt.datetime) -> None:
    """The organisation of the employer who logs in; it stands before anyone gets a place there."""
    Party.objects.get_or_create(name=EMPLOYER_PARTY, defaults={"kind": PartyKind.EMPLOYER})
    employer = must(
        register_employer(
            actor=SYSTEM,
            fields=EmployerFields(name=EMPLOYER_PARTY, sector="horeca", size=60),
            site=SiteFields("Tilburg"),
            now=before,
        )
    )
    Employer.objects.filter(pk=employer).update(party=Party.objects.get(name=EMPLOYER_PARTY))


def load_demand(now: dt.datetime) -> None:
    """Some forty employers and a hundred and fifty vacancies, spread over what the starter list knows."""
    before = now - dt.timedelta(days=95)
    names = [f"{name} {sort} (demonstratie)" for sort in SORTS for name in NAMES][: EMPLOYERS - 1]
    for number, (name, place) in enumerate(zip(names, cycle(PLACES), strict=False)):
        fields = EmployerFields(
            name=name,
            size=20 + 15 * (number % 20),
            national=number % 20 == 0,
            recognised_training_company=number % 3 == 0,
            recognised_checked_on=before.date() if number % 3 == 0 else None,
        )
        must(register_employer(actor=SYSTEM, fields=fields, site=SiteFields(place), now=before))
    _vacancies(now)


def _vacancies(now: dt.datetime) -> None:
    uris = [occupation_uri(one.code) for one in read_starter().occupations]
    cards = concepts(uris)
    chosen = [cards[uri] for uri in islice(cycle(uris[::2] + uris[1::2]), VACANCIES)]
    own = list(Site.objects.filter(employer__name=EMPLOYER_PARTY))
    sites = own * 3 + list(Site.objects.exclude(employer__name=EMPLOYER_PARTY).order_by("id"))
    made = Vacancy.objects.bulk_create(
        _vacancy(number, card, site, now) for number, (card, site) in enumerate(zip(chosen, cycle(sites), strict=False))
    )
    asked = {card.uri: skills_of(card.uri) for card in {one.uri: one for one in chosen}.values()}
    Requirement.objects.bulk_create(
        Requirement(
            vacancy=row,
            kind=RequirementKind.COMPETENCE,
            need=Need.ESSENTIAL if skill.need == "nodig" else Need.OPTIONAL,
            name=skill.concept.name,
            code=skill.concept.code,
            concept_uri=skill.concept.uri,
            concept_edition=row.occupation_edition,
        )
        for row in made
        for skill in asked[row.occupation_uri]
    )


def _vacancy(number: int, card: ConceptCard, site: Site, now: dt.datetime) -> Vacancy:
    confirmed = now - dt.timedelta(days=CONFIRMED_DAYS_AGO[number % len(CONFIRMED_DAYS_AGO)])
    hours = 16 + 4 * (number % 5)
    return Vacancy(
        employer_id=site.employer_id,
        site=site,
        reference=f"DEMO-{number + 1:03d}",
        title=card.name,
        description="Een vacature van de demonstratie: het bedrijf is bedacht.",
        occupation_uri=card.uri,
        occupation_edition=f"{card.scheme} {card.version}",
        occupation_name=card.name,
        kind=VacancyKind.EXPERIENCE if number % 25 == 0 else VacancyKind.REGULAR,
        open_hiring=number % 15 == 0,
        contract=ContractKind.PERMANENT if number % 3 else ContractKind.TEMPORARY,
        hours_least=hours,
        hours_most=min(hours + 8, 40),
        places=1 + number % 4,
        irregular=number % 4 == 0,
        pay_per="uur",
        state=VacancyState.OPEN,
        confirmed_at=confirmed,
        source=VacancySource.TYPED,
        created_at=confirmed,
    )
