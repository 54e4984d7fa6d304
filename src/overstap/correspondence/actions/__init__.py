"""The verbs of correspondence."""

from overstap.correspondence.actions.bouncing import take_report
from overstap.correspondence.actions.delivering import deliver
from overstap.correspondence.actions.messaging import Hears, ThreadOf, write_message
from overstap.correspondence.actions.preferring import forget_addresses, keep_addresses, set_preference, tidy_address
from overstap.correspondence.actions.printing import make_run, mark_printed, print_again
from overstap.correspondence.actions.sending import DETAIL, JOB, FreshLink, send
from overstap.correspondence.actions.settling import came_back, send_on_paper, settle

__all__ = [
    "DETAIL",
    "JOB",
    "FreshLink",
    "Hears",
    "ThreadOf",
    "came_back",
    "deliver",
    "forget_addresses",
    "keep_addresses",
    "make_run",
    "mark_printed",
    "print_again",
    "send",
    "send_on_paper",
    "set_preference",
    "settle",
    "take_report",
    "tidy_address",
    "write_message",
]
