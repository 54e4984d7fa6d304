"""Faults planted in the engine and in the schemes are found, each by name."""

import pytest

from overstap.rules import load_catalogue
from tests.proof.engine_faults import ENGINE_FAULTS
from tests.proof.finders import PROOFS, who_finds
from tests.proof.looseness import SHARPENED, listed
from tests.proof.planting import EngineFault

CATALOGUE = load_catalogue()
LOOSE = listed(SHARPENED)


@pytest.mark.parametrize("fault", ENGINE_FAULTS, ids=lambda fault: fault.name)
def test_a_fault_in_the_engine_is_found(fault: EngineFault) -> None:
    found = who_finds(fault, CATALOGUE, LOOSE)

    assert found is not None
    assert found[0] in PROOFS


def test_every_fault_has_a_name_of_its_own() -> None:
    assert len({fault.name for fault in ENGINE_FAULTS}) == len(ENGINE_FAULTS)
