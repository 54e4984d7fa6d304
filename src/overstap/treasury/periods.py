"""Periods of the books: when a month begins and ends, and what proves that its entries are still the same.

The fingerprint of a budget is a chain: that of the period before, followed by every entry of this period in order. One
entry that is changed, added or gone makes every later fingerprint another, so that whoever kept one on paper sees it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Sum

from overstap.core.ledger import EntryKind, Position, position_after
from overstap.treasury.days import day_of, start_of
from overstap.treasury.models import Budget, Entry, Period

LAST_MONTH = 12

_FIELDS = (
    "budget_id", "kind", "amount_cents", "id", "commitment_id", "ends_id", "reverses_id", "idempotency_key", "at",
    "meant_at", "actor_name", "because",
)  # fmt: skip
_BUDGET, _KIND, _AMOUNT = 0, 1, 2


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month (maand)."""

    year: int
    number: int

    @property
    def starts_at(self) -> datetime:
        """Its first moment where people live."""
        return start_of(date(self.year, self.number, 1))

    @property
    def ends_at(self) -> datetime:
        """The first moment after it."""
        return self.next().starts_at

    def next(self) -> Month:
        """The month after it."""
        after = self.number == LAST_MONTH
        return Month(self.year + after, 1 if after else self.number + 1)


def month_of(at: datetime) -> Month:
    """The month of a moment where people live."""
    day = day_of(at)
    return Month(day.year, day.month)


def first_month() -> Month | None:
    """The month of the first entry; None when nothing was booked."""
    first = Entry.objects.order_by("at").values_list("at", flat=True).first()
    return month_of(first) if first else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a budget stands at the end of a period, and what proves it (slotstand)."""

    budget_id: int
    position: Position
    entry_count: int
    fingerprint: str


def standings(month: Month, before: Mapping[int, Standing]) -> tuple[Standing, ...]:
    """How every budget stands at the end of a month, from how it stood before and the entries of the month."""
    since: dict[str, Any] = {"at__gte": month.starts_at} if before else {}
    entries = Entry.objects.filter(at__lt=month.ends_at, **since).order_by("budget_id", "at", "id")
    rows = entries.values_list(*_FIELDS).iterator(chunk_size=5000)
    moved = {budget_id: _after(before.get(budget_id), budget_id, found) for budget_id, found in by_budget(rows)}
    return tuple(
        moved.get(budget_id) or _after(before.get(budget_id), budget_id, ())
        for budget_id in Budget.objects.order_by("id").values_list("id", flat=True)
    )


def standings_until(moment: datetime) -> tuple[Standing, ...]:
    """How every budget that had moved stood before a moment, where no period was closed there: without proof."""
    sums: dict[int, Position] = defaultdict(Position)
    entries = Entry.objects.filter(at__lt=moment).order_by()
    for budget_id, kind, cents in entries.values_list("budget_id", "kind").annotate(Sum("amount_cents")):
        sums[budget_id] = position_after(sums[budget_id], EntryKind(kind), cents)
    return tuple(Standing(budget_id, position, 0, "") for budget_id, position in sums.items())


def by_budget(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, Iterator[Sequence[Any]]]]:
    """Entries in order, per budget."""
    return groupby(rows, key=itemgetter(_BUDGET))


def _after(before: Standing | None, budget_id: int, entries: Iterable[Sequence[Any]]) -> Standing:
    position = before.position if before else Position()
    digest = hashlib.sha256((before.fingerprint if before else "").encode())
    sums: dict[str, int] = defaultdict(int)
    count = 0
    for entry in entries:
        sums[entry[_KIND]] += entry[_AMOUNT]
        digest.update(json.dumps(entry, default=_plain, separators=(",", ":")).encode())
        count += 1
    for kind, amount in sums.items():
        position = position_after(position, EntryKind(kind), amount)
    return Standing(budget_id, position, count, digest.hexdigest())


def _plain(value: datetime) -> str:
    return value.isoformat()


def fingerprint_of(rows: Iterable[Standing]) -> str:
    """One fingerprint over the standings of all budgets, in the order of their ids."""
    digest = hashlib.sha256()
    for row in sorted(rows, key=lambda one: one.budget_id):
        amounts = (row.position.ceiling, row.position.reserved, row.position.committed, row.position.paid)
        line = json.dumps((row.budget_id, *amounts, row.entry_count, row.fingerprint), separators=(",", ":"))
        digest.update(line.encode())
    return digest.hexdigest()


def closed_standings(period: Period) -> dict[int, Standing]:
    """The standings that were kept when a period was closed."""
    return {
        row.budget_id: Standing(
            row.budget_id,
            Position(row.ceiling_cents, row.reserved_cents, row.committed_cents, row.paid_cents),
            row.entry_count,
            row.fingerprint,
        )
        for row in period.standings.all()
    }


def last_closed() -> Period | None:
    """The period that was closed last."""
    return Period.objects.filter(closed_at__isnull=False).order_by("-year", "-month").first()
