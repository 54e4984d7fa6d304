"""Whom we pay and from where, as the cashier reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError
from overstap.payments.access import access_payee, may_see_payments
from overstap.payments.models import AccountState, BankAccount, DebtorAccount, Payee, PayeeAccount
from overstap.payments.values import AccountCard, PayeeCard, StreamAccount, account_card
from overstap.treasury import queries as treasury

PEOPLE = ("proposed_by", "decided_by")


@dataclass(frozen=True, slots=True)
class PayeePage:
    """One payee with every account number it ever had (begunstigde met geschiedenis)."""

    card: PayeeCard
    accounts: tuple[AccountCard, ...]


def payees(actor: Actor) -> tuple[PayeeCard, ...]:
    """Everyone we pay, by name."""
    if not may_see_payments(actor):
        return ()
    accounts: dict[int, list[PayeeAccount]] = {}
    for row in PayeeAccount.objects.select_related(*PEOPLE).order_by("id"):
        accounts.setdefault(row.payee_id, []).append(row)
    return tuple(_card(row, accounts.get(row.pk, [])) for row in Payee.objects.order_by("recipient"))


def payee(actor: Actor, key: UUID) -> PayeePage:
    """One payee; raises NotFoundError for anyone who may not see payments."""
    row = access_payee(actor, key)
    accounts = PayeeAccount.objects.select_related(*PEOPLE).filter(payee=row).order_by("-proposed_at", "-id")
    return PayeePage(payee_card(row), tuple(account_card(one) for one in accounts))


def payee_card(row: Payee) -> PayeeCard:
    """The card of one payee."""
    return _card(row, PayeeAccount.objects.select_related(*PEOPLE).filter(payee=row).order_by("id"))


def _card(row: Payee, accounts: Iterable[PayeeAccount]) -> PayeeCard:
    current, proposed = _standing(accounts)
    return PayeeCard(row.key, row.recipient, row.kind, current, proposed)


def _standing(accounts: Iterable[BankAccount]) -> tuple[AccountCard | None, AccountCard | None]:
    """The number that holds and the one that waits."""
    by_state = {row.state: account_card(row) for row in accounts}
    return by_state.get(AccountState.CONFIRMED), by_state.get(AccountState.PROPOSED)


def stream_accounts(actor: Actor) -> tuple[StreamAccount, ...]:
    """Every stream with a ledger and the account it pays from."""
    if not may_see_payments(actor):
        return ()
    return tuple(stream_account(one.code) for one in treasury.framework_choices())


def stream_account(stream: str) -> StreamAccount:
    """From where one stream pays; raises NotFoundError for a stream without a ledger."""
    known = next((one for one in treasury.framework_choices() if one.code == stream), None)
    if known is None:
        raise NotFoundError(f"no stream {stream}")
    rows = DebtorAccount.objects.select_related(*PEOPLE).filter(stream=stream).order_by("id")
    current, proposed = _standing(rows)
    return StreamAccount(stream, known.name_nl, known.name_en, current, proposed)
