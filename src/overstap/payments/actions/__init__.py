"""The verbs of payments. Each is one transaction: all of it, or a refusal that leaves no trace."""

from overstap.payments.actions.accounts import (
    decide_debtor_account,
    decide_payee_account,
    propose_debtor_account,
    propose_payee_account,
)
from overstap.payments.actions.runs import make_run, release_run, withdraw_run

__all__ = [
    "decide_debtor_account",
    "decide_payee_account",
    "make_run",
    "propose_debtor_account",
    "propose_payee_account",
    "release_run",
    "withdraw_run",
]
