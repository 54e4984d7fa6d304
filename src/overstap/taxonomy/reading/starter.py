"""The list that comes with the program, read from its files and checked."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from overstap.rules.loader import shipped_folder
from overstap.taxonomy.values import (
    ConceptKind,
    ConceptRow,
    EditionHead,
    LabelKind,
    LabelRow,
    MappingKind,
    MappingRow,
    RelationKind,
    RelationRow,
    Row,
)

FOLDER = "taxonomie"
FILES = ("editie.toml", "sectoren.csv", "competenties.csv", "beroepen.csv")
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ISCO = re.compile(r"[1-9]\d{3}|0[123]10")
_ESCO = re.compile(r"http://data\.europa\.eu/esco/(?:occupation|skill)/[0-9a-f-]{36}")
_MAPPINGS = {"exact": MappingKind.EXACT, "close": MappingKind.CLOSE, "broad": MappingKind.BROAD}
_COMMA = "; "


class BrokenTaxonomyError(ValueError):
    """A list that comes with the program cannot be used; the message names every fault with its file and row."""


@dataclass(frozen=True, slots=True)
class StarterSkill:
    """A competence of our own list (competentie), with the reason why it stands there when few occupations ask it."""

    code: str
    nl: str
    en: str
    kind: str
    group_nl: str
    group_en: str
    esco: str
    because: str


@dataclass(frozen=True, slots=True)
class StarterOccupation:
    """An occupation of our own list (beroep), with what it asks."""

    code: str
    nl: str
    also: tuple[str, ...]
    en: str
    sector: str
    isco: str
    esco: str
    esco_kind: str
    essential: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Starter:
    """Our own list as a whole (eigen beroepenlijst)."""

    head: EditionHead
    fingerprint: str
    sectors: tuple[tuple[str, str, str], ...]
    skills: tuple[StarterSkill, ...]
    occupations: tuple[StarterOccupation, ...]


def read_starter(folder: Path | None = None) -> Starter:
    """Read the list; without a folder the one that came with the program, once for each process.

    Raises BrokenTaxonomyError with all faults together.
    """
    return _read(folder) if folder else _shipped()


@cache
def _shipped() -> Starter:
    return _read(shipped_folder() / FOLDER)


def _read(folder: Path) -> Starter:
    try:
        contents = [(folder / name).read_bytes() for name in FILES]
        told = tomllib.loads(contents[0].decode())
    except (OSError, ValueError) as error:
        raise BrokenTaxonomyError(f"{folder.name}: the list of occupations cannot be read: {error}") from error
    fingerprint = hashlib.sha256(b"\0".join(contents)).hexdigest()
    head = EditionHead(
        scheme=told["scheme"],
        name=told["name"],
        # What is changed gets a version of its own, also when nobody thought of numbering it.
        version=f"{told['version']}-{fingerprint[:8]}",
        languages=tuple(told["languages"]),
        source=told["source"],
        licence=told["licence"],
        published_on=told["published_on"],
    )
    sectors = tuple((one["code"], one["nl"], one["en"]) for one in _rows(contents[1]))
    skills = tuple(
        StarterSkill(
            one["code"],
            one["nl"],
            one["en"],
            one["soort"],
            one["groep_nl"],
            one["groep_en"],
            one["esco"],
            one["uitleg"],
        )
        for one in _rows(contents[2])
    )
    starter = Starter(head, fingerprint, sectors, skills, tuple(_occupation(one) for one in _rows(contents[3])))
    faults = list(_faults(starter))
    if faults:
        raise BrokenTaxonomyError("The list of occupations cannot be used:\n" + "\n".join(faults))
    return starter


def _rows(content: bytes) -> Iterator[dict[str, str]]:
    return csv.DictReader(content.decode("utf-8").splitlines())


def _occupation(one: dict[str, str]) -> StarterOccupation:
    return StarterOccupation(
        code=one["code"],
        nl=one["nl"],
        also=tuple(word for word in one["ook"].split(_COMMA) if word),
        en=one["en"],
        sector=one["sector"],
        isco=one["isco"],
        esco=one["esco"],
        esco_kind=one["esco_soort"],
        essential=tuple(one["nodig"].split()),
        optional=tuple(one["handig"].split()),
    )


# --- What has to hold -----------------------------------------------------------------------------


def _faults(starter: Starter) -> Iterator[str]:
    occupations, skills = starter.occupations, starter.skills
    yield from _twice("beroepen.csv", "code", (one.code for one in occupations))
    yield from _twice("beroepen.csv", "nl", (one.nl.casefold() for one in occupations))
    yield from _twice("competenties.csv", "code", (one.code for one in skills))
    yield from _twice("competenties.csv", "nl", (one.nl.casefold() for one in skills))
    yield from _twice("competenties.csv", "esco", (one.esco for one in skills if one.esco))
    known = {one.code for one in skills}
    sectors = {code for code, _, _ in starter.sectors}
    for row, skill in enumerate(skills, 2):
        where = f"competenties.csv, row {row} ({skill.code})"
        if skill.kind not in {ConceptKind.COMPETENCE, ConceptKind.KNOWLEDGE}:
            yield f"{where}: soort is competentie or kennis, not {skill.kind!r}"
        yield from _code_faults(where, skill.code, skill.esco)
    for row, one in enumerate(occupations, 2):
        where = f"beroepen.csv, row {row} ({one.code})"
        yield from _code_faults(where, one.code, one.esco)
        yield from _occupation_faults(where, one, known, sectors)


def _code_faults(where: str, code: str, esco: str) -> Iterator[str]:
    if not _CODE.fullmatch(code):
        yield f"{where}: a code is made of small letters, digits and hyphens"
    if esco and not _ESCO.fullmatch(esco):
        yield f"{where}: {esco!r} is no address of ESCO"


def _occupation_faults(where: str, one: StarterOccupation, known: set[str], sectors: set[str]) -> Iterator[str]:
    if not _ISCO.fullmatch(one.isco):
        yield f"{where}: {one.isco!r} is no unit group of ISCO-08"
    if one.sector not in sectors:
        yield f"{where}: sector {one.sector!r} does not exist"
    if bool(one.esco) != (one.esco_kind in _MAPPINGS):
        yield f"{where}: an address of ESCO says exact, close or broad, and only then"
    asked = (*one.essential, *one.optional)
    yield from (f"{where}: competence {code!r} does not exist" for code in asked if code not in known)
    yield from (f"{where}: {name} stands there twice" for name, count in Counter(asked).items() if count > 1)
    words = Counter(word.casefold() for word in (one.nl, *one.also))
    yield from (f"{where}: {word!r} stands there twice" for word, count in words.items() if count > 1)


def _twice(file: str, column: str, values: Iterable[str]) -> Iterator[str]:
    yield from (
        f"{file}: {column} {value!r} stands there twice" for value, count in Counter(values).items() if count > 1
    )


# --- As rows of a list ------------------------------------------------------------------------------


def uri(kind: ConceptKind, code: str) -> str:
    """The address of a concept of our own list: the same in every version of it."""
    return f"urn:overstap:{kind}:{code}"


def skill_uri(code: str) -> str:
    """The address of a competence of our own list."""
    return uri(ConceptKind.COMPETENCE, code)


def occupation_uri(code: str) -> str:
    """The address of an occupation of our own list."""
    return uri(ConceptKind.OCCUPATION, code)


def rows_of(starter: Starter) -> Iterator[Row]:
    """The list as rows: concepts, then words, then what belongs together, then other lists."""
    groups = dict.fromkeys((one.group_nl, one.group_en) for one in starter.skills)
    numbers = {nl: str(number) for number, (nl, _) in enumerate(groups, 1)}
    yield from (ConceptRow(uri(ConceptKind.SECTOR, code), ConceptKind.SECTOR, code) for code, _, _ in starter.sectors)
    yield from (
        ConceptRow(uri(ConceptKind.SKILL_GROUP, numbers[nl]), ConceptKind.SKILL_GROUP, numbers[nl]) for nl, _ in groups
    )
    yield from (ConceptRow(skill_uri(one.code), one.kind, one.code, note=one.because) for one in starter.skills)
    yield from (
        ConceptRow(occupation_uri(one.code), ConceptKind.OCCUPATION, one.code, one.isco) for one in starter.occupations
    )
    for code, nl, en in starter.sectors:
        yield from _words(uri(ConceptKind.SECTOR, code), nl, en)
    for nl, en in groups:
        yield from _words(uri(ConceptKind.SKILL_GROUP, numbers[nl]), nl, en)
    for skill in starter.skills:
        yield from _words(skill_uri(skill.code), skill.nl, skill.en)
    for one in starter.occupations:
        yield from _words(occupation_uri(one.code), one.nl, one.en, one.also)
    for skill in starter.skills:
        group = uri(ConceptKind.SKILL_GROUP, numbers[skill.group_nl])
        yield RelationRow(skill_uri(skill.code), group, RelationKind.BROADER)
    for one in starter.occupations:
        yield from _asked(one)
    yield from (
        MappingRow(skill_uri(one.code), "esco", one.esco, MappingKind.CLOSE) for one in starter.skills if one.esco
    )
    yield from (
        MappingRow(occupation_uri(one.code), "esco", one.esco, _MAPPINGS[one.esco_kind])
        for one in starter.occupations
        if one.esco
    )


def _words(address: str, nl: str, en: str, also: Sequence[str] = ()) -> Iterator[LabelRow]:
    yield LabelRow(address, "nl", LabelKind.PREFERRED, nl)
    yield from (LabelRow(address, "nl", LabelKind.ALTERNATIVE, word) for word in also)
    yield LabelRow(address, "en", LabelKind.PREFERRED, en)


def _asked(one: StarterOccupation) -> Iterator[RelationRow]:
    address = occupation_uri(one.code)
    yield RelationRow(address, uri(ConceptKind.SECTOR, one.sector), RelationKind.BROADER)
    yield from (RelationRow(address, skill_uri(code), RelationKind.ESSENTIAL) for code in one.essential)
    yield from (RelationRow(address, skill_uri(code), RelationKind.OPTIONAL) for code in one.optional)
