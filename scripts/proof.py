"""`make proof`: the long proof of the scheme language; prints what was tried, and ends with 1 when anything is wrong.

    proof.py                    everything
    proof.py selectie werkfit   only these schemes, without the operations and the faults in the engine
    proof.py --write [scheme …] besides, write the lists that the tests hold on to: what is left open, and which
                                planted faults change no answer; without names also what is no longer so goes out

What the proof consists of is told in docs/proof.md.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from overstap.rules import Catalogue, SchemeVersion, load_catalogue  # noqa: E402 - the tests stand beside the package
from tests.proof import equivalents, looseness  # noqa: E402
from tests.proof.engine_faults import ENGINE_FAULTS  # noqa: E402
from tests.proof.executions import Setup  # noqa: E402
from tests.proof.fault_finding import look_for  # noqa: E402
from tests.proof.finders import EXECUTIONS, who_finds  # noqa: E402
from tests.proof.prove_bounds import bounds_proof, widest  # noqa: E402
from tests.proof.prove_cases import cases_of, cases_proof  # noqa: E402
from tests.proof.prove_operations import counted, operations_proof, wide_proof  # noqa: E402
from tests.proof.prove_schemes import LONG, Tally, prove  # noqa: E402
from tests.proof.scheme_faults import KINDS, faults_of  # noqa: E402
from tests.proof.settings_of_schemes import days, versions  # noqa: E402

WHOLE = 20_000
Key = tuple[str, date]
Each = Callable[..., Iterable[Any]]
"""Does something for every version, perhaps side by side."""


class Planted(NamedTuple):
    """What became of the faults planted in one version."""

    name: str
    counts: Counter[str]
    kinds: Counter[tuple[str, str]]
    equivalent: list[str]
    missed: list[str]


@cache
def catalogue() -> Catalogue:
    """Read the files, once per process."""
    return load_catalogue()


def version_of(key: Key) -> SchemeVersion:
    """Give a version by id and first day."""
    return next(one for one in catalogue().all_versions(key[0]) if one.valid_from == key[1])


def prove_one(key: Key) -> Tally:
    """Prove one version at length."""
    return prove(catalogue(), version_of(key), EXECUTIONS, LONG)


def plant_one(key: Key) -> Planted:
    """Plant every fault in one version that has examples."""
    version = version_of(key)
    counts: Counter[str] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    equivalent, missed = [], []
    for seen in look_for(catalogue(), version, faults_of(version), WHOLE) if version.cases else ():
        counts[seen.by] += 1
        kinds[seen.fault.kind, seen.by] += 1
        if seen.by == "equivalent":
            equivalent.append(seen.fault.name)
        elif seen.by != "cases":
            missed.append(f"{seen.by}: {seen.fault.name}")
    return Planted(f"{version.id}@{version.valid_from}", counts, kinds, equivalent, missed)


def part(title: str) -> None:
    """Print the title of a part."""
    print(f"\n{title}\n{'-' * len(title)}", flush=True)


def report(differences: Iterable[str], tried: str) -> int:
    """Print how much was tried and what differs; gives how many differences there are."""
    found = list(differences)
    print(f"{tried}: {len(found)} differences", flush=True)
    for difference in found[:20]:
        print(f"  {difference}")
    return len(found)


def operations() -> int:
    """Prove the operations."""
    part("Operations")
    wrong = 0
    variants, arguments = counted()
    for execution in EXECUTIONS:
        tried = f"{execution.name}: {variants} operations, {arguments} arguments, against every completion"
        wrong += report(operations_proof([execution]), tried)
    for execution in EXECUTIONS[1:]:
        wrong += report(wide_proof([execution]), f"{execution.name}: {variants} operations with large numbers")
    return wrong


def schemes(each: Each, keys: list[Key]) -> tuple[int, list[Tally]]:
    """Prove the schemes; gives how many differences there are."""
    part("Schemes over their class grid")
    head = f"{'':<52}{'cells':>16}{'tried':>9}{'completions':>12}{'sharpened':>10}{'left open':>10}{'differ':>8}"
    print(head)
    tallies = []
    for tally in each(prove_one, keys):
        tallies.append(tally)
        grid = f"{tally.cells}{' ' if tally.whole else '*'}"
        left = f"{sum(tally.loose.values())}/{sum(tally.loose_sharpened.values())}"
        print(
            f"{tally.name:<52}{grid:>16}{tally.tried:>9}{tally.completions:>12}{tally.sharpened:>10}{left:>10}"
            f"{len(tally.differences):>8}",
            flush=True,
        )
    print("* too large to try whole: every pair of states of two facts, and cases drawn at random")
    wrong = [difference for tally in tallies for difference in tally.differences]
    together = f"{len(tallies)} versions, {sum(one.tried for one in tallies)} cases in {len(EXECUTIONS)} executions, "
    together += f"{sum(one.completions for one in tallies)} completions, {sum(one.sharpened for one in tallies)} "
    together += f"sharpened answers ({sum(one.undecided for one in tallies)} too large to decide)"
    report(wrong, together)
    print(
        f"questions: of {sum(one.questions for one in tallies)} open cases every question that can change an answer is "
        f"asked; {sum(one.needless for one in tallies)} questions are asked that cannot, as far as the grid shows"
    )
    for which in (looseness.INTERVALS, looseness.SHARPENED):
        counts = [tally.loose if which == looseness.INTERVALS else tally.loose_sharpened for tally in tallies]
        pairs = looseness.seen(tallies, which)
        print(f"settled but left open, {which}: {sum(map(Counter.total, counts))} times, in {len(pairs)} places:")
        print("".join(f"  {version}: {name}\n" for version, name in sorted(pairs)), end="")
    return len(wrong), tallies


def unlisted(tallies: list[Tally]) -> int:
    """Print what is left open and not listed; gives how many."""
    found = [
        f"{version}: {name} ({which})"
        for which in (looseness.INTERVALS, looseness.SHARPENED)
        for version, name in sorted(looseness.seen(tallies, which) - looseness.listed(which))
    ]
    for words in found:
        print(f"not listed in looseness.toml: {words}")
    return len(found)


def bounds_and_cases() -> int:
    """Prove the bounds and the examples."""
    part("Bounds and examples")
    setups = [Setup(one, catalogue().facts, on) for one in versions(catalogue()) for on in days(one)]
    bits = max(widest(at) for at in setups).bit_length()
    wrong = report(bounds_proof(catalogue()), f"bounds over {len(setups)} periods, the largest number has {bits} bits")
    return wrong + report(cases_proof(catalogue(), EXECUTIONS), f"{len(list(cases_of(catalogue())))} examples")


def engine_faults() -> int:
    """Plant faults in the engine; gives how many were not found."""
    part("Faults planted in the engine")
    loose, lost = looseness.listed(looseness.SHARPENED), 0
    by: Counter[str] = Counter()
    for fault in ENGINE_FAULTS:
        found = who_finds(fault, catalogue(), loose)
        lost += found is None
        by[found[0] if found else "nobody"] += 1
        print(f"  {found[0] if found else 'NOT FOUND':<11}{fault.name}", flush=True)
    print(f"{len(ENGINE_FAULTS)} planted, {lost} not found; by {', '.join(f'{name} {n}' for name, n in by.items())}")
    return lost


def scheme_faults(each: Each, keys: list[Key]) -> list[Planted]:
    """Plant faults in the schemes and print who finds them."""
    part("Faults planted in the schemes")
    print(f"{'':<52}{'planted':>9}{'cases':>9}{'equivalent':>12}{'missed':>9}{'undecided':>11}")
    found = [one for one in each(plant_one, keys) if one.counts]
    for one in found:
        shown = "".join(f"{one.counts[by]:>{width}}" for by, width in _WIDTHS)
        print(f"{one.name:<52}{one.counts.total():>9}{shown}")
    total: Counter[str] = sum((one.counts for one in found), Counter())
    kinds: Counter[tuple[str, str]] = sum((one.kinds for one in found), Counter())
    print(f"{'together':<52}{total.total():>9}{''.join(f'{total[by]:>{width}}' for by, width in _WIDTHS)}")
    for kind, words in KINDS.items():
        shown = "".join(f"{kinds[kind, by]:>{width}}" for by, width in _WIDTHS)
        print(f"  {words:<50}{sum(kinds[kind, by] for by, _ in _WIDTHS):>9}{shown}")
    for words in (words for one in found for words in one.missed):
        print(f"  {words}")
    seen = total["cases"] + total["equivalent"]
    print(f"found by the schemes' own cases or equivalent: {seen} of {total.total()}")
    return found


_WIDTHS = (("cases", 9), ("equivalent", 12), ("missed", 9), ("undecided", 11))


def prove_all(each: Each, keys: list[Key], *, only: bool, write: bool) -> int:
    """Prove the schemes and plant faults in them; gives how much is wrong."""
    wrong, tallies = schemes(each, keys)
    if write:
        looseness.LIST.write_text(looseness.written(tallies, everything=not only), encoding="utf-8")
    planted = scheme_faults(each, keys)
    if write:
        names = [name for one in planted for name in one.equivalent]
        proven = {one.name for one in planted} if only else None
        equivalents.LIST.write_text(equivalents.written(names, proven), encoding="utf-8")
    return wrong + unlisted(tallies) + equivalents.too_many([one.counts for one in planted])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every part; 1 when anything is wrong."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("schemes", nargs="*", help="only these schemes")
    asked.add_argument("--write", action="store_true", help="write the lists that the tests hold on to")
    given = asked.parse_args(arguments)
    start, only = time.monotonic(), bool(given.schemes)
    keys = [(one.id, one.valid_from) for one in versions(catalogue()) if not only or one.id in given.schemes]
    unknown = sorted(set(given.schemes) - {scheme for scheme, _ in keys})
    if unknown:
        asked.error(f"there is no scheme {', '.join(unknown)}")
    if only:
        wrong = prove_all(map, keys, only=only, write=given.write)
    else:
        wrong = operations() + bounds_and_cases()
        # Polars has threads of its own, which a fork would lose.
        with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=get_context("spawn")) as pool:
            wrong += prove_all(pool.map, keys, only=only, write=given.write)
        wrong += engine_faults()
    print(f"\nproof: {'all right' if not wrong else f'{wrong} WRONG'} in {time.monotonic() - start:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
