"""Tables of a million people: ours beside hand-written numpy and OpenFisca-Core, on the same data, in the same run.

OpenFisca-Core and numpy are used by the benchmarks only: they are installed, with their hashes checked, in an
environment of their own under `.venv/bench`. Times are seconds of CPU, each the best of a few rounds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from peers import measured, peer_python
from population import population

from overstap.rules import load_catalogue

HERE = Path(__file__).resolve().parent
DAY = date(2021, 2, 15)
MISSING = 30


def stop_when_different(ours: dict[str, int], numpy: list[int], openfisca: list[int]) -> None:
    """Stop when the peers do not calculate the same rule."""
    mine = [ours.get(name, 0) for name in ("onwaarschijnlijk", "mogelijk", "waarschijnlijk")]
    if not mine == numpy == openfisca:
        sys.exit(f"The peers give other answers: ours {mine}, numpy {numpy}, OpenFisca {openfisca}.")


def row(what: str, seconds: float, peer: str, of_peer: float, goal: str) -> str:
    """Write one line of the table."""
    ratio = seconds / of_peer
    shown = f"{ratio:.2f} x the time" if ratio >= 1 else f"{1 / ratio:.1f} x faster"
    return f"{what:72} {seconds:10.5f} s  {peer:10} {of_peer:10.5f} s   {shown:16} goal: {goal}"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000)
    rows = asked.parse_args().rows
    peers, catalogue = peer_python(), load_catalogue()
    names = catalogue.scheme("selectie", DAY).fact_ids
    everything = tuple(dict.fromkeys(name for version in catalogue.schemes(DAY) for name in version.fact_ids))
    with tempfile.TemporaryDirectory() as folder:
        complete, gaps, all_facts = (Path(folder) / f"{name}.parquet" for name in ("complete", "gaps", "all"))
        population(catalogue, names, rows, missing=0).write_parquet(complete)
        population(catalogue, names, rows, missing=MISSING).write_parquet(gaps)
        population(catalogue, everything, rows, missing=MISSING).write_parquet(all_facts)
        numpy = measured(peers, "peer_numpy.py", complete)
        openfisca = measured(peers, "peer_openfisca.py", complete)
        plain, regional = (measured(sys.executable, "ours.py", what, complete) for what in ("plain", "regional"))
        gappy = measured(sys.executable, "ours.py", "plain", gaps)
        whole = {
            what: measured(sys.executable, "ours.py", what, all_facts)
            for what in ("memory", "narrow", "whole", "rechecked")
        }
        single = measured(sys.executable, "ours.py", "single", complete)
        size = all_facts.stat().st_size / 1e6
    stop_when_different(plain["counts"], numpy["counts"][0], openfisca["counts"][0])
    stop_when_different(regional["counts"], numpy["counts"][1], openfisca["counts"][1])
    one, per_region = plain["seconds"], regional["seconds"]
    print(f"{rows:,} people; the advice at the intake (10 facts, 7 weighted grounds); seconds of CPU")
    print(row("one scheme, complete data", one, "numpy", numpy["plain"], "at most 3 x"))
    print(row(f"one scheme, {MISSING} % missing", gappy["seconds"], "numpy", numpy["plain"], "at most 7 x"))
    print(row("one scheme, complete data", one, "OpenFisca", openfisca["plain"], "1.5 x faster"))
    print(row("parameters of 36 regions, per person", per_region, "OpenFisca", openfisca["regional"], "5 x faster"))
    print(row("parameters of 36 regions, per person", per_region, "numpy", numpy["regional"], "-"))
    print("\n".join(one_person(single, openfisca)))
    print(
        f"{whole['whole']['schemes']} schemes, {len(everything)} facts, {MISSING} % missing, a file of {size:.0f} MB:"
    )
    for line in whole_catalogue(whole):
        print(f"  {line}")


def one_person(single: dict[str, Any], openfisca: dict[str, Any]) -> list[str]:
    """Write what one person takes, by the shape in which the trace is given."""
    lines = []
    for what, shape, goal in (
        ("trail", "a list of every value", "8 x faster"),
        ("decided", "that, what decided, receipt", "8 x faster"),
        ("trace", "trees to unfold", "8 x faster"),
        ("all", "all of these", "8 x faster"),
    ):
        words = f"one person, one scheme, with the trace as {shape}"
        lines.append(row(words, single[what], "OpenFisca", openfisca["single"], goal))
    return lines


def whole_catalogue(found: dict[str, dict[str, Any]]) -> list[str]:
    """Write what the whole catalogue takes: CPU, and the peak of the memory above a moment that is named."""
    lines = []
    for what, words in (("whole", "from file to file"), ("rechecked", "and 1 in 1000 again")):
        one = found[what]
        above, process, table = one["above_start"], one["process"], found["memory"]["table"]
        lines.append(f"{words:21} {one['seconds']:6.2f} s (goal: 10 s)")
        lines.append(f"{'':21} at most {above:.0f} MB above the process with its catalogue (goal: 200 MB), with all")
        lines.append(f"{'':21} that was read: the table would take {table:.0f} MB. The whole process: {process:.0f} MB")
    for what, words in (("memory", "table in memory"), ("narrow", "with narrow numbers")):
        one = found[what]
        above, answers = one["above_table"], one["result"]
        lines.append(f"{words:21} {one['seconds']:6.2f} s (goal: 10 s)")
        lines.append(
            f"{'':21} at most {above:.0f} MB above the process with its table; the answers say {answers:.0f} MB"
        )
    return lines


if __name__ == "__main__":
    main()
