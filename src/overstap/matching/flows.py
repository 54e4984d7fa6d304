"""Who goes where when places are few: the division of least cost for all together, not first come first served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from ortools.graph.python import min_cost_flow

from overstap.matching.prices import prices_of
from overstap.matching.search import Best

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARTS = 1_000_000
"""Costs are whole numbers of millionths: whole numbers can be compared without doubt."""


class Ways(NamedTuple):
    """Who can go where (mogelijke wegen), one way per position.

    From group `tails` to opening `heads`, for at most `widths` at once, at a cost of `costs` each, from 0 to 1.
    """

    tails: NDArray[np.int64]
    heads: NDArray[np.int64]
    widths: NDArray[np.int64]
    costs: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Division:
    """Who goes where (verdeling): how many over each way, how many of a group stay, what a place is worth.

    `prices` tells of each opening by how much all costs together would fall if it had one place more: 0 where places
    are left. Whoever comes later chooses as well as the rest by looking at cost plus price.
    """

    flows: NDArray[np.int64]
    staying: NDArray[np.int64]
    prices: NDArray[np.float64]
    cost: float


def divide(supply: NDArray[np.int64], places: NDArray[np.int64], ways: Ways, *, staying: float) -> Division:
    """Divide groups of `supply` people over openings with `places`, at the least cost for all together.

    Whoever goes nowhere costs `staying`: above 1, as many as possible go somewhere. No opening gets more than its
    places, no group sends more than it has. Raises ValueError for numbers that cannot be.
    """
    _check(supply, places, ways, staying)
    people, groups, openings = int(supply.sum()), len(supply), len(places)
    sink = groups + openings
    solver = min_cost_flow.SimpleMinCostFlow()
    whole = np.round(ways.costs * PARTS).astype(np.int64)
    stay = round(staying * PARTS)
    going = solver.add_arcs_with_capacity_and_unit_cost(ways.tails, groups + ways.heads, ways.widths, whole)
    everyone, all_places = np.arange(groups), groups + np.arange(openings)
    solver.add_arcs_with_capacity_and_unit_cost(
        all_places, np.full(openings, sink), places, np.zeros(openings, np.int64)
    )
    left = solver.add_arcs_with_capacity_and_unit_cost(everyone, np.full(groups, sink), supply, np.full(groups, stay))
    solver.set_nodes_supplies(np.arange(sink + 1), np.concatenate([supply, np.zeros(openings, np.int64), [-people]]))
    if solver.solve() != solver.OPTIMAL:
        raise ValueError("these groups and openings cannot be divided")
    flows, remain = solver.flows(going), solver.flows(left)
    prices = prices_of(ways.tails, ways.heads, ways.widths, whole, flows, remain, stay, places)
    return Division(flows, remain, prices / PARTS, solver.optimal_cost() / PARTS)


def _check(supply: NDArray[np.int64], places: NDArray[np.int64], ways: Ways, staying: float) -> None:
    if len({len(part) for part in ways}) != 1:
        raise ValueError("ways of different lengths")
    if min(supply.min(initial=0), places.min(initial=0), ways.widths.min(initial=0)) < 0:
        raise ValueError("fewer than nobody")
    for name, numbers, many in (("group", ways.tails, len(supply)), ("opening", ways.heads, len(places))):
        if len(numbers) and not 0 <= int(numbers.min()) <= int(numbers.max()) < many:
            raise ValueError(f"a way with a {name} outside 0..{many - 1}")
    if not (np.isfinite(ways.costs).all() and ways.costs.min(initial=0) >= 0 and ways.costs.max(initial=0) <= 1):
        raise ValueError("a way that costs less than 0 or more than 1")
    if not 0 <= staying <= PARTS:
        raise ValueError("staying costs less than nothing")


@dataclass(frozen=True, slots=True)
class Capped:
    """Lists in which no opening stands too often (begrensde lijsten), and the price of a place on them by opening."""

    best: Best
    prices: NDArray[np.float64]


def capped(best: Best, *, openings: int, cap: int, count: int) -> Capped:
    """Shorten long lists to `count` each, so that every opening stands on at most `cap` of them.

    What is lost of all scores together is the least that can be. `best` holds for everybody more than `count`: who
    loses a place goes to the next that fits. Raises ValueError for a cap or count below one.
    """
    if cap < 1 or count < 1:
        raise ValueError("at least one place, on lists of at least one")
    seekers, columns = np.nonzero(best.numbers >= 0)
    numbers, scores = best.numbers[seekers, columns].astype(np.int64), best.scores[seekers, columns]
    ways = Ways(seekers.astype(np.int64), numbers, np.ones(len(numbers), np.int64), 1 - np.minimum(scores, 1))
    supply = np.full(len(best.numbers), count, np.int64)
    found = divide(supply, np.full(openings, cap, np.int64), ways, staying=1.0)
    chosen = np.flatnonzero(found.flows)
    place = np.arange(len(chosen)) - np.searchsorted(seekers[chosen], seekers[chosen])
    made = Best(np.full((len(supply), count), -1, np.int32), np.zeros((len(supply), count)))
    made.numbers[seekers[chosen], place] = numbers[chosen]
    made.scores[seekers[chosen], place] = scores[chosen]
    return Capped(made, found.prices)
