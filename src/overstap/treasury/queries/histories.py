"""What happened: every entry of a budget or a commitment, and the decisions behind a budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from overstap.core.actor import Actor
from overstap.core.ledger import EntryKind, Position, position_after
from overstap.treasury.access import access_budget
from overstap.treasury.models import Entry, FrameworkDecision
from overstap.treasury.queries.positions import BudgetRow, row_of


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as people read it (boeking): `after` is how the budget stood after it.

    `meant_at` is when it was meant for, where that period was closed; `undone`: an opposite entry followed.
    """

    entry_id: int
    at: datetime
    meant_at: datetime | None
    reverses_id: int | None
    undone: bool
    kind: str
    amount_cents: int
    because: str
    actor: str
    commitment_key: UUID | None
    recipient: str
    after: Position


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision about a budget (kaderbesluit)."""

    at: datetime
    amount_cents: int
    source: str
    by: str


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """One budget with every entry, oldest first, and the decisions behind it."""

    row: BudgetRow
    decisions: tuple[DecisionRow, ...]
    entries: tuple[EntryRow, ...]


def budget_page(actor: Actor, budget_id: int) -> BudgetPage:
    """One budget with its history; raises NotFoundError for anyone who may not see it."""
    budget = access_budget(actor, budget_id)
    decisions = FrameworkDecision.objects.filter(budget=budget).order_by("decided_at", "id")
    return BudgetPage(
        row=row_of(budget),
        decisions=tuple(DecisionRow(row.decided_at, row.amount_cents, row.source, row.decided_by) for row in decisions),
        entries=_entries(Entry.objects.filter(budget=budget)),
    )


def entries_of(entries: QuerySet[Entry]) -> tuple[EntryRow, ...]:
    """The entries as rows, oldest first, with the standing after each of them counted from these entries alone."""
    return _entries(entries)


def _entries(entries: QuerySet[Entry]) -> tuple[EntryRow, ...]:
    rows: list[EntryRow] = []
    after = Position()
    undone = set(entries.filter(reversed_by__isnull=False).values_list("id", flat=True))
    for entry in entries.select_related("commitment").order_by("at", "id"):
        after = position_after(after, EntryKind(entry.kind), entry.amount_cents)
        rows.append(
            EntryRow(
                entry_id=entry.id,
                at=entry.at,
                meant_at=entry.meant_at,
                reverses_id=entry.reverses_id,
                undone=entry.id in undone,
                kind=entry.kind,
                amount_cents=entry.amount_cents,
                because=entry.because,
                actor=entry.actor_name,
                commitment_key=entry.commitment.key if entry.commitment else None,
                recipient=entry.commitment.recipient if entry.commitment else "",
                after=after,
            )
        )
    return tuple(rows)
