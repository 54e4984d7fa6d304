"""Proof (c): every example in the scheme files, in every execution."""

from collections.abc import Iterator, Sequence

from overstap.rules import Catalogue, SchemeCase, SchemeVersion
from overstap.rules.check_cases import check_case
from overstap.rules.evaluation import evaluate
from tests.proof.executions import STEP_BY_STEP, Execution, Setup


def cases_of(catalogue: Catalogue) -> Iterator[tuple[SchemeVersion, SchemeCase]]:
    """Give every example with its version."""
    for versions in catalogue.versions.values():
        for version in versions:
            yield from ((version, case) for case in version.cases)


def cases_proof(catalogue: Catalogue, executions: Sequence[Execution] = (STEP_BY_STEP,)) -> Iterator[str]:
    """Give every example that comes out otherwise than its file says, or differently in two executions."""
    for version, case in cases_of(catalogue):
        name = f"{version.id}@{version.valid_from}: {case.name}"
        yield from (f"{name}: {difference}" for difference in check_case(catalogue, version.id, case))
        if not version.valid_on(case.on):
            continue
        right = evaluate(version, catalogue.facts, case.given, case.on, case.overrides)
        for execution in executions:
            found = execution.slots(Setup(version, catalogue.facts, case.on, case.overrides), [case.given])[0]
            if found != right.values:
                yield f"{name}: {execution.name} gives other slots"
