"""Our side of the benchmark, in a process of its own: prints JSON with seconds of CPU and peak memory."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from overstap.rules import Assessment, Catalogue, assess, load_catalogue
from overstap.rules.values import Known
from overstap.screening import screen
from overstap.screening.batch import Wish
from overstap.screening.files import screen_file
from overstap.screening.screen import Question

DAY, SCHEME = date(2021, 2, 15), "selectie"
WEIGHTS = ("behoefte", "duur", "sector", "opleiding", "eenzijdig", "taal", "leeftijd")
ROUNDS, SINGLE_CASES = 5, 400


def peak() -> float:
    """Give the most memory that this process has used, in megabytes.

    The peak that `resource` tells is inherited from the process that started this one, which made the population.
    """
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    line = next(one for one in status.read_text(encoding="ascii").splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1e3


def one_scheme(catalogue: Catalogue, path: Path, *, regional: bool) -> dict[str, object]:
    """Time one scheme over a table; the counts are for comparison with the peers."""
    table, seconds, found = pl.read_parquet(path), [], pl.DataFrame()
    values = {
        f"r{region}": {SCHEME: {f"gewicht_{name}": 1 + (place + region) % 3 for place, name in enumerate(WEIGHTS)}}
        for region in range(36)
    }
    for _ in range(ROUNDS):
        start = time.process_time()
        found = screen(
            catalogue,
            table,
            on=DAY,
            schemes=[SCHEME],
            outputs=True,
            region_column="regio",
            regional=values if regional else {},
            recheck=0,
        )
        seconds.append(time.process_time() - start)
    counts = dict(found[f"{SCHEME}.advies"].value_counts().iter_rows())
    return {"seconds": min(seconds), "counts": counts}


def whole(catalogue: Catalogue, path: Path, recheck: int) -> dict[str, object]:
    """Time the whole catalogue from file to file."""
    before = peak()
    start = time.process_time()
    question = Question(on=DAY, keep=("regio",), wish=Wish(), recheck=recheck)
    target = path.with_name("result.parquet")
    summary = screen_file(catalogue, path, target, question)
    seconds = time.process_time() - start
    target.unlink()
    return {"seconds": seconds, "schemes": len(summary.totals), "memory": peak() - before}


def in_memory(catalogue: Catalogue, path: Path) -> dict[str, object]:
    """Time the whole catalogue on a table in memory, without reading or writing files."""
    table = pl.read_parquet(path)
    start = time.process_time()
    found = screen(catalogue, table.drop("regio"), on=DAY, recheck=0)
    sizes = {"table": table.estimated_size() / 1e6, "result": found.estimated_size() / 1e6}
    return {"seconds": time.process_time() - start, **sizes}


def single(catalogue: Catalogue, path: Path) -> dict[str, object]:
    """Time one scheme, one person at a time.

    With the trace as a list of every value; with what decided and the receipt too; as trees to unfold; with all of
    these. Every tree is built to its last part.
    """
    names = catalogue.scheme(SCHEME, DAY).fact_ids
    rows = pl.read_parquet(path).head(SINGLE_CASES).select(names).to_dicts()
    cases = [{name: Known(value) for name, value in row.items()} for row in rows]
    found: dict[str, object] = {}
    asked: dict[str, Callable[[Assessment], object]] = {
        "trail": lambda one: one.trail,
        "decided": lambda one: (one.trail and one.trail.deciding, one.receipt),
        "trace": lambda one: one.trace,
        "all": lambda one: (one.trail and one.trail.deciding, one.receipt, one.trace),
    }
    for what, look in asked.items():
        seconds = []
        for _ in range(ROUNDS):
            start = time.process_time()
            for case in cases:
                look(assess(catalogue, SCHEME, case, DAY))
            seconds.append((time.process_time() - start) / len(cases))
        found[what] = min(seconds)
    return found


def main(what: str, path: Path) -> None:
    """Run one measurement."""
    catalogue = load_catalogue()
    found = {
        "plain": lambda: one_scheme(catalogue, path, regional=False),
        "regional": lambda: one_scheme(catalogue, path, regional=True),
        "whole": lambda: whole(catalogue, path, 0),
        "rechecked": lambda: whole(catalogue, path, 1_000),
        "memory": lambda: in_memory(catalogue, path),
        "single": lambda: single(catalogue, path),
    }[what]()
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
