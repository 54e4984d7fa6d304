"""One person against the whole catalogue: milliseconds of CPU for the answers with their trees, and for a question.

    python benchmarks/single_case.py [persons]

The trace is the list of every value with its source and whether it decided; the trees are what a person unfolds.
Every figure is the mean over invented persons, each another one. "Warm" is a process that has seen other persons
before, as a server has; "cold" forgets what open answers look like before every person.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from overstap.rules import NOT_APPLICABLE, Catalogue, Facts, FactValue, Known, assess_all, plain_of, schemes_folder
from overstap.rules.class_tables import ClassTable, class_table
from overstap.rules.evaluation import evaluate
from overstap.rules.loader import FolderLoader
from overstap.rules.lookahead import forget_what_was_looked_at
from overstap.rules.questions import next_question
from overstap.rules.sharpening import forget_open_answers

DAY = date(2021, 2, 15)
PERSONS, SHARE, SEED = 100, 0.6, 7


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured, in milliseconds of CPU."""

    schemes: int
    facts: int
    load: float
    complete: float
    partial: float
    partial_cold: float
    empty: float
    empty_cold: float
    complete_tree: float
    partial_tree: float
    without_trace: float
    question: float
    question_cold: float


def persons(catalogue: Catalogue, number: int, seed: int = SEED) -> list[dict[str, FactValue]]:
    """Give invented persons of whom everything is known."""
    luck = random.Random(seed)  # noqa: S311 - the same persons every time
    tables: dict[str, ClassTable] = {}
    for version in catalogue.schemes(DAY):
        table = class_table(evaluate(version, catalogue.facts, {}, DAY))
        tables = dict.fromkeys(version.fact_ids, table) | tables
    return [{name: _drawn(catalogue, name, tables[name], luck) for name in sorted(tables)} for _ in range(number)]


def _drawn(catalogue: Catalogue, name: str, table: ClassTable, luck: random.Random) -> FactValue:
    fact, setting = catalogue.facts[name], luck.choice(table.of(name))
    number = luck.choice([setting.value[0], luck.randint(fact.low, fact.high)])
    return NOT_APPLICABLE if setting.applies == (0, 0) else Known(plain_of(fact.type, number))


def partly(people: Sequence[Facts], share: float = SHARE, seed: int = SEED) -> list[dict[str, FactValue]]:
    """Give the same persons with a part of their facts, each another part."""
    luck = random.Random(seed)  # noqa: S311
    return [{name: value for name, value in one.items() if luck.random() < share} for one in people]


def answers(catalogue: Catalogue, case: Facts, trace: str = "tree") -> None:
    """Assess every scheme in force, with the trace as one list (`trail`), as trees (`tree`), or without."""
    for found in assess_all(catalogue, case, DAY):
        if trace == "tree":
            _ = found.trace
        elif trace == "trail":
            _ = found.trail


def per_case(do: Callable[[Facts], object], cases: Sequence[Facts], *, cold: bool = False) -> float:
    """Give the mean milliseconds of CPU of something for each of the cases."""
    total = 0.0
    for case in cases:
        if cold:
            forget_open_answers()
            forget_what_was_looked_at()
        start = time.process_time()
        do(case)
        total += time.process_time() - start
    return 1000 * total / len(cases)


def measure(number: int = PERSONS) -> Figures:
    """Measure everything in this process."""
    start = time.process_time()
    catalogue = FolderLoader(schemes_folder()).load()
    load = 1000 * (time.process_time() - start)
    people, before, more = (persons(catalogue, number, SEED + later) for later in range(3))
    some, none = partly(people), [{} for _ in range(min(number, 20))]
    ids = [version.id for version in catalogue.schemes(DAY)]

    def whole(case: Facts) -> None:
        answers(catalogue, case, "trail")

    def ask(case: Facts) -> None:
        next_question(catalogue, ids, case, DAY, look_ahead=True)

    for case in (*before, *partly(before, seed=SEED + 1), {}):
        whole(case)
        ask(case)
    return Figures(
        schemes=len(ids),
        facts=len(people[0]),
        load=load,
        complete=per_case(whole, people),
        partial=per_case(whole, some),
        empty=per_case(whole, none),
        question=per_case(ask, some),
        complete_tree=per_case(lambda case: answers(catalogue, case, "tree"), more),
        partial_tree=per_case(lambda case: answers(catalogue, case, "tree"), partly(more)),
        without_trace=per_case(lambda case: answers(catalogue, case, "none"), people),
        partial_cold=per_case(whole, some, cold=True),
        empty_cold=per_case(whole, none[:5], cold=True),
        question_cold=per_case(ask, none[:5], cold=True),
    )


def main(number: int = PERSONS) -> None:
    """Print the figures."""
    found = measure(number)
    print(f"one person, {found.schemes} schemes, {found.facts} facts; ms of CPU, mean of {number} persons")
    for words, figure in (
        ("everything known, with the trace", found.complete),
        ("everything known, without", found.without_trace),
        ("everything known, with trees", found.complete_tree),
        ("60 % known, with the trace", found.partial),
        ("60 % known, with the trace, cold", found.partial_cold),
        ("60 % known, with trees", found.partial_tree),
        ("nothing known, with the trace", found.empty),
        ("nothing known, with the trace, cold", found.empty_cold),
        ("next question over all schemes", found.question),
        ("next question, nothing known, cold", found.question_cold),
        ("reading and checking all files", found.load),
    ):
        print(f"  {words:<38}{figure:>9.2f}")


if __name__ == "__main__":
    main(*[int(argument) for argument in sys.argv[1:2]])
