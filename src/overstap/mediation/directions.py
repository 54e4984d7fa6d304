"""Which way a transition may lead, read from its file: limits, levels, and which sectors shrink in a region."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from overstap.casework.policy import number
from overstap.matching.transitions import Direction
from overstap.mediation.settings import BrokenWeightsError
from overstap.rules.loader import shipped_folder

FOLDER = "overgangen"
LIMITS = ("level_steps", "least_wage", "least_demand", "least_score", "least_sure", "most_gaps")
SHOWN = ("length", "reasons")


@dataclass(frozen=True, slots=True)
class DirectionSettings:
    """The limits of transitions (grenzen van overgangen) with the reason of each, and where levels and shrinking stand.

    `levels` goes from the first digit of an ISCO-08 code to a level of 1 to 4; `shrinking` from a sector of our own
    list to the parameters of `scheme` of which one must hold.
    """

    direction: Direction
    because: Mapping[str, str]
    length: int
    reasons: int
    levels: Mapping[str, int]
    levels_source: str
    scheme: str
    shrinking: Mapping[str, tuple[str, ...]]

    def level(self, isco: str) -> int | None:
        """The level of an occupation by its ISCO-08 code; None without a code."""
        return self.levels.get(isco[:1])

    def shrinks(self, sector: str, region_code: str, on: dt.date) -> bool:
        """Tell whether a sector shrinks in a region on a day, as the region decided (R-106)."""
        names = self.shrinking.get(sector, ())
        return any(number(self.scheme, name, region_code=region_code, on=on) for name in names)


@cache
def direction_settings() -> DirectionSettings:
    """The newest file. Raises BrokenWeightsError."""
    files = sorted((shipped_folder() / FOLDER).glob("*.toml"))
    if not files:
        raise BrokenWeightsError(f"{FOLDER}: there is no file")
    return read_directions(files[-1])


def read_directions(file: Path) -> DirectionSettings:
    """Read and check one file. Raises BrokenWeightsError with all that is wrong with it."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenWeightsError(f"{file.name}: {error}") from error
    if faults := _faults(data):
        raise BrokenWeightsError("\n".join(f"{file.name}: {fault}" for fault in faults))
    limits = {name: data["direction"][name]["value"] for name in LIMITS}
    return DirectionSettings(
        direction=Direction(version=data["version"], **limits),
        because={name: data["direction"][name]["because"] for name in LIMITS},
        length=data["list"]["length"]["value"],
        reasons=data["list"]["reasons"]["value"],
        levels={str(digit): level for digit, level in data["levels"]["values"].items()},
        levels_source=data["levels"]["source"],
        scheme=data["shrinking"]["scheme"],
        shrinking={sector: tuple(names) for sector, names in data["shrinking"]["sectors"].items()},
    )


def _faults(data: Mapping[str, Any]) -> list[str]:
    found = [f"'{name}' is missing" for name in ("version", "source") if not isinstance(data.get(name), str)]
    for group, names in (("direction", LIMITS), ("list", SHOWN)):
        given = data.get(group)
        given = given if isinstance(given, dict) else {}
        found += [f"'{group}.{name}' is not known" for name in given if name not in names]
        found += [f"'{group}.{name}' {fault}" for name in names if (fault := _fault(given.get(name)))]
    found += [f"'{name}' is missing" for name in ("levels", "shrinking") if not isinstance(data.get(name), dict)]
    if found:
        return found
    levels = data["levels"].get("values")
    if not isinstance(levels, dict) or sorted(levels) != list("0123456789"):
        return ["'levels.values' gives a level for each of the digits 0 to 9"]
    return [
        f"'levels.values.{digit}' is a level from 1 to 4" for digit, one in levels.items() if one not in (1, 2, 3, 4)
    ]


def _fault(given: Any) -> str:
    if not isinstance(given, dict):
        return "is missing"
    value = given.get("value")
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        return "is no number of zero or more"
    because = given.get("because")
    return "" if isinstance(because, str) and because.strip() else "does not say why"
