"""Bridges: which trainings close what somebody lacks for a job, in how many weeks and for how many euros (R-359)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

MOST_GAPS = 12
"""Who lacks more than this is not made suitable by a few trainings; it is another occupation."""


@dataclass(frozen=True, slots=True)
class Training:
    """What a training is for (opleiding): the skills that it teaches, its length in weeks, and its price in cents."""

    key: str
    teaches: frozenset[int]
    weeks: int
    cents: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """Trainings after each other (brug): what they close together, what stays open, what they come to."""

    trainings: tuple[str, ...]
    weeks: int
    cents: int
    closes: frozenset[int]
    leaves: frozenset[int]


_Way: TypeAlias = tuple[int, int, tuple[str, ...]]
"""Weeks, cents and which trainings."""


def bridges(
    gaps: Collection[int], trainings: Iterable[Training], *, weeks: int, cents: int | None = None
) -> tuple[Bridge, ...]:
    """Give the bridges within so many weeks and cents that close most, none of which another beats.

    Of the bridges that leave least open, each that is given is shorter or cheaper than every other; cheapest first, of
    equal price the shortest. With no gaps, or none that can be closed within the bounds, there is no bridge. The order
    of the trainings that are offered changes nothing. Raises ValueError for more than `MOST_GAPS` gaps and for a
    training of less than nothing.
    """
    if len(gaps) > MOST_GAPS:
        raise ValueError(f"more than {MOST_GAPS} gaps are no bridge")
    bits = {skill: 1 << place for place, skill in enumerate(sorted(gaps))}
    found: dict[int, list[_Way]] = {0: [(0, 0, ())]}
    for training in _useful(trainings, bits):
        closes = sum(bits[skill] for skill in training.teaches if skill in bits)
        for closed, ways in list(found.items()):
            if closed | closes == closed:
                continue
            for took, paid, which in ways:
                way = (took + training.weeks, paid + training.cents, (*which, training.key))
                if way[0] <= weeks and (cents is None or way[1] <= cents):
                    _keep(found.setdefault(closed | closes, []), way)
    best = max(closed.bit_count() for closed in found)
    return _told([(closed, way) for closed, ways in found.items() if closed.bit_count() == best for way in ways], bits)


def _useful(trainings: Iterable[Training], bits: dict[int, int]) -> list[Training]:
    """The trainings that close something, in an order of their own."""
    useful = [training for training in trainings if training.teaches & bits.keys()]
    if any(training.weeks < 0 or training.cents < 0 for training in useful):
        raise ValueError("a training takes nothing or more")
    return sorted(useful, key=lambda training: (training.cents, training.weeks, training.key))


def _keep(ways: list[_Way], way: _Way) -> None:
    """Keep a way unless one that is there is as short and as cheap; drop those that it beats."""
    if any(took <= way[0] and paid <= way[1] for took, paid, _ in ways):
        return
    ways[:] = [other for other in ways if not (way[0] <= other[0] and way[1] <= other[1])]
    ways.append(way)


def _told(found: list[tuple[int, _Way]], bits: dict[int, int]) -> tuple[Bridge, ...]:
    made = []
    fastest: int | None = None
    for closed, (took, paid, which) in sorted(found, key=lambda one: (one[1][1], one[1][0], one[1][2])):
        if closed and (fastest is None or took < fastest):
            fastest = took
            closes = frozenset(skill for skill, bit in bits.items() if bit & closed)
            made.append(Bridge(which, took, paid, closes, frozenset(bits) - closes))
    return tuple(made)
