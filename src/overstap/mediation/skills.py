"""The competences as numbers: what occupations ask, what goes together, and which competences an opening asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from overstap.matching.completing import Neighbours
from overstap.matching.tables import Table
from overstap.matching.weighing import rarity
from overstap.mediation.settings import matching_settings
from overstap.taxonomy.reading.starter import occupation_uri, read_starter, skill_uri

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ESSENTIAL, OPTIONAL = "nodig", "handig"


@dataclass(frozen=True, slots=True)
class SkillName:
    """A competence to show (competentie)."""

    uri: str
    nl: str
    en: str

    @property
    def name_nl(self) -> str:
        """The name in Dutch, as templates ask it."""
        return self.nl

    @property
    def name_en(self) -> str:
        """The name in English."""
        return self.en


@dataclass(frozen=True, slots=True)
class OccupationName:
    """An occupation of our own list with what it asks (beroep), as numbers of competences."""

    uri: str
    nl: str
    en: str
    sector: str
    essential: tuple[int, ...]
    optional: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an opening asks (gevraagd), as numbers; `derived` when only its occupation says so."""

    essential: tuple[int, ...]
    optional: tuple[int, ...]
    derived: bool = False

    def row(self) -> dict[int, float]:
        """As the search reads it."""
        weights = matching_settings().weights
        return dict.fromkeys(self.optional, weights.optional) | dict.fromkeys(self.essential, weights.essential)


@dataclass(frozen=True, slots=True)
class SkillSpace:
    """All competences of our own list by number (competentieruimte), with what goes with what.

    What a competence counts for follows from the list of occupations and not from today's vacancies: so a score means
    the same in every region and on every day.
    """

    version: str
    names: tuple[SkillName, ...]
    numbers: Mapping[str, int]
    occupations: Mapping[str, OccupationName]
    labels: Mapping[str, str]
    neighbours: Neighbours
    rare: NDArray[np.float64]

    @property
    def width(self) -> int:
        """How many competences there are."""
        return len(self.names)

    def number(self, uri: str) -> int | None:
        """The number of a competence by its address here or in ESCO."""
        return self.numbers.get(uri)

    def occupation_called(self, text: str) -> OccupationName | None:
        """The occupation that is called exactly so, whatever the capitals."""
        uri = self.labels.get(" ".join(text.casefold().split()))
        return self.occupations[uri] if uri else None

    def asked(self, requirements: Iterable[tuple[str, str]], occupation: str) -> Asked:
        """What an opening asks, from (address, nodig or handig); without any known address, what its occupation asks.

        An address that is in none of our lists cannot be compared and is left out.
        """
        essential: list[int] = []
        optional: list[int] = []
        for uri, need in requirements:
            found = self.numbers.get(uri)
            if found is not None:
                (essential if need == ESSENTIAL else optional).append(found)
        if essential or optional:
            must = tuple(dict.fromkeys(essential))
            return Asked(must, tuple(one for one in dict.fromkeys(optional) if one not in must))
        known = self.occupations.get(occupation)
        return Asked(known.essential, known.optional, derived=True) if known else Asked((), ())


@cache
def skill_space() -> SkillSpace:
    """The competences of the list that comes with the program; read once."""
    starter, settings = read_starter(), matching_settings()
    names = tuple(SkillName(skill_uri(one.code), one.nl, one.en) for one in starter.skills)
    numbers = {one.esco: place for place, one in reversed(list(enumerate(starter.skills))) if one.esco}
    numbers |= {one.uri: place for place, one in enumerate(names)}
    occupations: dict[str, OccupationName] = {}
    labels: dict[str, str] = {}
    for one in starter.occupations:
        uri = occupation_uri(one.code)
        must = tuple(numbers[skill_uri(code)] for code in one.essential)
        may = tuple(numbers[skill_uri(code)] for code in one.optional)
        occupations[uri] = OccupationName(uri, one.nl, one.en, one.sector, must, may)
        for label in (one.nl, one.en, *one.also):
            labels.setdefault(" ".join(label.casefold().split()), uri)
    weights = settings.weights
    rows = [
        dict.fromkeys(one.optional, weights.optional) | dict.fromkeys(one.essential, weights.essential)
        for one in occupations.values()
    ]
    table = Table.of(rows, width=len(names))
    neighbours = Neighbours.of(table, settings.whole("profile.neighbours"), weights)
    return SkillSpace(
        f"{starter.head.scheme} {starter.head.version}",
        names,
        numbers,
        occupations,
        labels,
        neighbours,
        rarity(table, weights),
    )
