"""All open vacancies as columns, made ready to be searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from overstap.core.demand import Need, RequirementKind
from overstap.demand.lists import regulated_professions
from overstap.matching.search import Index
from overstap.matching.tables import Table
from overstap.matching.weighing import weighed
from overstap.mediation.profiles import plain_key
from overstap.mediation.skills import skill_space

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overstap.demand.values import OpenVacancy

PROOFS = frozenset({RequirementKind.LICENCE.value})
TITLES = frozenset({RequirementKind.DIPLOMA.value, RequirementKind.RECOGNITION.value})


@dataclass(frozen=True, slots=True)
class Openings:
    """Open vacancies by number (zoekbare vacatures), in the order of their ids.

    Days are ordinals, 0 where none was given. Words that return often (places, employers, kinds, physical demands) are
    numbers into their lists; what a vacancy needs is kept from the need to the numbers of the vacancies.
    """

    ids: NDArray[np.int64]
    raw: Table
    rows: Table
    index: Index
    least: NDArray[np.int16]
    most: NDArray[np.int16]
    starts: NDArray[np.int32]
    confirmed: NDArray[np.int32]
    place: NDArray[np.int32]
    places: tuple[tuple[str, str], ...]
    words: Mapping[tuple[str, str], NDArray[np.int64]]
    licences: Mapping[str, NDArray[np.int64]]
    diplomas: Mapping[str, NDArray[np.int64]]
    recognitions: Mapping[str, NDArray[np.int64]]
    languages: Mapping[tuple[str, str], NDArray[np.int64]]
    derived: frozenset[int]

    def __len__(self) -> int:
        """How many."""
        return len(self.ids)

    def number_of(self, vacancy_id: int) -> int | None:
        """The number of a vacancy; None when it is not among them."""
        found = int(np.searchsorted(self.ids, vacancy_id))
        return found if found < len(self.ids) and self.ids[found] == vacancy_id else None

    def narrowed(self, numbers: NDArray[np.int64]) -> Openings:
        """Only the vacancies with these numbers, in rising order."""
        raw, rows = self.raw.rows(numbers), self.rows.rows(numbers)
        return Openings(
            ids=self.ids[numbers],
            raw=raw,
            rows=rows,
            index=Index(rows),
            least=self.least[numbers],
            most=self.most[numbers],
            starts=self.starts[numbers],
            confirmed=self.confirmed[numbers],
            place=self.place[numbers],
            places=self.places,
            words=_kept(self.words, numbers),
            licences=_kept(self.licences, numbers),
            diplomas=_kept(self.diplomas, numbers),
            recognitions=_kept(self.recognitions, numbers),
            languages=_kept(self.languages, numbers),
            derived=frozenset(place for place, number in enumerate(numbers.tolist()) if number in self.derived),
        )

    @classmethod
    def of(cls, vacancies: Iterable[OpenVacancy]) -> Openings:
        """Read them all once."""
        return _Reader().read(sorted(vacancies, key=lambda one: one.id))


class _Reader:
    """Collects the columns while vacancies pass by."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, str], int] = {}
        self.words: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.licences: dict[str, list[int]] = defaultdict(list)
        self.diplomas: dict[str, list[int]] = defaultdict(list)
        self.recognitions: dict[str, list[int]] = defaultdict(list)
        self.languages: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.derived: set[int] = set()

    def read(self, vacancies: list[OpenVacancy]) -> Openings:
        space = skill_space()
        raw = Table.of((self._row(number, one) for number, one in enumerate(vacancies)), width=space.width)
        rows = weighed(raw, space.rare)
        return Openings(
            ids=np.array([one.id for one in vacancies], np.int64),
            raw=raw,
            rows=rows,
            index=Index(rows),
            least=np.array([one.hours_least for one in vacancies], np.int16),
            most=np.array([one.hours_most for one in vacancies], np.int16),
            starts=np.array([one.starts_on.toordinal() if one.starts_on else 0 for one in vacancies], np.int32),
            confirmed=np.array([one.confirmed_on.toordinal() for one in vacancies], np.int32),
            place=np.array([self._place(one) for one in vacancies], np.int32),
            places=tuple(self.places),
            words=_closed(self.words),
            licences=_closed(self.licences),
            diplomas=_closed(self.diplomas),
            recognitions=_closed(self.recognitions),
            languages=_closed(self.languages),
            derived=frozenset(self.derived),
        )

    def _place(self, one: OpenVacancy) -> int:
        return self.places.setdefault((one.region_code, one.municipality), len(self.places))

    def _row(self, number: int, one: OpenVacancy) -> dict[int, float]:
        for kind, value in (
            ("soort", one.kind),
            ("beroep", one.occupation_uri),
            ("werkgever", str(one.employer_id)),
            *(("lichamelijk", code) for code in one.physical),
        ):
            self.words[kind, value].append(number)
        if one.irregular:
            self.words["onregelmatig", "ja"].append(number)
        competences = []
        for kind, what, need, level in one.requirements:
            if kind == RequirementKind.COMPETENCE.value:
                competences.append((what, need))
            elif need == Need.ESSENTIAL.value:
                self._needs(number, kind, what, level)
        asked = skill_space().asked(competences, one.occupation_uri)
        if asked.derived:
            self.derived.add(number)
        return asked.row()

    def _needs(self, number: int, kind: str, what: str, level: str) -> None:
        if kind == RequirementKind.RECOGNITION.value and what in regulated_professions():
            self.recognitions[what].append(number)
            return
        what = plain_key(what)
        if kind in PROOFS:
            self.licences[what].append(number)
        elif kind in TITLES:
            self.diplomas[what].append(number)
        else:
            self.languages[what, level].append(number)


Key = TypeVar("Key", str, tuple[str, str])


def _closed(lists: Mapping[Key, list[int]]) -> dict[Key, NDArray[np.int64]]:
    return {key: np.array(numbers, np.int64) for key, numbers in lists.items()}


def _kept(lists: Mapping[Key, NDArray[np.int64]], numbers: NDArray[np.int64]) -> dict[Key, NDArray[np.int64]]:
    found = {}
    for key, listed in lists.items():
        places = np.flatnonzero(np.isin(numbers, listed, assume_unique=True)).astype(np.int64)
        if len(places):
            found[key] = places
    return found
