"""The drawing of what is left of a stream: past weeks as a line, the coming weeks as a band that widens.

Only numbers leave here; the page says the same in a table for who does not see the drawing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 280
LEFT, RIGHT, TOP, BOTTOM = 84, 12, 14, 34
_STEPS = 4
_NICE = (1, 2, 2.5, 5, 10)
_LABELS = 6
_TEN = 10


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and what stands there (an amount on the one, a day on the other)."""

    at: str
    label: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """What a template draws: points of lines and of the band, and marks on both axes."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    past: str
    ahead: str
    band: str
    today: str
    heights: tuple[Tick, ...]
    days: tuple[Tick, ...]


def draw(
    past: Sequence[tuple[dt.date, int]],
    ahead: Sequence[tuple[dt.date, int, int, int]],
    said: Callable[[int], str],
) -> Chart | None:
    """Draw what was left on past days, and low, expected and high on coming ones, in cents; None without two days.

    `said` writes an amount in cents beside the drawing.
    """
    days = [day for day, _ in past] + [one[0] for one in ahead]
    if len(set(days)) <= 1:
        return None
    first, last = min(days), max(days)
    most = max([cents for _, cents in past] + [one[3] for one in ahead] + [1])
    step = _nice_step(most)
    top = step * -(-most // step)

    def x(day: dt.date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / (last - first).days

    def y(cents: int) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * max(cents, 0) / top

    def line(points: Sequence[tuple[dt.date, int]]) -> str:
        return " ".join(f"{x(day):.1f},{y(cents):.1f}" for day, cents in points)

    band = [(day, high) for day, _, _, high in ahead] + [(day, low) for day, low, _, _ in reversed(ahead)]
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        bottom=HEIGHT - BOTTOM,
        past=line(past),
        ahead=line([(day, middle) for day, _, middle, _ in ahead]),
        band=line(band),
        today=f"{x(past[-1][0]):.1f}" if past else "",
        heights=tuple(Tick(f"{y(cents):.1f}", label=said(cents)) for cents in range(0, top + 1, step)),
        days=tuple(Tick(f"{x(day):.1f}", day=day) for day in _spread(first, last)),
    )


def _nice_step(most: int) -> int:
    """A round number of euros in cents, so that some four lines reach the highest amount."""
    rough, size = max(most / _STEPS, 100), 100
    while size * _TEN <= rough:
        size *= _TEN
    return next(int(size * nice) for nice in _NICE if size * nice >= rough)


def _spread(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first days of months between two days, not too many of them."""
    months = [first.year * 12 + first.month - 1 + number for number in range((last - first).days // 28 + 2)]
    starts = [dt.date(month // 12, month % 12 + 1, 1) for month in months]
    within = [day for day in starts if first <= day <= last]
    return within[:: -(-len(within) // _LABELS)] if within else [first, last]
