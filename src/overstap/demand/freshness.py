"""How long a vacancy is believed: the terms, read from the scheme of the house."""

from __future__ import annotations

from datetime import date

from overstap.core.demand import Freshness
from overstap.rules import load_catalogue

SCHEME = "vacatures"


def freshness_on(on: date) -> Freshness:
    """The terms of a day (R-360: what is old is not demand)."""
    catalogue = load_catalogue()
    asked, off = (catalogue.parameter(SCHEME, name, on, "") for name in ("bevestigen_na", "verlopen_na"))
    if not (isinstance(asked, int) and isinstance(off, int)):
        raise TypeError(f"{SCHEME}: terms are whole days")
    return Freshness(confirm_after=asked, off_after=off)
