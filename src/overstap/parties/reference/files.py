"""Reading and checking the reference files; a fault names the file, the row and what is wrong."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

# As many as the act names; a table with another count is not this table.
REGIONS = 35

_PARTY_DEFAULTS: Mapping[str, Any] = {"declaration": "geen", "regions": [], "first_contact": False}


class BrokenReferenceError(ValueError):
    """A reference file cannot be used; the message lists every fault with its file and row."""


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase of the roll-out (fase, R-380)."""

    number: int
    planned_from: date
    planned_until: date


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region as the file gives it; `centre` is empty where no source names it."""

    code: str
    name: str
    phase: int
    centre: str
    centre_verified: bool


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality in a region during a period; `until` is the last day."""

    name: str
    region: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A national party; `regions` holds codes of regions where it works from the start."""

    name: str
    kind: str
    declaration: str
    regions: tuple[str, ...]
    first_contact: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything that the files say, checked."""

    phases: tuple[PhaseRow, ...]
    regions: tuple[RegionRow, ...]
    municipalities: tuple[MunicipalityRow, ...]
    parties: tuple[PartyRow, ...]
    parties_from: date


def read_reference(folder: Path = HERE, *, kinds: Iterable[str], declarations: Iterable[str]) -> Reference:
    """Read the three files of a folder.

    Raises BrokenReferenceError when a file is missing or no TOML, or with all faults in the rows together.
    """
    faults: list[str] = []
    phases = _phases(_load(folder / "phases.toml"), faults)
    regions_file = _load(folder / "regions.toml")
    regions = _regions(regions_file, {phase.number for phase in phases}, faults)
    municipalities = _municipalities(regions_file, {region.code for region in regions}, faults)
    parties_file = _load(folder / "parties.toml")
    parties = _parties(parties_file, tuple(region.code for region in regions), frozenset(kinds), faults)
    known = frozenset(declarations)
    faults += [
        f"parties.toml, {row.name}: unknown declaration role {row.declaration!r}"
        for row in parties
        if row.declaration not in known
    ]
    start = _day(parties_file, "from", "parties.toml", faults)
    if faults:
        raise BrokenReferenceError("The reference data cannot be loaded:\n" + "\n".join(faults))
    return Reference(tuple(phases), tuple(regions), tuple(municipalities), tuple(parties), start)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BrokenReferenceError(f"{path.name}: the file is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenReferenceError(f"{path.name}: {error}") from error


def _rows(content: Mapping[str, Any], table: str, file: str, faults: list[str]) -> list[Mapping[str, Any]]:
    rows = content.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        faults.append(f"{file}: [[{table}]] must be a list of rows")
        return []
    return rows


def _value(row: Mapping[str, Any], key: str, kind: type, where: str, faults: list[str]) -> Any:
    value = row.get(key)
    if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
        return value
    faults.append(f"{where}: {key} is missing or not a {kind.__name__}")
    return kind() if kind is not date else date.min


def _day(row: Mapping[str, Any], key: str, where: str, faults: list[str]) -> date:
    day: date = _value(row, key, date, where, faults)
    return day


def _phases(content: Mapping[str, Any], faults: list[str]) -> list[PhaseRow]:
    phases = []
    for index, row in enumerate(_rows(content, "phase", "phases.toml", faults), start=1):
        where = f"phases.toml, phase {index}"
        phase = PhaseRow(
            _value(row, "number", int, where, faults),
            _day(row, "from", where, faults),
            _day(row, "until", where, faults),
        )
        if phase.planned_until < phase.planned_from:
            faults.append(f"{where}: ends before it starts")
        phases.append(phase)
    return phases


def _regions(content: Mapping[str, Any], phases: set[int], faults: list[str]) -> list[RegionRow]:
    regions = []
    for index, row in enumerate(_rows(content, "region", "regions.toml", faults), start=1):
        where = f"regions.toml, region {row.get('code', index)}"
        region = RegionRow(
            _value(row, "code", str, where, faults),
            _value(row, "name", str, where, faults),
            _value(row, "phase", int, where, faults),
            row.get("centre", ""),
            row.get("centre_verified", False),
        )
        if region.phase not in phases:
            faults.append(f"{where}: phase {region.phase} does not exist")
        if region.centre and region.centre not in row.get("municipalities", ()):
            faults.append(f"{where}: centre {region.centre!r} is none of its municipalities")
        regions.append(region)
    faults += [f"regions.toml: code {code} stands there twice" for code in _twice(row.code for row in regions)]
    if len(regions) != REGIONS:
        faults.append(f"regions.toml: {len(regions)} regions instead of {REGIONS}")
    return regions


def _municipalities(content: Mapping[str, Any], codes: set[str], faults: list[str]) -> list[MunicipalityRow]:
    start = _day(content, "from", "regions.toml", faults)
    rows: dict[str, MunicipalityRow] = {}
    listed: list[str] = []
    for region in _rows(content, "region", "regions.toml", faults):
        for name in region.get("municipalities", ()):
            listed.append(name)
            rows[name] = MunicipalityRow(name, str(region.get("code")), start, None)
    faults += [f"regions.toml: {name} stands in two regions" for name in _twice(listed)]
    for index, change in enumerate(_rows(content, "change", "regions.toml", faults), start=1):
        where = f"regions.toml, change {index}"
        on = _day(change, "on", where, faults)
        for name in change.get("ended", ()):
            if name not in rows:
                faults.append(f"{where}: {name} ends but was not there")
                continue
            ended = rows[name]
            rows[name] = MunicipalityRow(name, ended.region, ended.since, date.fromordinal(on.toordinal() - 1))
        for row in change.get("began", ()):
            name, code = _value(row, "name", str, where, faults), _value(row, "region", str, where, faults)
            if name in rows or code not in codes:
                faults.append(f"{where}: {name} is there already, or region {code} does not exist")
                continue
            rows[name] = MunicipalityRow(name, code, on, None)
    return list(rows.values())


def _parties(
    content: Mapping[str, Any], codes: tuple[str, ...], kinds: frozenset[str], faults: list[str]
) -> list[PartyRow]:
    parties = []
    for index, raw in enumerate(_rows(content, "party", "parties.toml", faults), start=1):
        row = {**_PARTY_DEFAULTS, **raw}
        where = f"parties.toml, {row.get('name', f'party {index}')}"
        regions = codes if row["regions"] == "all" else tuple(row["regions"])
        party = PartyRow(
            _value(row, "name", str, where, faults),
            _value(row, "kind", str, where, faults),
            row["declaration"],
            regions,
            row["first_contact"],
        )
        if party.kind not in kinds:
            faults.append(f"{where}: unknown kind {party.kind!r}")
        faults += [f"{where}: region {code} does not exist" for code in regions if code not in codes]
        parties.append(party)
    faults += [f"parties.toml: {name} stands there twice" for name in _twice(row.name for row in parties)]
    first = [row.name for row in parties if row.first_contact]
    if len(first) > 1:
        faults.append(f"parties.toml: only one party can be the first contact, found {', '.join(first)}")
    return parties


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]
