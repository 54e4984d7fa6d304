"""What can be done with groups and with desks for many; each a single transaction with a line in the trail."""

from overstap.brokerage.actions.centres import (
    CentreFields,
    add_partner,
    close_centre,
    open_centre,
    promise_room,
    record_expense,
)
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
from overstap.brokerage.actions.inviting import (
    answer_invitation,
    invite_people,
    let_invitations_lapse,
    start_invited,
)
from overstap.brokerage.actions.members import (
    Invited,
    add_members,
    choose_session,
    invite_members,
    plan_session,
    record_attendance,
)
from overstap.brokerage.actions.surpluses import SurplusFields, close_surplus, report_surplus

__all__ = [
    "CentreFields",
    "Invited",
    "SurplusFields",
    "add_members",
    "add_partner",
    "agree_coupling",
    "answer_invitation",
    "change_coupling",
    "choose_session",
    "close_centre",
    "close_surplus",
    "couple",
    "decline_places",
    "drop_coupling",
    "invite_members",
    "invite_people",
    "let_invitations_lapse",
    "open_centre",
    "people_left",
    "plan_session",
    "promise_room",
    "propose_couplings",
    "record_attendance",
    "record_expense",
    "record_placed",
    "report_surplus",
    "start_invited",
]
