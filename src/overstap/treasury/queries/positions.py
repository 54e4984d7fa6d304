"""How budgets stand: now from the running totals, at a past moment from the ends of the days and the entries since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from overstap.core.actor import Actor
from overstap.core.ledger import AccountKind, EntryKind, Position, position_after, position_of
from overstap.treasury import policy
from overstap.treasury.access import visible_budgets
from overstap.treasury.books import as_value
from overstap.treasury.days import day_of, end_of, start_of
from overstap.treasury.models import Account, Budget, DayEnd, Entry, FundingStream


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


def position(*, stream: str, region_code: str, year: int) -> Position:
    """How a budget stands now; all zero when there is none."""
    found = _rows(Budget.objects.filter(stream__code=stream, region_code=region_code, year=year))
    return found[0].position if found else Position()


def positions(*, region_code: str | None, year: int) -> tuple[BudgetRow, ...]:
    """How the budgets of a region (None: all regions) stand in a year, by stream and region."""
    budgets = Budget.objects.filter(year=year)
    return _rows(budgets if region_code is None else budgets.filter(region_code=region_code))


def row_of(budget: Budget) -> BudgetRow:
    """How one budget stands now; who may see it was asked before."""
    return _rows(Budget.objects.filter(id=budget.id))[0]


def board(actor: Actor, *, year: int, region_code: str | None = None) -> tuple[StreamRow, ...]:
    """Every stream with a ledger and how it stands in a year, as far as this actor may see; optionally one region."""
    budgets = visible_budgets(actor).filter(year=year)
    if region_code is not None:
        budgets = budgets.filter(region_code=region_code)
    return _by_stream(_rows(budgets))


def years(actor: Actor) -> tuple[int, ...]:
    """The years for which this actor sees a budget, oldest first."""
    found = visible_budgets(actor).order_by("year").values_list("year", flat=True).distinct()
    return tuple(found)


def framework_choices() -> tuple[StreamCard, ...]:
    """The streams for which a budget can be set."""
    return tuple(stream_card(row) for row in FundingStream.objects.filter(has_ledger=True).order_by("rank", "code"))


def framework_years(on: date) -> tuple[int, ...]:
    """The years for which the country has an amount, by the schemes of that day."""
    return policy.frame_years(on)


def utilisation(*, region_code: str | None, as_of: datetime, year: int | None = None) -> tuple[StreamRow, ...]:
    """How the streams stood at a past moment (uitnutting, R-260), counting the entries up to and including it.

    Of one region or (None) the country; of one budget year or (None) all. A budget that had not moved yet is left out.
    """
    budgets = Budget.objects.filter(stream__has_ledger=True)
    if region_code is not None:
        budgets = budgets.filter(region_code=region_code)
    if year is not None:
        budgets = budgets.filter(year=year)
    return _by_stream(rows_at(budgets, as_of))


def board_at(actor: Actor, *, as_of: datetime, year: int, region_code: str | None = None) -> tuple[StreamRow, ...]:
    """The board as it stood at a past moment, as far as this actor may see."""
    budgets = visible_budgets(actor).filter(year=year, stream__has_ledger=True)
    if region_code is not None:
        budgets = budgets.filter(region_code=region_code)
    return _by_stream(rows_at(budgets, as_of))


def position_at(budget_id: int, as_of: datetime) -> Position:
    """How one budget stood at a past moment, counting the entries up to and including it."""
    return standings_at(Budget.objects.filter(id=budget_id), as_of).get(budget_id, Position())


def standings_at(budgets: QuerySet[Budget], as_of: datetime) -> dict[int, Position]:
    """How these budgets stood at a moment, by their id; one that had not moved yet is left out.

    The end of the last whole day before the moment, and the entries of the broken day after it: a look-up per budget,
    however many entries there are.
    """
    day = day_of(as_of)
    broken = as_of < end_of(day)
    found = _day_ends(budgets, day - timedelta(days=1) if broken else day)
    if not broken:
        return found
    entries = Entry.objects.filter(budget__in=budgets.order_by(), at__gte=start_of(day), at__lte=as_of).order_by()
    for budget_id, kind, cents in entries.values_list("budget_id", "kind").annotate(Sum("amount_cents")):
        found[budget_id] = position_after(found.get(budget_id, Position()), EntryKind(kind), cents)
    return found


def _day_ends(budgets: QuerySet[Budget], day: date) -> dict[int, Position]:
    last = DayEnd.objects.filter(budget=OuterRef("pk"), day__lte=day).order_by("-day").values("pk")[:1]
    rows = DayEnd.objects.filter(pk__in=budgets.order_by().annotate(last=Subquery(last)).values("last")).order_by()
    names = ("budget_id", "ceiling_cents", "reserved_cents", "committed_cents", "paid_cents")
    return {budget_id: Position(*amounts) for budget_id, *amounts in rows.values_list(*names)}


def rows_at(budgets: QuerySet[Budget], as_of: datetime) -> tuple[BudgetRow, ...]:
    """The budgets as they stood at a moment, by stream, region and year; one that had not moved yet is left out."""
    standings = standings_at(budgets, as_of)
    ordered = budgets.select_related("stream").order_by("stream__rank", "region_code", "year")
    return tuple(_row(budget, standings[budget.id]) for budget in ordered if budget.id in standings)


def _by_stream(rows: Iterable[BudgetRow]) -> tuple[StreamRow, ...]:
    by_stream: dict[str, list[BudgetRow]] = defaultdict(list)
    for row in rows:
        by_stream[row.stream.code].append(row)
    streams = FundingStream.objects.filter(has_ledger=True).order_by("rank", "code")
    return tuple(
        StreamRow(stream_card(stream), total_of(by_stream[stream.code]), tuple(by_stream[stream.code]))
        for stream in streams
    )


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
    return BudgetRow(budget.id, stream_card(budget.stream), budget.region_code, budget.year, standing)


def stream_card(row: FundingStream) -> StreamCard:
    """Make the card."""
    return StreamCard(row.code, row.name_nl, row.name_en, row.with_cashier, row.has_ledger)


def total_of(rows: Iterable[BudgetRow]) -> Position:
    """How some budgets stand together."""
    return sum((row.position for row in rows), Position())
