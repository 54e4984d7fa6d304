"""The numbers with which is matched, read from their file: no number of them stands in a program."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overstap.matching.weighing import Weights
from overstap.rules.loader import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "matching"
MEANS = ("lopend", "fiets", "bromfiets", "ov", "auto")
KEYS: Mapping[str, tuple[str, ...]] = {
    "weights": ("essential", "optional", "inferred", "cap", "floor", "prior"),
    "profile": ("neighbours", "work", "unconfirmed"),
    "classes": ("suited_essential", "bridge_essential", "bridge_sure", "bridge_gaps"),
    "conditions": ("hours_slack", "start_slack_days", "unsaid_minutes"),
    "travel": ("detour", "inside_km", "start_minutes", "start_minutes_ov", *(f"speed_{one}" for one in MEANS)),
    "ranking": ("stale_after_days", "stale_per_day", "most_crowding", "crowded_from"),
    "lists": ("length", "people", "cap", "searched", "keep_days"),
    "report": ("small",),
}
_POSITIVE = frozenset({"travel", "lists", "report"})


class BrokenWeightsError(ValueError):
    """A file of weights cannot be used; the message names the file and every fault."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number with why it is what it is (gewicht of grens)."""

    key: str
    value: float
    because: str


@dataclass(frozen=True, slots=True)
class MatchingSettings:
    """Everything with which is matched (gewichten en grenzen); `version` stands with every list that was shown."""

    version: str
    published_on: dt.date
    source: str
    numbers: tuple[Number, ...]
    by_key: Mapping[str, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make looking up a number cheap: a page asks some hundreds of times."""
        object.__setattr__(self, "by_key", {one.key: one.value for one in self.numbers})

    def number(self, key: str) -> float:
        """The number with a key such as `travel.detour`. Raises KeyError for another key."""
        return self.by_key[key]

    def whole(self, key: str) -> int:
        """The same, for what is counted."""
        return round(self.number(key))

    @property
    def weights(self) -> Weights:
        """What the search counts with."""
        return Weights(version=self.version, **{name: self.number(f"weights.{name}") for name in KEYS["weights"]})


@cache
def matching_settings() -> MatchingSettings:
    """The numbers in use: the newest file. Raises BrokenWeightsError."""
    files = sorted((shipped_folder() / FOLDER).glob("*.toml"))
    if not files:
        raise BrokenWeightsError(f"{FOLDER}: there is no file with weights")
    return max((read_settings(file) for file in files), key=lambda one: (one.published_on, one.version))


def read_settings(file: Path) -> MatchingSettings:
    """Read and check one file. Raises BrokenWeightsError with all that is wrong with it."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenWeightsError(f"{file.name}: {error}") from error
    faults = _faults(data)
    if faults:
        raise BrokenWeightsError("\n".join(f"{file.name}: {fault}" for fault in faults))
    numbers = tuple(
        Number(f"{group}.{key}", float(data[group][key]["value"]), data[group][key]["because"])
        for group, keys in KEYS.items()
        for key in keys
    )
    return MatchingSettings(data["version"], data["published_on"], data["source"], numbers)


def _faults(data: Mapping[str, Any]) -> list[str]:
    found = [f"'{key}' is missing or empty" for key in ("version", "source") if not isinstance(data.get(key), str)]
    if not isinstance(data.get("published_on"), dt.date):
        found.append("'published_on' is no date")
    found += [f"'{key}' is not known" for key in data if key not in {*KEYS, "version", "source", "published_on"}]
    for group, keys in KEYS.items():
        given = data.get(group)
        given = given if isinstance(given, dict) else {}
        found += [f"'{group}.{key}' is not known" for key in given if key not in keys]
        found += [fault for key in keys if (fault := _fault(f"{group}.{key}", given.get(key), group))]
    return found


def _fault(key: str, given: Any, group: str) -> str:
    if not isinstance(given, dict):
        return f"'{key}' is missing"
    value = given.get("value")
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value < 0:
        return f"'{key}' is no number of zero or more"
    if group in _POSITIVE and value == 0:
        return f"'{key}' must be more than zero"
    if group in {"weights", "profile", "classes"} and key not in _COUNTS and value > 1:
        return f"'{key}' is a part of 1"
    because = given.get("because")
    return "" if isinstance(because, str) and because.strip() else f"'{key}' does not say why"


_COUNTS = frozenset({"weights.prior", "profile.neighbours", "classes.bridge_gaps"})
