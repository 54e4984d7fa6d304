"""ESCO as it is downloaded: a zip with a comma-separated file per part, in one language or in several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from overstap.taxonomy.reading.packed import fingerprint, opened, parts, table
from overstap.taxonomy.reading.problems import UnreadableListError
from overstap.taxonomy.values import (
    ConceptKind,
    ConceptRow,
    EditionHead,
    LabelKind,
    LabelRow,
    RelationKind,
    RelationRow,
    Row,
)

SCHEME = "esco"
LICENCE = "© European Union, reused under Decision 2011/833/EU"
SOURCE = "European Commission, ESCO"
_PART = re.compile(r"(?P<part>[A-Za-z]+)_(?P<language>[a-z]{2})\.csv")
_SKILL_TYPES = {"skill/competence": ConceptKind.COMPETENCE, "knowledge": ConceptKind.KNOWLEDGE}
_NEEDS = {"essential": RelationKind.ESSENTIAL, "optional": RelationKind.OPTIONAL}
_CONCEPTS: dict[str, Callable[[dict[str, str]], ConceptKind]] = {
    "ISCOGroups": lambda _: ConceptKind.OCCUPATION_GROUP,
    "skillGroups": lambda _: ConceptKind.SKILL_GROUP,
    "occupations": lambda _: ConceptKind.OCCUPATION,
    # What the file leaves open is a competence; knowledge it always calls so.
    "skills": lambda row: _SKILL_TYPES.get(row.get("skillType", ""), ConceptKind.COMPETENCE),
}
_RELATIONS = {
    "occupationSkillRelations": ("occupationUri", "skillUri"),
    "broaderRelationsOccPillar": ("conceptUri", "broaderUri"),
    "broaderRelationsSkillPillar": ("conceptUri", "broaderUri"),
}


@dataclass(frozen=True, slots=True)
class Esco:
    """The download of ESCO (ESCO-bestand) of one version; the zip does not say which, so whoever reads it in does."""

    path: Path
    version: str

    def head(self) -> EditionHead:
        """What is known of it."""
        languages = tuple(sorted({language for _, language, _ in self._parts()}))
        return EditionHead(SCHEME, "ESCO", self.version, languages, SOURCE, LICENCE)

    def fingerprint(self) -> str:
        """The hash of the zip."""
        return fingerprint(self.path)

    def rows(self) -> Iterator[tuple[str, int, Row]]:
        """First all concepts with their names, then how they belong together."""
        found = self._parts()
        seen: set[str] = set()
        for part in _CONCEPTS:
            for name, language, inside in found:
                if name == part:
                    yield from self._concepts(part, language, inside, seen)
        for part, (source, target) in _RELATIONS.items():
            # Relations are the same in every language.
            inside = next((place for name, _, place in found if name == part), "")
            if inside:
                yield from self._relations(inside, source, target)

    def _parts(self) -> list[tuple[str, str, str]]:
        matched = [(_PART.fullmatch(name), inside) for name, inside in sorted(parts(self.path).items())]
        found = [(match["part"], match["language"], inside) for match, inside in matched if match]
        if not any(part in {"occupations", "skills"} for part, _, _ in found):
            raise UnreadableListError(
                f"{self.path.name} holds no occupations_xx.csv or skills_xx.csv. Choose the CSV download of ESCO."
            )
        return found

    def _concepts(self, part: str, language: str, inside: str, seen: set[str]) -> Iterator[tuple[str, int, Row]]:
        shown = inside.rsplit("/", maxsplit=1)[-1]
        here: set[str] = set()
        with opened(self.path, inside) as text:
            for line, row in table(text):
                uri = row.get("conceptUri", "")
                # In the file of another language the same concept only gets more names.
                if uri not in seen or uri in here:
                    yield shown, line, ConceptRow(uri, _CONCEPTS[part](row), row.get("code", ""), _isco(part, row))
                here.add(uri)
                yield from ((shown, line, one) for one in _names(uri, language, row))
        seen |= here

    def _relations(self, inside: str, source: str, target: str) -> Iterator[tuple[str, int, Row]]:
        shown = inside.rsplit("/", maxsplit=1)[-1]
        with opened(self.path, inside) as text:
            for line, row in table(text):
                kind = _NEEDS.get(row.get("relationType", ""), RelationKind.BROADER)
                yield shown, line, RelationRow(row.get(source, ""), row.get(target, ""), kind)


def _isco(part: str, row: dict[str, str]) -> str:
    return row.get("code", "") if part == "ISCOGroups" else row.get("iscoGroup", "").removeprefix("C")


def _names(uri: str, language: str, row: dict[str, str]) -> Iterator[LabelRow]:
    preferred = row.get("preferredLabel", "").strip()
    yield LabelRow(uri, language, LabelKind.PREFERRED, preferred)
    told = {preferred}
    for kind, column in ((LabelKind.ALTERNATIVE, "altLabels"), (LabelKind.HIDDEN, "hiddenLabels")):
        for word in re.split(r"[\n|]", row.get(column, "")):
            name = word.strip()
            if name and name not in told:
                told.add(name)
                yield LabelRow(uri, language, kind, name)
