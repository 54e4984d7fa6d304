"""From one occupation to another: how near it is, in which direction it lies, and what it takes (R-351, R-361)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from overstap.matching.search import Index
from overstap.matching.tables import Table
from overstap.matching.weighing import Term, terms, weighed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Against(StrEnum):
    """Why an occupation is not offered (reden om een beroep niet te noemen)."""

    SAME = "zelfde"
    SHRINKING = "krimpt"
    LEVEL = "niveau"
    WAGE = "loon"
    DEMAND = "vraag"
    DISTANCE = "te_ver"


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of an occupation beside its skills (ligging van een beroep).

    `level` runs from 1 to 4; `wage` is what is usual, in cents an hour; `demand` runs from 1 (plenty of people) to 5
    (hardly anyone). What is not known is None, and decides nothing.
    """

    essential: frozenset[int]
    optional: frozenset[int]
    level: int | None = None
    wage: int | None = None
    demand: int | None = None
    shrinking: bool = False


@dataclass(frozen=True, slots=True)
class Direction:
    """Which way a transition may lead (richting); each version of it has a name of its own.

    At most `level_steps` up or down, at least `least_wage` of what was earned (a part of 1), to work with a demand of
    at least `least_demand`, with a score of at least `least_score`. Of the essential skills at least the part
    `least_sure` is there without doubt, and at most `most_gaps` are not.
    """

    version: str
    level_steps: int
    least_wage: float
    least_demand: int
    least_score: float
    least_sure: float
    most_gaps: int


@dataclass(frozen=True, slots=True)
class Transition:
    """A way to another occupation (overgang): its number, how near it is and why, what is there and what is lacking.

    The shares of `terms` add up to `score`. `has` counts what is sure only; what is only supposed stands in `supposed`.
    """

    occupation: int
    score: float
    terms: tuple[Term, ...]
    has: frozenset[int]
    supposed: frozenset[int]
    lacks: frozenset[int]
    welcome: frozenset[int]


@dataclass(frozen=True, slots=True)
class Transitions:
    """Where somebody can go (overgangen), nearest first; `against` counts why others near are not offered."""

    offered: tuple[Transition, ...]
    against: Mapping[Against, int]


class Occupations:
    """All occupations there are, made ready to be compared (beroepen)."""

    def __init__(self, places: Sequence[Place], asked: Table, rare: NDArray[np.float64]) -> None:
        """`asked` tells per occupation what each skill weighs. Raises ValueError for lists of different lengths."""
        if len(places) != len(asked):
            raise ValueError(f"{len(places)} occupations, but {len(asked)} rows of skills")
        self.places = tuple(places)
        self._rare = rare
        self._rows = weighed(asked, rare)
        self._index = Index(self._rows)

    def transitions(
        self,
        known: Mapping[int, float],
        sure: Collection[int],
        *,
        origin: int | None,
        direction: Direction,
        count: int,
    ) -> Transitions:
        """The `count` nearest occupations in the right direction for who has the skills `known` at these weights.

        `sure` are the skills that nobody doubts; `origin` is the occupation somebody comes from, or None when that is
        not known: then level and wage decide nothing.
        """
        if not known:
            return Transitions((), {})
        person = weighed(Table.of([known], width=self._rows.width), self._rare)
        best = self._index.best(person, len(self.places))
        offered: list[Transition] = []
        against: Counter[Against] = Counter()
        for number in (int(one) for one in best.numbers[0] if one >= 0):
            way = self._way(person, number, frozenset(known), frozenset(sure))
            reason = self._against(way, origin, direction)
            if reason is not None:
                against[reason] += 1
            elif len(offered) < count:
                offered.append(way)
        return Transitions(tuple(offered), dict(against))

    def _way(self, person: Table, number: int, known: frozenset[int], sure: frozenset[int]) -> Transition:
        place = self.places[number]
        made = terms(person, 0, self._rows, number)
        asked = place.essential | place.optional
        return Transition(
            occupation=number,
            score=sum(term.share for term in made),
            terms=made,
            has=asked & known & sure,
            supposed=(asked & known) - sure,
            lacks=place.essential - known,
            welcome=place.optional - known,
        )

    def _against(self, way: Transition, origin: int | None, direction: Direction) -> Against | None:
        """Why this occupation is not offered; the first reason that holds."""
        if way.occupation == origin:
            return Against.SAME
        there = self.places[way.occupation]
        sure = len(there.essential & way.has)
        if (
            way.score < direction.least_score
            or sure < direction.least_sure * len(there.essential)
            or len(there.essential) - sure > direction.most_gaps
        ):
            return Against.DISTANCE
        if there.shrinking:
            return Against.SHRINKING
        if there.demand is not None and there.demand < direction.least_demand:
            return Against.DEMAND
        return None if origin is None else _off(self.places[origin], there, direction)


def _off(here: Place, there: Place, direction: Direction) -> Against | None:
    if here.level is not None and there.level is not None and abs(there.level - here.level) > direction.level_steps:
        return Against.LEVEL
    if here.wage is not None and there.wage is not None and there.wage < direction.least_wage * here.wage:
        return Against.WAGE
    return None
