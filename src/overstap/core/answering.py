"""How long an answer takes on average: one way to count, for hand-overs and for messages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """What an average answer time is made of (maat van de antwoordtijd).

    Answers to what was asked since `since` count; fewer than `smallest` say too much about one person to show.
    """

    since: dt.datetime
    smallest: int


def average_days(took: Sequence[int], smallest: int) -> int | None:
    """Give the average of whole days, rounded half up; None for fewer than `smallest`."""
    if not took or len(took) < smallest:
        return None
    return (2 * sum(took) + len(took)) // (2 * len(took))
