"""The verbs of this context: reference data, the life of a region, who does what there, and accounts."""

from overstap.parties.actions.accounts import add_membership, end_membership
from overstap.parties.actions.installing import load_reference, move_demo_date, set_team_name
from overstap.parties.actions.organisations import (
    add_party,
    add_party_to_region,
    end_party_in_region,
    set_first_contact,
    set_function_owner,
)
from overstap.parties.actions.regions import (
    close_region,
    confirm_centre,
    open_region,
    record_agreement,
    set_desk,
    start_set_up,
)
from overstap.parties.actions.seats import end_seat, fill_seat

__all__ = [
    "add_membership",
    "add_party",
    "add_party_to_region",
    "close_region",
    "confirm_centre",
    "end_membership",
    "end_party_in_region",
    "end_seat",
    "fill_seat",
    "load_reference",
    "move_demo_date",
    "open_region",
    "record_agreement",
    "set_desk",
    "set_first_contact",
    "set_function_owner",
    "set_team_name",
    "start_set_up",
]
