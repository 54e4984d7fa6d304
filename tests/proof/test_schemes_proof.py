"""Every scheme over its class grid, and every example, in every execution."""

import pytest

from overstap.rules import SchemeVersion, load_catalogue
from tests.proof.columns import COLUMNS
from tests.proof.covering import covers_every_pair, pairwise
from tests.proof.executions import COMPILED, STEP_BY_STEP, Setup
from tests.proof.grid import grid
from tests.proof.looseness import INTERVALS, SHARPENED, listed, seen
from tests.proof.prove_bounds import bounds_proof
from tests.proof.prove_cases import cases_proof
from tests.proof.prove_schemes import prove
from tests.proof.settings_of_schemes import DAY, versions

CATALOGUE = load_catalogue()
VERSIONS = [pytest.param(version, id=f"{version.id}@{version.valid_from}") for version in versions(CATALOGUE)]
EXECUTIONS = [STEP_BY_STEP, COMPILED, COLUMNS]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_scheme_is_the_same_in_every_execution_and_true_to_all_completions(
    version: SchemeVersion,
) -> None:
    found = prove(CATALOGUE, version, EXECUTIONS)

    assert found.tried > 0
    assert found.differences == []
    for which in (INTERVALS, SHARPENED):
        assert seen([found], which) <= listed(which), "left open without need: see docs/proof.md, Two lists"


def test_every_example_is_the_same_in_every_execution() -> None:
    assert list(cases_proof(CATALOGUE, EXECUTIONS)) == []


def test_nothing_grows_too_large_and_no_condition_is_idle() -> None:
    assert list(bounds_proof(CATALOGUE)) == []


def test_a_covering_set_of_cases_holds_every_pair_of_states() -> None:
    version = CATALOGUE.scheme("werkfit", DAY)
    cells = grid(Setup(version, CATALOGUE.facts, DAY))
    rows = pairwise(cells)

    assert covers_every_pair(cells, rows)
    assert not covers_every_pair(cells, rows[: len(rows) // 2])
    assert len(rows) < cells.size
