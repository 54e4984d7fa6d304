"""From rows to what readers get."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone

from overstap.core.demand import VacancyState
from overstap.demand.freshness import freshness_on
from overstap.demand.models import Employer, Site, Vacancy
from overstap.demand.values import EmployerCard, RequirementCard, SiteCard, VacancyCard


def site_card(row: Site) -> SiteCard:
    """A site; expects its region fetched along."""
    return SiteCard(
        id=row.pk,
        name=row.name,
        municipality=row.municipality,
        region_code=row.region.code,
        region_name=row.region.name,
        postcode=row.postcode,
        branch_number=row.branch_number,
        main=row.main,
    )


def employer_cards(rows: Iterable[Employer]) -> tuple[EmployerCard, ...]:
    """Employers with their sites and how many vacancies stand open."""
    listed = list(rows)
    sites: dict[int, list[SiteCard]] = {}
    for one in Site.objects.filter(employer__in=listed).select_related("region"):
        sites.setdefault(one.employer_id, []).append(site_card(one))
    counted = Vacancy.objects.filter(employer__in=listed, state=VacancyState.OPEN, taken__lt=F("places"))
    opened = Counter(counted.order_by().values_list("employer", flat=True))
    return tuple(
        EmployerCard(
            id=row.pk,
            name=row.name,
            kvk_number=row.kvk_number,
            sector=row.sector,
            size=row.size,
            national=row.national,
            recognised_training_company=row.recognised_training_company,
            recognised_checked_on=row.recognised_checked_on,
            website=row.website,
            contact_name=row.contact_name,
            contact_phone=row.contact_phone,
            contact_email=row.contact_email,
            party_id=row.party_id,
            ended_on=row.ended_on,
            sites=tuple(sites.get(row.pk, ())),
            open_vacancies=opened[row.pk],
        )
        for row in listed
    )


def vacancy_cards(rows: Iterable[Vacancy], on: dt.date) -> tuple[VacancyCard, ...]:
    """Vacancies with what they ask; expects employer, site and region fetched along, and requirements prefetched."""
    terms = freshness_on(on)
    return tuple(_vacancy_card(row, on, terms.confirm_after, terms.off_after) for row in rows)


def _vacancy_card(row: Vacancy, on: dt.date, confirm_after: int, off_after: int) -> VacancyCard:
    confirmed = timezone.localdate(row.confirmed_at)
    is_open = row.state == VacancyState.OPEN
    return VacancyCard(
        id=row.pk,
        employer_id=row.employer_id,
        employer_name=row.employer.name,
        site=site_card(row.site),
        title=row.title,
        description=row.description,
        reference=row.reference,
        occupation_uri=row.occupation_uri,
        occupation_name=row.occupation_name,
        kind=row.kind,
        open_hiring=row.open_hiring,
        contract=row.contract,
        hours_least=row.hours_least,
        hours_most=row.hours_most,
        places=row.places,
        places_left=row.places - row.taken,
        level=row.level,
        irregular=row.irregular,
        physical=tuple(row.physical),
        pay_from_cents=row.pay_from_cents,
        pay_until_cents=row.pay_until_cents,
        pay_per=row.pay_per,
        starts_on=row.starts_on,
        closes_on=row.closes_on,
        apply_how=row.apply_how,
        state=row.state,
        confirmed_at=row.confirmed_at,
        source=row.source,
        source_url=row.source_url,
        created_at=row.created_at,
        requirements=_asked(row),
        to_confirm=is_open and (on - confirmed).days >= confirm_after,
        goes_off_on=confirmed + dt.timedelta(days=off_after) if is_open else None,
    )


def _asked(row: Vacancy) -> tuple[RequirementCard, ...]:
    return tuple(
        RequirementCard(one.kind, one.need, one.name, one.code, one.concept_uri, one.level)
        for one in row.requirements.all()
    )
