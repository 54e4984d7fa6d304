"""When reports and meetings fall, and how counts may be shown."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """What one report covers (rapportageperiode): from, up to but not including `until`, which is the day it is due."""

    start: dt.date
    until: dt.date


def plus_months(day: dt.date, months: int) -> dt.date:
    """Give the same day some months later, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def report_periods(live_on: dt.date, *, every_months: int, until: dt.date) -> Iterator[ReportPeriod]:
    """Give the report periods of a region that have begun by `until` (R-384).

    Live on 15-11-2020 with two months gives reports due on 15-01-2021, 15-03-2021 and so on. Each is counted from the
    first day, so that a region that went live on the 31st stays at the end of the month.
    Raises ValueError when `every_months` is not positive.
    """
    if every_months < 1:
        raise ValueError("every_months must be at least 1")
    number = 0
    start = live_on
    while start <= until:
        number += 1
        end = plus_months(live_on, number * every_months)
        yield ReportPeriod(start, end)
        start = end


def next_meeting(first: dt.date, *, every_days: int, after: dt.date) -> dt.date:
    """Give the first meeting after a day, in a row of meetings with a fixed distance (R-382).

    Raises ValueError when `every_days` is not positive.
    """
    if every_days < 1:
        raise ValueError("every_days must be at least 1")
    if after < first:
        return first
    passed = (after - first).days // every_days + 1
    return first + dt.timedelta(days=passed * every_days)


def percentage(part: int, whole: int) -> int | None:
    """Give the share in whole per cent, halves up (R-005: 6 of 10 is 60); None when there is nothing to divide by."""
    return (200 * part + whole) // (2 * whole) if whole else None


def shown(count: int, *, smallest: int) -> int | None:
    """Give a count of people as it may be shown to outsiders: None when it is so small that it points to someone."""
    return None if 0 < count < smallest else count


def shown_row(counts: Mapping[str, int], *, smallest: int) -> dict[str, int | None]:
    """Give a row of counts as outsiders may see it: small ones hidden, and never exactly one (R-406).

    A single hidden count could be worked out from a total, so the smallest of the others is hidden with it.
    """
    found = {name: shown(count, smallest=smallest) for name, count in counts.items()}
    visible = [name for name, count in found.items() if count]
    if sum(count is None for count in found.values()) == 1 and visible:
        found[min(visible, key=lambda name: (counts[name], name))] = None
    return found


def forecast(used: int, *, since: dt.date, today: dt.date, until: dt.date) -> int:
    """Give what is used on the last day when the pace of so far goes on (verwachting), rounded down.

    `used` is in cents and counts from `since`; both that day and today count. Before it began nothing is expected.
    """
    passed = (today - since).days + 1
    whole = (until - since).days + 1
    if passed < 1 or whole < 1:
        return used
    return used * max(whole, passed) // passed
