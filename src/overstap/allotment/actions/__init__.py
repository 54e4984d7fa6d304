"""The verbs of allotment. Each is one transaction."""

from overstap.allotment.actions.answering import (
    answer_offer,
    let_offers_lapse,
    release_places,
    withdraw_application,
)
from overstap.allotment.actions.applying import apply
from overstap.allotment.actions.settling import settle, settle_all
from overstap.allotment.actions.sharing import close_and_share, fund_application
from overstap.allotment.actions.telling import (
    UnsureError,
    Word,
    apply_with_word,
    begin_letter,
    forget_addresses,
    letter_refused,
    letter_sent,
)
from overstap.allotment.actions.windows import Terms, change_ceiling, load_windows, open_window, plan_window

__all__ = [
    "Terms",
    "UnsureError",
    "Word",
    "answer_offer",
    "apply",
    "apply_with_word",
    "begin_letter",
    "change_ceiling",
    "close_and_share",
    "forget_addresses",
    "fund_application",
    "let_offers_lapse",
    "letter_refused",
    "letter_sent",
    "load_windows",
    "open_window",
    "plan_window",
    "release_places",
    "settle",
    "settle_all",
    "withdraw_application",
]
