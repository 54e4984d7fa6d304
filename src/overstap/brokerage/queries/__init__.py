"""Questions about groups and about desks for many; frozen values, never rows."""

from overstap.brokerage.queries.centres import centre, centre_of, centres
from overstap.brokerage.queries.groups import company_groups, surplus, surplus_of, surpluses
from overstap.brokerage.queries.people import invitable, invitations_of_coupling, own_centres, own_invitations

__all__ = [
    "centre",
    "centre_of",
    "centres",
    "company_groups",
    "invitable",
    "invitations_of_coupling",
    "own_centres",
    "own_invitations",
    "surplus",
    "surplus_of",
    "surpluses",
]
