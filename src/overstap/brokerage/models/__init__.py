"""What is stored of groups, of desks for many, and of who takes part in them."""

from overstap.brokerage.models.centres import (
    CentreExpense,
    CentrePartner,
    CentrePromise,
    CentreSession,
    MobilityCentre,
)
from overstap.brokerage.models.groups import Coupling, Surplus
from overstap.brokerage.models.people import CentreMember, CouplingInvitation

__all__ = [
    "CentreExpense",
    "CentreMember",
    "CentrePartner",
    "CentrePromise",
    "CentreSession",
    "Coupling",
    "CouplingInvitation",
    "MobilityCentre",
    "Surplus",
]
