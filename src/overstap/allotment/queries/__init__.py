"""The questions to allotment: SELECT only, answered with frozen values."""

from overstap.allotment.queries.applications import application
from overstap.allotment.queries.windows import public_counter, window, windows

__all__ = ["application", "public_counter", "window", "windows"]
