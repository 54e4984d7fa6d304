"""The questions to the treasury: SELECT only, answered with frozen values."""

from overstap.treasury.queries.commitments import (
    ceiling_used,
    claim,
    claims_by_keys,
    claims_waiting,
    commitment_history,
    commitments_by_keys,
    payment_of,
    payments_made,
    payments_waiting,
)
from overstap.treasury.queries.frameworks import reallocation, reallocations
from overstap.treasury.queries.histories import budget_page
from overstap.treasury.queries.invariants import check_invariants
from overstap.treasury.queries.periods import PeriodCard, PeriodReport, period_report, periods
from overstap.treasury.queries.positions import (
    StreamCard,
    board,
    board_at,
    framework_choices,
    framework_years,
    position,
    position_at,
    positions,
    utilisation,
    years,
)

__all__ = [
    "PeriodCard",
    "PeriodReport",
    "period_report",
    "periods",
    "StreamCard",
    "board",
    "board_at",
    "budget_page",
    "ceiling_used",
    "check_invariants",
    "claim",
    "claims_by_keys",
    "claims_waiting",
    "commitment_history",
    "commitments_by_keys",
    "framework_choices",
    "framework_years",
    "payment_of",
    "payments_made",
    "payments_waiting",
    "position",
    "position_at",
    "positions",
    "reallocation",
    "reallocations",
    "utilisation",
    "years",
]
