"""Which group goes to which vacancy: the best for all together, around what people themselves decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from overstap.brokerage.settings import GroupSettings
from overstap.matching.flows import Ways, divide
from overstap.matching.search import Index
from overstap.matching.tables import Table
from overstap.matching.weighing import weighed
from overstap.mediation.skills import Asked, skill_space
from overstap.parties.places import kilometres

STAYING = 2.0
"""Whoever gets no place costs more than the dearest way: as many as possible get one."""


@dataclass(frozen=True, slots=True)
class Side:
    """A group of people, or a vacancy (groep of vacature): how many, what is asked of the work, and where."""

    id: int
    many: int
    asked: Asked
    municipality: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way from a group to a vacancy (mogelijke koppeling): how near the work is, in parts of 1, and how far off."""

    surplus: int
    vacancy: int
    nearness: float
    km: int | None

    def cost(self, settings: GroupSettings) -> float:
        """What one person over this way costs, from 0 to 1; a place that we do not know is as far as we look."""
        far = 1.0 if self.km is None else min(self.km / settings.most_km, 1.0)
        return min(1.0, max(0.0, (1 - self.nearness) * (1 - settings.distance) + far * settings.distance))


@dataclass(frozen=True, slots=True)
class Share:
    """So many people over a way (verdeling over een weg)."""

    way: Way
    people: int


def ways_between(groups: Sequence[Side], openings: Sequence[Side], settings: GroupSettings) -> tuple[Way, ...]:
    """The ways that are looked at: of each group its best partners and of each vacancy its best, within reach."""
    found = [way for way in _near(groups, openings, settings) if way.km is None or way.km <= settings.most_km]
    found.sort(key=lambda way: (way.cost(settings), way.surplus, way.vacancy))
    here: Counter[int] = Counter()
    there: Counter[int] = Counter()
    kept = []
    for way in found:
        here[way.surplus] += 1
        there[way.vacancy] += 1
        if here[way.surplus] <= settings.partners or there[way.vacancy] <= settings.partners:
            kept.append(way)
    return tuple(kept)


def _near(groups: Sequence[Side], openings: Sequence[Side], settings: GroupSettings) -> list[Way]:
    """Every pair whose work is alike enough."""
    if not groups or not openings:
        return []
    space = skill_space()
    rows = [
        weighed(Table.of([one.asked.row() for one in side], width=space.width), space.rare)
        for side in (groups, openings)
    ]
    best = Index(rows[1]).best(rows[0], len(openings))
    return [
        Way(group.id, openings[number].id, float(score), _apart(group.municipality, openings[number].municipality))
        for group, numbers, scores in zip(groups, best.numbers.tolist(), best.scores.tolist(), strict=True)
        for number, score in zip(numbers, scores, strict=True)
        if number >= 0 and score >= settings.least_nearness
    ]


def way_between(group: Side, opening: Side, settings: GroupSettings) -> Way:
    """The way of one group to one vacancy, however far and however different: a broker may choose it."""
    found = _near([group], [opening], settings)
    return found[0] if found else Way(group.id, opening.id, 0.0, _apart(group.municipality, opening.municipality))


def _apart(one: str, other: str) -> int | None:
    apart = kilometres(one, other)
    return None if apart is None else round(apart)


def share_out(
    ways: Sequence[Way],
    people: Mapping[int, int],
    places: Mapping[int, int],
    settings: GroupSettings,
    fixed: Mapping[tuple[int, int], int] | None = None,
) -> tuple[Share, ...]:
    """Divide the people of groups over the places of vacancies, around what is `fixed` by (group, vacancy).

    `people` and `places` count what is there before the fixed ones are taken off. A pair that is fixed gets nothing
    more. Raises ValueError when more is fixed than there are people or places.
    """
    fixed = fixed or {}
    left, free = dict(people), dict(places)
    for (group, opening), many in fixed.items():
        left[group] -= many
        free[opening] -= many
    if min([0, *left.values(), *free.values()]) < 0:
        raise ValueError("more is fixed than there is")
    open_ways = [way for way in ways if (way.surplus, way.vacancy) not in fixed]
    if not open_ways:
        return ()
    groups, openings = sorted(left), sorted(free)
    at, to = ({key: place for place, key in enumerate(keys)} for keys in (groups, openings))
    tails, heads = ([at[way.surplus] for way in open_ways], [to[way.vacancy] for way in open_ways])
    widths = [min(left[way.surplus], free[way.vacancy]) for way in open_ways]
    found = divide(
        np.array([left[key] for key in groups], np.int64),
        np.array([free[key] for key in openings], np.int64),
        Ways(
            np.array(tails, np.int64),
            np.array(heads, np.int64),
            np.array(widths, np.int64),
            np.array([way.cost(settings) for way in open_ways], np.float64),
        ),
        staying=STAYING,
    )
    return tuple(Share(way, int(many)) for way, many in zip(open_ways, found.flows, strict=True) if many)
