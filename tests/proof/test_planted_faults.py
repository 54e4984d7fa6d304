"""Faults planted in the engine and in the schemes are found, each by name."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from overstap.rules import load_catalogue
from tests.proof import equivalents
from tests.proof.engine_faults import ENGINE_FAULTS
from tests.proof.fault_finding import Examples, look_for
from tests.proof.finders import PROOFS, who_finds
from tests.proof.looseness import SHARPENED, listed
from tests.proof.planting import EngineFault
from tests.proof.scheme_faults import KINDS, SchemeFault, faults_of
from tests.proof.settings_of_schemes import versions
from tests.rules.written import SOURCE, load, scheme

CATALOGUE = load_catalogue()
LOOSE = listed(SHARPENED)


@pytest.mark.parametrize("fault", ENGINE_FAULTS, ids=lambda fault: fault.name)
def test_a_fault_in_the_engine_is_found(fault: EngineFault) -> None:
    found = who_finds(fault, CATALOGUE, LOOSE)

    assert found is not None
    assert found[0] in PROOFS


def test_every_fault_has_a_name_of_its_own() -> None:
    assert len({fault.name for fault in ENGINE_FAULTS}) == len(ENGINE_FAULTS)


def test_the_examples_in_the_schemes_find_nearly_every_fault_planted_there() -> None:
    known, counts, kinds = equivalents.listed(), Counter[str](), set()
    overlooked: list[SchemeFault] = []
    for version in versions(CATALOGUE):
        examples = Examples(CATALOGUE, version)
        for fault in faults_of(version) if version.cases else ():
            found = "equivalent" if fault.name in known else "cases" if examples.find(fault) else "missed"
            counts[found] += 1
            kinds.add(fault.kind)
            overlooked += [fault] if found == "missed" else []

    assert counts["cases"] > 1_000
    assert kinds >= set(KINDS) - {"tabel"}
    assert equivalents.too_many([counts]) == 0, "\n".join(fault.name for fault in overlooked)


TABLE = f"""\
  tarief:
    type: table
    of: integer
    by: {{type: integer, unit: weeks}}
    values: [{{from: 2020-12-01, value: [{{from: 0, value: 1}}, {{from: 2, value: 5}}]}}]
    source: {SOURCE}"""


def test_a_row_of_a_table_that_is_one_off_is_found(tmp_path: Path) -> None:
    text = scheme("bracket(weken, tarief) == 5", parameters=TABLE).split("cases:", maxsplit=1)[0]
    text += """cases:
  - {name: onder de grens, on: 2021-02-01, given: {weken: 1}, expect: {outcome: nee}}
  - {name: op de grens, on: 2021-02-01, given: {weken: 2}, expect: {outcome: ja}}
"""
    catalogue = load(tmp_path, {"proef/2020-12-01.yaml": text})
    version = catalogue.scheme("proef", date(2021, 2, 1))
    examples = Examples(catalogue, version)
    seen = {fault.words: examples.find(fault) for fault in faults_of(version) if fault.kind == "tabel"}

    assert seen == {
        "tarief from 2020-12-01: row 1 (0, 2)": False,
        "tarief from 2020-12-01: row 1 (0, 0)": False,
        "tarief from 2020-12-01: row 2 (2, 6)": True,
        "tarief from 2020-12-01: row 2 (2, 4)": True,
        "tarief from 2020-12-01: row 2 (3, 5)": True,
        "tarief from 2020-12-01: row 2 (1, 5)": True,
    }


def test_a_fault_that_no_example_can_see_is_told_from_one_that_an_example_overlooks(tmp_path: Path) -> None:
    text = scheme("leeftijd >= 18 and leeftijd >= 16").split("cases:", maxsplit=1)[0]
    text += """cases:
  - {name: jong, on: 2021-02-01, given: {leeftijd: 17}, expect: {outcome: nee}}
  - {name: oud, on: 2021-02-01, given: {leeftijd: 30}, expect: {outcome: ja}}
"""
    catalogue = load(tmp_path, {"proef/2020-12-01.yaml": text})
    version = catalogue.scheme("proef", date(2021, 2, 1))
    by = {seen.fault.words: seen.by for seen in look_for(catalogue, version, faults_of(version))}

    assert by["leeftijd >= 18 -> greater"] == "missed"
    assert by["leeftijd >= 18 -> 18 as 17"] == "cases"
    assert by["leeftijd >= 16 -> greater"] == "equivalent"
    assert by["leeftijd >= 18 and leeftijd >= 16 -> without leeftijd >= 16"] == "equivalent"
