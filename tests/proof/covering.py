"""Cases in which every pair of states of every two facts comes together at least once."""

import itertools
from collections.abc import Sequence
from functools import partial

from tests.proof.grid import Grid

Row = tuple[int, ...]
Pair = tuple[int, int, int, int]


def pairwise(grid: Grid) -> list[Row]:
    """Give rows of state numbers that hold every pair; built greedily from the pairs still to come."""
    counts = [len(states) for states in grid.states.values()]
    left: dict[Pair, None] = {
        (one, state, other, second): None
        for one, other in itertools.combinations(range(len(counts)), 2)
        for state in range(counts[one])
        for second in range(counts[other])
    }
    rows: list[Row] = []
    while left:
        one, state, other, second = next(iter(left))
        chosen = {one: state, other: second}
        for place, count in enumerate(counts):
            if place not in chosen:
                chosen[place] = max(range(count), key=partial(_new, left, chosen, place))
        row = tuple(chosen[place] for place in range(len(counts)))
        for first, later in itertools.combinations(range(len(counts)), 2):
            left.pop((first, row[first], later, row[later]), None)
        rows.append(row)
    return rows


def _new(left: dict[Pair, None], chosen: dict[int, int], place: int, number: int) -> int:
    return sum(
        ((place, number, other, state) if place < other else (other, state, place, number)) in left
        for other, state in chosen.items()
    )


def covers_every_pair(grid: Grid, rows: Sequence[Row]) -> bool:
    """Tell whether rows hold every pair."""
    counts = [len(states) for states in grid.states.values()]
    return all(
        len({(row[one], row[other]) for row in rows}) == counts[one] * counts[other]
        for one, other in itertools.combinations(range(len(counts)), 2)
    )
