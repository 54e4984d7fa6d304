"""The questions to allotment: SELECT only, answered with frozen values."""

from overstap.allotment.queries.applications import application, offers, receipt, receipts, states_of, window_page
from overstap.allotment.queries.invariants import check_invariants
from overstap.allotment.queries.outlook import DayOfOrder, WindowOutlook, asked_together, order_by_day, window_outlook
from overstap.allotment.queries.windows import public_counter, window, windows

__all__ = [
    "DayOfOrder",
    "WindowOutlook",
    "application",
    "asked_together",
    "check_invariants",
    "offers",
    "order_by_day",
    "public_counter",
    "receipt",
    "receipts",
    "states_of",
    "window",
    "window_outlook",
    "window_page",
    "windows",
]
