"""What a night does by itself, done at once when a visitor moves the clock of the demo."""

from __future__ import annotations

import datetime as dt

from overstap.casework.actions import return_silent_handovers
from overstap.oversight.actions import plan_reports
from overstap.treasury.actions import expire_reservations


def let_nights_pass(now: dt.datetime) -> None:
    """Return hand-overs that met silence, free money that was reserved too long, plan the reports; as of `now`."""
    return_silent_handovers(now=now)
    expire_reservations(now=now)
    plan_reports(now=now)
