"""The questions to the treasury: SELECT only, answered with frozen values."""

from overstap.treasury.queries.allocations import allocation_keys, allocations, key_page, preview_allocation
from overstap.treasury.queries.commitments import (
    bound_in,
    ceiling_used,
    claim,
    claims_by_keys,
    claims_waiting,
    commitment_history,
    commitments_by_keys,
    given_back,
    payment_of,
    payments_made,
    payments_waiting,
)
from overstap.treasury.queries.contributions import (
    application,
    applications,
    choices_of,
    contribution_years,
    contributions,
)
from overstap.treasury.queries.forecasts import Outlook, Outlooks, outlooks
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
from overstap.treasury.queries.reversals import EntryPage, ReversalCard, entry_page, reversal, reversals_waiting

__all__ = [
    "EntryPage",
    "Outlook",
    "Outlooks",
    "PeriodCard",
    "PeriodReport",
    "ReversalCard",
    "StreamCard",
    "allocation_keys",
    "allocations",
    "application",
    "applications",
    "board",
    "board_at",
    "bound_in",
    "budget_page",
    "ceiling_used",
    "check_invariants",
    "choices_of",
    "claim",
    "claims_by_keys",
    "claims_waiting",
    "commitment_history",
    "commitments_by_keys",
    "contribution_years",
    "contributions",
    "entry_page",
    "framework_choices",
    "framework_years",
    "given_back",
    "key_page",
    "outlooks",
    "payment_of",
    "payments_made",
    "payments_waiting",
    "period_report",
    "periods",
    "position",
    "position_at",
    "positions",
    "preview_allocation",
    "reallocation",
    "reallocations",
    "reversal",
    "reversals_waiting",
    "utilisation",
    "years",
]
