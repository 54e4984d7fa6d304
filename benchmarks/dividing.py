"""Dividing groups over companies that ask people, and lists that stay under a cap.

    .venv/bin/python benchmarks/dividing.py

2,000 companies with 200,000 people too many, 5,000 that ask 150,000, some 613,000 ways between them: beside HiGHS, and
beside the nearest first. The cost must be that of HiGHS, or the script stops. Seconds of CPU.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from peers import measured, peer_python
from profiles import SHAPES, SKILLS, pair

from overstap.matching.flows import Ways, capped, divide
from overstap.matching.search import Best, Index
from overstap.matching.tables import Table

GROUPS, COMPANIES, PEOPLE, PLACES, WAYS = 2_000, 5_000, 200_000, 150_000, 613_000
REGIONS, STAYING, CLOSE = 35, 2.0, 1e-4
SEEKERS, OPENINGS, WIDE, COUNT, CAP = 15_000, 12_000, 40, 10, 25


def drawn() -> tuple[NDArray[np.int64], NDArray[np.int64], Ways]:
    """Invent companies in regions: near is cheap, and what people can do fits more or less."""
    draw = np.random.default_rng(31)
    here, there = draw.integers(0, REGIONS, GROUPS), draw.integers(0, REGIONS, COMPANIES)
    # Where work goes is not where work comes.
    too_many, asked = draw.dirichlet(np.ones(REGIONS)), draw.dirichlet(np.ones(REGIONS))
    sizes, wanted = draw.random(GROUPS) * too_many[here], draw.random(COMPANIES) * asked[there]
    supply, places = draw.multinomial(PEOPLE, sizes / sizes.sum()), draw.multinomial(PLACES, wanted / wanted.sum())
    # People travel to their own region and to those beside it.
    near = np.flatnonzero(np.abs(here[:, None] - there) <= 1)
    pairs = np.sort(draw.choice(near, min(WAYS, len(near)), replace=False))
    tails, heads = pairs // COMPANIES, pairs % COMPANIES
    travel = np.abs(here[tails] - there[heads])
    costs = np.round(0.6 * travel + 0.4 * draw.random(len(pairs)), 6)
    return supply, places, Ways(tails, heads, np.minimum(supply[tails], places[heads]), costs)


def nearest_first(supply: NDArray[np.int64], places: NDArray[np.int64], ways: Ways) -> int:
    """How many go somewhere when the cheapest way is filled first, then the next."""
    left, free = supply.tolist(), places.tolist()
    gone = 0
    for way in np.argsort(ways.costs, kind="stable").tolist():
        tail, head = int(ways.tails[way]), int(ways.heads[way])
        many = min(left[tail], free[head])
        left[tail], free[head], gone = left[tail] - many, free[head] - many, gone + many
    return gone


def brokerage(python: str, folder: Path) -> None:
    """Companies with people too many, and companies that ask people."""
    supply, places, ways = drawn()
    path = folder / "brokerage.npz"
    np.savez(path, supply=supply, places=places, staying=STAYING, **ways._asdict())
    took = []
    for _ in range(3):
        begun = time.process_time()
        found = divide(supply, places, ways, staying=STAYING)
        took.append(time.process_time() - begun)
    highs = measured(python, "peer_flow.py", path)
    if abs(found.cost - highs["cost"]) > CLOSE * highs["cost"]:
        sys.exit(f"HiGHS finds another cost: {highs['cost']}, ours {found.cost}.")
    placed, simple = PEOPLE - int(found.staying.sum()), nearest_first(supply, places, ways)
    print(f"{len(ways.tails):,} ways: {min(took):.2f} s, HiGHS {highs['seconds']:.2f} s, the same cost   goal: 2 s")
    print(f"{placed:,} of {PEOPLE:,} go somewhere, nearest first {simple:,} ({100 * (simple / placed - 1):+.1f} %)")


def lists(shape: str) -> None:
    """Lists of one region under a cap."""
    people, openings = (Table(*rows, SKILLS) for rows in pair(shape, SEEKERS, OPENINGS))
    wider = Index(openings).best(people, 2 * WIDE)
    best = Best(wider.numbers[:, :WIDE], wider.scores[:, :WIDE])
    begun = time.process_time()
    found = capped(best, openings=OPENINGS, cap=CAP, count=COUNT)
    took = time.process_time() - begun
    shown = [
        np.bincount(one[one >= 0], minlength=OPENINGS).max() for one in (best.numbers[:, :COUNT], found.best.numbers)
    ]
    uncapped = best.scores[:, :COUNT].sum()
    lost = 100 * (1 - found.best.scores.sum() / uncapped)
    # What is lost is the least for these lists; when lists twice as long lose as much, the data ask it and not we.
    least = 100 * (1 - capped(wider, openings=OPENINGS, cap=CAP, count=COUNT).best.scores.sum() / uncapped)
    told = f"{shape}-shaped, lists of {COUNT} for {SEEKERS:,}, at most {CAP} times: {took:.2f} s, {lost:.2f} % lost"
    told += f" (from lists twice as long: {least:.2f} %)"
    print(f"{told}, most shown {shown[1]} (without a cap {shown[0]})   goals: 4 s, 1 %")


def main() -> None:
    """Measure everything once."""
    with tempfile.TemporaryDirectory() as name:
        brokerage(peer_python(), Path(name))
    for shape in SHAPES:
        lists(shape)


if __name__ == "__main__":
    main()
