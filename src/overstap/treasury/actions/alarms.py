"""Warnings that a budget runs out, kept by the night round: raised once, told anew as they change, ended by itself."""

from __future__ import annotations

from datetime import datetime

from overstap.audit import actions as audit
from overstap.core.actor import SYSTEM
from overstap.treasury.books import one_transaction
from overstap.treasury.days import day_of
from overstap.treasury.models import Alarm, Budget
from overstap.treasury.queries.forecasts import Outlook, Waiting, outlooks_of


@one_transaction
def sound_alarms(*, now: datetime, waiting: Waiting | None = None) -> int:
    """Look ahead for every budget of this year and the next (waarschuwen); gives how many warnings are new.

    A warning ends when it holds no longer, and comes back as a new one when it holds again. Safe to repeat. `waiting`
    is what is asked of budgets and not settled yet.
    """
    today = day_of(now)
    budgets = Budget.objects.filter(year__gte=today.year, year__lte=today.year + 1, stream__has_ledger=True)
    found = outlooks_of(budgets, on=today, waiting=waiting).budgets
    open_ = {(row.budget_id, row.kind): row for row in _open_alarms()}
    new = 0
    for budget_id, outlook in sorted(found.items()):
        for kind in _kinds(outlook):
            known = open_.pop((budget_id, kind), None)
            new += known is None
            _tell(known or Alarm(budget_id=budget_id, kind=kind, raised_at=now), outlook, now)
    for over in open_.values():
        over.ended_at = now
        over.save(update_fields=("ended_at",))
    return new


def _open_alarms() -> list[Alarm]:
    return list(Alarm.objects.select_for_update().filter(ended_at__isnull=True).order_by("id"))


def _kinds(outlook: Outlook) -> tuple[Alarm.Kind, ...]:
    """What to warn for; what is nearly used is not also called too early."""
    if outlook.nearly_used:
        return (Alarm.Kind.NEARLY_USED,)
    return (Alarm.Kind.TOO_EARLY,) if outlook.too_early else ()


def _tell(alarm: Alarm, outlook: Outlook, now: datetime) -> None:
    is_new = alarm.pk is None
    alarm.told_at, alarm.used_percent = now, outlook.used_percent
    alarm.early_on, alarm.likely_on, alarm.late_on = outlook.early_on, outlook.likely_on, outlook.late_on
    alarm.save()
    if is_new:
        audit.record(
            actor=SYSTEM,
            verb="waarschuwing_budget",
            object_kind="budget",
            object_id=alarm.budget_id,
            now=now,
            details={"soort": alarm.kind, "gebruikt_procent": alarm.used_percent},
        )
