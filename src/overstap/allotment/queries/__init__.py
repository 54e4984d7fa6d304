"""The questions to allotment: SELECT only, answered with frozen values."""

from overstap.allotment.queries.windows import public_counter, windows

__all__ = ["public_counter", "windows"]
