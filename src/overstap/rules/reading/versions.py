"""Versions of a scheme side by side: what differs, and what each says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from overstap.rules.catalogue import Catalogue
from overstap.rules.model import SchemeVersion
from overstap.rules.reading.overview import (
    answers_read,
    condition_sentences,
    parameters_read,
    shown_day,
    source_list,
    terms_read,
)
from overstap.rules.reading.sentences import Outline, capital
from overstap.rules.reading.speaker import human

Column = Mapping[str, tuple[str, str]]
"""What one version says by key: the label of the row and the words."""


@dataclass(frozen=True, slots=True)
class DifferingRow:
    """One thing that is not the same in all versions (verschil); a cell is empty where a version lacks it."""

    part: str
    label: str
    cells: tuple[str, ...]


def side_by_side(
    versions: Sequence[SchemeVersion], catalogue: Catalogue, language: str = "nl"
) -> tuple[DifferingRow, ...]:
    """Give what differs between versions, part by part: validity, texts, parameters, conditions, answers, sources."""
    rows: list[DifferingRow] = []
    for part, read in _PARTS.items():
        columns = [read(version, catalogue, language) for version in versions]
        for key in dict.fromkeys(key for column in columns for key in column):
            cells = tuple(column[key][1] if key in column else "" for column in columns)
            if len(set(cells)) > 1:
                label = next(column[key][0] for column in columns if key in column)
                rows.append(DifferingRow(part, label, cells))
    return tuple(rows)


def flat(outline: Outline) -> str:
    """Write an outline on one line."""
    if not outline.items:
        return outline.text
    return f"{outline.text}: {'; '.join(flat(item) for item in outline.items)}"


def _validity(version: SchemeVersion, _catalogue: Catalogue, language: str) -> Column:
    english = language == "en"
    until = version.valid_until
    open_end = "no end" if english else "geen einde"
    return {
        "from": ("From" if english else "Vanaf", shown_day(version.valid_from, language)),
        "until": ("Until" if english else "Tot en met", shown_day(until, language) if until else open_end),
    }


def _texts(version: SchemeVersion, _catalogue: Catalogue, language: str) -> Column:
    english = language == "en"
    notes = " ".join(version.notes["not_expressed"])
    return {
        "name": ("Name" if english else "Naam", version.name.get(language)),
        "summary": ("In short" if english else "In het kort", version.summary.get(language)),
        "owner": ("Owner" if english else "Eigenaar", human(version.owner)),
        "not_expressed": ("What the file does not say" if english else "Wat het bestand niet zegt", notes),
    }


def _parameters(version: SchemeVersion, catalogue: Catalogue, language: str) -> Column:
    return {one.name: (one.label, one.shown) for one in parameters_read(version, catalogue, None, language)}


def _terms(version: SchemeVersion, catalogue: Catalogue, language: str) -> Column:
    return {one.name: (capital(one.label), flat(one.meaning)) for one in terms_read(version, catalogue, language)}


def _conditions(version: SchemeVersion, catalogue: Catalogue, language: str) -> Column:
    return {one.id: (capital(human(one.id)), one.sentence) for one in condition_sentences(version, catalogue, language)}


def _said(version: SchemeVersion, catalogue: Catalogue, language: str) -> Column:
    return {one.id: (capital(human(one.id)), one.says) for one in condition_sentences(version, catalogue, language)}


def _answers(version: SchemeVersion, catalogue: Catalogue, language: str) -> Column:
    return {one.id: (one.label, one.sentence) for one in answers_read(version, catalogue, language)}


def _sources(version: SchemeVersion, _catalogue: Catalogue, language: str) -> Column:
    return {one.document.id: (one.document.title.get(language), "; ".join(one.places)) for one in source_list(version)}


_PARTS: dict[str, Callable[[SchemeVersion, Catalogue, str], Column]] = {
    "geldigheid": _validity,
    "teksten": _texts,
    "parameters": _parameters,
    "begrippen": _terms,
    "voorwaarden": _conditions,
    "uitleg": _said,
    "uitkomsten": _answers,
    "bronnen": _sources,
}
