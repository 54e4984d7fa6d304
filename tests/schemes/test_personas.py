"""The seven people of the working document come to the desk that the source names."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from overstap.rules import OutputValue, assess, load_catalogue
from overstap.rules.case_file import read_case_file

CATALOGUE = load_catalogue()
FOLDER = Path(__file__).parent / "personas"
REQUIREMENTS = {"1": "R-085", "2": "R-086", "3": "R-087", "4": "R-088", "5": "R-089", "6": "R-090", "7": "R-091"}
PERSONAS = [
    pytest.param(path, id=path.stem, marks=pytest.mark.requirement(REQUIREMENTS[path.stem[0]]))
    for path in sorted(FOLDER.glob("*.yaml"))
]


def expected(path: Path, scheme: str) -> dict[str, str]:
    """Give what the file expects of a scheme, as it is written."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - gives text only
    found: dict[str, str] = content["expect"][scheme]
    return found


def answers(path: Path, scheme: str) -> Mapping[str, OutputValue]:
    """Assess the facts of a file as the command `overstap assess` does."""
    case = read_case_file(path, CATALOGUE)
    return assess(CATALOGUE, scheme, case.facts, case.on or dt.date.max).outputs


def test_there_is_a_file_for_each_of_the_seven() -> None:
    assert {path.stem[0] for path in FOLDER.glob("*.yaml")} == set(REQUIREMENTS)


@pytest.mark.parametrize("path", PERSONAS)
def test_a_persona_gets_the_contact_point_and_packages_of_the_source(path: Path) -> None:
    wanted = expected(path, "contactpunt")
    found = answers(path, "contactpunt")

    assert {name: str(found[name].value).lower() for name in wanted} == wanted


@pytest.mark.parametrize("path", PERSONAS)
def test_a_persona_gets_one_first_responsible_party(path: Path) -> None:
    wanted = expected(path, "routering")
    found = answers(path, "routering")

    assert {name: str(found[name].value) for name in wanted} == wanted
