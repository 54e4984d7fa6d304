"""Statements of the bank as the cashier reads them, and the lines that are still work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from overstap.core.actor import Actor
from overstap.core.sepa import ReturnReason, masked_iban, return_reason
from overstap.payments.access import access_statement, access_statement_line, may_see_payments
from overstap.payments.models import BankStatement, StatementLine, StatementLineState

_LINE_WITH = ("statement", "run", "run_line", "settled_by")


@dataclass(frozen=True, slots=True)
class StatementCard:
    """One statement in a line; `follows` tells whether it begins where the one before it ended."""

    key: UUID
    account: str
    statement_id: str
    opening_on: date
    closing_on: date
    opening_cents: int
    movement_cents: int
    closing_cents: int
    line_count: int
    open_count: int
    imported_at: datetime
    imported_by: str
    follows: bool


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One line of a statement (afschriftregel), and what it turned out to be."""

    key: UUID
    statement_key: UUID
    statement_id: str
    place: int
    booked_on: date
    amount_cents: int
    end_to_end: str
    message_id: str
    counterparty: str
    remittance: str
    reason: ReturnReason | None
    state: str
    found: str
    expected_cents: int | None
    run_key: UUID | None
    run_number: int | None
    run_line_key: UUID | None
    settled_by: str
    settled_because: str

    @property
    def differs_cents(self) -> int | None:
        """By how much it differs from what was expected, in cents."""
        return None if self.expected_cents is None else abs(abs(self.amount_cents) - abs(self.expected_cents))


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One statement with its lines."""

    card: StatementCard
    lines: tuple[WorkLine, ...]


def statements(actor: Actor) -> tuple[StatementCard, ...]:
    """Every statement that was read in, the latest first."""
    if not may_see_payments(actor):
        return ()
    return statement_cards(BankStatement.objects.select_related("imported_by").order_by("-closing_on", "-id"))


def statement(actor: Actor, key: UUID) -> StatementPage:
    """One statement; raises NotFoundError for anyone who may not see it."""
    row = access_statement(actor, key)
    lines = StatementLine.objects.select_related(*_LINE_WITH).filter(statement=row).order_by("place")
    return StatementPage(statement_cards([row])[0], tuple(work_line(one) for one in lines))


def lines_to_settle(actor: Actor) -> tuple[WorkLine, ...]:
    """The lines that nobody knows yet, oldest first: work."""
    if not may_see_payments(actor):
        return ()
    rows = StatementLine.objects.select_related(*_LINE_WITH).filter(state=StatementLineState.OPEN)
    return tuple(work_line(row) for row in rows.order_by("booked_on", "id"))


def statement_line(actor: Actor, key: UUID) -> WorkLine:
    """One line of a statement; raises NotFoundError for anyone who may not see it."""
    return work_line(access_statement_line(actor, key))


def statement_cards(rows: Iterable[BankStatement]) -> tuple[StatementCard, ...]:
    """The cards of statements, in the order given."""
    found = list(rows)
    counted = {
        row["statement_id"]: (row["lines"], row["open"])
        for row in StatementLine.objects.filter(statement__in=[one.pk for one in found])
        .order_by()
        .values("statement_id")
        .annotate(lines=Count("id"), open=Count("id", filter=Q(state=StatementLineState.OPEN)))
    }
    return tuple(_card(row, counted.get(row.pk, (0, 0))) for row in found)


def _card(row: BankStatement, counted: tuple[int, int]) -> StatementCard:
    before = BankStatement.objects.filter(iban_print__of=row.iban.reveal()).exclude(pk=row.pk)
    before = before.filter(Q(closing_on__lt=row.closing_on) | Q(closing_on=row.closing_on, pk__lt=row.pk))
    last = before.order_by("-closing_on", "-pk").values_list("closing_cents", flat=True).first()
    return StatementCard(
        key=row.key,
        account=masked_iban(row.iban.reveal()),
        statement_id=row.statement_id,
        opening_on=row.opening_on,
        closing_on=row.closing_on,
        opening_cents=row.opening_cents,
        movement_cents=row.movement_cents,
        closing_cents=row.closing_cents,
        line_count=counted[0],
        open_count=counted[1],
        imported_at=row.imported_at,
        imported_by=row.imported_by.name,
        follows=last is None or last == row.opening_cents,
    )


def work_line(row: StatementLine) -> WorkLine:
    """The card of a line; `row` comes with its statement, run, payment and who settled it."""
    return WorkLine(
        key=row.key,
        statement_key=row.statement.key,
        statement_id=row.statement.statement_id,
        place=row.place,
        booked_on=row.booked_on,
        amount_cents=row.amount_cents,
        end_to_end=row.end_to_end,
        message_id=row.message_id,
        counterparty=row.counterparty,
        remittance=row.remittance,
        reason=return_reason(row.reason_code) if row.reason_code else None,
        state=row.state,
        found=row.found,
        expected_cents=row.expected_cents,
        run_key=row.run.key if row.run else None,
        run_number=row.run_id,
        run_line_key=row.run_line.key if row.run_line else None,
        settled_by=row.settled_by.name if row.settled_by else "",
        settled_because=row.settled_because,
    )
