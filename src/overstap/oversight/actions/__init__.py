"""The verbs of oversight."""

from overstap.oversight.actions.night import CHECKS, DUTIES, Duty, DutyError, let_night_pass
from overstap.oversight.actions.reports import plan_reports, submit_report
from overstap.oversight.actions.signals import decide_signal, raise_signal

__all__ = [
    "CHECKS",
    "DUTIES",
    "Duty",
    "DutyError",
    "decide_signal",
    "let_night_pass",
    "plan_reports",
    "raise_signal",
    "submit_report",
]
