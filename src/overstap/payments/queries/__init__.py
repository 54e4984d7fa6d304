"""The questions to payments: SELECT only, answered with frozen values."""

from overstap.payments.queries.accounts import PayeePage, payee, payees, stream_accounts
from overstap.payments.queries.invariants import check_invariants
from overstap.payments.queries.payable import Payable, payables
from overstap.payments.queries.runs import (
    RunPage,
    SentPayment,
    lines_of_claim,
    payments_sent,
    returned_lines,
    run,
    run_file,
    run_line,
    runs,
)
from overstap.payments.queries.statements import (
    StatementCard,
    StatementPage,
    WorkLine,
    lines_to_settle,
    statement,
    statement_line,
    statements,
)
from overstap.payments.queries.vouchers import VoucherCard, voucher_of, vouchers

__all__ = [
    "Payable",
    "PayeePage",
    "RunPage",
    "SentPayment",
    "StatementCard",
    "StatementPage",
    "VoucherCard",
    "WorkLine",
    "check_invariants",
    "lines_of_claim",
    "lines_to_settle",
    "payables",
    "payee",
    "payees",
    "payments_sent",
    "returned_lines",
    "run",
    "run_file",
    "run_line",
    "runs",
    "statement",
    "statement_line",
    "statements",
    "stream_accounts",
    "voucher_of",
    "vouchers",
]
