"""Calendar years of the books: which are closed, what each stream carries into the next year, and what was left."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.core.ledger import Position
from overstap.treasury import periods as calendar
from overstap.treasury.models import BookYear, Budget, Period
from overstap.treasury.periods import LAST_MONTH, Month
from overstap.treasury.queries.periods import ASKED, CLOSED, OPEN, READY
from overstap.treasury.values import MONEY_ROLES, Problem


@dataclass(frozen=True, slots=True)
class YearCard:
    """One year of the books (boekjaar): `state` is running, over, asked to close, or closed."""

    year: int
    ends_at: datetime
    state: str
    open_months: tuple[datetime, ...]
    asked_at: datetime | None = None
    asked_by: str = ""
    asked_by_id: int | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class YearLine:
    """The budgets of one stream and one budget year together, at the end of a year (regel van het jaarverslag)."""

    stream: str
    name_nl: str
    name_en: str
    budget_year: int
    position: Position

    @property
    def open_cents(self) -> int:
        """What goes on into the next year: promised and not paid, or still reserved."""
        return self.position.reserved + self.position.committed


@dataclass(frozen=True, slots=True)
class YearReport:
    """The report of a year (jaarverslag): `proven` says that the months still give what was kept; None when open."""

    card: YearCard
    lines: tuple[YearLine, ...]
    total: Position
    open_cents: int
    proven: bool | None


def book_years(actor: Actor, now: datetime) -> tuple[YearCard, ...]:
    """Every year from the first entry to this one, newest first; none for who does not keep the money."""
    first = calendar.first_month()
    if first is None or not actor.has(*MONEY_ROLES):
        return ()
    kept = {row.year: row for row in BookYear.objects.select_related("asked_by", "closed_by")}
    last = max(calendar.month_of(now).year, *kept, first.year)
    return tuple(_card(year, kept.get(year), now) for year in range(last, first.year - 1, -1))


def year_report(actor: Actor, *, year: int, now: datetime) -> YearReport:
    """How every stream stood at the end of a year, or stands now while it runs.

    Raises NotFoundError for a year without books and for who does not keep the money.
    """
    card = next((one for one in book_years(actor, now) if one.year == year), None)
    if card is None:
        raise NotFoundError(f"no year {year}")
    lines = year_lines(year)
    proven = card.fingerprint == year_fingerprint(year, lines) if card.state == CLOSED else None
    return YearReport(
        card, lines, sum((one.position for one in lines), Position()), sum(one.open_cents for one in lines), proven
    )


def year_lines(year: int) -> tuple[YearLine, ...]:
    """Per stream and budget year how it stood at the end of a year: what was kept, or else counted from the entries."""
    december = _december(year)
    if december is not None:
        found = {one.budget_id: one.position for one in calendar.closed_standings(december).values()}
    else:
        found = {one.budget_id: one.position for one in calendar.standings_until(Month(year + 1, 1).starts_at)}
    sums: dict[tuple[int, int], Position] = defaultdict(Position)
    streams = {}
    for budget in Budget.objects.select_related("stream").filter(id__in=found, year__lte=year):
        streams[budget.stream_id] = budget.stream
        sums[budget.stream_id, budget.year] += found[budget.id]
    ordered = sorted(sums, key=lambda key: (streams[key[0]].rank, key[0], key[1]))
    return tuple(
        YearLine(streams[key[0]].code, streams[key[0]].name_nl, streams[key[0]].name_en, key[1], sums[key])
        for key in ordered
        if sums[key] != Position()
    )


def year_fingerprint(year: int, lines: tuple[YearLine, ...]) -> str:
    """One fingerprint over the last month of a year and what every stream carries on."""
    december = _december(year)
    told = [
        (one.stream, one.budget_year, one.position.ceiling, one.position.reserved, one.position.committed,
         one.position.paid)
        for one in lines
    ]  # fmt: skip
    said = json.dumps((year, december.fingerprint if december else "", told), separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def open_months(year: int) -> tuple[Month, ...]:
    """The months of a year, from the first entry on, that were not closed."""
    first = calendar.first_month()
    closed = set(Period.objects.filter(year=year, closed_at__isnull=False).values_list("month", flat=True))
    months = (Month(year, number) for number in range(1, LAST_MONTH + 1))
    return tuple(one for one in months if first is not None and one >= first and one.number not in closed)


def year_problems() -> Iterator[Problem]:
    """Closed years follow each other, and their months still give what was kept."""
    before: int | None = None
    for row in BookYear.objects.filter(closed_at__isnull=False).order_by("year"):
        if open_months(row.year) or (before is not None and row.year != before + 1):
            yield Problem("a closed year has closed months", f"year {row}", "a month or a year before it is open")
        lines = year_lines(row.year)
        carried, free = sum(one.open_cents for one in lines), sum(one.position.free for one in lines)
        if (carried, free, year_fingerprint(row.year, lines)) != (row.open_cents, row.free_cents, row.fingerprint):
            yield Problem("a closed year is as it was", f"year {row}", f"{carried}, {free}")
        before = row.year


def _december(year: int) -> Period | None:
    return Period.objects.filter(year=year, month=LAST_MONTH, closed_at__isnull=False).first()


def _card(year: int, row: BookYear | None, now: datetime) -> YearCard:
    ends_at = Month(year + 1, 1).starts_at
    months = tuple(one.starts_at for one in open_months(year))
    if row is None:
        return YearCard(year, ends_at, READY if ends_at <= now else OPEN, months)
    return YearCard(
        year=year,
        ends_at=ends_at,
        state=CLOSED if row.closed_at else ASKED,
        open_months=months,
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
        asked_by_id=row.asked_by_id,
        closed_at=row.closed_at,
        closed_by=row.closed_by.name if row.closed_by else "",
        fingerprint=row.fingerprint,
    )
