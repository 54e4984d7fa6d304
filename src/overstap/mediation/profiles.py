"""Somebody as the search sees them: what they can, what they probably can, and what work must fit in.

Name, age, sex, origin and benefit are not read here at all, so that they cannot weigh.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from overstap.casework.models import Case, LabourProfile, ProfileEntry, ProfileEntryKind
from overstap.matching.completing import inferred
from overstap.mediation.settings import matching_settings
from overstap.mediation.skills import skill_space

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

MOST_AT_ONCE = 500


class Basis(StrEnum):
    """What a competence of somebody rests on (grond)."""

    NAMED = "genoemd"
    WORK = "werk"
    UNCONFIRMED = "niet_bevestigd"
    INFERRED = "vermoed"


CONFIRMED = frozenset({Basis.NAMED, Basis.WORK})


@dataclass(frozen=True, slots=True)
class Ability:
    """A competence of somebody (wat iemand kan): for how much it counts, what it rests on, and the words for that."""

    weight: float
    basis: Basis
    told: str = ""


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody as the search sees them (werkzoekende): abilities by number of competence, and what work must fit in.

    Licences and diplomas are plain keys as `plain_key` makes them; languages go from plain name to the lowest of the
    levels that were filled in. What was not said is None or empty.
    """

    case_id: int
    region_code: str
    municipality: str
    abilities: Mapping[int, Ability] = field(default_factory=dict)
    licences: frozenset[str] = frozenset()
    diplomas: frozenset[str] = frozenset()
    languages: Mapping[str, str] = field(default_factory=dict)
    hours: int | None = None
    travel_minutes: int | None = None
    travel_by: tuple[str, ...] = ()
    available_from: dt.date | None = None
    occupation_uri: str = ""
    updated_at: dt.datetime | None = None

    def row(self) -> dict[int, float]:
        """As the search reads it."""
        return {skill: one.weight for skill, one in self.abilities.items()}

    def confirmed(self) -> frozenset[int]:
        """What is sure."""
        return frozenset(skill for skill, one in self.abilities.items() if one.basis in CONFIRMED)

    def supposed(self) -> frozenset[int]:
        """What we suppose or what nobody confirmed yet."""
        return frozenset(self.abilities) - self.confirmed()


def plain_key(text: str) -> str:
    """A licence, diploma or language as it is compared: letters and digits only."""
    return re.sub(r"[\W_]+", "", text.casefold())


def seeker_of(case: Case, on: dt.date) -> Seeker:
    """Somebody whose file was opened already, on a day; expects participant and region fetched along."""
    return seekers_of([case], on)[0]


def seekers_of(cases: Iterable[Case], on: dt.date) -> tuple[Seeker, ...]:
    """Many at once, in their order, with a handful of questions to the database."""
    listed = list(cases)
    profiles: dict[int, LabourProfile] = {}
    entries: dict[int, list[ProfileEntry]] = defaultdict(list)
    ids = [case.pk for case in listed]
    for start in range(0, len(ids), MOST_AT_ONCE):
        some = ids[start : start + MOST_AT_ONCE]
        profiles |= {row.case_id: row for row in LabourProfile.objects.filter(case_id__in=some)}
        lines = ProfileEntry.objects.filter(profile__case_id__in=some, removed_at__isnull=True)
        for line in lines.select_related("profile").order_by("id"):
            entries[line.profile.case_id].append(line)
    return tuple(_seeker(case, profiles.get(case.pk), entries[case.pk], on) for case in listed)


def _seeker(case: Case, profile: LabourProfile | None, lines: list[ProfileEntry], on: dt.date) -> Seeker:
    plain = Seeker(case_id=case.pk, region_code=case.region.code, municipality=case.participant.municipality)
    if profile is None:
        return plain
    return replace(
        plain,
        abilities=_abilities(lines),
        licences=frozenset(
            plain_key(line.name)
            for line in lines
            if line.kind == ProfileEntryKind.LICENCE and (line.valid_until is None or line.valid_until >= on)
        ),
        diplomas=frozenset(
            plain_key(line.name) for line in lines if line.kind == ProfileEntryKind.EDUCATION and line.diploma
        ),
        languages={plain_key(line.name): _level(line) for line in lines if line.kind == ProfileEntryKind.LANGUAGE},
        hours=profile.hours_per_week,
        travel_minutes=profile.travel_minutes,
        travel_by=tuple(profile.travel_by.split()),
        available_from=profile.available_from,
        occupation_uri=profile.occupation_uri,
        updated_at=profile.updated_at,
    )


def _level(line: ProfileEntry) -> str:
    """The lowest level that was filled in: nobody is sent where a part of the language fails them."""
    return min((one for one in (line.listening, line.reading, line.speaking, line.writing) if one), default="")


def _abilities(lines: list[ProfileEntry]) -> dict[int, Ability]:
    space, settings = skill_space(), matching_settings()
    found: dict[int, Ability] = {}
    for line in lines:
        sure = line.confirmed or line.checked_at is not None
        for skill, ability in _of_line(line, sure=sure):
            earlier = found.get(skill)
            if earlier is None or ability.weight > earlier.weight:
                found[skill] = ability
    known = {skill: one.weight for skill, one in found.items()}
    for skill, weight in inferred(known, space.neighbours, settings.weights).items():
        found[skill] = Ability(weight, Basis.INFERRED)
    return found


def _of_line(line: ProfileEntry, *, sure: bool) -> list[tuple[int, Ability]]:
    space, settings = skill_space(), matching_settings()
    unsure = settings.number("profile.unconfirmed")
    if line.kind == ProfileEntryKind.COMPETENCE:
        skill = space.number(line.concept_uri)
        ability = Ability(1.0, Basis.NAMED) if sure else Ability(unsure, Basis.UNCONFIRMED)
        return [] if skill is None else [(skill, ability)]
    if line.kind == ProfileEntryKind.WORK:
        done = space.occupations.get(line.concept_uri) or space.occupation_called(line.name)
        if done is None:
            return []
        weight = settings.number("profile.work") * (1.0 if sure else unsure)
        ability = Ability(weight, Basis.WORK if sure else Basis.UNCONFIRMED, done.nl)
        return [(skill, ability) for skill in done.essential]
    return []


def without(seeker: Seeker, uris: Iterable[str]) -> Seeker:
    """The same somebody, less the competences that they said they do not have."""
    space = skill_space()
    gone = {space.number(uri) for uri in uris}
    if not gone:
        return seeker
    return replace(seeker, abilities={skill: one for skill, one in seeker.abilities.items() if skill not in gone})
