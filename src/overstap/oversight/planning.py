"""Where oversight reads policy: how often reports and meetings come, and when a count is too small to show."""

from __future__ import annotations

import datetime as dt

from overstap.casework.policy import Use, number, scheme, scheme_for
from overstap.core.reporting import next_meeting

EVERY_MONTHS = "rapportage_maanden"
EVERY_DAYS = "overleg_dagen"
SMALLEST = "kleine_cel"
ANYWHERE = ""


def months_between_reports(on: dt.date) -> int:
    """Give after how many months a region reports again (R-384)."""
    return number(scheme_for(Use.TERMS), EVERY_MONTHS, region_code=ANYWHERE, on=on)


def smallest_count(on: dt.date) -> int:
    """Give the smallest count of people that outsiders may see (R-406)."""
    return number(scheme_for(Use.TERMS), SMALLEST, region_code=ANYWHERE, on=on)


def meeting_after(on: dt.date) -> dt.date:
    """Give the first meeting after a day (R-382): they count from the day that the agreements came into force."""
    every = number(scheme_for(Use.TERMS), EVERY_DAYS, region_code=ANYWHERE, on=on)
    return next_meeting(scheme(scheme_for(Use.TERMS), on).valid_from, every_days=every, after=on)


def meetings(on: dt.date, count: int) -> tuple[dt.date, ...]:
    """Give the next meetings after a day."""
    found: list[dt.date] = []
    for _ in range(count):
        found.append(meeting_after(found[-1] if found else on))
    return tuple(found)
