"""Running every proof on an engine or scheme with a fault in it: the first proof that notices is named."""

from collections.abc import Callable, Iterator, Sequence

from overstap.rules import Catalogue
from tests.proof.columns import COLUMNS
from tests.proof.executions import COMPILED, STEP_BY_STEP, Execution
from tests.proof.looseness import INTERVALS, listed
from tests.proof.planting import EngineFault, fresh_catalogue, planted
from tests.proof.prove_bounds import bounds_proof
from tests.proof.prove_cases import cases_proof
from tests.proof.prove_operations import operations_proof, wide_proof
from tests.proof.prove_schemes import Effort, prove
from tests.proof.settings_of_schemes import versions

EXECUTIONS: Sequence[Execution] = (STEP_BY_STEP, COMPILED, COLUMNS)
LIGHT = Effort(whole_grid=300, drawn=10, other_days=10, sharpened=12, work=400)


Loose = frozenset[tuple[str, str]]
"""What may be left open although all completions agree: version and name."""
Proof = Callable[[Catalogue, Loose], Iterator[str]]


def schemes_proof(catalogue: Catalogue, loose: Loose = frozenset()) -> Iterator[str]:
    """Give what is wrong with any scheme, and what is left open without need and not listed in `loose`.

    Schemes that leave most open come first.
    """
    open_ones = {name for name, _ in listed(INTERVALS)}
    for version in sorted(versions(catalogue), key=lambda one: f"{one.id}@{one.valid_from}" not in open_ones):
        found = prove(catalogue, version, EXECUTIONS, LIGHT)
        yield from found.differences
        for name in found.loose_sharpened:
            if (found.name, name) not in loose:
                yield f"{found.name}: {name} is left open although all completions agree"


PROOFS: dict[str, Proof] = {
    "operations": lambda _catalogue, _loose: operations_proof(EXECUTIONS),
    "wide": lambda _catalogue, _loose: wide_proof(EXECUTIONS[1:]),
    "schemes": schemes_proof,
    "cases": lambda catalogue, _loose: cases_proof(catalogue, EXECUTIONS),
    "bounds": lambda catalogue, _loose: bounds_proof(catalogue),
}


def who_finds(fault: EngineFault, catalogue: Catalogue, loose: Loose) -> tuple[str, str] | None:
    """Give the first proof that notices the fault and what it says, or None."""
    with planted(fault):
        if fault.reads:
            catalogue = fresh_catalogue()
        first = (fault.place, *fault.touches) if isinstance(fault.place, str) else fault.touches
        for name in fault.proofs:
            found = operations_proof(EXECUTIONS, first) if name == "operations" else PROOFS[name](catalogue, loose)
            said = next(found, None)
            if said is not None:
                return name, said
    return None
