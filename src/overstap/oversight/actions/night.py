"""What happens by itself at the end of a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from overstap.casework.actions import return_silent_handovers
from overstap.oversight.actions.reports import plan_reports
from overstap.treasury.actions import expire_reservations


@dataclass(frozen=True, slots=True)
class NightWork:
    """What a night did (nachtwerk): hand-overs that met silence, reservations that ran out, reports planned."""

    handovers_returned: int
    reservations_expired: int
    reports_planned: int


def let_night_pass(*, now: dt.datetime) -> NightWork:
    """Return silent hand-overs, free money that was reserved too long, plan the reports; safe to repeat."""
    return NightWork(
        handovers_returned=len(return_silent_handovers(now=now)),
        reservations_expired=expire_reservations(now=now),
        reports_planned=plan_reports(now=now),
    )
