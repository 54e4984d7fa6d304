"""What every list that can be read in has: what it says of itself, its rows, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Protocol

from overstap.taxonomy.reading.problems import Problems
from overstap.taxonomy.values import (
    ConceptRow,
    EditionHead,
    LabelKind,
    LabelRow,
    RelationRow,
    Row,
)

LONGEST_URI, LONGEST_WORD, LONGEST_CODE, LONGEST_GROUP = 250, 400, 80, 4
MOST_CONCEPTS = 400_000


class ListSource(Protocol):
    """A list in a file (bron van een lijst); its rows may be asked more than once and come as a stream."""

    def head(self) -> EditionHead:
        """What the list says of itself."""
        ...

    def fingerprint(self) -> str:
        """The hash of what is read."""
        ...

    def rows(self) -> Iterator[tuple[str, int, Row]]:
        """Each row with its file and line, concepts before what is said of them."""
        ...


def check(source: ListSource) -> Problems:
    """Read everything once and tell all that is wrong; keeps the addresses of the concepts in memory and no more."""
    checker = _Checker(Problems())
    for file, line, row in source.rows():
        checker.look(file, line, row)
        if len(checker.known) > MOST_CONCEPTS:
            checker.problems.add(file, line, "The list has more concepts than any list has.", "Choose another file.")
            break
    if not checker.known and not checker.problems:
        checker.problems.add("the file", 0, "There are no concepts in it.", "Choose the file as it was downloaded.")
    return checker.problems


_OUT = "Take the row out, or add the concept to the list."
_FILL = "Fill in the cell, or take the row out."


class _Checker:
    """Looks at rows one by one; the same row once more is no mistake."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.known: dict[str, int] = {}
        self.preferred: dict[tuple[str, str], int] = {}

    def look(self, file: str, line: int, row: Row) -> None:
        for what, remedy in self._faults(row):
            self.problems.add(file, line, what, remedy)

    def _faults(self, row: Row) -> Iterator[tuple[str, str]]:
        if isinstance(row, ConceptRow):
            yield from self._concept(row)
        elif isinstance(row, LabelRow):
            yield from self._label(row)
        elif isinstance(row, RelationRow):
            for uri in (row.source, row.target):
                if uri not in self.known:
                    yield f"{uri or 'An empty address'} is no concept of this list.", _OUT
        elif row.uri not in self.known or not row.other:
            yield "The mapping misses one of its two concepts, or is of a kind that nobody knows.", _FILL

    def _concept(self, row: ConceptRow) -> Iterator[tuple[str, str]]:
        if not row.uri or len(row.uri) > LONGEST_URI:
            yield "The address of the concept is empty or too long.", _FILL
        elif self.known.get(row.uri, hash(row)) != hash(row):
            yield f"{row.uri} stands there twice, not the same.", "Take one of the two rows out."
        if row.isco and not (row.isco.isdigit() and len(row.isco) <= LONGEST_GROUP):
            yield f"'{row.isco}' is no group of ISCO-08.", "Write up to four digits, or nothing."
        if len(row.code) > LONGEST_CODE:
            yield "The code is too long.", f"Write a code of at most {LONGEST_CODE} signs."
        if row.uri:
            self.known.setdefault(row.uri, hash(row))

    def _label(self, row: LabelRow) -> Iterator[tuple[str, str]]:
        if row.uri not in self.known:
            yield f"{row.uri or 'An empty address'} is no concept of this list.", _OUT
        if not row.text:
            yield "The concept has no name.", _FILL
        if len(row.text) > LONGEST_WORD:
            yield "The name is too long.", f"Write a name of at most {LONGEST_WORD} signs."
        if row.kind == LabelKind.PREFERRED:
            key = (row.uri, row.language)
            if self.preferred.setdefault(key, hash(row.text)) != hash(row.text):
                yield "The concept has two preferred names in one language.", "Keep one of them."


def plain_rows(source: ListSource, without: AbstractSet[tuple[str, int]] = frozenset()) -> Iterator[Row]:
    """The rows without their places, and without those of some places."""
    return (row for file, line, row in source.rows() if (file, line) not in without)
