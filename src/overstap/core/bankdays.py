"""The days on which banks in the euro area settle payments: no weekend and none of the closing days of T2."""

from __future__ import annotations

from datetime import date, timedelta

SOURCE = "Europese Centrale Bank: sluitingsdagen van T2 (TARGET)"
_SATURDAY = 5
_FIXED = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})


def easter(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    quarters, years = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * quarters - epact - years) % 7
    moved = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * moved + 114, 31)
    return date(year, month, day + 1)


def is_bank_day(day: date) -> bool:
    """Tell whether banks settle on this day."""
    sunday = easter(day.year)
    closed = {sunday - timedelta(days=2), sunday + timedelta(days=1)}
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _FIXED and day not in closed


def next_bank_day(day: date) -> date:
    """The first day after `day` on which banks settle."""
    following = day + timedelta(days=1)
    while not is_bank_day(following):
        following += timedelta(days=1)
    return following
