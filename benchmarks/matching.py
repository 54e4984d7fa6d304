"""Who fits best: our exact search beside sparse_dot_topn and scipy, on the same invented people and openings.

    .venv/bin/python benchmarks/matching.py [--large]

Every answer of the peers is compared with ours: at the first score that differs the script stops. Seconds of CPU on one
thread, the best of a few rounds; making our index is part of ours. `--large` adds 100,000 people over 100,000 openings.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from peers import measured, peer_python
from profiles import SKILLS, pair

from overstap.matching.search import Index
from overstap.matching.tables import Table

COUNT, REGIONS = 20, 35
PEOPLE, OPENINGS, LARGE, NATION = 15_000, 12_000, 100_000, 400_000
ALONE = 300
CLOSE = 1e-5


@dataclass(frozen=True, slots=True)
class Data:
    """One set of people and openings, and the file that holds it for the peers."""

    name: str
    people: Table
    openings: Table
    path: Path

    @classmethod
    def drawn(cls, folder: Path, shape: str, people: int, openings: int) -> Data:
        """Invent them."""
        theirs, asked = pair(shape, people, openings)
        path = folder / f"{shape}-{people}.npz"
        parts = {
            f"{who}_{part}": array
            for who, rows in (("people", theirs), ("openings", asked))
            for part, array in zip(("starts", "ids", "weights"), rows, strict=True)
        }
        np.savez(path, width=np.int64(SKILLS), **parts)
        return cls(f"{shape}-shaped", Table(*theirs, SKILLS), Table(*asked, SKILLS), path)


def stop_when_different(ours: NDArray[np.float64], data: Data, way: str) -> None:
    """Stop when a peer found another score: a faster wrong answer is not measured."""
    theirs = np.load(data.path.with_suffix(f".{way}.npy"))
    apart = float(np.abs(ours - theirs).max())
    if apart > CLOSE:
        sys.exit(f"{data.name}: the peers find other scores, {apart} apart.")


def everyone(data: Data, rounds: int) -> tuple[float, NDArray[np.float64]]:
    """Seconds for the index and everyone's best, and the scores."""
    took = []
    for _ in range(rounds):
        begun = time.process_time()
        best = Index(data.openings).best(data.people, COUNT)
        took.append(time.process_time() - begun)
    return min(took), best.scores


def row(what: str, ours: float, peer: str, theirs: float, goal: str) -> None:
    """Print one line."""
    print(
        f"{what:58} {ours:9.4f} s   {peer:16} {theirs:9.4f} s   {theirs / ours:6.1f} x faster   goal: {goal}",
        flush=True,
    )


def batch(python: str, data: Data, rounds: int, goals: dict[str, str]) -> None:
    """Everyone over everything."""
    ours, scores = everyone(data, rounds)
    for way, peer in (("batch", "sparse_dot_topn"), ("scipy", "scipy")):
        theirs = measured(python, "peer_search.py", data.path, COUNT, way, max(1, rounds - 2))["seconds"][0]
        stop_when_different(scores, data, way)
        row(f"{len(data.people):,} x {len(data.openings):,}, {data.name}", ours, peer, theirs, goals.get(way, "none"))


def alone(python: str, data: Data) -> None:
    """One person at a time."""
    index = Index(data.openings)
    index.best(data.people.rows(np.arange(10)), COUNT)
    took = []
    for number in range(len(data.people)):
        one = data.people.rows(np.array([number]))
        begun = time.process_time()
        index.best(one, COUNT)
        took.append(time.process_time() - begun)
    theirs = measured(python, "peer_search.py", data.path, COUNT, "one", 1)["seconds"]
    stop_when_different(index.best(data.people, COUNT).scores, data, "one")
    for share in (50, 95):
        what = f"one person over {len(data.openings):,}, {data.name}, p{share}"
        row(what, float(np.percentile(took, share)), "scipy", float(np.percentile(theirs, share)), "p95 1 ms")


def highest_use() -> int:
    """The most memory that this process had at once, in kB (Linux)."""
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(kilobytes)


def regions(folder: Path) -> None:
    """All regions after each other, as large as one region each, and what that takes of memory."""
    sets = [Data.drawn(folder, shape, PEOPLE, OPENINGS) for shape in ("zipf", "esco")]
    # From here on the highest use counts, not that of inventing people.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = highest_use()
    begun = time.process_time()
    for number in range(REGIONS):
        Index(sets[number % 2].openings).best(sets[number % 2].people, COUNT)
    took = time.process_time() - begun
    grown = (highest_use() - before) / 1024
    what = f"{REGIONS} regions, {PEOPLE:,} x {OPENINGS:,} each"
    print(f"{what:58} {took:9.2f} s   {grown:.0f} MB above the tables   goal: 15 s, 300 MB")


def main() -> None:
    """Measure everything once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    asked = parser.parse_args()
    python = peer_python()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = Table.of([{1: 1.0}], width=SKILLS)
        Index(small).best(small, COUNT)
        regions(folder)
        for shape, goal in (("zipf", "5 x"), ("esco", "3 x")):
            batch(python, Data.drawn(folder, shape, PEOPLE, OPENINGS), 5, {"batch": goal})
            alone(python, Data.drawn(folder, shape, ALONE, NATION))
        if asked.large:
            batch(python, Data.drawn(folder, "zipf", LARGE, LARGE), 1, {"batch": "6 x", "scipy": "12 x"})


if __name__ == "__main__":
    main()
