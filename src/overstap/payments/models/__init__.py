"""Payments as they are stored. Amounts are whole cents."""

from overstap.payments.models.accounts import AccountState, BankAccount, DebtorAccount, Payee, PayeeAccount
from overstap.payments.models.runs import LIVE_STATES, LineState, PaymentRun, RunLine, RunState
from overstap.payments.models.statements import BankStatement, StatementLine, StatementLineState
from overstap.payments.models.vouchers import Voucher

__all__ = [
    "LIVE_STATES",
    "AccountState",
    "BankAccount",
    "BankStatement",
    "DebtorAccount",
    "LineState",
    "Payee",
    "PayeeAccount",
    "PaymentRun",
    "RunLine",
    "RunState",
    "StatementLine",
    "StatementLineState",
    "Voucher",
]
