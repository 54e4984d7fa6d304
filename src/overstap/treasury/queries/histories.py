"""What happened: every entry of a budget or a commitment, and the decisions behind a budget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from overstap.core.actor import Actor
from overstap.core.ledger import EntryKind, Position, position_after
from overstap.treasury.access import access_budget
from overstap.treasury.models import Entry, FrameworkDecision
from overstap.treasury.queries.positions import BudgetRow, position_at, row_of


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
    """One budget with the decisions behind it and its entries, which are read as far as they are looked at."""

    row: BudgetRow
    decisions: tuple[DecisionRow, ...]
    newest: NewestFirst

    @property
    def entries(self) -> tuple[EntryRow, ...]:
        """Every entry, oldest first."""
        return tuple(self.newest[:])[::-1]


class NewestFirst:
    """The entries of one budget, the newest first, of which only the asked stretch is read (boekingen)."""

    def __init__(self, entries: QuerySet[Entry]) -> None:
        self._entries = entries

    def __len__(self) -> int:
        """How many there are."""
        return self._entries.count()

    def __getitem__(self, stretch: slice) -> list[EntryRow]:
        """A stretch of them, each with the standing of the budget after it."""
        rows = list(self._entries.select_related("commitment").order_by("-at", "-id")[stretch])
        if not rows:
            return []
        until = Q(at__lt=rows[0].at) | Q(at=rows[0].at, id__lte=rows[0].id)
        after = _sum_of(self._entries.filter(until))
        undone = set(Entry.objects.filter(reverses__in=[row.id for row in rows]).values_list("reverses_id", flat=True))
        found = []
        for row in rows:
            found.append(_entry_row(row, after, undone=row.id in undone))
            after = position_after(after, EntryKind(row.kind), -row.amount_cents)
        return found


def _sum_of(entries: QuerySet[Entry]) -> Position:
    standing = Position()
    for kind, cents in entries.order_by().values_list("kind").annotate(Sum("amount_cents")):
        standing = position_after(standing, EntryKind(kind), int(cents))
    return standing


def budget_page(actor: Actor, budget_id: int, *, as_of: datetime | None = None) -> BudgetPage:
    """One budget with its history, now or as it was at a past moment.

    Raises NotFoundError for anyone who may not see it.
    """
    budget = access_budget(actor, budget_id)
    decisions = FrameworkDecision.objects.filter(budget=budget).order_by("decided_at", "id")
    entries, row = Entry.objects.filter(budget=budget), row_of(budget)
    if as_of is not None:
        decisions, entries = decisions.filter(decided_at__lte=as_of), entries.filter(at__lte=as_of)
        row = replace(row, position=position_at(budget.id, as_of))
    return BudgetPage(
        row=row,
        decisions=tuple(DecisionRow(one.decided_at, one.amount_cents, one.source, one.decided_by) for one in decisions),
        newest=NewestFirst(entries),
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
        rows.append(_entry_row(entry, after, undone=entry.id in undone))
    return tuple(rows)


def _entry_row(entry: Entry, after: Position, *, undone: bool) -> EntryRow:
    return EntryRow(
        entry_id=entry.id,
        at=entry.at,
        meant_at=entry.meant_at,
        reverses_id=entry.reverses_id,
        undone=undone,
        kind=entry.kind,
        amount_cents=entry.amount_cents,
        because=entry.because,
        actor=entry.actor_name,
        commitment_key=entry.commitment.key if entry.commitment else None,
        recipient=entry.commitment.recipient if entry.commitment else "",
        after=after,
    )
