"""What somebody with these skills probably can as well: shown as not confirmed, and asked back.

Whoever names five skills has more. Which skills go together is read from lists of occupations, never from people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from overstap.matching.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from overstap.matching.weighing import Weights


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which skills go with a skill (buren), strongest first; per skill at most as many as were asked for.

    `skills` and `shares` run from `starts[skill]` to `starts[skill + 1]`; a share tells which part of the occupations
    that name the skill names the neighbour too: above 0, below 1.
    """

    starts: NDArray[np.int64]
    skills: NDArray[np.int32]
    shares: NDArray[np.float64]

    @classmethod
    def of(cls, occupations: Table, most: int, weights: Weights) -> Neighbours:
        """Count over lists of occupations; keeps `most` neighbours of each skill."""
        width = occupations.width
        naming = np.argsort(occupations.ids, kind="stable")
        owners, begins = occupations.owners()[naming], np.concatenate(([0], np.cumsum(occupations.counts())))
        skills, shares, starts = [], [], [0]
        for skill in range(width):
            these = owners[begins[skill] : begins[skill + 1]]
            together = np.bincount(occupations.rows(these).ids, minlength=width) if len(these) else np.zeros(width, int)
            together[skill] = 0
            others = np.flatnonzero(together)
            best = others[np.argsort(-together[others], kind="stable")[:most]]
            skills.append(best.astype(np.int32))
            shares.append(together[best] / (len(these) + weights.prior))
            starts.append(starts[-1] + len(best))
        return cls(np.array(starts, np.int64), np.concatenate(skills), np.concatenate(shares))

    def beside(self, skill: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """The neighbours of one skill and their shares."""
        here = slice(self.starts[skill], self.starts[skill + 1])
        return self.skills[here], self.shares[here]


def inferred(known: Mapping[int, float], neighbours: Neighbours, weights: Weights) -> dict[int, float]:
    """What else somebody probably can, and for how much it counts; never one of the skills that they named themselves.

    It counts for how often it goes with the skills that are known, on average over those.
    """
    found: dict[int, float] = {}
    for skill in known:
        for other, share in zip(*(part.tolist() for part in neighbours.beside(skill)), strict=True):
            if other not in known:
                found[other] = found.get(other, 0.0) + share
    return {
        skill: min(weights.cap, weights.inferred * total / len(known))
        for skill, total in found.items()
        if weights.inferred * total > 0
    }


def completed(people: Table, neighbours: Neighbours, weights: Weights) -> Table:
    """The rows of people with what they probably can as well."""
    rows = (people.row(number) for number in range(len(people)))
    return Table.of((row | inferred(row, neighbours, weights) for row in rows), width=people.width)
