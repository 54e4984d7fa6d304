"""Rows shaped as values."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from overstap.core.moves import SIGNAL_MOVES, possible_moves
from overstap.oversight.access import signal_parts
from overstap.oversight.values import ReportRow, SignalCard

if TYPE_CHECKING:
    from overstap.core.actor import Actor
    from overstap.oversight.models import RegionReport, Signal


def report_row(row: RegionReport, now: dt.datetime) -> ReportRow:
    """Show a report in a list."""
    return ReportRow(
        id=row.pk,
        region_code=row.region.code,
        region_name=row.region.name,
        period_from=row.period_from,
        period_until=row.period_until,
        due_on=row.due_on,
        submitted_at=row.submitted_at,
        overdue=row.submitted_at is None and row.due_on < timezone.localdate(now),
    )


def signal_card(row: Signal, actor: Actor) -> SignalCard:
    """Show a signal with what the actor can do with it."""
    return SignalCard(
        id=row.pk,
        region_code=row.region.code,
        region_name=row.region.name,
        subject=row.subject,
        explanation=row.explanation,
        state=row.state,
        state_label=row.get_state_display(),
        owner=row.owner,
        raised_at=row.raised_at,
        raised_by=row.raised_by.name,
        decision=row.decision,
        agenda_on=row.agenda_on,
        moves=possible_moves(SIGNAL_MOVES, row.state, parts=signal_parts(actor)),
    )
