"""The seven people of the working document come to the desk that the source names."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from overstap.rules import Assessment, Known, assess, load_catalogue

CATALOGUE = load_catalogue()
FOLDER = Path(__file__).parent / "personas"
REQUIREMENTS = {"1": "R-085", "2": "R-086", "3": "R-087", "4": "R-088", "5": "R-089", "6": "R-090", "7": "R-091"}
PERSONAS = [
    pytest.param(path, id=path.stem, marks=pytest.mark.requirement(REQUIREMENTS[path.stem[0]]))
    for path in sorted(FOLDER.glob("*.yaml"))
]


def read(path: Path) -> dict[str, Any]:
    """Read a case file as the command `overstap assess` gets it."""
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
    return content


def answers(path: Path, scheme: str) -> Assessment:
    """Assess a persona for a scheme."""
    content = read(path)
    facts = {name: Known(plain(name, value)) for name, value in content["facts"].items()}
    return assess(CATALOGUE, scheme, facts, dt.date.fromisoformat(content["on"]))


def plain(name: str, value: str) -> Any:
    """Give a written value the type of its fact."""
    kind = CATALOGUE.facts[name].type.kind.value
    if kind == "boolean":
        return value == "true"
    if kind == "integer":
        return int(value)
    return dt.date.fromisoformat(value) if kind == "date" else value


def test_there_is_a_file_for_each_of_the_seven() -> None:
    assert {path.stem[0] for path in FOLDER.glob("*.yaml")} == set(REQUIREMENTS)


@pytest.mark.parametrize("path", PERSONAS)
def test_a_persona_gets_the_contact_point_and_packages_of_the_source(path: Path) -> None:
    expected = read(path)["expect"]["contactpunt"]
    found = answers(path, "contactpunt").outputs
    shown = {name: str(found[name].value).lower() for name in expected}

    assert shown == expected


@pytest.mark.parametrize("path", PERSONAS)
def test_a_persona_gets_one_first_responsible_party(path: Path) -> None:
    found = answers(path, "routering").outputs["eerstverantwoordelijke"]

    assert found.value == read(path)["expect"]["routering"]["eerstverantwoordelijke"]
