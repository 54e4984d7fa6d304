"""Every example that stands in a scheme file comes out as the file says."""

from collections.abc import Callable

import pytest
from _pytest.mark import ParameterSet

from overstap.rules import Assessment, SchemeCase, SchemeVersion, assess, load_catalogue

CATALOGUE = load_catalogue()
EXAMPLES = [
    (version, case) for versions in CATALOGUE.versions.values() for version in versions for case in version.cases
]


def examples(wanted: Callable[[SchemeCase], bool] = lambda _: True) -> list[ParameterSet]:
    """Give the cases of all files that expect something, each marked with the requirements that it shows."""
    return [
        pytest.param(
            version,
            case,
            id=f"{version.id}@{version.valid_from}: {case.name}",
            marks=pytest.mark.requirement(*case.requirements),
        )
        for version, case in EXAMPLES
        if wanted(case)
    ]


def answer(version: SchemeVersion, case: SchemeCase) -> Assessment:
    """Assess a case of a file with the regional values that it names."""
    return assess(CATALOGUE, version.id, case.given, case.on, overrides=case.overrides)


@pytest.mark.parametrize(("version", "case"), examples())
def test_a_case_has_the_outcome_that_its_file_expects(version: SchemeVersion, case: SchemeCase) -> None:
    found = answer(version, case)

    assert found.outcome == case.expect.outcome


@pytest.mark.parametrize(("version", "case"), examples(lambda case: bool(case.expect.outputs)))
def test_a_case_has_the_answers_that_its_file_expects(version: SchemeVersion, case: SchemeCase) -> None:
    found = answer(version, case).outputs
    settled = {name: found[name].lo if found[name].settled else None for name in case.expect.outputs}

    assert settled == case.expect.outputs


@pytest.mark.parametrize(("version", "case"), examples(lambda case: case.expect.amount is not None))
def test_a_case_has_the_amount_that_its_file_expects(version: SchemeVersion, case: SchemeCase) -> None:
    amount = answer(version, case).amount

    assert amount is not None
    assert (amount.lo, amount.hi) == case.expect.amount


@pytest.mark.parametrize(("version", "case"), examples(lambda case: case.expect.refused_by is not None))
def test_a_case_is_refused_by_exactly_the_conditions_that_its_file_names(
    version: SchemeVersion, case: SchemeCase
) -> None:
    found = answer(version, case)

    assert frozenset(found.refused_by) == case.expect.refused_by


@pytest.mark.parametrize(("version", "case"), examples(lambda case: case.expect.missing is not None))
def test_a_case_asks_exactly_the_questions_that_its_file_names(version: SchemeVersion, case: SchemeCase) -> None:
    found = answer(version, case)

    assert frozenset(found.missing) == case.expect.missing
