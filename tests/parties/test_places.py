"""Where municipalities lie: every one of the list of regions is there, and the distances are like those on a map."""

import tomllib
from pathlib import Path

import pytest

from overstap import parties
from overstap.parties.places import kilometres, places

SOUTH, NORTH = 50.75, 53.6
WEST, EAST = 3.3, 7.25


def _municipalities() -> set[str]:
    file = Path(parties.__file__).parent / "reference" / "regions.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    began = {one["name"] for change in data["change"] for one in change["began"]}
    return began | {name for region in data["region"] for name in region["municipalities"]}


def test_every_municipality_of_2020_and_2021_has_a_place_and_nothing_else_has() -> None:
    assert places().keys() == _municipalities()


def test_every_place_lies_in_the_netherlands() -> None:
    outside = {name for name, (north, east) in places().items() if not (SOUTH < north < NORTH and WEST < east < EAST)}

    assert not outside


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [("Tilburg", "Breda", 18, 25), ("Groningen", "Maastricht", 260, 280), ("Utrecht", "Amsterdam", 30, 40)],
)
def test_a_distance_is_like_that_on_the_map(one: str, other: str, least: int, most: int) -> None:
    far = kilometres(one, other)

    assert far is not None
    assert least < far < most
    assert far == pytest.approx(kilometres(other, one))


def test_of_an_unknown_municipality_nothing_is_known() -> None:
    assert kilometres("Tilburg", "Elders") is None
