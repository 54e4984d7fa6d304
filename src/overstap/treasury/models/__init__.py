"""The books of the treasury as they are stored. Amounts are whole cents."""

from overstap.treasury.models.claims import Claim, Payment
from overstap.treasury.models.commitments import Commitment, PersonCeiling
from overstap.treasury.models.figures import Alarm, DayEnd
from overstap.treasury.models.frameworks import (
    Allocation,
    AllocationInput,
    AllocationKey,
    Capacity,
    CapacityApplication,
    PreparationContribution,
    Reallocation,
)
from overstap.treasury.models.ledger import (
    Account,
    AccountKind,
    Budget,
    Entry,
    EntryKind,
    FrameworkDecision,
    FundingStream,
)
from overstap.treasury.models.periods import BookYear, Period, PeriodStanding, ReversalRequest

__all__ = [
    "Account",
    "AccountKind",
    "Alarm",
    "Allocation",
    "AllocationInput",
    "AllocationKey",
    "BookYear",
    "Budget",
    "Capacity",
    "CapacityApplication",
    "Claim",
    "Commitment",
    "DayEnd",
    "Entry",
    "EntryKind",
    "FrameworkDecision",
    "FundingStream",
    "Payment",
    "Period",
    "PeriodStanding",
    "PersonCeiling",
    "PreparationContribution",
    "Reallocation",
    "ReversalRequest",
]
