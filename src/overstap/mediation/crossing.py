"""The trainings nearest to a list of gaps, and the ways over that they make; numbers only, shared by all bridges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overstap.matching.bridging import MOST_GAPS
from overstap.matching.bridging import Training as Step
from overstap.matching.bridging import bridges as bridges_over

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from overstap.matching.bridging import Bridge
    from overstap.training.values import OfferedTraining


def nearest(gaps: Collection[str], found: Iterable[OfferedTraining], most: int) -> list[OfferedTraining]:
    """The trainings that close something: of each gap the cheapest and shortest, so that the sum stays small."""
    listed = list(found)
    kept: dict[int, OfferedTraining] = {}
    share = max(1, most // max(1, 2 * len(gaps)))
    for uri in gaps:
        closing = [one for one in listed if uri in one.teaches]
        for order in ((lambda one: (one.cents, one.weeks, one.id)), (lambda one: (one.weeks, one.cents, one.id))):
            kept |= {one.id: one for one in sorted(closing, key=order)[:share]}
    return sorted(kept.values(), key=lambda one: one.id)


def ways_over(
    gaps: Sequence[str], steps: Iterable[OfferedTraining], *, weeks: int, cents: int, most: int
) -> list[Bridge]:
    """At most so many ways over, the cheapest first and the shortest last; `closes` and `leaves` are places in `gaps`.

    Nothing for no gaps, and for more of them than a few trainings can close.
    """
    if not gaps or len(gaps) > MOST_GAPS:
        return []
    places = {uri: place for place, uri in enumerate(gaps)}
    offered = [
        Step(str(one.id), frozenset(places[uri] for uri in one.teaches if uri in places), one.weeks, one.cents)
        for one in steps
    ]
    return _spread(list(bridges_over(tuple(places.values()), offered, weeks=weeks, cents=cents)), most)


def _spread(ways: list[Bridge], most: int) -> list[Bridge]:
    """At most so many of the ways, with the cheapest and the shortest among them."""
    if len(ways) <= most:
        return ways
    if most == 1:
        return ways[:1]
    return [ways[round(place * (len(ways) - 1) / (most - 1))] for place in range(most)]
