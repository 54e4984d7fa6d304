"""The verbs of the treasury. Each is one transaction: it does all of its work, or refuses and leaves no trace.

The door to a case stands in `arrangements`; who may touch the money itself is decided here: frameworks are set by the
framework keeper alone, claims are approved by another than the one who submits, and paid by yet another (R-251).
"""

from overstap.treasury.actions.alarms import sound_alarms
from overstap.treasury.actions.allocations import decide_allocation, make_key
from overstap.treasury.actions.batches import Order, Series, open_series, reserve_many
from overstap.treasury.actions.claims import Evidence, approve_claim, reject_claim, submit_claim
from overstap.treasury.actions.commitments import commit, expire_reservations, release, reserve, void
from overstap.treasury.actions.contributions import (
    decide_application,
    record_capacity,
    record_contribution,
    register_application,
)
from overstap.treasury.actions.frameworks import load_streams, may_set_budgets, set_budget
from overstap.treasury.actions.payments import BankReturn, pay_claim, pay_claims, recover_payment, return_payments
from overstap.treasury.actions.periods import ask_to_close, close_period
from overstap.treasury.actions.raising import raise_commitment
from overstap.treasury.actions.reallocations import (
    Place,
    decide_reallocation,
    propose_reallocation,
    reject_reallocation,
)
from overstap.treasury.actions.resizing import resize_commitments
from overstap.treasury.actions.reversals import ask_reversal, reject_reversal, reverse_entry
from overstap.treasury.actions.years import ask_to_close_year, close_year

__all__ = [
    "BankReturn",
    "Evidence",
    "Order",
    "Place",
    "Series",
    "approve_claim",
    "ask_reversal",
    "ask_to_close",
    "ask_to_close_year",
    "close_period",
    "close_year",
    "commit",
    "decide_allocation",
    "decide_application",
    "decide_reallocation",
    "expire_reservations",
    "load_streams",
    "make_key",
    "may_set_budgets",
    "open_series",
    "pay_claim",
    "pay_claims",
    "propose_reallocation",
    "raise_commitment",
    "record_capacity",
    "record_contribution",
    "recover_payment",
    "register_application",
    "reject_claim",
    "reject_reallocation",
    "reject_reversal",
    "release",
    "reserve",
    "reserve_many",
    "resize_commitments",
    "return_payments",
    "reverse_entry",
    "set_budget",
    "sound_alarms",
    "submit_claim",
    "void",
]
