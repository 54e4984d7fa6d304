"""The verbs of casework: each is one transaction that gives a value or a refusal."""

from overstap.casework.actions.absence import end_absence, give_files, set_absence
from overstap.casework.actions.access_codes import Entered, end_access_codes, enter_with_code, send_access_code
from overstap.casework.actions.answers import record_answer
from overstap.casework.actions.assessment import assess_case, judge_distance
from overstap.casework.actions.changing import (
    notice_changes,
)
from overstap.casework.actions.clocks import (
    resume_clock,
    resume_late_clocks,
    stop_clock,
)
from overstap.casework.actions.correcting import (
    ask_correction,
    settle_correction,
    withdraw_correction,
)
from overstap.casework.actions.deciding import decide
from overstap.casework.actions.endings import (
    close_case,
    record_outcome,
    withdraw_participation,
)
from overstap.casework.actions.entrance import (
    KeptDraft,
    Trying,
    count_try,
    drop_draft,
    forget_drafts,
    keep_draft,
    open_draft,
)
from overstap.casework.actions.following import delete_view, repair_case, save_view, send_reminders
from overstap.casework.actions.handovers import (
    accept_handover,
    offer_handover,
    record_first_contact,
    refuse_handover,
    withdraw_handover,
)
from overstap.casework.actions.objecting import (
    file_objection,
    settle_objection,
    take_objection,
    withdraw_objection,
)
from overstap.casework.actions.passing import (
    complete_moves,
    report_move,
    take_over_move,
    withdraw_move,
)
from overstap.casework.actions.profile import (
    add_diagnosis,
    add_profile_entry,
    confirm_profile_entry,
    remove_profile_entry,
    save_profile,
)
from overstap.casework.actions.receiving import (
    Invitation,
    answer_question,
    ask_about_handover,
    decline_debt_help,
    invite_receiver,
    redirect_handover,
)
from overstap.casework.actions.regional import set_regional_value
from overstap.casework.actions.registration import register_case
from overstap.casework.actions.sharing import permit_again, withdraw_consent, withdraw_item
from overstap.casework.actions.silence import return_silent_handovers
from overstap.casework.actions.steps import record_own_service, set_next_action, take_case

__all__ = [
    "Entered",
    "Invitation",
    "KeptDraft",
    "Trying",
    "accept_handover",
    "add_diagnosis",
    "add_profile_entry",
    "answer_question",
    "ask_about_handover",
    "ask_correction",
    "assess_case",
    "close_case",
    "complete_moves",
    "confirm_profile_entry",
    "count_try",
    "decide",
    "decline_debt_help",
    "delete_view",
    "drop_draft",
    "end_absence",
    "end_access_codes",
    "enter_with_code",
    "file_objection",
    "forget_drafts",
    "give_files",
    "invite_receiver",
    "judge_distance",
    "keep_draft",
    "notice_changes",
    "offer_handover",
    "open_draft",
    "permit_again",
    "record_answer",
    "record_first_contact",
    "record_outcome",
    "record_own_service",
    "redirect_handover",
    "refuse_handover",
    "register_case",
    "remove_profile_entry",
    "repair_case",
    "report_move",
    "resume_clock",
    "resume_late_clocks",
    "return_silent_handovers",
    "save_profile",
    "save_view",
    "send_access_code",
    "send_reminders",
    "set_absence",
    "set_next_action",
    "set_regional_value",
    "settle_correction",
    "settle_objection",
    "stop_clock",
    "take_case",
    "take_objection",
    "take_over_move",
    "withdraw_consent",
    "withdraw_correction",
    "withdraw_handover",
    "withdraw_item",
    "withdraw_move",
    "withdraw_objection",
    "withdraw_participation",
]
