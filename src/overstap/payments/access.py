"""The doors to payments: the cashier and the framework keeper; for anyone else there are none (R-404)."""

from __future__ import annotations

from uuid import UUID

from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.payments.models import BankStatement, Payee, PaymentRun, RunLine, StatementLine
from overstap.treasury.values import MONEY_ROLES


def may_see_payments(actor: Actor) -> bool:
    """Tell whether payments exist for this actor."""
    return actor.has(*MONEY_ROLES)


def access_payee(actor: Actor, key: UUID) -> Payee:
    """A payee; raises NotFoundError for anyone who may not see it."""
    found = Payee.objects.filter(key=key).first() if may_see_payments(actor) else None
    if found is None:
        raise NotFoundError(f"no payee {key}")
    return found


def access_run(actor: Actor, key: UUID, *, for_update: bool = False) -> PaymentRun:
    """A payment run without its file; raises NotFoundError for anyone who may not see it."""
    rows = PaymentRun.objects.select_related("made_by", "released_by", "withdrawn_by")
    rows = rows.select_for_update(of=("self",)) if for_update else rows.defer("file")
    found = rows.filter(key=key).first() if may_see_payments(actor) else None
    if found is None:
        raise NotFoundError(f"no run {key}")
    return found


def access_run_line(actor: Actor, key: UUID, *, for_update: bool = False) -> RunLine:
    """One payment of a run; raises NotFoundError for anyone who may not see it."""
    rows = RunLine.objects.select_related("run", "account", "debtor", "approved_by")
    rows = rows.select_for_update(of=("self",)) if for_update else rows
    found = rows.filter(key=key).first() if may_see_payments(actor) else None
    if found is None:
        raise NotFoundError(f"no payment {key}")
    return found


def access_statement(actor: Actor, key: UUID) -> BankStatement:
    """A statement of the bank; raises NotFoundError for anyone who may not see it."""
    rows = BankStatement.objects.select_related("imported_by")
    found = rows.filter(key=key).first() if may_see_payments(actor) else None
    if found is None:
        raise NotFoundError(f"no statement {key}")
    return found


def access_statement_line(actor: Actor, key: UUID, *, for_update: bool = False) -> StatementLine:
    """A line of a statement; raises NotFoundError for anyone who may not see it."""
    rows = StatementLine.objects.select_related("statement", "run", "run_line", "settled_by")
    rows = rows.select_for_update(of=("self",)) if for_update else rows
    found = rows.filter(key=key).first() if may_see_payments(actor) else None
    if found is None:
        raise NotFoundError(f"no statement line {key}")
    return found
