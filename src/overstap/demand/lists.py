"""What may be chosen for a vacancy, and which occupations the law guards: read from their files in the schemes."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from overstap.core.demand import MOST_HOURS, Need, RequirementKind
from overstap.demand.values import RequirementCard
from overstap.rules.loader import shipped_folder
from overstap.taxonomy.reading.starter import occupation_uri, read_starter

CHOICES, REGULATED = "vraaglijsten", "gereglementeerde-beroepen"
HOURS = ("full_week", "first_least")
_TEXTS = ("code", "nl", "en", "sector", "isco", "register", "proof", "law", "ask")
_HEAD = ("version", "published_on")


class BrokenListError(ValueError):
    """A list of the demand side cannot be used; the message names the file and every fault."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be ticked for a vacancy (keuze): its code, its words, and where it comes from."""

    code: str
    nl: str
    en: str
    source: str


@dataclass(frozen=True, slots=True)
class DemandChoices:
    """Everything that may be chosen for a vacancy (vraaglijsten).

    `full_week` is from how many hours work is full time, `first_least` what an empty form proposes as least.
    """

    version: str
    full_week: int
    first_least: int
    licences: tuple[Choice, ...]
    physical: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class RegulatedProfession:
    """An occupation that nobody may do without proof (gereglementeerd beroep).

    `proof` is what somebody shows, `also` its other names, `ask` where recognition is asked; `uris` are the
    occupations of our own list that it is about.
    """

    code: str
    nl: str
    en: str
    sector: str
    isco: str
    register: str
    proof: str
    law: str
    ask: str
    also: tuple[str, ...]
    uris: frozenset[str]

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every name under which the proof may stand in a profile."""
        return (self.proof, *self.also)

    def requirement(self) -> RequirementCard:
        """What a vacancy for it asks, whoever typed or sent it."""
        return RequirementCard(RequirementKind.RECOGNITION.value, Need.ESSENTIAL.value, self.proof, code=self.code)


@cache
def demand_choices() -> DemandChoices:
    """The choices in use: the newest file. Raises BrokenListError."""
    return read_choices(_newest(CHOICES))


@cache
def regulated_professions() -> Mapping[str, RegulatedProfession]:
    """The guarded occupations in use by code: the newest file. Raises BrokenListError."""
    return {one.code: one for one in read_regulated(_newest(REGULATED))}


def regulated_for(uri: str) -> RegulatedProfession | None:
    """The guarded occupation that an address of an occupation stands for, if any."""
    return next((one for one in regulated_professions().values() if uri in one.uris), None)


def read_choices(file: Path) -> DemandChoices:
    """Read and check one file of choices. Raises BrokenListError with all that is wrong with it."""
    data = _data(file, (*_HEAD, "hours", "licences", "physical"))
    faults = [fault for name in HOURS if (fault := _hours_fault(name, data["hours"].get(name)))]
    for kind, texts in (("licences", ("code", "source")), ("physical", ("code", "nl", "en", "source"))):
        faults += _faults(kind, data[kind], texts)
    _raise(file, faults)
    hours = {name: int(data["hours"][name]["value"]) for name in HOURS}
    return DemandChoices(
        data["version"],
        hours["full_week"],
        hours["first_least"],
        _choices(data["licences"]),
        _choices(data["physical"]),
    )


def read_regulated(file: Path) -> tuple[RegulatedProfession, ...]:
    """Read and check one file of guarded occupations. Raises BrokenListError with all that is wrong with it."""
    rows = _data(file, (*_HEAD, "source", "professions"))["professions"]
    starter = read_starter()
    known = {one.code for one in starter.occupations}
    sectors = {code for code, _, _ in starter.sectors}
    faults = _faults("professions", rows, _TEXTS)
    taken: set[str] = set()
    for row in rows:
        where, named = row.get("code"), row.get("occupations", [])
        faults += [f"{where}: {one!r} is no occupation of our list" for one in named if one not in known]
        faults += [f"{where}: {one!r} stands with another profession too" for one in named if one in taken]
        taken |= set(named)
        if row.get("sector") not in sectors:
            faults.append(f"{where}: {row.get('sector')!r} is no sector")
        if not re.fullmatch(r"\d{4}", str(row.get("isco"))):
            faults.append(f"{where}: {row.get('isco')!r} is no unit group of ISCO-08")
    _raise(file, faults)
    return tuple(
        RegulatedProfession(
            **{name: row[name] for name in _TEXTS},
            also=tuple(row.get("also", ())),
            uris=frozenset(occupation_uri(one) for one in row.get("occupations", ())),
        )
        for row in rows
    )


def _newest(folder: str) -> Path:
    files = sorted((shipped_folder() / folder).glob("*.toml"))
    if not files:
        raise BrokenListError(f"{folder}: there is no list")
    return max(files, key=lambda one: (tomllib.loads(one.read_text(encoding="utf-8"))["published_on"], one.name))


def _data(file: Path, keys: tuple[str, ...]) -> dict[str, Any]:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenListError(f"{file.name}: {error}") from error
    faults = [f"'{key}' is missing" for key in keys if key not in data]
    faults += [f"'{key}' is not known" for key in data if key not in keys]
    if not isinstance(data.get("published_on"), dt.date):
        faults.append("'published_on' is no date")
    _raise(file, faults)
    return data


def _raise(file: Path, faults: list[str]) -> None:
    if faults:
        raise BrokenListError("\n".join(f"{file.name}: {fault}" for fault in faults))


def _faults(kind: str, rows: list[dict[str, Any]], texts: tuple[str, ...]) -> list[str]:
    codes = [row.get("code") for row in rows]
    found = [
        f"{kind}: {one!r} stands there twice" for one in sorted({str(one) for one in codes if codes.count(one) > 1})
    ]
    for row in rows:
        bad = [name for name in texts if not (isinstance(row.get(name), str) and row[name].strip())]
        found += [f"{kind}, {row.get('code')}: '{name}' is missing or empty" for name in bad]
    return found


def _hours_fault(name: str, given: object) -> str:
    if not isinstance(given, dict) or type(given.get("value")) is not int or not 1 <= given["value"] <= MOST_HOURS:
        return f"'hours.{name}' is no number of hours in a week"
    return "" if given.get("because") and given.get("source") else f"'hours.{name}' does not say why or from where"


def _choices(rows: list[dict[str, str]]) -> tuple[Choice, ...]:
    return tuple(
        Choice(one["code"], one.get("nl", one["code"]), one.get("en", one["code"]), one["source"]) for one in rows
    )
