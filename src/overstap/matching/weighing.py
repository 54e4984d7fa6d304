"""What a skill weighs, and what a match is made of: terms that add up to the score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from overstap.matching.tables import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Weights:
    """How heavily things count (weging); each version of it has a name of its own.

    Of an opening: what an `essential` and an `optional` skill count for. Of a person: a confirmed skill counts for 1;
    one that is only inferred for `inferred` times how often it goes with what is known, and never for more than `cap`.
    `floor` is what a skill counts for that everybody asks. All of these are parts of 1. What goes together is counted
    as if `prior` more occupations named the one skill without the other: what stands in one occupation only, says
    little.
    """

    version: str
    essential: float
    optional: float
    inferred: float
    cap: float
    floor: float
    prior: float


@dataclass(frozen=True, slots=True)
class Term:
    """What one skill adds to a score (bijdrage)."""

    skill: int
    share: float


def rarity(openings: Table, weights: Weights) -> NDArray[np.float64]:
    """What each skill counts for: the fewer openings ask it, the more it tells. Positive, in no unit."""
    asked = openings.counts()
    rare: NDArray[np.float64] = np.log((len(openings) + 1) / (asked + 1)) + weights.floor
    return rare


def weighed(rows: Table, rare: NDArray[np.float64]) -> Table:
    """The same rows, made ready to be multiplied: each skill by its rarity, and every row of length 1.

    The product of two such rows is the geometric mean of two coverages: how much of what is asked somebody has, and how
    much of what they have is asked. So it lies from 0 to 1, and neither a list of everything nor a single skill in
    common makes the best match.
    """
    heights = rows.weights * np.sqrt(rare[rows.ids])
    squares = np.concatenate(([0.0], np.cumsum(heights**2)))
    lengths = np.sqrt(squares[rows.starts[1:]] - squares[rows.starts[:-1]])
    return Table(rows.starts, rows.ids, (heights / lengths[rows.owners()]).astype(np.float32), rows.width)


def terms(seekers: Table, seeker: int, openings: Table, opening: int) -> tuple[Term, ...]:
    """What the score of this pair is made of, in the order of the skills; added up in that order it is the score."""
    theirs = seekers.row(seeker)
    asked = openings.row(opening)
    return tuple(Term(skill, theirs[skill] * weight) for skill, weight in asked.items() if skill in theirs)
