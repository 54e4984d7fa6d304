"""The books as rows for a file: one line per entry, read as they are written, however many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet, Sum

from overstap.audit import actions as audit
from overstap.audit.models import Mode
from overstap.core.actor import Actor
from overstap.core.ledger import MOVEMENTS, AccountKind, EntryKind, Phase
from overstap.treasury.access import visible_budgets
from overstap.treasury.days import day_of, end_of, start_of
from overstap.treasury.models import Budget, Entry
from overstap.treasury.queries.positions import standings_at
from overstap.treasury.values import short_key

_ROWS_AT_ONCE = 2000
_COLUMNS = (
    "id",
    "at",
    "kind",
    "budget_id",
    "budget__stream__code",
    "budget__region_code",
    "budget__year",
    "amount_cents",
    "commitment__key",
    "commitment__recipient",
    "commitment__person_key",
    "commitment__instrument",
    "commitment__scheme",
    "commitment__scheme_version",
    "commitment__receipt__fingerprint",
    "ends_id",
    "reverses_id",
    "because",
    "actor_name",
)
_OFF_BALANCE = {kind for kind, movement in MOVEMENTS.items() if movement.phase in {Phase.PEND, Phase.VOID_PENDING}}


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """Which part of the books: whole days, both included, and optionally one stream and one region."""

    since: dt.date
    until: dt.date
    stream: str = ""
    region_code: str | None = None


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One entry for a file (boekingsregel): amounts in whole cents, the person only by pseudonym (R-404)."""

    number: int
    at: dt.datetime
    day: dt.date
    kind: str
    budget_id: int
    stream: str
    region_code: str
    year: int
    debit: str
    credit: str
    on_balance: bool
    amount_cents: int
    commitment_key: UUID | None
    recipient: str
    person: str
    instrument: str
    scheme: str
    scheme_version: dt.date | None
    proof: str
    ends: int | None
    reverses: int | None
    because: str
    actor: str


@dataclass(frozen=True, slots=True)
class ExportAccount:
    """One account in a file (rekening), with what stood on it before the first day, credit positive, in cents."""

    budget_id: int
    kind: str
    stream_name_nl: str
    region_code: str
    year: int
    before_cents: int


@dataclass(frozen=True, slots=True)
class Export:
    """The books of some days (uitvoer): how much there is, and the rows themselves, read one after the other."""

    asked: ExportAsked
    count: int
    posted_count: int
    posted_cents: int
    _entries: QuerySet[Entry, Any]
    _budgets: QuerySet[Budget]

    def lines(self) -> Iterator[ExportLine]:
        """Every entry in order of time; what is booked after the export began is not in it."""
        for row in self._entries.values_list(*_COLUMNS).iterator(chunk_size=_ROWS_AT_ONCE):
            yield _line(row)

    def posted_lines(self) -> Iterator[ExportLine]:
        """The entries that move money; a reservation and its lapse only set it aside."""
        return (line for line in self.lines() if line.on_balance)

    def accounts(self) -> tuple[ExportAccount, ...]:
        """The accounts of these books, with what stood on them before the first day."""
        before = standings_at(self._budgets, end_of(self.asked.since - dt.timedelta(days=1)))
        return tuple(account for budget in self._budgets for account in _accounts(budget, before.get(budget.id)))


def open_export(actor: Actor, asked: ExportAsked, *, form: str, now: dt.datetime) -> Export:
    """Begin an export of what this actor may see, and write on the trail that it was made.

    Raises ValueError when the days are in the wrong order.
    """
    if asked.until < asked.since:
        raise ValueError("the last day lies before the first")
    budgets = visible_budgets(actor)
    if asked.stream:
        budgets = budgets.filter(stream__code=asked.stream)
    if asked.region_code is not None:
        budgets = budgets.filter(region_code=asked.region_code)
    newest = Entry.objects.aggregate(newest=Max("id"))["newest"] or 0
    entries = Entry.objects.filter(
        budget__in=budgets.order_by(), at__gte=start_of(asked.since), at__lte=end_of(asked.until), id__lte=newest
    )
    posted = entries.exclude(kind__in=[kind.value for kind in _OFF_BALANCE])
    sums = posted.aggregate(count=Count("id"), cents=Sum("amount_cents", default=0))
    count = entries.count()
    audit.record(
        actor=actor,
        verb="boekingen_ophalen",
        object_kind="boekhouding",
        object_id=f"{asked.since}/{asked.until}",
        now=now,
        mode=Mode.READ,
        details={"vorm": form, "aantal": count, "geldstroom": asked.stream, "regio": asked.region_code or ""},
    )
    return Export(
        asked=asked,
        count=count,
        posted_count=sums["count"],
        posted_cents=int(sums["cents"]),
        _entries=entries.order_by("at", "id"),
        _budgets=budgets.order_by("stream__rank", "region_code", "year"),
    )


def _line(row: tuple[Any, ...]) -> ExportLine:
    (number, at, kind, budget_id, stream, region, year, cents, key, recipient, person, instrument, scheme, version,
     proof, ends, reverses, because, actor) = row  # fmt: skip
    movement = MOVEMENTS[EntryKind(kind)]
    return ExportLine(
        number=number,
        at=at,
        day=day_of(at),
        kind=kind,
        budget_id=budget_id,
        stream=stream,
        region_code=region,
        year=year,
        debit=movement.debit.value,
        credit=movement.credit.value,
        on_balance=EntryKind(kind) not in _OFF_BALANCE,
        amount_cents=cents,
        commitment_key=key,
        recipient=recipient or "",
        person=short_key(person) if person else "",
        instrument=instrument or "",
        scheme=scheme or "",
        scheme_version=version,
        proof=proof or "",
        ends=ends,
        reverses=reverses,
        because=because,
        actor=actor,
    )


def _accounts(budget: Budget, standing: Any) -> Iterator[ExportAccount]:
    ceiling, committed, paid = (
        (standing.ceiling, standing.committed, standing.paid) if standing is not None else (0, 0, 0)
    )
    before = {
        AccountKind.FRAMEWORK: -ceiling,
        AccountKind.BUDGET: ceiling - committed - paid,
        AccountKind.COMMITTED: committed,
        AccountKind.PAID: paid,
    }
    for kind, cents in before.items():
        yield ExportAccount(budget.id, kind.value, budget.stream.name_nl, budget.region_code, budget.year, cents)
