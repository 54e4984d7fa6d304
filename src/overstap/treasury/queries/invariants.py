"""What must be true of the books at every moment, recomputed from the entries alone.

Every question is one statement over whole tables, answered by the database with the rows that are wrong and nothing
else, so that a million entries are proven in seconds and the answer names what to look at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When, Window
from django.db.models.functions import Coalesce, Lag, TruncDate
from django.utils import timezone

from overstap.core.ledger import MOVEMENTS, OPPOSITE, Account, AccountKind, EntryKind, Phase, Position, position_after
from overstap.treasury.books import as_value
from overstap.treasury.models import Account as AccountRow
from overstap.treasury.models import Budget, DayEnd, Entry
from overstap.treasury.queries.framework_invariants import framework_problems
from overstap.treasury.queries.invariants_of_cases import CHECKS_OF_CASES
from overstap.treasury.queries.proving import differing, one_picture
from overstap.treasury.values import Problem

PARTS = ("ceiling", "reserved", "committed", "paid")


def check_invariants() -> tuple[Problem, ...]:
    """Check every promise of the treasury; an empty answer means that the books are right.

    Debits equal credits per budget; totals and the ends of the days equal the sum of the entries; no ceiling is or was
    passed at any moment, of a budget or of a person; every commitment, claim and payment agrees with its entries; no
    command counted twice; every deed with money is in the audit trail.
    """
    names = _Names()
    with one_picture():
        of_books = [problem for check in (_totals, _past_days, _day_ends, _pairs) for problem in check(names)]
        of_cases = [problem for check in CHECKS_OF_CASES for problem in check()]
        return (*of_books, *of_cases, *framework_problems())


class _Names:
    """How a budget is called in a report: its number, stream, region and year; read when the first is asked for."""

    def __init__(self) -> None:
        self._known: dict[int, str] | None = None

    def __call__(self, budget_id: int) -> str:
        if self._known is None:
            rows = Budget.objects.order_by().values_list("id", "stream__code", "region_code", "year")
            self._known = {
                key: f"budget {key} ({stream} {region or 'NL'} {year})" for key, stream, region, year in rows
            }
        return self._known.get(budget_id, f"budget {budget_id}")


def _totals(names: _Names) -> Iterator[Problem]:
    entries: dict[int, Counter[str]] = defaultdict(Counter)
    sums = Entry.objects.order_by().values_list("budget_id", "kind").annotate(Sum("amount_cents"))
    for budget_id, kind, amount in sums:
        entries[budget_id][kind] = int(amount)
    rows: dict[int, dict[AccountKind, Account]] = defaultdict(dict)
    for row in AccountRow.objects.order_by("id"):
        rows[row.budget_id][AccountKind(row.kind)] = as_value(row)
    for budget_id in Budget.objects.order_by("id").values_list("id", flat=True):
        yield from _totals_of(names(budget_id), rows[budget_id], _rebuilt(budget_id, entries[budget_id]))


def _totals_of(where: str, rows: dict[AccountKind, Account], rebuilt: dict[AccountKind, Account]) -> Iterator[Problem]:
    if set(rows) != set(AccountKind):
        yield Problem("accounts", where, f"has {sorted(rows)}")
        return
    for kind, account in rows.items():
        if account != rebuilt[kind]:
            yield Problem("totals = entries", f"{where} account {kind}", f"{account} against {rebuilt[kind]}")
        for version, name in ((account, "totals"), (rebuilt[kind], "entries")):
            if not version.holds:
                yield Problem("no ceiling passed", f"{where} account {kind}", f"by the {name}: {version.free} free")
    posted = sum(account.balance for account in rows.values())
    pending = sum(account.credits_pending - account.debits_pending for account in rows.values())
    if posted or pending:
        yield Problem("debits = credits", where, f"posted {posted}, pending {pending}")


def _rebuilt(budget_id: int, sums: Counter[str]) -> dict[AccountKind, Account]:
    accounts = {kind: Account(budget_id, kind) for kind in AccountKind}
    for name, amount in sums.items():
        movement = MOVEMENTS[EntryKind(name)]
        debit, credit = accounts[movement.debit], accounts[movement.credit]
        pending = {Phase.PEND: amount, Phase.POST: 0}.get(movement.phase, -amount)
        posted = amount if movement.phase in {Phase.POST, Phase.POST_PENDING} else 0
        accounts[movement.debit] = replace(
            debit, debits_pending=debit.debits_pending + pending, debits_posted=debit.debits_posted + posted
        )
        accounts[movement.credit] = replace(
            credit, credits_pending=credit.credits_pending + pending, credits_posted=credit.credits_posted + posted
        )
    return accounts


def _part(name: str) -> Case:
    """By how much an entry changes one part of the standing of its budget, as the database computes it."""
    steps = {kind: getattr(position_after(Position(), kind, 1), name) for kind in EntryKind}
    changing = (When(kind=kind.value, then=F("amount_cents") * step) for kind, step in steps.items() if step)
    return Case(*changing, default=Value(0))


def _past_days(names: _Names) -> Iterator[Problem]:
    """No budget stood over its ceiling, or any part of it below zero, at any moment that is over."""
    # Without a frame of its own, a window that is ordered by the moment counts all entries of that moment together.
    so_far = {name: Window(Sum(_part(name)), partition_by="budget_id", order_by="at") for name in PARTS}
    below = reduce(or_, (Q(**{f"{name}__lt": 0}) for name in PARTS[1:]))
    over = Q(ceiling__lt=F("reserved") + F("committed") + F("paid"))
    found = Entry.objects.order_by().annotate(**so_far).filter(below | over)
    wrong = {(row[0], row[1]): Position(*map(int, row[2:])) for row in found.values_list("budget_id", "at", *PARTS)}
    for (budget_id, at), standing in sorted(wrong.items(), key=lambda one: one[0]):
        yield Problem("no ceiling passed", names(budget_id), f"on {at.isoformat()}: {standing}")


def _day_ends(names: _Names) -> Iterator[Problem]:
    """The end of every day is the end of the day before with the entries of that day; no day is missing or invented."""
    wrong = {row[:2] for rows in differing(_days_kept(), _days_by_entries()) for row in rows}
    for budget_id, day in sorted(wrong):
        yield Problem("day ends = entries", names(budget_id), f"the end of {day}")


def _days_by_entries() -> QuerySet[Entry, Any]:
    reserving = Q(kind=EntryKind.RESERVE.value)
    day = TruncDate("at", tzinfo=timezone.get_default_timezone())
    changes = {f"d_{name}": Sum(_part(name)) for name in PARTS}
    return (
        Entry.objects.order_by()
        .annotate(on=day)
        .values_list("budget_id", "on")
        .annotate(
            **changes, d_taken=Count("id", filter=reserving), d_cents=Sum("amount_cents", filter=reserving, default=0)
        )
    )


def _days_kept() -> QuerySet[DayEnd, Any]:
    def step(name: str) -> Any:
        before = Window(Lag(name), partition_by="budget_id", order_by="day")
        return F(name) - Coalesce(before, 0)

    columns = {f"d_{name}": step(f"{name}_cents") for name in PARTS}
    on = F("day")
    rows = DayEnd.objects.order_by().annotate(on=on, **columns, d_taken=step("taken"), d_cents=step("taken_cents"))
    return rows.values_list("budget_id", "on", *columns, "d_taken", "d_cents")


def _pairs(names: _Names) -> Iterator[Problem]:
    """An entry that ends a reservation ends one, of the same commitment, as high, not earlier; all in one budget."""
    ending = Entry.objects.filter(ends__isnull=False)
    wrong = ending.exclude(
        ends__kind=EntryKind.RESERVE.value,
        ends__commitment=F("commitment"),
        ends__amount_cents=F("amount_cents"),
        ends__budget=F("budget"),
        ends__at__lte=F("at"),
    )
    for entry in wrong.order_by("id"):
        where = f"entry {entry.id} of {names(entry.budget_id)}"
        yield Problem("a reservation ends once", where, f"{entry} ends entry {entry.ends_id}")
    for entry in Entry.objects.filter(reverses__isnull=False).exclude(_undoes()).order_by("id"):
        where = f"entry {entry.id} of {names(entry.budget_id)}"
        yield Problem("a reversal undoes one entry", where, f"{entry} reverses entry {entry.reverses_id}")
    for entry in Entry.objects.filter(commitment__isnull=False).exclude(commitment__budget=F("budget")).order_by("id"):
        where = f"entry {entry.id} of {names(entry.budget_id)}"
        yield Problem("budgets are separate", where, f"{entry} of a commitment in another budget")


def _undoes() -> Q:
    """That an entry undoes the one it names: the opposite movement, as high, in the same budget, not earlier."""
    opposite = reduce(or_, (Q(reverses__kind=done.value, kind=undone.value) for done, undone in OPPOSITE.items()))
    same_commitment = Q(reverses__commitment=F("commitment")) | Q(
        reverses__commitment__isnull=True, commitment__isnull=True
    )
    return (
        opposite
        & same_commitment
        & Q(reverses__amount_cents=F("amount_cents"), reverses__budget=F("budget"), reverses__at__lte=F("at"))
    )
