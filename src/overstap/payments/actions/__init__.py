"""The verbs of payments. Each is one transaction: all of it, or a refusal that leaves no trace."""

from overstap.payments.actions.accounts import (
    decide_debtor_account,
    decide_payee_account,
    propose_debtor_account,
    propose_payee_account,
)
from overstap.payments.actions.runs import RUN_DETAIL, TELL_JOB, clear_return, make_run, release_run, withdraw_run
from overstap.payments.actions.statements import ImportRefusal, import_statements, link_line, settle_line
from overstap.payments.actions.vouchers import Bill, issue_voucher, redeem_voucher

__all__ = [
    "RUN_DETAIL",
    "TELL_JOB",
    "Bill",
    "ImportRefusal",
    "clear_return",
    "decide_debtor_account",
    "decide_payee_account",
    "import_statements",
    "issue_voucher",
    "link_line",
    "make_run",
    "propose_debtor_account",
    "propose_payee_account",
    "redeem_voucher",
    "release_run",
    "settle_line",
    "withdraw_run",
]
