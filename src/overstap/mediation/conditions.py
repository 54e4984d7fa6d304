"""Hard conditions: what work somebody cannot or will not do, crossed out before anything is ranked, and told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from overstap.core.decision import N_
from overstap.demand.lists import regulated_professions
from overstap.matching.search import Conditions
from overstap.mediation.profiles import plain_key
from overstap.mediation.settings import matching_settings
from overstap.mediation.travel import travel_minutes, usable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from overstap.mediation.openings import Openings
    from overstap.mediation.profiles import Seeker


class Condition(StrEnum):
    """A hard condition (harde voorwaarde)."""

    TRAVEL = "reistijd"
    HOURS = "uren"
    START = "begin"
    LICENCE = "bewijs"
    DIPLOMA = "diploma"
    RECOGNITION = "beroepserkenning"
    LANGUAGE = "taal"
    PHYSICAL = "lichamelijk"
    WISH = "wens"
    REFUSED = "afgewezen"


CONDITION_WORDS: Mapping[Condition, str] = {
    Condition.TRAVEL: N_("te ver reizen"),
    Condition.HOURS: N_("te veel of te weinig uren"),
    Condition.START: N_("begint te vroeg"),
    Condition.LICENCE: N_("rijbewijs of certificaat dat nog niet in het profiel staat"),
    Condition.DIPLOMA: N_("diploma of beroepserkenning die nog niet in het profiel staat"),
    Condition.RECOGNITION: N_("de wet vraagt een bewijs dat nog niet in het profiel staat"),
    Condition.LANGUAGE: N_("de taal moet beter"),
    Condition.PHYSICAL: N_("lichamelijk werk dat niet gaat"),
    Condition.WISH: N_("past niet bij de wensen"),
    Condition.REFUSED: N_("de persoon zei: dit past niet"),
}
BITS: Mapping[Condition, int] = {one: 1 << place for place, one in enumerate(Condition)}
NEVER_LOOSENED = frozenset({Condition.REFUSED, Condition.RECOGNITION})
MOST_TOLD = 4


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody does not want, as they or their adviser confirmed it (zoekwensen).

    `words` holds pairs such as ("soort", "leerbaan") or ("lichamelijk", "tillen"); `refused` the ids of vacancies.
    """

    words: frozenset[tuple[str, str]] = frozenset()
    refused: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What one condition crosses out (wat afvalt): how many, and how many by nothing but this.

    `details` names what was lacking, such as a licence, with how many vacancies need it.
    """

    condition: Condition
    number: int
    alone: int
    details: tuple[tuple[str, int], ...]
    loosened: bool


@dataclass(frozen=True, slots=True)
class Crossed:
    """Of every vacancy which conditions cross it out (doorgestreept), and what that comes to per condition."""

    bits: NDArray[np.uint16]
    loosened: int
    left_out: tuple[LeftOut, ...]

    @property
    def admitted(self) -> int:
        """How many vacancies are left."""
        return int(np.count_nonzero((self.bits & np.uint16(sum(BITS.values()) & ~self.loosened)) == 0))

    def for_search(self) -> Conditions:
        """As the search reads it: what is loosened is as if somebody has it."""
        size = len(self.bits)
        zero = np.zeros(1, np.int16)
        same = np.zeros(size, np.int16)
        return Conditions(
            asks=self.bits.astype(np.uint64),
            least=same,
            most=same,
            place=np.zeros(size, np.int32),
            have=np.array([self.loosened], np.uint64),
            shortest=zero,
            longest=zero,
            reach=np.ones((1, 1), np.bool_),
            kind=np.zeros(1, np.int32),
        )


def cross_out(
    seeker: Seeker, wishes: Wishes, openings: Openings, on: dt.date, *, loosened: Collection[Condition] = ()
) -> Crossed:
    """Cross out what somebody cannot or will not do; what is not known of them crosses out nothing but papers.

    A licence or diploma that is not in the profile does cross out: it is there for whom to see, and may be loosened.
    """
    bits = np.zeros(len(openings), np.uint16)
    told: dict[Condition, list[tuple[str, int]]] = {one: [] for one in Condition}
    _numbers(seeker, openings, on, bits)
    _papers(seeker, openings, bits, told)
    for kind, value in sorted(wishes.words):
        numbers = openings.words.get((kind, value))
        if numbers is not None:
            condition = Condition.PHYSICAL if kind == "lichamelijk" else Condition.WISH
            bits[numbers] |= np.uint16(BITS[condition])
            told[condition].append((value, len(numbers)))
    for vacancy_id in wishes.refused:
        number = openings.number_of(vacancy_id)
        if number is not None:
            bits[number] |= np.uint16(BITS[Condition.REFUSED])
    freed = frozenset(loosened) - NEVER_LOOSENED
    return Crossed(bits, sum(BITS[one] for one in freed), _left_out(bits, told, freed))


def _numbers(seeker: Seeker, openings: Openings, on: dt.date, bits: NDArray[np.uint16]) -> None:
    """Travel, hours and the first day."""
    settings = matching_settings()
    far = np.array([too_far(seeker, place) for place in openings.places], np.bool_)
    if far.any():
        bits |= np.where(far, np.uint16(BITS[Condition.TRAVEL]), np.uint16(0))[openings.place]
    if seeker.hours is not None:
        slack = settings.whole("conditions.hours_slack")
        wrong = (openings.least > seeker.hours + slack) | (openings.most < seeker.hours - slack)
        bits |= wrong.astype(np.uint16) * np.uint16(BITS[Condition.HOURS])
    if seeker.available_from is not None and seeker.available_from > on:
        first = seeker.available_from.toordinal() - settings.whole("conditions.start_slack_days")
        early = (openings.starts > 0) & (openings.starts < first)
        bits |= early.astype(np.uint16) * np.uint16(BITS[Condition.START])


def too_far(seeker: Seeker, place: tuple[str, str]) -> bool:
    """Tell whether a place (region, municipality) is out of reach; of an unknown place only the region counts."""
    region, municipality = place
    minutes = travel_minutes(seeker.municipality, municipality, usable(seeker.travel_by))
    if minutes is None:
        return region != seeker.region_code
    most = seeker.travel_minutes
    return minutes > (matching_settings().whole("conditions.unsaid_minutes") if most is None else most)


def _papers(
    seeker: Seeker, openings: Openings, bits: NDArray[np.uint16], told: dict[Condition, list[tuple[str, int]]]
) -> None:
    """Licences, diplomas, proofs that the law asks, languages; a language nobody asked about crosses out nothing."""
    for condition, needed, has in (
        (Condition.LICENCE, openings.licences, seeker.licences),
        (Condition.DIPLOMA, openings.diplomas, seeker.diplomas),
    ):
        for key, numbers in needed.items():
            if key not in has:
                bits[numbers] |= np.uint16(BITS[condition])
                told[condition].append((key, len(numbers)))
    papers = seeker.licences | seeker.diplomas
    for code, numbers in openings.recognitions.items():
        if papers.isdisjoint(plain_key(name) for name in regulated_professions()[code].accepted):
            bits[numbers] |= np.uint16(BITS[Condition.RECOGNITION])
            told[Condition.RECOGNITION].append((code, len(numbers)))
    for (language, level), numbers in openings.languages.items():
        known = seeker.languages.get(language)
        if known and level and known < level:
            bits[numbers] |= np.uint16(BITS[Condition.LANGUAGE])
            told[Condition.LANGUAGE].append((f"{language} {level}", len(numbers)))


def _left_out(
    bits: NDArray[np.uint16], told: dict[Condition, list[tuple[str, int]]], freed: frozenset[Condition]
) -> tuple[LeftOut, ...]:
    counted = [(kind, count) for kind, count in enumerate(np.bincount(bits).tolist()) if count]
    found = []
    for condition, bit in BITS.items():
        number = sum(count for kind, count in counted if kind & bit)
        if number:
            alone = sum(count for kind, count in counted if kind == bit)
            details = tuple(sorted(told[condition], key=lambda one: (-one[1], one[0]))[:MOST_TOLD])
            found.append(LeftOut(condition, number, alone, details, condition in freed))
    return tuple(sorted(found, key=lambda one: -one.number))
