"""The list of what may be chosen, read from the file beside it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "standard.toml"
LANGUAGES = ("nl", "en")
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Word:
    """A text that may be given own words: where it stands, what it says else, which places have to stay."""

    id: str
    where: dict[str, str]
    standard: dict[str, str]
    most: int
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour that may be chosen: its token in the style, and against what it has to be read."""

    id: str
    where: dict[str, str]
    token: str
    standard: str
    against: tuple[str, ...]


@cache
def words() -> dict[str, Word]:
    """Every text that may be chosen, by its id."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["words"]
    return {
        name: Word(
            id=name,
            where={code: row[f"where_{code}"] for code in LANGUAGES},
            standard={code: row[code] for code in LANGUAGES},
            most=row["most"],
            places=frozenset(row.get("places", ())),
        )
        for name, row in found.items()
    }


@cache
def colours() -> dict[str, Colour]:
    """Every colour that may be chosen, by its id."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["colours"]
    return {
        name: Colour(
            id=name,
            where={code: row[f"where_{code}"] for code in LANGUAGES},
            token=row["token"],
            standard=row["standard"],
            against=tuple(row["against"]),
        )
        for name, row in found.items()
    }


def places_in(text: str) -> frozenset[str]:
    """The names between braces in a text."""
    return frozenset(_PLACE.findall(text))


def filled(text: str, values: dict[str, str]) -> str:
    """A text with its places filled; a place without a value stays as it is."""
    return _PLACE.sub(lambda found: values.get(found.group(1), found.group(0)), text)
