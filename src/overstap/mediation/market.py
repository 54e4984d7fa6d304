"""The open vacancies of a day, read once and kept until something changes; and how crowded they are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, F, Max, Min, Q, Sum

from overstap.core.demand import VacancyState
from overstap.demand.models import Requirement, Vacancy
from overstap.demand.standing import open_vacancies
from overstap.mediation.models import MatchRun, OpeningPrice, ShownMatch
from overstap.mediation.openings import Openings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

HELD = 4
"""So many days or states of the market are kept: today, and what a test or a moved clock asks beside it."""


class _Stamp(NamedTuple):
    on: dt.date
    open: tuple[object, ...]
    asked: tuple[object, ...]


@lru_cache(maxsize=HELD)
def _read(stamp: _Stamp) -> Openings:
    return Openings.of(open_vacancies(None, stamp.on))


def openings_on(on: dt.date) -> Openings:
    """All open vacancies of a day, ready to be searched; read again when the tables tell of a change."""
    rows = Vacancy.objects.filter(state=VacancyState.OPEN)
    numbers = rows.aggregate(
        Count("id"), Max("id"), Sum("id"), Max("confirmed_at"), Sum("taken"), Sum("places"), Max("starts_on"),
        Max("closes_on"), Max("title"), Min("title"), Max("occupation_uri"), Min("occupation_uri"), Max("created_at"),
        hours=Sum(F("hours_least") * F("id")), longest=Sum(F("hours_most") * F("id")), sites=Sum("site_id"),
        kinds=Count("id", filter=~Q(kind="regulier")), turns=Count("id", filter=Q(irregular=True)),
    )  # fmt: skip
    asked = Requirement.objects.aggregate(
        Count("id"), Max("id"), Sum("id"), Max("concept_uri"), Min("concept_uri"), Max("name"), Min("name")
    )
    return _read(_Stamp(on, tuple(numbers.values()), tuple(asked.values())))


class Prices(NamedTuple):
    """How crowded vacancies are (drukte) as the last calculation of a region found it; `version` says which."""

    version: str
    by_vacancy: Mapping[int, float]


def prices_of(region_code: str, on: dt.date) -> Prices:
    """The prices of the last calculation of a region up to a day; none when there was none."""
    run = MatchRun.objects.filter(region__code=region_code, day__lte=on).order_by("-day").first()
    if run is None:
        return Prices("", {})
    found = OpeningPrice.objects.filter(run=run).order_by("vacancy_id").values_list("vacancy_id", "price")
    return Prices(f"{region_code} {run.day.isoformat()}", dict(found))


def shown_to(vacancy_ids: Collection[int], *, but_not: int | None = None) -> dict[int, int]:
    """To how many others each vacancy was shown; `but_not` is the file of who looks now."""
    rows = ShownMatch.objects.filter(vacancy_id__in=list(vacancy_ids))
    if but_not is not None:
        rows = rows.exclude(case_id=but_not)
    counted = rows.values("vacancy_id").annotate(people=Count("case_id", distinct=True)).order_by("vacancy_id")
    return {row["vacancy_id"]: row["people"] for row in counted}
