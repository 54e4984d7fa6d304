"""The questions to payments: SELECT only, answered with frozen values."""

from overstap.payments.queries.accounts import PayeePage, payee, payees, stream_accounts
from overstap.payments.queries.payable import Payable, payables
from overstap.payments.queries.runs import RunPage, lines_of_claim, returned_lines, run, run_file, runs

__all__ = [
    "Payable",
    "PayeePage",
    "RunPage",
    "lines_of_claim",
    "payables",
    "payee",
    "payees",
    "returned_lines",
    "run",
    "run_file",
    "runs",
    "stream_accounts",
]
