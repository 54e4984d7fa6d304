"""The board of a region and of the country."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.utils import timezone

from overstap.casework.models import Case, CaseState
from overstap.core.reporting import shown
from overstap.oversight.access import require_national, require_region
from overstap.oversight.cards import report_row, signal_card
from overstap.oversight.figures import live_figures, without_small_counts
from overstap.oversight.models import RegionReport, Signal
from overstap.oversight.planning import meeting_after, smallest_count
from overstap.oversight.values import NationalBoard, RegionBoard, RegionRow
from overstap.parties import queries as parties
from overstap.treasury.queries import utilisation

if TYPE_CHECKING:
    from overstap.core.actor import Actor
    from overstap.oversight.values import ReportRow, SignalCard
    from overstap.parties.values import RegionCard


def region_board(actor: Actor, region_code: str, now: dt.datetime) -> RegionBoard:
    """Give how a region stands in its running report period.

    The coordinator sees all counts, a national body no small ones. Raises NotFoundError for anyone else.
    """
    outsider = require_region(actor, region_code)
    today = timezone.localdate(now)
    page = parties.region(region_code, today)
    reports = (
        RegionReport.objects.filter(region__code=region_code).select_related("region").order_by("period_from", "id")
    )
    rows = tuple(report_row(row, now) for row in reports)
    start = max((row.period_from for row in rows if row.period_from <= today), default=page.region.live_on or today)
    figures = live_figures(region_code, start, today + dt.timedelta(days=1), now=now)
    return RegionBoard(
        region=page.region,
        figures=without_small_counts(figures, smallest=smallest_count(today)) if outsider else figures,
        reports=rows,
        signals=_signals(actor, Signal.objects.filter(region__code=region_code)),
        warnings=page.warnings,
        next_meeting=meeting_after(today),
    )


def national_board(actor: Actor, now: dt.datetime) -> NationalBoard:
    """Give how the country stands: every region in one row, what is not open yet (R-101), late or on the agenda.

    The figures are those of the running year. Raises NotFoundError for who does not watch over the country.
    """
    require_national(actor)
    today = timezone.localdate(now)
    smallest = smallest_count(today)
    late = _overdue(now)
    year = live_figures("", dt.date(today.year, 1, 1), today + dt.timedelta(days=1), now=now)
    return NationalBoard(
        as_of=now,
        regions=_regions(today, smallest, late, now),
        not_open=parties.regions_not_open(today),
        figures=without_small_counts(year, smallest=smallest),
        overdue=late,
        signals=_signals(actor, Signal.objects.exclude(state=Signal.State.DECIDED)),
        next_meeting=meeting_after(today),
    )


def _regions(today: dt.date, smallest: int, late: tuple[ReportRow, ...], now: dt.datetime) -> tuple[RegionRow, ...]:
    cases = Case.objects.all()
    came = _per_region(cases.filter(opened_at__year=today.year))
    running = _per_region(cases.exclude(state=CaseState.CLOSED))
    placed = _per_region(cases.filter(outcome__isnull=False))
    signals = _per_region(Signal.objects.exclude(state=Signal.State.DECIDED))
    overdue = Counter(row.region_code for row in late)
    budget, used = _money(now, today.year)

    def row(region: RegionCard) -> RegionRow:
        code = region.code
        return RegionRow(
            region=region,
            is_open=region.is_open(today),
            inflow=shown(came[code], smallest=smallest),
            open_cases=shown(running[code], smallest=smallest),
            placed=shown(placed[code], smallest=smallest),
            reports_overdue=overdue[code],
            signals_open=signals[code],
            budget_cents=budget[code],
            used_cents=used[code],
        )

    return tuple(row(region) for region in parties.regions())


def _per_region(rows: QuerySet) -> Counter[str]:  # type: ignore[type-arg]
    counted = rows.order_by("region__code").values("region__code").annotate(number=Count("pk"))
    return Counter({row["region__code"]: row["number"] for row in counted})


def _money(now: dt.datetime, year: int) -> tuple[Counter[str], Counter[str]]:
    budget: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for stream in utilisation(region_code=None, as_of=now, year=year):
        for row in stream.budgets:
            budget[row.region_code] += row.position.ceiling
            used[row.region_code] += row.position.committed + row.position.paid
    return budget, used


def _overdue(now: dt.datetime) -> tuple[ReportRow, ...]:
    rows = RegionReport.objects.filter(submitted_at__isnull=True, due_on__lt=timezone.localdate(now))
    return tuple(report_row(row, now) for row in rows.select_related("region").order_by("due_on", "region__code"))


def _signals(actor: Actor, rows: QuerySet[Signal]) -> tuple[SignalCard, ...]:
    found = rows.select_related("region", "raised_by").order_by("agenda_on", "raised_at", "id")
    return tuple(signal_card(row, actor) for row in found)
