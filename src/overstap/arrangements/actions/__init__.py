"""The verbs of composing. Each is one transaction: it does all of its work, or refuses and leaves no trace."""

from overstap.arrangements.actions.agreeing import agree, propose, take_back
from overstap.arrangements.actions.choosing import choose_instrument
from overstap.arrangements.actions.claiming import claim_cost, claim_employer_fee
from overstap.arrangements.actions.coordinating import answer_coordination, ask_coordination
from overstap.arrangements.actions.opening import add_prior_item, open_arrangement, record_prior_check, set_target
from overstap.arrangements.actions.running import (
    complete_arrangement,
    complete_item,
    record_review,
    remove_item,
    reserve_again,
    start_item,
    stop_arrangement,
    stop_item,
)
from overstap.arrangements.actions.starting import activate
from overstap.arrangements.actions.windows import answer_for_case, apply_for_case, notice_offers, withdraw_for_case

__all__ = [
    "activate",
    "add_prior_item",
    "agree",
    "answer_coordination",
    "answer_for_case",
    "apply_for_case",
    "ask_coordination",
    "choose_instrument",
    "claim_cost",
    "claim_employer_fee",
    "complete_arrangement",
    "complete_item",
    "notice_offers",
    "open_arrangement",
    "propose",
    "record_prior_check",
    "record_review",
    "remove_item",
    "reserve_again",
    "set_target",
    "start_item",
    "stop_arrangement",
    "stop_item",
    "take_back",
    "withdraw_for_case",
]
