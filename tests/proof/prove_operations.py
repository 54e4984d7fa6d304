"""Proof (a): every operation gives the smallest interval that holds all results, the same one in every execution."""

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from overstap.rules.operations import Interval
from tests.proof.executions import STEP_BY_STEP, Arguments, Execution
from tests.proof.operation_cases import Variant, variants, wide_rows


@cache
def proven() -> tuple[Variant, ...]:
    """Give the operations to prove."""
    return tuple(variants())


@cache
def exact(index: int) -> tuple[list[Arguments], list[Interval]]:
    """Give the arguments of a variant and, by trying every number in them, the hull of the results."""
    variant = proven()[index]
    rows, found = variant.rows(), []
    known: dict[tuple[int, ...], int] = {}
    for row in rows:
        results = []
        for numbers in itertools.product(*(_numbers(interval) for interval in row)):
            if numbers not in known:
                known[numbers] = variant.meaning(*numbers)
            results.append(known[numbers])
        found.append((min(results), max(results)))
    return rows, found


def _numbers(interval: Interval) -> Iterable[int]:
    return range(interval[0], interval[1] + 1)


def operations_proof(executions: Sequence[Execution] = (STEP_BY_STEP,), first: Collection[str] = ()) -> Iterator[str]:
    """Give what is wrong with any operation in any execution, nothing when all is right; `first` are tried first."""
    for index in sorted(range(len(proven())), key=lambda index: proven()[index].operation not in first):
        variant = proven()[index]
        rows, wanted = exact(index)
        for execution in executions:
            found = execution.operation(variant.operation, variant.static, rows)
            for row, got, right in zip(rows, found, wanted, strict=True):
                if got != right:
                    yield f"{execution.name}: {variant.name}{row} is {right}, found {got}"


def counted() -> tuple[int, int]:
    """Give how many variants of operations there are, and over how many arguments together."""
    return len(proven()), sum(len(exact(index)[0]) for index in range(len(proven())))


def wide_proof(executions: Sequence[Execution], yardstick: Execution = STEP_BY_STEP) -> Iterator[str]:
    """Give where executions differ for numbers at the edges of what narrow columns hold."""
    for variant in proven():
        rows = wide_rows(variant)
        wanted = yardstick.operation(variant.operation, variant.static, rows)
        for execution in executions:
            found = execution.operation(variant.operation, variant.static, rows)
            for row, got, right in zip(rows, found, wanted, strict=True):
                if got != right:
                    yield f"{execution.name}: {variant.name}{row} is {right}, found {got}"
