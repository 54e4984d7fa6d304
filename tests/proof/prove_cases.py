"""Proof (c): every example in the scheme files, in every execution."""

from collections.abc import Iterator, Sequence
from datetime import date

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
    together: dict[tuple[SchemeVersion, date, str], list[SchemeCase]] = {}
    for version, case in cases_of(catalogue):
        for difference in check_case(catalogue, version.id, case):
            yield f"{version.id}@{version.valid_from}: {case.name}: {difference}"
        if version.valid_on(case.on):
            together.setdefault((version, case.on, repr(case.overrides)), []).append(case)
    for (version, on, _), cases in together.items():
        yield from _same_slots(Setup(version, catalogue.facts, on, cases[0].overrides), cases, executions)


def _same_slots(at: Setup, cases: Sequence[SchemeCase], executions: Sequence[Execution]) -> Iterator[str]:
    wanted = [evaluate(at.version, at.facts, case.given, at.on, case.overrides).values for case in cases]
    for execution in executions:
        for case, right, found in zip(cases, wanted, execution.slots(at, [one.given for one in cases]), strict=True):
            if found != right:
                yield f"{at.name}: {case.name}: {execution.name} gives other slots than one person gets"
