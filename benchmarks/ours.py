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
ROUNDS, SINGLE_ROUNDS, SINGLE_CASES = 5, 15, 400


def memory(what: str) -> float:
    """Give the memory that this process has (VmRSS) or the most that it has had (VmHWM), in megabytes of 10^6 bytes.

    The peak that `resource` tells is inherited from the process that started this one, which made the population.
    """
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    line = next(one for one in status.read_text(encoding="ascii").splitlines() if one.startswith(what))
    return int(line.split()[1]) * 1024 / 1e6


def forget_peak() -> None:
    """Start the peak again from what the process has now, where the system can (Linux)."""
    forget = Path("/proc/self/clear_refs")
    if forget.is_file():
        forget.write_text("5", encoding="ascii")


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
    """Time the whole catalogue from file to file.

    Memory is counted from two moments: with the catalogue loaded, before the plan is made and the first row read; and
    from the bare process, so with Python and polars themselves. Nothing is taken off for the table or for its pieces.
    """
    before = memory("VmRSS")
    forget_peak()
    start = time.process_time()
    question = Question(on=DAY, keep=("regio",), wish=Wish(), recheck=recheck)
    target = path.with_name("result.parquet")
    summary = screen_file(catalogue, path, target, question)
    seconds = time.process_time() - start
    target.unlink()
    whole_process = memory("VmHWM")
    return {
        "seconds": seconds,
        "schemes": len(summary.totals),
        "above_start": whole_process - before,
        "process": whole_process,
    }


def in_memory(catalogue: Catalogue, path: Path, *, narrow: bool) -> dict[str, object]:
    """Time the whole catalogue on a table in memory, without reading or writing files.

    The peak is above the process with its catalogue and table; what comes out is in it.
    """
    table = pl.read_parquet(path).drop("regio")
    # What was freed while reading may not be there for us to use again: it would hide what screening takes.
    time.sleep(1)
    before = memory("VmRSS")
    forget_peak()
    start = time.process_time()
    found = screen(catalogue, table, on=DAY, recheck=0, narrow=narrow)
    seconds = time.process_time() - start
    sizes = {"table": table.estimated_size() / 1e6, "result": found.estimated_size() / 1e6}
    return {"seconds": seconds, "above_table": memory("VmHWM") - before, **sizes}


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
        "decided": lambda one: (decided(one), one.receipt),
        "trace": lambda one: one.trace,
        "all": lambda one: (decided(one), one.receipt, one.trace),
    }
    for what, look in asked.items():
        seconds = []
        for _ in range(SINGLE_ROUNDS):
            start = time.process_time()
            for case in cases:
                look(assess(catalogue, SCHEME, case, DAY))
            seconds.append((time.process_time() - start) / len(cases))
        found[what] = min(seconds)
    return found


def decided(answer: Assessment) -> tuple[bool, ...]:
    """Give the list of every value, and which of them decided."""
    trail = answer.trail
    return trail.deciding if trail is not None else ()


def main(what: str, path: Path) -> None:
    """Run one measurement."""
    catalogue = load_catalogue()
    found = {
        "plain": lambda: one_scheme(catalogue, path, regional=False),
        "regional": lambda: one_scheme(catalogue, path, regional=True),
        "whole": lambda: whole(catalogue, path, 0),
        "rechecked": lambda: whole(catalogue, path, 1_000),
        "memory": lambda: in_memory(catalogue, path, narrow=False),
        "narrow": lambda: in_memory(catalogue, path, narrow=True),
        "single": lambda: single(catalogue, path),
    }[what]()
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
