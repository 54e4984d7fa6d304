"""What can be done with groups and with desks for many; each a single transaction with a line in the trail."""

from overstap.brokerage.actions.couplings import (
    agree_coupling,
    change_coupling,
    couple,
    decline_places,
    drop_coupling,
    people_left,
    propose_couplings,
    record_placed,
)
from overstap.brokerage.actions.surpluses import SurplusFields, close_surplus, report_surplus

__all__ = [
    "SurplusFields",
    "agree_coupling",
    "change_coupling",
    "close_surplus",
    "couple",
    "decline_places",
    "drop_coupling",
    "people_left",
    "propose_couplings",
    "record_placed",
    "report_surplus",
]
