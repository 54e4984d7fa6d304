"""Questions about employers and vacancies; frozen values, never rows."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from overstap.core.actor import Actor
from overstap.core.demand import VacancyState
from overstap.core.paging import pages_of
from overstap.demand.access import access_employer, access_vacancy, visible_employers, visible_vacancies
from overstap.demand.cards import employer_cards, vacancy_cards
from overstap.demand.models import Vacancy
from overstap.demand.outlook import open_places, tensions
from overstap.demand.standing import open_vacancies
from overstap.demand.values import EmployerCard, VacancyCard, VacancyPage

__all__ = [
    "employer",
    "employers",
    "open_places",
    "open_vacancies",
    "public_vacancy",
    "tensions",
    "vacancies",
    "vacancy",
    "vacancy_cards",
]

PER_PAGE = 25
MOST_EMPLOYERS = 100


def employer(actor: Actor, employer_id: int) -> EmployerCard:
    """One employer. Raises NotFoundError for who may not look at it."""
    return employer_cards([access_employer(actor, employer_id)])[0]


def employers(actor: Actor, text: str = "") -> tuple[EmployerCard, ...]:
    """The employers of an actor by name, at most a hundred; `text` is a part of the name, the place or the number."""
    rows = visible_employers(actor).filter(ended_on__isnull=True)
    if text:
        rows = rows.filter(
            Q(name__icontains=text) | Q(kvk_number__startswith=text) | Q(sites__municipality__icontains=text)
        ).distinct()
    return employer_cards(rows.order_by("name", "id")[:MOST_EMPLOYERS])


def vacancy(actor: Actor, vacancy_id: int, *, on: dt.date) -> VacancyCard:
    """One vacancy. Raises NotFoundError for who may not look at it."""
    return vacancy_cards([access_vacancy(actor, vacancy_id)], on)[0]


def vacancies(
    actor: Actor, *, on: dt.date, state: str = "", text: str = "", employer_id: int | None = None, page: int = 1
) -> VacancyPage:
    """The vacancies of an actor, the newest first, a page at a time; `text` is a part of title, work, or employer."""
    rows = visible_vacancies(actor)
    if state in set(VacancyState):
        rows = rows.filter(state=state)
    if employer_id is not None:
        rows = rows.filter(employer_id=employer_id)
    if text:
        rows = rows.filter(
            Q(title__icontains=text) | Q(occupation_name__icontains=text) | Q(employer__name__icontains=text)
        )
    total = rows.count()
    page, pages, start = pages_of(total, page, PER_PAGE)
    found = rows.prefetch_related("requirements").order_by("-created_at", "-id")[start : start + PER_PAGE]
    return VacancyPage(vacancy_cards(found, on), total, page, pages)


def public_vacancy(vacancy_id: int, *, on: dt.date) -> VacancyCard | None:
    """A vacancy for everyone: only when it stands open with a free place; None otherwise."""
    row = (
        Vacancy.objects.filter(pk=vacancy_id, state=VacancyState.OPEN)
        .exclude(closes_on__lt=on)
        .select_related("employer", "site__region")
        .first()
    )
    return vacancy_cards([row], on)[0] if row is not None and row.taken < row.places else None
