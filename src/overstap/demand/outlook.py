"""How much an occupation is asked: open vacancies, and what was published of it, with source and date (R-361)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Q

from overstap.core.demand import VacancyState
from overstap.demand.models import Tension, Vacancy
from overstap.demand.values import TensionCard

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_AT_ONCE = 500


def open_places(region_codes: Collection[str], on: date) -> Counter[str]:
    """How many vacancies with a free place stand open in these regions, by address of the occupation."""
    rows = Vacancy.objects.filter(
        Q(closes_on__isnull=True) | Q(closes_on__gte=on),
        state=VacancyState.OPEN,
        site__region__code__in=sorted(region_codes),
        taken__lt=F("places"),
    )
    return Counter(rows.order_by().values_list("occupation_uri", flat=True))


def tensions(occupations: Iterable[str], region_code: str, on: date) -> dict[str, TensionCard]:
    """The newest published tension of each occupation on a day: of the region, or else of the country.

    An occupation of which nobody published anything is left out: then we do not know.
    """
    wanted = list(dict.fromkeys(occupations))
    found: dict[str, TensionCard] = {}
    for start in range(0, len(wanted), MOST_AT_ONCE):
        for row in _published(wanted[start : start + MOST_AT_ONCE], region_code, on):
            there = found.get(row.occupation_uri)
            if there is None or (row.region_id is not None and not there.region_code):
                found[row.occupation_uri] = tension_card(row)
    return found


def _published(occupations: list[str], region_code: str, on: date) -> QuerySet[Tension]:
    rows = Tension.objects.filter(
        Q(region__isnull=True) | Q(region__code=region_code), occupation_uri__in=occupations, published_on__lte=on
    )
    return rows.select_related("region").order_by("-period_from", "-published_on", "-id")


def tension_card(row: Tension) -> TensionCard:
    """A row as readers get it."""
    return TensionCard(
        occupation_uri=row.occupation_uri,
        region_code=row.region.code if row.region else "",
        value=row.value,
        indicator=row.indicator,
        period_from=row.period_from,
        period_until=row.period_until,
        source=row.source,
        source_url=row.source_url,
        published_on=row.published_on,
    )
