"""Every operation in every execution: exhaustively over small intervals, and at the edges of narrow columns."""

import pytest

from overstap.rules.operations import OPERATIONS
from tests.proof.columns import COLUMNS
from tests.proof.executions import COMPILED, STEP_BY_STEP, Execution
from tests.proof.prove_operations import counted, operations_proof, proven, wide_proof


@pytest.mark.parametrize("execution", [STEP_BY_STEP, COMPILED, COLUMNS], ids=lambda one: one.name)
def test_every_operation_gives_the_smallest_interval_that_holds_all_results(execution: Execution) -> None:
    assert list(operations_proof([execution])) == []


@pytest.mark.parametrize("execution", [COMPILED, COLUMNS], ids=lambda one: one.name)
def test_large_numbers_come_out_the_same_in_every_execution(execution: Execution) -> None:
    assert list(wide_proof([execution])) == []


def test_no_operation_is_left_out() -> None:
    assert {variant.operation for variant in proven()} == set(OPERATIONS)


def test_the_arguments_are_many() -> None:
    operations, arguments = counted()

    assert operations > len(OPERATIONS)
    assert arguments > 20_000
