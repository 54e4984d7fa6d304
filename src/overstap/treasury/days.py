"""How every budget stood at the end of every day, kept with each entry (dagstanden).

A day is a calendar day of the installation's time zone: "as of" a day means its last moment where people live. A row
exists for each day on which a budget moved and holds the whole standing, so that any past day is one look-up: the last
row on or before it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone

from overstap.core.ledger import EntryKind, Position, position_after
from overstap.treasury.models import DayEnd


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a budget within one day: how its standing changed, and the reservations that were made."""

    change: Position = field(default_factory=Position)
    taken: int = 0
    taken_cents: int = 0

    def __add__(self, other: Step) -> Step:
        """Both, one after the other."""
        return Step(self.change + other.change, self.taken + other.taken, self.taken_cents + other.taken_cents)


NOTHING = Step()


@dataclass(frozen=True, slots=True)
class Dated:
    """Some entries of one kind and one moment: how many, and what they come to in whole cents."""

    kind: EntryKind
    at: dt.datetime
    cents: int
    count: int = 1


def day_of(at: dt.datetime) -> dt.date:
    """The calendar day of a moment where people live."""
    return timezone.localtime(at, timezone.get_default_timezone()).date()


def start_of(day: dt.date) -> dt.datetime:
    """The first moment of a day where people live."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()), timezone.get_default_timezone())


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day where people live."""
    return start_of(day + dt.timedelta(days=1)) - dt.timedelta(microseconds=1)


def step_of(kind: EntryKind, cents: int, count: int) -> Step:
    """What some entries of one kind do to the end of their day."""
    taken = (count, cents) if kind is EntryKind.RESERVE else (0, 0)
    return Step(position_after(Position(), kind, cents), *taken)


def note(budget_id: int, entries: Iterable[Dated], *, last: dt.datetime | None) -> None:
    """Carry entries into the ends of their days; the caller holds the locks on the accounts of the budget.

    `last` is the latest moment of an entry of this budget before these (the highest `last_at` of its accounts), or None
    when it never moved. Entries that are dated earlier than the last one change every day end since.
    """
    steps: dict[dt.date, Step] = defaultdict(Step)
    for entry in entries:
        steps[day_of(entry.at)] += step_of(entry.kind, entry.cents, entry.count)
    newest = None if last is None else day_of(last)
    for day in sorted(steps):
        _carry(budget_id, day, steps[day], newest)
        newest = day if newest is None else max(day, newest)


def _carry(budget_id: int, day: dt.date, step: Step, newest: dt.date | None) -> None:
    rows = DayEnd.objects.filter(budget_id=budget_id)
    if day == newest and rows.filter(day=day).update(**_more(step)):
        return
    if day != newest and newest is not None and day < newest:
        # A clock was set back: this day and every later one ends otherwise.
        if not rows.filter(day=day).exists():
            _open(budget_id, day, NOTHING)
        rows.filter(day__gte=day).update(**_more(step))
        return
    _open(budget_id, day, step)


def _open(budget_id: int, day: dt.date, step: Step) -> None:
    before = DayEnd.objects.filter(budget_id=budget_id, day__lt=day).order_by("-day").first() or DayEnd()
    DayEnd.objects.create(
        budget_id=budget_id, day=day, **{name: getattr(before, name) + more for name, more in _amounts(step).items()}
    )


def _more(step: Step) -> dict[str, F]:
    return {name: F(name) + more for name, more in _amounts(step).items()}  # type: ignore[misc]


def _amounts(step: Step) -> dict[str, int]:
    return {
        "ceiling_cents": step.change.ceiling,
        "reserved_cents": step.change.reserved,
        "committed_cents": step.change.committed,
        "paid_cents": step.change.paid,
        "taken": step.taken,
        "taken_cents": step.taken_cents,
    }
