"""The verbs of a participant."""

from overstap.people.actions.bulk import Entry, register_participants
from overstap.people.actions.numbers import forget_citizen_number, keep_citizen_number
from overstap.people.actions.participants import (
    correct_contact,
    mark_returned,
    mark_withdrawn,
    move_house,
    register_participant,
)
from overstap.people.actions.proposing import Pair, propose_pairs
from overstap.people.actions.taking_back import take_back_participants

__all__ = [
    "Entry",
    "Pair",
    "correct_contact",
    "forget_citizen_number",
    "keep_citizen_number",
    "mark_returned",
    "mark_withdrawn",
    "move_house",
    "propose_pairs",
    "register_participant",
    "register_participants",
    "take_back_participants",
]
