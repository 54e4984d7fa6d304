"""Which vacancies stand open on a day, as matching reads them: no words, only what can be compared."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils import timezone

from overstap.core.demand import VacancyState
from overstap.demand.freshness import freshness_on
from overstap.demand.models import Requirement, Vacancy
from overstap.demand.values import OpenVacancy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AT_ONCE = 2_000


def open_vacancies(region_codes: Iterable[str] | None, on: date) -> Iterator[OpenVacancy]:
    """The open vacancies with a free place on a day, of some regions or of the country; by id, a part at a time.

    A vacancy that nobody confirmed for too long is not believed any more, also when no night came by yet.
    """
    fresh = freshness_on(on)
    rows = Vacancy.objects.filter(
        Q(closes_on__isnull=True) | Q(closes_on__gte=on), state=VacancyState.OPEN, taken__lt=F("places")
    )
    if region_codes is not None:
        rows = rows.filter(site__region__code__in=sorted(set(region_codes)))
    after = 0
    while some := list(rows.filter(pk__gt=after).select_related("site__region").order_by("pk")[:AT_ONCE]):
        asked: dict[int, list[tuple[str, str, str, str]]] = defaultdict(list)
        for line in Requirement.objects.filter(vacancy__in=some).order_by("pk"):
            what = line.concept_uri or line.code or line.name
            asked[line.vacancy_id].append((line.kind, what, line.need, line.level))
        for row in some:
            one = _open(row, tuple(asked[row.pk]))
            if fresh.holds(one.confirmed_on, on):
                yield one
        after = some[-1].pk


def _open(row: Vacancy, requirements: tuple[tuple[str, str, str, str], ...]) -> OpenVacancy:
    return OpenVacancy(
        id=row.pk,
        employer_id=row.employer_id,
        region_code=row.site.region.code,
        municipality=row.site.municipality,
        occupation_uri=row.occupation_uri,
        kind=row.kind,
        contract=row.contract,
        hours_least=row.hours_least,
        hours_most=row.hours_most,
        level=row.level,
        irregular=row.irregular,
        physical=tuple(row.physical),
        starts_on=row.starts_on,
        places_left=row.places - row.taken,
        confirmed_on=timezone.localtime(row.confirmed_at).date(),
        requirements=requirements,
    )
