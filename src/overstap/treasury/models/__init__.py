"""The books of the treasury as they are stored. Amounts are whole cents."""

from overstap.treasury.models.claims import Claim, Payment
from overstap.treasury.models.commitments import Commitment, PersonCeiling
from overstap.treasury.models.figures import Alarm, DayEnd
from overstap.treasury.models.ledger import (
    Account,
    AccountKind,
    Budget,
    Entry,
    EntryKind,
    FrameworkDecision,
    FundingStream,
)

__all__ = [
    "Account",
    "AccountKind",
    "Alarm",
    "Budget",
    "Claim",
    "Commitment",
    "DayEnd",
    "Entry",
    "EntryKind",
    "FrameworkDecision",
    "FundingStream",
    "Payment",
    "PersonCeiling",
]
