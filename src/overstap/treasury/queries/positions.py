"""How budgets stand: now from the running totals, on a past day from the entries alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from overstap.core.actor import Actor
from overstap.core.ledger import AccountKind, Position, position_of
from overstap.treasury import policy
from overstap.treasury.access import access_budget, visible_budgets
from overstap.treasury.books import as_value, sums_to_position
from overstap.treasury.models import Account, Budget, Entry, FrameworkDecision, FundingStream


@dataclass(frozen=True, slots=True)
class StreamCard:
    """A funding stream as others see it (geldstroom)."""

    code: str
    name_nl: str
    name_en: str
    with_cashier: bool
    has_ledger: bool


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One budget and how it stands (stand van een budget)."""

    budget_id: int
    stream: StreamCard
    region_code: str
    year: int
    position: Position


@dataclass(frozen=True, slots=True)
class StreamRow:
    """One stream in a year with its budgets (stand van een geldstroom): `total` is their sum."""

    stream: StreamCard
    total: Position
    budgets: tuple[BudgetRow, ...]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as people read it (boeking): `after` is how the budget stood after it."""

    at: datetime
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


def position(*, stream: str, region_code: str, year: int) -> Position:
    """How a budget stands now; all zero when there is none."""
    found = _rows(Budget.objects.filter(stream__code=stream, region_code=region_code, year=year))
    return found[0].position if found else Position()


def positions(*, region_code: str | None, year: int) -> tuple[BudgetRow, ...]:
    """How the budgets of a region (None: all regions) stand in a year, by stream and region."""
    budgets = Budget.objects.filter(year=year)
    return _rows(budgets if region_code is None else budgets.filter(region_code=region_code))


def board(actor: Actor, *, year: int, region_code: str | None = None) -> tuple[StreamRow, ...]:
    """Every stream with a ledger and how it stands in a year, as far as this actor may see; optionally one region."""
    budgets = visible_budgets(actor).filter(year=year)
    if region_code is not None:
        budgets = budgets.filter(region_code=region_code)
    by_stream: dict[str, list[BudgetRow]] = defaultdict(list)
    for row in _rows(budgets):
        by_stream[row.stream.code].append(row)
    streams = FundingStream.objects.filter(has_ledger=True).order_by("rank", "code")
    return tuple(
        StreamRow(_stream(stream), _total(by_stream[stream.code]), tuple(by_stream[stream.code])) for stream in streams
    )


def years(actor: Actor) -> tuple[int, ...]:
    """The years for which this actor sees a budget, oldest first."""
    found = visible_budgets(actor).order_by("year").values_list("year", flat=True).distinct()
    return tuple(found)


def framework_choices() -> tuple[StreamCard, ...]:
    """The streams for which a budget can be set."""
    return tuple(_stream(row) for row in FundingStream.objects.filter(has_ledger=True).order_by("rank", "code"))


def framework_years(on: date) -> tuple[int, ...]:
    """The years for which the country has an amount, by the schemes of that day."""
    return policy.frame_years(on)


def budget_page(actor: Actor, budget_id: int) -> BudgetPage:
    """One budget with its history; raises NotFoundError for anyone who may not see it."""
    budget = access_budget(actor, budget_id)
    decisions = FrameworkDecision.objects.filter(budget=budget).order_by("decided_at", "id")
    return BudgetPage(
        row=_rows(Budget.objects.filter(id=budget.id))[0],
        decisions=tuple(DecisionRow(row.decided_at, row.amount_cents, row.source, row.decided_by) for row in decisions),
        entries=_entries(Entry.objects.filter(budget=budget)),
    )


def utilisation(*, region_code: str | None, as_of: datetime, year: int | None = None) -> tuple[StreamRow, ...]:
    """How the streams stood at a past moment (uitnutting, R-260), computed from the entries up to and including it.

    Of one region or (None) the country; of one budget year or (None) all.
    """
    wanted = Q(budget__stream__has_ledger=True, at__lte=as_of)
    if region_code is not None:
        wanted &= Q(budget__region_code=region_code)
    if year is not None:
        wanted &= Q(budget__year=year)
    sums: dict[int, dict[str, int]] = defaultdict(dict)
    found = Entry.objects.filter(wanted).order_by().values_list("budget_id", "kind").annotate(Sum("amount_cents"))
    for budget_id, kind, amount in found:
        sums[budget_id][kind] = amount
    budgets = (
        Budget.objects.select_related("stream").filter(id__in=sums).order_by("stream__rank", "region_code", "year")
    )
    by_stream: dict[str, list[BudgetRow]] = defaultdict(list)
    for budget in budgets:
        by_stream[budget.stream.code].append(_row(budget, sums_to_position(sums[budget.id])))
    streams = FundingStream.objects.filter(has_ledger=True).order_by("rank", "code")
    return tuple(
        StreamRow(_stream(stream), _total(by_stream[stream.code]), tuple(by_stream[stream.code])) for stream in streams
    )


def entries_of(entries: QuerySet[Entry]) -> tuple[EntryRow, ...]:
    """The entries as rows, oldest first, with the standing after each of them counted from these entries alone."""
    return _entries(entries)


def _entries(entries: QuerySet[Entry]) -> tuple[EntryRow, ...]:
    rows: list[EntryRow] = []
    after = Position()
    for entry in entries.select_related("commitment").order_by("at", "id"):
        after += sums_to_position({entry.kind: entry.amount_cents})
        rows.append(
            EntryRow(
                at=entry.at,
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


def _rows(budgets: QuerySet[Budget]) -> tuple[BudgetRow, ...]:
    ordered = budgets.select_related("stream").order_by("stream__rank", "region_code", "year")
    accounts: dict[int, dict[AccountKind, Account]] = defaultdict(dict)
    for account in Account.objects.filter(budget__in=budgets.order_by()):
        accounts[account.budget_id][AccountKind(account.kind)] = account
    return tuple(
        _row(budget, position_of({kind: as_value(row) for kind, row in accounts[budget.id].items()}))
        for budget in ordered
    )


def _row(budget: Budget, standing: Position) -> BudgetRow:
    return BudgetRow(budget.id, _stream(budget.stream), budget.region_code, budget.year, standing)


def _stream(row: FundingStream) -> StreamCard:
    return StreamCard(row.code, row.name_nl, row.name_en, row.with_cashier, row.has_ledger)


def _total(rows: Iterable[BudgetRow]) -> Position:
    return sum((row.position for row in rows), Position())
