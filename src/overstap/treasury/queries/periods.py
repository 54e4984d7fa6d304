"""Periods of the books: which are closed, how every budget stood at the end, and whether it is still so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Sum

from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.core.ledger import EntryKind, Position
from overstap.treasury import periods as calendar
from overstap.treasury.framework_cards import BudgetName, budget_name
from overstap.treasury.models import Budget, Entry, Period
from overstap.treasury.periods import Month, Standing
from overstap.treasury.values import MONEY_ROLES, Problem

CLOSED, ASKED, READY, OPEN = "gesloten", "gevraagd", "voorbij", "loopt"


@dataclass(frozen=True, slots=True)
class PeriodCard:
    """One month of the books (periode): `state` is running, over, asked to close, or closed."""

    year: int
    month: int
    starts_at: datetime
    ends_at: datetime
    state: str
    asked_at: datetime | None = None
    asked_by: str = ""
    asked_by_id: int | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    entry_count: int = 0
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One budget in the report of a period (regel van het verslag): how it stood, and what happened in the month."""

    budget: BudgetName
    before: Position
    after: Position
    moved: tuple[tuple[str, int], ...]
    entry_count: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """The report of a period (verslag): `proven` says that the entries still give what was kept; None when open."""

    card: PeriodCard
    lines: tuple[PeriodLine, ...]
    before: Position
    after: Position
    proven: bool | None


def period_card(row: Period) -> PeriodCard:
    """Make the card; `row` comes with both people."""
    return PeriodCard(
        year=row.year,
        month=row.month,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=CLOSED if row.closed_at else ASKED,
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
        asked_by_id=row.asked_by_id,
        closed_at=row.closed_at,
        closed_by=row.closed_by.name if row.closed_by else "",
        entry_count=row.entry_count,
        fingerprint=row.fingerprint,
    )


def periods_at(actor: Actor, as_of: datetime) -> tuple[PeriodCard, ...]:
    """Every month until a past moment, and how far it was by then: what was asked or closed later is left out."""
    until = calendar.month_of(as_of)
    return tuple(_then(card, as_of) for card in periods(actor, as_of) if Month(card.year, card.month) <= until)


def _then(card: PeriodCard, as_of: datetime) -> PeriodCard:
    if card.asked_at is None or card.asked_at > as_of:
        return _open(Month(card.year, card.month), as_of)
    if card.closed_at is not None and card.closed_at > as_of:
        return replace(card, state=ASKED, closed_at=None, closed_by="", entry_count=0, fingerprint="")
    return card


def periods(actor: Actor, now: datetime) -> tuple[PeriodCard, ...]:
    """Every month from the first entry to this one, newest first; none for who does not keep the money."""
    first = calendar.first_month()
    if first is None or not actor.has(*MONEY_ROLES):
        return ()
    kept = {
        Month(row.year, row.month): period_card(row) for row in Period.objects.select_related("asked_by", "closed_by")
    }
    last = max(calendar.month_of(now), max(kept, default=first))
    cards = []
    month = first
    while month <= last:
        cards.append(kept.get(month) or _open(month, now))
        month = month.next()
    return tuple(reversed(cards))


def _open(month: Month, now: datetime) -> PeriodCard:
    state = READY if month.ends_at <= now else OPEN
    return PeriodCard(month.year, month.number, month.starts_at, month.ends_at, state)


def period_report(actor: Actor, *, year: int, month: int, now: datetime) -> PeriodReport:
    """How every budget stood before and after a month, and what happened in it.

    A closed month is told from what was kept, and compared with the entries. Raises NotFoundError for a month without
    books and for who does not keep the money.
    """
    card = next((one for one in periods(actor, now) if (one.year, one.month) == (year, month)), None)
    if card is None:
        raise NotFoundError(f"no period {year}-{month}")
    wanted = Month(year, month)
    closed = Period.objects.filter(closed_at__isnull=False)
    earlier = closed.filter(ends_at__lte=wanted.starts_at).order_by("-ends_at").first()
    before = calendar.closed_standings(earlier) if earlier else {}
    if earlier is None or earlier.ends_at != wanted.starts_at:
        before = {one.budget_id: one for one in calendar.standings_until(wanted.starts_at)}
    kept = closed.filter(year=year, month=month).first()
    counted = {one.budget_id: one for one in calendar.standings(wanted, before)}
    after = calendar.closed_standings(kept) if kept else counted
    proven = None if kept is None else _same(kept, after, counted)
    lines = tuple(_lines(wanted, before, after))
    return PeriodReport(
        card,
        lines,
        sum((line.before for line in lines), Position()),
        sum((line.after for line in lines), Position()),
        proven,
    )


def _same(kept: Period, standings: dict[int, Standing], counted: dict[int, Standing]) -> bool:
    # A budget that came later was not there to be kept, and has nothing in this period.
    now = {budget_id: one for budget_id, one in counted.items() if budget_id in standings or one.entry_count}
    return now == standings and calendar.fingerprint_of(standings.values()) == kept.fingerprint


def _lines(month: Month, before: dict[int, Standing], after: dict[int, Standing]) -> Iterator[PeriodLine]:
    moved: dict[int, dict[str, int]] = defaultdict(dict)
    entries = Entry.objects.filter(at__gte=month.starts_at, at__lt=month.ends_at).order_by()
    for budget_id, kind, cents in entries.values_list("budget_id", "kind").annotate(Sum("amount_cents")):
        moved[budget_id][kind] = cents
    order = ("stream__rank", "region_code", "year")
    for budget in Budget.objects.select_related("stream").filter(id__in=after).order_by(*order):
        standing = after[budget.id]
        earlier = before[budget.id].position if budget.id in before else Position()
        if standing.position == earlier == Position() and not standing.entry_count:
            continue
        kinds = tuple(
            (kind.value, moved[budget.id][kind.value]) for kind in EntryKind if kind.value in moved[budget.id]
        )
        yield PeriodLine(
            budget_name(budget), earlier, standing.position, kinds, standing.entry_count, standing.fingerprint
        )


def period_problems() -> Iterator[Problem]:
    """Closed periods follow each other without a gap, and their entries still give what was kept."""
    before: dict[int, Standing] = {}
    turn = None
    for row in Period.objects.filter(closed_at__isnull=False).order_by("year", "month"):
        month = Month(row.year, row.month)
        if turn is not None and month != turn:
            yield Problem("closed periods follow each other", f"period {row}", f"after {turn.year}-{turn.number:02}")
        turn = month.next()
        kept = calendar.closed_standings(row)
        counted = {one.budget_id: one for one in calendar.standings(month, before)}
        for budget_id in sorted(kept.keys() | counted.keys()):
            found, was = counted.get(budget_id), kept.get(budget_id)
            if found != was and not (was is None and found is not None and not found.entry_count):
                yield Problem("a closed period is as it was", f"period {row} budget {budget_id}", f"{found}, was {was}")
        if calendar.fingerprint_of(kept.values()) != row.fingerprint:
            yield Problem("a closed period is as it was", f"period {row}", "the fingerprint is of other standings")
        before = kept
