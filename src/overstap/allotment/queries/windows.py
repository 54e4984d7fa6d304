"""What everybody may know of the windows: their terms and a counter, no one's data."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from overstap.allotment.clock import database_now
from overstap.allotment.models import Application, Window
from overstap.allotment.values import CounterCard, WindowCard, standing_of, window_card
from overstap.core.allotment import Opening, opening_at


def opening_of(row: Window, moment: datetime) -> Opening:
    """Whether one can apply at a moment; what was divided never opens again, also when a clock is set back."""
    return Opening.CLOSED if row.shared_at else opening_at(moment, row.opens_at, row.closes_at)


def windows(now: datetime, *, stream: str = "", region_code: str | None = None) -> tuple[WindowCard, ...]:
    """Every window with whether it is open, in order of opening; those that are only announced last."""
    moment = database_now(now)
    rows = Window.objects.order_by("opens_at", "code")
    if stream:
        rows = rows.filter(stream=stream)
    if region_code is not None:
        rows = rows.filter(Q(region_code=region_code) | Q(region_code=""))
    cards = [window_card(row, opening_of(row, moment)) for row in rows]
    return tuple(sorted(cards, key=lambda card: card.opens_at is None))


def window(code: str, now: datetime) -> WindowCard | None:
    """One window with whether it is open; None when there is no such window."""
    row = Window.objects.filter(code=code).first()
    return window_card(row, opening_of(row, database_now(now))) if row is not None else None


def public_counter(code: str, now: datetime) -> CounterCard | None:
    """How a window stands, for everybody (teller): granted, free and waiting; None when there is no such window."""
    row = Window.objects.filter(code=code).first()
    if row is None:
        return None
    standing = standing_of(row)
    inbox = Application.objects.filter(window=row, rank__isnull=True).count()
    return CounterCard(
        window=window_card(row, opening_of(row, database_now(now))),
        applications=row.ranked + inbox,
        inbox=inbox,
        granted=row.registered,
        held=row.held,
        free=standing.free,
        waiting=row.waiting,
        full=standing.free <= 0 or row.waiting > 0,
        shared_at=row.shared_at,
    )
