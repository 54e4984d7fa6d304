"""The verbs of oversight."""

from overstap.oversight.actions.reports import plan_reports, submit_report
from overstap.oversight.actions.signals import decide_signal, raise_signal

__all__ = ["decide_signal", "plan_reports", "raise_signal", "submit_report"]
