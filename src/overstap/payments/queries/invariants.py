"""What must be true of payments at every moment: against the books, against the file, and against the bank."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.db.models import Count, F, Sum

from overstap.payments.models import (
    BankStatement,
    DebtorAccount,
    LineState,
    PayeeAccount,
    PaymentRun,
    RunLine,
    RunState,
)
from overstap.payments.values import Problem
from overstap.sealing import BrokenSealError, Secret, fingerprints
from overstap.treasury.queries.recipients import standing_payments


def check_invariants() -> tuple[Problem, ...]:
    """Check every promise of payments; an empty answer means that they are right.

    A run is its lines; a released run was released by another than who made it or approved a claim in it, and has the
    file that was made; what went out is paid in the books to the cent, what did not is not; a statement is its lines;
    every account number opens and is found.
    """
    return tuple(problem for check in (_runs, _eyes, _files, _numbers, _books, _statements) for problem in check())


def _runs() -> Iterator[Problem]:
    rows = PaymentRun.objects.order_by("id").annotate(count=Count("lines"), cents=Sum("lines__amount_cents"))
    for row in rows.exclude(count=F("line_count"), cents=F("total_cents")).defer("file"):
        yield Problem("a run is its lines", f"run {row.pk}", f"{row.line_count}, {row.total_cents}")


def _eyes() -> Iterator[Problem]:
    for row in RunLine.objects.filter(run__released_by=F("approved_by")).order_by("id"):
        yield Problem("released by another", f"run {row.run_id}", f"approved {row.end_to_end}")


def _files() -> Iterator[Problem]:
    for row in PaymentRun.objects.filter(state=RunState.RELEASED).order_by("id").iterator():
        if _sha256_of(row.file) != row.file_sha256:
            yield Problem("the file is the one that was made", f"run {row.pk}", row.file_sha256)


def _sha256_of(file: Secret | None) -> str:
    """Of what the seal holds; empty when there is nothing or the seal was broken."""
    try:
        return hashlib.sha256(file.reveal().encode()).hexdigest() if file is not None else ""
    except BrokenSealError:
        return ""


def _numbers() -> Iterator[Problem]:
    """Every account number opens and is found by its fingerprint."""
    for kind in (PayeeAccount, DebtorAccount, BankStatement):
        for row in kind._default_manager.order_by("id").iterator():  # noqa: SLF001 (three kinds, one question)
            try:
                found = row.iban_print in fingerprints(row.iban.reveal(), context="payments.iban")
            except BrokenSealError:
                found = False
            if not found:
                yield Problem("an account number is as it was sealed", f"{kind.__name__} {row.pk}", "changed")


def _books() -> Iterator[Problem]:
    """Through runs or not: what a run sent is paid, and what came back or never went is not paid by that line."""
    paid = standing_payments()
    out = {LineState.SENT, LineState.CONFIRMED}
    live = {row.claim_key: row for row in RunLine.objects.filter(state__in=out).order_by("id")}
    for key, row in live.items():
        if paid.get(key) != row.amount_cents:
            yield Problem("what went out is paid", f"payment {row.end_to_end}", f"{row.amount_cents}, {paid.get(key)}")
    for row in RunLine.objects.filter(state=LineState.RETURNED).order_by("id"):
        if row.claim_key in paid and row.claim_key not in live:
            yield Problem("what came back is not paid", f"payment {row.end_to_end}", str(paid[row.claim_key]))


def _statements() -> Iterator[Problem]:
    rows = BankStatement.objects.order_by("id").annotate(cents=Sum("lines__amount_cents", default=0))
    for row in rows.exclude(cents=F("movement_cents")):
        yield Problem("a statement is its lines", f"statement {row.statement_id}", f"{row.movement_cents}, {row.cents}")
