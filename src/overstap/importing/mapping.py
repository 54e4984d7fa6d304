"""Which column is what: proposed from the headings, from what stands below them, and from what was chosen before."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from overstap.core.likeness import fold
from overstap.importing.fields import SONAR_COLUMNS, SONAR_HEADINGS, SONAR_PLACES, ImportField, Kind, fields
from overstap.importing.parsing import (
    CellError,
    read_citizen_number,
    read_date,
    read_fact,
    read_phone,
)
from overstap.importing.reading import Table

LOOKED_AT = 60
ENOUGH = 0.8
SONAR_SIGNS = 6


class Why(StrEnum):
    """Why a column is proposed to be something (grond van het voorstel)."""

    REMEMBERED = "onthouden"
    HEADING = "kop"
    CONTENT = "inhoud"
    SONAR = "sonar"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a column seems to be, and why (voorstel)."""

    field: str
    why: Why


def headings_key(headings: Sequence[str]) -> str:
    """By what a party's choice for these headings is found again; the headings themselves are not kept."""
    return hashlib.sha256("\x1f".join(fold(one) for one in headings).encode()).hexdigest()


def is_sonar(headings: Sequence[str]) -> bool:
    """Tell whether this is the Sonar dashboard: by enough of its known headings, or by its width and some of them."""
    known = {fold(one) for one in SONAR_HEADINGS}
    found = len({fold(one) for one in headings} & known)
    return found >= SONAR_SIGNS or (len(headings) == SONAR_COLUMNS and found >= SONAR_SIGNS // 2)


def propose(
    table: Table, *, remembered: Mapping[str, str] | None = None, today: dt.date, citizen_numbers: bool
) -> dict[int, Proposal]:
    """Propose a field for each column; a field is proposed once, on its best ground.

    `remembered` is what the party chose before, by column number. Without `citizen_numbers` no column is ever taken
    for one.
    """
    found: dict[int, Proposal] = {}
    known = fields()
    if remembered is not None:
        for place, name in remembered.items():
            if name in known and int(place) < len(table.headings):
                found[int(place)] = Proposal(name, Why.REMEMBERED)
    else:
        _by_heading(table, known, found)
        if is_sonar(table.headings):
            for column, field in SONAR_PLACES.items():
                _take(found, column, Proposal(field, Why.SONAR), len(table.headings))
        _by_content(table, found, today)
    if not citizen_numbers:
        found = {column: one for column, one in found.items() if one.field != "bsn"}
    return found


def _take(found: dict[int, Proposal], column: int, proposal: Proposal, width: int) -> None:
    if column < width and column not in found and proposal.field not in {one.field for one in found.values()}:
        found[column] = proposal


def _by_heading(table: Table, known: Mapping[str, ImportField], found: dict[int, Proposal]) -> None:
    """The very words first, then headings that hold them: “Geboortedatum (dd-mm-jjjj)”."""
    words = {fold(word): field.id for field in known.values() for word in (*field.synonyms, field.id, field.label_nl)}
    folded = [fold(one) for one in table.headings]
    for column, heading in enumerate(folded):
        if heading in words:
            _take(found, column, Proposal(words[heading], Why.HEADING), len(folded))
    for column, heading in enumerate(folded):
        held = [word for word in words if len(word) > SHORTEST_HELD and f" {word} " in f" {heading} "]
        if held:
            _take(found, column, Proposal(words[max(held, key=len)], Why.HEADING), len(folded))


SHORTEST_HELD = 4


def _by_content(table: Table, found: dict[int, Proposal], today: dt.date) -> None:
    for column in range(len(table.headings)):
        cells = [line[column] for _, line in table.rows[:LOOKED_AT] if line[column]]
        if len(cells) < 2 or column in found:  # noqa: PLR2004 (one cell may be anything)
            continue
        for field, test in _TESTS.items():
            if sum(_holds(test, cell, today) for cell in cells) >= ENOUGH * len(cells):
                _take(found, column, Proposal(field, Why.CONTENT), len(table.headings))
                break


def _holds(test: Callable[[str, dt.date], object], cell: str, today: dt.date) -> bool:
    try:
        return bool(test(cell, today))
    except CellError:
        return False


def _birth_date(cell: str, today: dt.date) -> bool:
    day = read_date(cell, today)
    return not cell.isdecimal() and 14 <= today.year - day.year <= 80  # noqa: PLR2004 (of whom most are)


_TESTS: Mapping[str, Callable[[str, dt.date], object]] = MappingProxyType(
    {
        "email": lambda cell, _today: "@" in cell and "." in cell.rpartition("@")[2],
        "bsn": lambda cell, _today: read_citizen_number(cell) if len(cell.strip()) == 9 else False,  # noqa: PLR2004 (its length)
        "telefoon": lambda cell, _today: read_phone(cell) and cell.strip().startswith(("0", "+")),
        "geboortedatum": _birth_date,
        "hoogste_opleiding": lambda cell, today: read_fact("hoogste_opleiding", cell, today),
        "uitkering": lambda cell, today: read_fact("uitkering", cell, today),
    }
)

NAMES = frozenset({"voornaam", "achternaam"})


def missing_fields(mapping: Mapping[int, str], general: Mapping[str, object]) -> tuple[str, ...]:
    """Which fields nobody chose and without which no person can be registered, in the order of the list."""
    chosen = set(mapping.values()) | {name for name, value in general.items() if value not in (None, "")}
    needed = [] if "naam" in chosen else ["voornaam", "achternaam"]
    needed += ["geboortedatum", "woonplaats", "huidige_status"]
    lacking = [name for name in needed if name not in chosen]
    if not {"email", "telefoon"} & chosen:
        lacking.append("telefoon")
    return tuple(lacking)


def twice(mapping: Mapping[int, str]) -> tuple[str, ...]:
    """Which fields were chosen for more than one column."""
    chosen = list(mapping.values())
    return tuple(sorted({name for name in chosen if chosen.count(name) > 1}))


__all__ = ["Kind", "Proposal", "Why", "headings_key", "is_sonar", "missing_fields", "propose", "twice"]
