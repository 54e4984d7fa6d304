"""People and openings as rows of weighted skills, invented: as language is shaped, and as ESCO is.

`zipf_shaped`: every skill on its own, the `n`-th most named about `1/n` as often as the first: hard, for a few skills
stand in almost every row. `esco_shaped`: people and openings come from three thousand occupations, popular and rare; an
occupation has its own skills, those of its group and a few that everyone names, people name some of them, and now and
then those of a second occupation. A row of ESCO 1.2 has 42 skills, of which half are essential; so has one here.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Rows: TypeAlias = tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]
SKILLS = 13_800
OCCUPATIONS, GROUPS = 3_000, 400
PERSON, OPENING = 22, 18
ESSENTIAL, OPTIONAL = 1.0, 0.5


def _put_together(rows: list[NDArray[np.int32]]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
    return np.concatenate(([0], np.cumsum(lengths))), np.concatenate(rows)


def zipf_shaped(many: int, middle: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Give where each row starts, and the skills in it."""
    draw = np.random.default_rng(seed)
    chance = np.cumsum(1 / np.arange(1, SKILLS + 1) ** 1.05)
    sizes = np.clip(draw.lognormal(np.log(middle) - 0.125, 0.5, many).astype(int), 1, 200)
    drawn = np.searchsorted(chance / chance[-1], draw.random(sizes.sum())).astype(np.int32)
    return _put_together([np.unique(row) for row in np.split(drawn, np.cumsum(sizes)[:-1])])


def occupations() -> list[NDArray[np.int32]]:
    """Give the skills of each occupation: some of its own, some of its group, some that everyone names."""
    draw = np.random.default_rng(7)
    groups = draw.integers(0, GROUPS, OCCUPATIONS)
    pools = draw.integers(150, SKILLS, (GROUPS, 60))
    made = []
    for group in groups:
        own, shared, common = draw.integers(150, SKILLS, 12), draw.choice(pools[group], 24), draw.integers(0, 150, 8)
        made.append(np.unique(np.concatenate([own, shared, common])).astype(np.int32))
    return made


def esco_shaped(many: int, middle: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Give where each row starts, and the skills in it."""
    draw, known = np.random.default_rng(seed), occupations()
    popular = np.random.default_rng(8).permutation(1 / np.arange(1, OCCUPATIONS + 1) ** 0.8)
    rows = []
    for first in draw.choice(OCCUPATIONS, many, p=popular / popular.sum()):
        own = known[first]
        row = [own[draw.random(len(own)) < middle / len(own)], draw.integers(0, SKILLS, draw.poisson(1.5))]
        if draw.random() < 0.3:
            second = known[draw.integers(OCCUPATIONS)]
            row.append(second[draw.random(len(second)) < 0.3])
        named = np.unique(np.concatenate(row)).astype(np.int32)
        rows.append(named if len(named) else own[:1])
    return _put_together(rows)


SHAPES = {"zipf": zipf_shaped, "esco": esco_shaped}


def pair(shape: str, people: int, openings: int) -> tuple[Rows, Rows]:
    """Give people and openings, weighted so that the product is the geometric mean of both coverages."""
    starts, ids = SHAPES[shape](people, PERSON, 1)
    asked_from, asked = SHAPES[shape](openings, OPENING, 2)
    rarity = np.log((openings + 1) / (np.bincount(asked, minlength=SKILLS) + 1)).astype(np.float32) + np.float32(0.05)
    has = np.add.reduceat(rarity[ids], starts[:-1])
    theirs = (1 / np.sqrt(np.repeat(has, np.diff(starts)))).astype(np.float32)
    kind = np.where(np.random.default_rng(9).random(len(asked)) < 0.6, ESSENTIAL, OPTIONAL).astype(np.float32)
    weighed = rarity[asked] * kind
    whole = np.add.reduceat(weighed, asked_from[:-1])
    return (starts, ids, theirs), (
        asked_from,
        asked,
        (weighed / np.sqrt(np.repeat(whole, np.diff(asked_from)))).astype(np.float32),
    )
