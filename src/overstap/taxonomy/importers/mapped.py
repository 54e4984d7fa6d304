"""Lists that come as a mapping to ESCO: the Dutch job titles (UWV) and the Flemish competences (VDAB)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from overstap.taxonomy.reading.packed import fingerprint, heading, opened, table
from overstap.taxonomy.reading.problems import UnreadableListError
from overstap.taxonomy.values import (
    ConceptKind,
    ConceptRow,
    EditionHead,
    LabelKind,
    LabelRow,
    MappingKind,
    MappingRow,
    Row,
)

FIRST_HEADING = "Classification 1 URI"
_VERSION = "Classification 2 Version"
# The file of the titles speaks of ESCO towards the title, that of the competences the other way round: in the first
# a “broadMatch” joins on average seven parts of ESCO to one title, in the second five competences to one part of ESCO.
_FROM_ESCO = {
    "skos:exactMatch": MappingKind.EXACT,
    "skos:closeMatch": MappingKind.CLOSE,
    "skos:broadMatch": MappingKind.NARROW,
    "skos:narrowMatch": MappingKind.BROAD,
    "skos:relatedMatch": MappingKind.RELATED,
}
_TO_ESCO = {**_FROM_ESCO, "skos:broadMatch": MappingKind.BROAD, "skos:narrowMatch": MappingKind.NARROW}


@dataclass(frozen=True, slots=True)
class _MappedList:
    """A file with one row for each pair of a concept of ESCO and one of the list itself."""

    path: Path

    scheme: ClassVar[str]
    name: ClassVar[str]
    source: ClassVar[str]
    esco_column: ClassVar[str]
    relation_column: ClassVar[str]
    kinds: ClassVar[Mapping[str, MappingKind]]
    names: ClassVar[tuple[tuple[str, str], ...]]

    def head(self) -> EditionHead:
        """What the rows above the table say; raises UnreadableListError when they say no version."""
        with opened(self.path) as text:
            told = heading(text, (_VERSION, FIRST_HEADING))
        if FIRST_HEADING not in told or not told.get(_VERSION):
            raise UnreadableListError(
                f"{self.path.name} is no mapping to ESCO: the row '{_VERSION}' or '{FIRST_HEADING}' is missing. "
                "Choose the file as it was published."
            )
        languages = tuple(language for language, _ in self.names)
        return EditionHead(self.scheme, self.name, told[_VERSION][:40], languages, self.source, "")

    def fingerprint(self) -> str:
        """The hash of the file."""
        return fingerprint(self.path)

    def concept(self, row: dict[str, str]) -> ConceptRow:
        """The concept of the list in a row."""
        raise NotImplementedError

    def rows(self) -> Iterator[tuple[str, int, Row]]:
        """Each concept at the first row in which it stands, with its names; then all mappings."""
        shown = self.path.name
        seen: set[str] = set()
        with opened(self.path) as text:
            for line, row in table(text, after=FIRST_HEADING):
                concept = self.concept(row)
                if concept.uri not in seen:
                    seen.add(concept.uri)
                    yield shown, line, concept
                    for language, column in self.names:
                        name = " ".join(row.get(column, "").split())
                        if name or language == "nl":
                            yield shown, line, LabelRow(concept.uri, language, LabelKind.PREFERRED, name)
        with opened(self.path) as text:
            for line, row in table(text, after=FIRST_HEADING):
                kind = self.kinds.get(row.get(self.relation_column, "").strip())
                esco = row.get(self.esco_column, "").strip()
                # A kind that nobody knows is a mistake in the row, told like an address that is missing.
                yield shown, line, MappingRow(self.concept(row).uri, "esco", esco if kind else "", kind or "")


@dataclass(frozen=True, slots=True)
class Titles(_MappedList):
    """The Dutch job titles (UWV-beroepen) with the occupations of ESCO that come closest."""

    scheme: ClassVar[str] = "uwv"
    name: ClassVar[str] = "UWV-beroepen"
    source: ClassVar[str] = "UWV, mapping to ESCO published by the European Commission"
    esco_column: ClassVar[str] = "Classification 1 URI"
    relation_column: ClassVar[str] = "Mapping relation"
    kinds: ClassVar[Mapping[str, MappingKind]] = _FROM_ESCO
    names: ClassVar[tuple[tuple[str, str], ...]] = (("nl", "Classification 2 PrefLabel"),)

    def concept(self, row: dict[str, str]) -> ConceptRow:
        """The title, by its number."""
        code = row.get("Classification 2 ID", "").strip()
        return ConceptRow(f"urn:uwv:beroep:{code}" if code else "", ConceptKind.OCCUPATION, code)


@dataclass(frozen=True, slots=True)
class Vdab(_MappedList):
    """The competences of VDAB (Competent) with the skills of ESCO that come closest: Dutch words for ESCO."""

    scheme: ClassVar[str] = "vdab"
    name: ClassVar[str] = "VDAB-competenties"
    source: ClassVar[str] = "VDAB, mapping to ESCO published by the European Commission"
    esco_column: ClassVar[str] = "Classification 1 URL"
    relation_column: ClassVar[str] = "Mapping Relation"
    kinds: ClassVar[Mapping[str, MappingKind]] = _TO_ESCO
    names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("nl", "Classification 2 PrefLabel NL"),
        ("fr", "Classification 2 PrefLabel FR"),
    )

    def concept(self, row: dict[str, str]) -> ConceptRow:
        """The competence, by its code: KN stands for knowledge."""
        code = row.get("Classification 2 ID", "").strip()
        kind = ConceptKind.KNOWLEDGE if code.startswith("KN-") else ConceptKind.COMPETENCE
        return ConceptRow(f"urn:vdab:competent:{code}" if code else "", kind, code)
