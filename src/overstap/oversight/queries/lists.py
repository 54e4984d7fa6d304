"""Reports and signals in rows, and what waits in a region, each for who watches over it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from overstap.casework.models import Handover, HandoverState, NextAction
from overstap.core.reporting import shown
from overstap.oversight.access import is_national, require_region, visible_reports
from overstap.oversight.cards import report_row, signal_card
from overstap.oversight.models import Signal
from overstap.oversight.planning import smallest_count
from overstap.oversight.values import ReportRow, SignalCard, Waiting

if TYPE_CHECKING:
    from overstap.core.actor import Actor


def reports_handed_in(actor: Actor, now: dt.datetime) -> tuple[ReportRow, ...]:
    """Give the reports that were handed in, the newest first (R-384)."""
    rows = visible_reports(actor).filter(submitted_at__isnull=False).order_by("-period_until", "region__code", "id")
    return tuple(report_row(row, now) for row in rows)


def signals(actor: Actor) -> tuple[SignalCard, ...]:
    """Give the signals that an actor may see, by the meeting that they are on the agenda of (R-386)."""
    rows = Signal.objects.select_related("region", "raised_by").order_by("agenda_on", "raised_at", "id")
    if not is_national(actor):
        rows = rows.filter(region__code__in=actor.region_codes)
    return tuple(signal_card(row, actor) for row in rows)


def waiting(actor: Actor, region_code: str, now: dt.datetime) -> Waiting:
    """Give what waits in a region: counts only, and for a national body no small ones.

    Raises NotFoundError for who does not watch over the region.
    """
    outsider = require_region(actor, region_code)
    today = timezone.localdate(now)
    offered = Handover.objects.filter(case__region__code=region_code, state=HandoverState.OFFERED)
    steps = NextAction.objects.filter(
        case__region__code=region_code, case__closed_at__isnull=True, done_at__isnull=True, due_on__lt=today
    )
    counts = (offered.count(), offered.filter(answer_due__lt=today).count(), steps.count())
    if outsider:
        smallest = smallest_count(today)
        return Waiting(*(shown(count, smallest=smallest) for count in counts))
    return Waiting(*counts)
