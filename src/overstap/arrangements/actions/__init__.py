"""The verbs of composing. Each is one transaction: it does all of its work, or refuses and leaves no trace."""

from overstap.arrangements.actions.agreeing import agree, disagree, propose, propose_change, share_draft, take_back
from overstap.arrangements.actions.changing import change_item
from overstap.arrangements.actions.choosing import choose_instrument
from overstap.arrangements.actions.claiming import claim_cost, claim_employer_fee
from overstap.arrangements.actions.completing import Proof
from overstap.arrangements.actions.coordinating import answer_coordination, ask_coordination
from overstap.arrangements.actions.guests import (
    GuestFields,
    answer_as_guest,
    correct_guest,
    end_guest,
    invite_guest,
    remind_guests,
    send_again,
    send_plan_link,
)
from overstap.arrangements.actions.opening import add_prior_item, open_arrangement, record_prior_check, set_target
from overstap.arrangements.actions.paid import tell_payments
from overstap.arrangements.actions.reacting import answer_remark, remark_as_guest, set_item_step, write_remark
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
from overstap.arrangements.actions.training import answer_training, make_training_agreement
from overstap.arrangements.actions.windows import answer_for_case, apply_for_case, notice_offers, withdraw_for_case
from overstap.arrangements.again import NewTerms

__all__ = [
    "GuestFields",
    "NewTerms",
    "Proof",
    "activate",
    "add_prior_item",
    "agree",
    "answer_as_guest",
    "answer_coordination",
    "answer_for_case",
    "answer_remark",
    "answer_training",
    "apply_for_case",
    "ask_coordination",
    "change_item",
    "choose_instrument",
    "claim_cost",
    "claim_employer_fee",
    "complete_arrangement",
    "complete_item",
    "correct_guest",
    "disagree",
    "end_guest",
    "invite_guest",
    "make_training_agreement",
    "notice_offers",
    "open_arrangement",
    "propose",
    "propose_change",
    "record_prior_check",
    "record_review",
    "remark_as_guest",
    "remind_guests",
    "remove_item",
    "reserve_again",
    "send_again",
    "send_plan_link",
    "set_item_step",
    "set_target",
    "share_draft",
    "start_item",
    "stop_arrangement",
    "stop_item",
    "take_back",
    "tell_payments",
    "withdraw_for_case",
    "write_remark",
]
