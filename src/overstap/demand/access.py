"""The doors to employers and vacancies: brokers of a region, and the employer itself; nobody else changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.demand.models import Employer, EmployerAgreement, Vacancy

if TYPE_CHECKING:
    from django.db.models import QuerySet

BROKERS = frozenset({Role.BROKER, Role.COORDINATOR})
KEEPERS = BROKERS | {Role.EMPLOYER}


def visible_employers(actor: Actor) -> QuerySet[Employer]:
    """The employers that an actor may look at and keep.

    A broker those with a site in their regions, those that work nationwide (R-081) and those that have no site yet; an
    employer only itself; the system all.
    """
    rows = Employer.objects.all()
    if actor.is_system:
        return rows
    if actor.has(*BROKERS) and actor.region_codes:
        here = Q(sites__region__code__in=sorted(actor.region_codes))
        return rows.filter(here | Q(national=True) | Q(sites__isnull=True)).distinct()
    if actor.has(Role.EMPLOYER) and actor.party_id is not None:
        return rows.filter(party_id=actor.party_id)
    return rows.none()


def visible_vacancies(actor: Actor) -> QuerySet[Vacancy]:
    """The vacancies that an actor may look at and keep: of a broker those in their regions, of an employer its own."""
    rows = Vacancy.objects.select_related("employer", "site__region")
    if actor.is_system:
        return rows
    if actor.has(*BROKERS) and actor.region_codes:
        return rows.filter(site__region__code__in=sorted(actor.region_codes))
    if actor.has(Role.EMPLOYER) and actor.party_id is not None:
        return rows.filter(employer__party_id=actor.party_id)
    return rows.none()


def visible_agreements(actor: Actor) -> QuerySet[EmployerAgreement]:
    """The national agreements of the employers that an actor may look at (R-081)."""
    rows = EmployerAgreement.objects.select_related("employer", "party")
    return rows if actor.is_system else rows.filter(employer__in=visible_employers(actor))


def access_agreement(actor: Actor, agreement_id: int) -> EmployerAgreement:
    """The door to end an agreement: only for who works for the party that made it. Locks it. Raises NotFoundError."""
    found = visible_agreements(actor).filter(pk=agreement_id).values_list("pk", "party_id").first()
    if found is None or not (actor.is_system or (actor.has(*BROKERS) and found[1] == actor.party_id)):
        raise NotFoundError(agreement_id)
    return EmployerAgreement.objects.select_for_update().get(pk=agreement_id)


def access_employer(actor: Actor, employer_id: int, *, for_update: bool = False) -> Employer:
    """The door to one employer. Raises NotFoundError for who may not look at it."""
    if not visible_employers(actor).filter(pk=employer_id).exists():
        raise NotFoundError(employer_id)
    rows = Employer.objects.select_for_update() if for_update else Employer.objects.all()
    return rows.get(pk=employer_id)


def access_vacancy(actor: Actor, vacancy_id: int, *, for_update: bool = False) -> Vacancy:
    """The door to one vacancy. Raises NotFoundError for who may not look at it."""
    if for_update:
        # Alone, before it is fetched with its employer: a row of a join is not queued for on PostgreSQL.
        Vacancy.objects.select_for_update().filter(pk=vacancy_id).order_by("pk").values_list("pk").first()
    row = visible_vacancies(actor).filter(pk=vacancy_id).first()
    if row is None:
        raise NotFoundError(vacancy_id)
    return row
