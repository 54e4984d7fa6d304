"""Counts of files for those who watch over a region; never a person."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone

from overstap.casework.facts import age
from overstap.casework.models import Case, CaseFact, CaseState, Decision, FactState, Handover, HandoverState, Outcome
from overstap.casework.policy import Use, number, scheme_for
from overstap.casework.values import Figures
from overstap.core.reporting import percentage

if TYPE_CHECKING:
    from django.db.models import QuerySet

ATTENTION_GROUPS: dict[str, tuple[str, object]] = {
    "zelfstandige": ("huidige_status", "zelfstandig"),
    "banenafspraak": ("doelgroep_banenafspraak", True),
    "arbeidsbeperking": ("arbeidsbeperking", True),
}
"""Groups of special attention (R-083) and the answer that tells them: counted for reports, never a reason to refuse."""


YOUNG = "jongere"


def figures(region_code: str, start: dt.date, until: dt.date) -> Figures:
    """Count what happened in a region from `start` up to but not including `until`; an empty code is the country."""
    first, last = _midnight(start), _midnight(until)
    cases = Case.objects.filter(opened_at__lt=last)
    if region_code:
        cases = cases.filter(region__code=region_code)
    came = cases.filter(opened_at__gte=first)
    decided = Decision.objects.filter(case__in=cases, decided_at__gte=first, decided_at__lt=last)
    ended = list(Outcome.objects.filter(case__in=cases, recorded_at__gte=first, recorded_at__lt=last).order_by("id"))
    offered = Handover.objects.filter(case__in=cases, offered_at__gte=first, offered_at__lt=last)
    direct = sum(1 for row in ended if row.direct)
    return Figures(
        region_code=region_code,
        start=start,
        until=until,
        inflow=came.count(),
        inflow_by_entrance=_tally(came, "entrance"),
        open_by_state=_tally(cases.exclude(state=CaseState.CLOSED), "state"),
        decisions=_tally(decided, "kind"),
        deviating=decided.filter(deviates=True).count(),
        outcomes=len(ended),
        direct=direct,
        direct_share=percentage(direct, len(ended)),
        average_days_between=_average([row.days_between for row in ended]),
        handovers=_tally(offered, "state"),
        average_answer_days=_average(_answer_days(offered)),
        groups=_groups(came) | {YOUNG: _young(came, until)},
        closed=cases.filter(closed_at__gte=first, closed_at__lt=last).count(),
    )


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _tally(rows: QuerySet, field: str) -> dict[str, int]:  # type: ignore[type-arg]
    counted = rows.order_by(field).values(field).annotate(number=Count("pk"))
    return {row[field]: row["number"] for row in counted}


def _average(days: list[int]) -> int | None:
    return (2 * sum(days) + len(days)) // (2 * len(days)) if days else None


def _answer_days(rows: QuerySet[Handover]) -> list[int]:
    answered = rows.filter(state__in=(HandoverState.ACCEPTED, HandoverState.REFUSED), answered_at__isnull=False)
    return [
        (timezone.localdate(answered_at) - timezone.localdate(offered_at)).days
        for offered_at, answered_at in answered.order_by("id").values_list("offered_at", "answered_at")
        if answered_at is not None
    ]


def _groups(came: QuerySet[Case]) -> dict[str, int]:
    wanted = {fact_id for fact_id, _value in ATTENTION_GROUPS.values()}
    rows = CaseFact.objects.filter(
        case__in=came, fact_id__in=wanted, state=FactState.KNOWN, superseded_at__isnull=True
    ).order_by("id")
    answers = list(rows.values_list("fact_id", "value"))
    return {name: answers.count(told_by) for name, told_by in ATTENTION_GROUPS.items()}


def _young(came: QuerySet[Case], on: dt.date) -> int:
    below = number(scheme_for(Use.ROUTING), "jongere_onder", region_code="", on=on)
    births = came.order_by("id").values_list("participant__birth_date", flat=True)
    return sum(1 for born in births if age(born, on) < below)
