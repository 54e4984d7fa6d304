"""One person against the whole catalogue: milliseconds of CPU for the answers with their trees, and for a question.

    python benchmarks/single_case.py [persons]

The trace is the list of every value; the trees are what a person unfolds, each built to its last part. "All" is both of
these with what decided and the receipts.
Every figure is the mean over invented persons, each another one, of the best of three measurements. "Cold" forgets
before each measurement what open answers look like, so nothing was found for an earlier person; the functions of each
version stay, with the parts of trees in which one fact stands. "One answer more" is what an adviser waits for who
fills in one fact of somebody whose file is open.
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
PERSONS, SHARE, SEED, ROUNDS = 100, 0.6, 7, 3


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured, in milliseconds of CPU."""

    schemes: int
    facts: int
    load: float
    complete: float
    complete_plain: float
    complete_trees: float
    complete_all: float
    partial_cold: float
    partial_trees_cold: float
    partial_all_cold: float
    one_answer_more: float
    empty_cold: float
    empty: float
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
    """Assess every scheme in force, with the trace as one list (`trail`), as trees (`tree`), with `all`, or without."""
    for found in assess_all(catalogue, case, DAY):
        if trace in ("tree", "all"):
            _ = found.trace
        if trace == "trail":
            _ = found.trail
        if trace == "all":
            trail = found.trail
            _ = found.receipt, trail and trail.deciding


def timed(do: Callable[[Facts], object], case: Facts) -> float:
    """Give the milliseconds of CPU of something for a case."""
    start = time.process_time()
    do(case)
    return 1000 * (time.process_time() - start)


def per_case(do: Callable[[Facts], object], cases: Sequence[Facts], *, cold: bool = False) -> float:
    """Give the mean over the cases of the best of a few measurements."""
    total = 0.0
    for case in cases:
        found = []
        for _ in range(ROUNDS):
            if cold:
                forget_open_answers()
                forget_what_was_looked_at()
            found.append(timed(do, case))
        total += min(found)
    return total / len(cases)


def one_more(do: Callable[[Facts], object], people: Sequence[Facts], cases: Sequence[Facts]) -> float:
    """Give the mean for a case in which one fact is filled in that was open just before."""
    total, luck = 0.0, random.Random(SEED)  # noqa: S311
    for full, case in zip(people, cases, strict=True):
        found = []
        for _ in range(ROUNDS):
            forget_open_answers()
            do(case)
            name = luck.choice([name for name in full if name not in case])
            found.append(timed(do, {**case, name: full[name]}))
        total += min(found)
    return total / len(cases)


def measure(number: int = PERSONS) -> Figures:
    """Measure everything in this process."""
    start = time.process_time()
    catalogue = FolderLoader(schemes_folder()).load()
    load = 1000 * (time.process_time() - start)
    people, before = persons(catalogue, number), persons(catalogue, number, SEED + 1)
    some, nobody = partly(people), list[Facts]([{}])
    ids = [version.id for version in catalogue.schemes(DAY)]

    def whole(case: Facts) -> None:
        answers(catalogue, case, "trail")

    def trees(case: Facts) -> None:
        answers(catalogue, case, "tree")

    def everything(case: Facts) -> None:
        answers(catalogue, case, "all")

    def ask(case: Facts) -> None:
        next_question(catalogue, ids, case, DAY, look_ahead=True)

    for case in (*before, *partly(before, seed=SEED + 1), {}):
        whole(case)
        everything(case)
        ask(case)
    return Figures(
        schemes=len(ids),
        facts=len(people[0]),
        load=load,
        complete=per_case(whole, people),
        complete_plain=per_case(lambda case: answers(catalogue, case, "none"), people),
        complete_trees=per_case(trees, people),
        complete_all=per_case(everything, people),
        partial_cold=per_case(whole, some, cold=True),
        partial_trees_cold=per_case(trees, some, cold=True),
        partial_all_cold=per_case(everything, some, cold=True),
        one_answer_more=one_more(whole, people, some),
        empty_cold=per_case(whole, nobody, cold=True),
        empty=per_case(whole, nobody),
        question=per_case(ask, some),
        question_cold=per_case(ask, nobody, cold=True),
    )


def main(number: int = PERSONS) -> None:
    """Print the figures."""
    found = measure(number)
    print(f"one person, {found.schemes} schemes, {found.facts} facts; ms of CPU, mean of {number} persons")
    for words, figure in (
        ("everything known, with the trace", found.complete),
        ("everything known, without", found.complete_plain),
        ("everything known, with trees", found.complete_trees),
        ("everything known, with all", found.complete_all),
        ("60 % known, with the trace, cold", found.partial_cold),
        ("60 % known, with trees, cold", found.partial_trees_cold),
        ("60 % known, with all, cold", found.partial_all_cold),
        ("60 % known, one answer more", found.one_answer_more),
        ("nothing known, with the trace, cold", found.empty_cold),
        ("nothing known, with the trace", found.empty),
        ("next question, 60 % known", found.question),
        ("next question, nothing known, cold", found.question_cold),
        ("reading and checking all files", found.load),
    ):
        print(f"  {words:<38}{figure:>9.2f}")


if __name__ == "__main__":
    main(*[int(argument) for argument in sys.argv[1:2]])
