"""What stands in the catalogue: every scheme as one line, and the index to find it by words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from overstap.casework.policy import catalogue as loaded
from overstap.rules import Catalogue, Instrument, SchemeVersion, Text
from overstap.web.catalogue.search import OTHER_LANGUAGE, Searcher, WordIndex

NAME, LABEL, SUMMARY, MENU, CONDITION, DETAIL = 10.0, 6.0, 4.0, 3.0, 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a scheme stands on a day (geldigheid): the version to show, and whether it is in force."""

    version: SchemeVersion
    in_force: bool
    next_from: dt.date | None

    @property
    def is_over(self) -> bool:
        """No version comes after the day any more."""
        return not self.in_force and self.next_from is None


def standing(versions: tuple[SchemeVersion, ...], on: dt.date) -> Standing:
    """The version in force on a day; otherwise the one that was last in force, or else the first that will be."""
    later = next((version.valid_from for version in versions if version.valid_from > on), None)
    for version in versions:
        if version.valid_on(on):
            return Standing(version, in_force=True, next_from=later)
    past = [version for version in versions if version.valid_from <= on]
    return Standing(past[-1] if past else versions[0], in_force=False, next_from=later)


def instruments_of(files: Catalogue, scheme_id: str, on: dt.date | None = None) -> Iterator[Instrument]:
    """The instruments of the menu that are given under a scheme; on any day when none is given."""
    seen: set[str] = set()
    for card in files.cards:
        for cluster in card.clusters if on is None or card.valid_on(on) else ():
            for instrument in cluster.instruments:
                if instrument.scheme == scheme_id and instrument.id not in seen:
                    seen.add(instrument.id)
                    yield instrument


def searcher(language: str) -> Searcher:
    """The index of the catalogue as it is loaded now, for a reader of a language."""
    return _searcher(loaded(), "en" if language.startswith("en") else "nl")


@lru_cache(maxsize=4)
def _searcher(files: Catalogue, language: str) -> Searcher:
    index = WordIndex()
    for scheme_id, versions in files.versions.items():
        index.add(scheme_id, _texts(files, scheme_id, versions, language))
    return index.close()


def _texts(
    files: Catalogue, scheme_id: str, versions: tuple[SchemeVersion, ...], language: str
) -> Iterator[tuple[str, float]]:
    yield scheme_id, NAME
    for text, weight in _both(files, scheme_id, versions):
        own, other = (text.en, text.nl) if language == "en" else (text.nl, text.en)
        yield own, weight
        if other != own:
            yield other, weight * OTHER_LANGUAGE


def _both(files: Catalogue, scheme_id: str, versions: tuple[SchemeVersion, ...]) -> Iterator[tuple[Text, float]]:
    for instrument in instruments_of(files, scheme_id):
        yield instrument.name, MENU
        yield instrument.summary, DETAIL
    for version in versions:
        yield version.name, NAME
        yield version.summary, SUMMARY
        for says in (*(one.says for one in version.conditions), *(one.says for one in version.factors)):
            yield says.yes, CONDITION
            yield says.no, DETAIL
        for output in version.outputs.values():
            if output.label is not None:
                yield output.label, LABEL
        for fact_id in version.fact_ids:
            yield files.facts[fact_id].label, DETAIL
        motions = version.notes.get("motions", ())
        same = " ".join((*version.requirements, *version.parameters, *motions, version.owner, version.channel))
        yield Text(same, same), DETAIL
