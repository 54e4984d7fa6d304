"""Companies in several regions: whom they call, and where they stand and ask people in each region (R-081)."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

from django.db.models import F, Q, Sum

from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.core.demand import VacancyState
from overstap.demand.access import BROKERS, access_employer, visible_agreements
from overstap.demand.models import EmployerAgreement, Site, Vacancy
from overstap.demand.values import CompanyPage, CompanyRegion, ContactPoint, NationalAgreementCard
from overstap.rules import Known, Outcome, assess, load_catalogue

SCHEME = "landelijke-werkgevers"
REGIONS, AGREED = "vestigingen_in_regios", "landelijke_afspraak"
POINT = "landelijk_aanspreekpunt"


def company_page(actor: Actor, employer_id: int, *, on: dt.date) -> CompanyPage:
    """A company over all its regions: whom it calls, what was agreed, and per region how many places stand open.

    Raises NotFoundError for who may not look at the company.
    """
    company = access_employer(actor, employer_id)
    regions = _regions(company.pk, on)
    agreements = _agreement_cards(actor, on, employer=company.pk)
    standing = any(one.standing for one in agreements)
    return CompanyPage(contact_point(len(regions), agreed=standing, on=on), regions, agreements)


def national_agreements(actor: Actor, *, on: dt.date) -> tuple[NationalAgreementCard, ...]:
    """What was agreed with companies that the actor sees and that stands on a day, by company."""
    return tuple(one for one in _agreement_cards(actor, on) if one.standing)


def contact_point(regions: int, *, agreed: bool, on: dt.date) -> ContactPoint:
    """Whom a company with sites in so many regions calls on a day, in the words of the scheme."""
    found = assess(load_catalogue(), SCHEME, {REGIONS: Known(regions), AGREED: Known(agreed)}, on)
    point = found.outputs[POINT]
    label = point.choices[point.lo].label
    return ContactPoint(national=found.outcome is Outcome.JA, nl=label.nl, en=label.en)


def refuse_one_region(regions: int, on: dt.date) -> Refusal | None:
    """Refuse an agreement for all regions with a company that stands in one."""
    if contact_point(regions, agreed=True, on=on).national:
        return None
    return Refusal(
        rule="landelijk.regios",
        because=N_("Dit bedrijf heeft vestigingen in één regio. Het team van die regio helpt."),
        source=SCHEME,
        remedy=N_("Voeg eerst de andere vestigingen toe."),
    )


def regions_of(employer_id: int) -> int:
    """In how many regions a company has a site."""
    return Site.objects.filter(employer=employer_id).order_by().values("region").distinct().count()


def _regions(employer_id: int, on: dt.date) -> tuple[CompanyRegion, ...]:
    places: defaultdict[str, list[str]] = defaultdict(list)
    named: dict[str, str] = {}
    for site in Site.objects.filter(employer=employer_id).select_related("region"):
        named[site.region.code] = site.region.name
        places[site.region.code].append(site.municipality)
    rows = Vacancy.objects.filter(
        Q(closes_on__isnull=True) | Q(closes_on__gte=on),
        employer=employer_id,
        state=VacancyState.OPEN,
        taken__lt=F("places"),
    )
    free = Counter(
        dict(
            rows.order_by()
            .values("site__region__code")
            .annotate(n=Sum(F("places") - F("taken")))
            .values_list("site__region__code", "n")
        )
    )
    return tuple(
        CompanyRegion(code, named[code], tuple(sorted(set(places[code]))), free[code])
        for code in sorted(named, key=lambda one: named[one])
    )


def _agreement_cards(actor: Actor, on: dt.date, *, employer: int | None = None) -> tuple[NationalAgreementCard, ...]:
    rows = visible_agreements(actor)
    if employer is not None:
        rows = rows.filter(employer=employer)
    listed = list(rows)
    regions: defaultdict[int, set[str]] = defaultdict(set)
    for one, code in Site.objects.filter(employer__in={row.employer_id for row in listed}).values_list(
        "employer", "region__code"
    ):
        regions[one].add(code)
    return tuple(_agreement_card(row, actor, on, len(regions[row.employer_id])) for row in listed)


def _agreement_card(row: EmployerAgreement, actor: Actor, on: dt.date, regions: int) -> NationalAgreementCard:
    standing = row.ended_at is None and row.agreed_on <= on and (row.valid_until is None or on <= row.valid_until)
    return NationalAgreementCard(
        id=row.pk,
        employer_id=row.employer_id,
        employer_name=row.employer.name,
        title=row.title,
        content=row.content,
        document_url=row.document_url,
        agreed_on=row.agreed_on,
        valid_until=row.valid_until,
        contact_agency=row.contact_agency,
        contact_municipalities=row.contact_municipalities,
        made_by=row.party.name if row.party else "",
        ended=row.ended_at is not None,
        standing=standing,
        regions=regions,
        may_end=row.ended_at is None and actor.has(*BROKERS) and row.party_id == actor.party_id,
    )
