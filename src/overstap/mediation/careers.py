"""What else somebody can do with what they can: other occupations, how much they are asked, and what is left to learn.

Nothing of who somebody is takes part: only what they can, where they come from, and what is asked (R-351, R-361).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils import timezone

from overstap.audit import actions as audit
from overstap.casework.access import open_case
from overstap.casework.models import Case, ProfileEntry, ProfileEntryKind
from overstap.core.actor import Actor
from overstap.core.consent import Item
from overstap.core.decision import ForeignError, NotFoundError
from overstap.demand.outlook import open_places, tensions
from overstap.demand.values import TensionCard
from overstap.matching.tables import Table
from overstap.matching.transitions import Against, Occupations, Place, Transition
from overstap.mediation.directions import direction_settings
from overstap.mediation.profiles import seeker_of
from overstap.mediation.settings import matching_settings
from overstap.mediation.skills import OccupationName, SkillName, skill_space
from overstap.taxonomy.reading.starter import occupation_uri, read_starter

READING = "loopbaan_bekijken"
CASE = "dossier"


@dataclass(frozen=True, slots=True)
class CareerIdea:
    """One other occupation (idee voor ander werk): why it fits, what is left to learn, how much it is asked.

    `supposed` is what we only suppose; `maybe` is the part of it that is needed. `open_vacancies` counts those in the
    region; `tension` is None when nobody published anything. The shares of `shares` (a competence and its part of the
    score) add up to `score`.
    """

    uri: str
    name_nl: str
    name_en: str
    score: float
    has: tuple[SkillName, ...]
    supposed: tuple[SkillName, ...]
    maybe: tuple[SkillName, ...]
    lacks: tuple[SkillName, ...]
    welcome: tuple[SkillName, ...]
    shares: tuple[tuple[SkillName, float], ...]
    open_vacancies: int = 0
    tension: TensionCard | None = None


@dataclass(frozen=True, slots=True)
class Career:
    """Where somebody can go (loopbaanideeën), from what we know they did; `against` counts what is not offered.

    `region_code` is where vacancies were counted; empty for the whole country.
    """

    origin_nl: str
    origin_en: str
    origin_shrinks: bool
    ideas: tuple[CareerIdea, ...]
    against: Mapping[Against, int] = field(default_factory=dict)
    known: int = 0
    version: str = ""
    region_code: str = ""


def career_of_case(actor: Actor, case_id: int, *, now: dt.datetime) -> Career:
    """The ideas for somebody with a file, from their profile; writes down who looked.

    Raises NotFoundError for who may not see the profile, after writing down the attempt.
    """
    try:
        case, sight = open_case(actor, case_id, now=now)
    except ForeignError as error:
        audit.note_attempt(actor=actor, error=error, now=now)
        raise
    if Item.PROFILE not in sight.items:
        raise NotFoundError(case_id)
    audit.record_read(
        actor=actor, verb=READING, object_kind=CASE, object_id=case_id,
        subject_id=case.participant_id, purpose=sight.told, now=now,
    )  # fmt: skip
    on = timezone.localdate(now)
    seeker = seeker_of(case, on)
    return _career(seeker.row(), seeker.confirmed(), _last_work(case), case.region.code, on)


def career_of_occupation(uri: str, region_code: str, on: dt.date) -> Career:
    """The ideas for who did an occupation and can what it asks; nothing about anybody is read or kept.

    Without a region (empty) no vacancies are counted. Raises NotFoundError for an address outside our own list.
    """
    known = skill_space().occupations.get(uri)
    if known is None:
        raise NotFoundError(uri)
    asked = dict.fromkeys(known.essential, 1.0)
    return _career(asked, known.essential, known, region_code, on)


def _last_work(case: Case) -> OccupationName | None:
    """The occupation that somebody did last, as far as our list has it."""
    space = skill_space()
    lines = ProfileEntry.objects.filter(
        profile__case=case, kind=ProfileEntryKind.WORK, removed_at__isnull=True, confirmed=True
    )
    newest = sorted(lines, key=lambda line: (line.until_month or dt.date.max, line.from_month or dt.date.min, line.pk))
    for line in reversed(newest):
        found = space.occupations.get(line.concept_uri) or space.occupation_called(line.name)
        if found is not None:
            return found
    return None


def _career(
    known: Mapping[int, float],
    sure: Collection[int],
    origin: OccupationName | None,
    region_code: str,
    on: dt.date,
) -> Career:
    settings, space = direction_settings(), skill_space()
    uris = list(space.occupations)
    published = tensions(uris, region_code, on)
    shrinking = _shrinking(region_code, on)
    ready = _occupations(tuple((one.value if (one := published.get(uri)) else None) for uri in uris), shrinking)
    found = ready.transitions(
        known,
        sure,
        origin=uris.index(origin.uri) if origin else None,
        direction=settings.direction,
        count=settings.length,
    )
    counts = open_places([region_code], on) if region_code else {}
    names = list(space.occupations.values())
    return Career(
        origin_nl=origin.nl if origin else "",
        origin_en=origin.en if origin else "",
        origin_shrinks=origin is not None and origin.sector in shrinking,
        ideas=tuple(
            _idea(way, names[way.occupation], counts.get(uris[way.occupation], 0), published.get(uris[way.occupation]))
            for way in found.offered
        ),
        against=found.against,
        known=len(sure),
        version=f"{space.version}, {settings.direction.version}",
        region_code=region_code,
    )


def _shrinking(region_code: str, on: dt.date) -> frozenset[str]:
    settings = direction_settings()
    return frozenset(sector for sector in settings.shrinking if settings.shrinks(sector, region_code, on))


@lru_cache(maxsize=64)
def _occupations(demand: tuple[int | None, ...], shrinking: frozenset[str]) -> Occupations:
    """All occupations of our own list, ready to be compared; the same for everybody with the same view of demand."""
    settings, space, weights = direction_settings(), skill_space(), matching_settings().weights
    isco = {occupation_uri(one.code): one.isco for one in read_starter().occupations}
    names: Sequence[OccupationName] = list(space.occupations.values())
    places = [
        Place(
            essential=frozenset(one.essential),
            optional=frozenset(one.optional) - frozenset(one.essential),
            level=settings.level(isco[one.uri]),
            demand=asked,
            shrinking=one.sector in shrinking,
        )
        for one, asked in zip(names, demand, strict=True)
    ]
    rows = [
        dict.fromkeys(one.optional, weights.optional) | dict.fromkeys(one.essential, weights.essential)
        for one in places
    ]
    return Occupations(places, Table.of(rows, width=space.width), space.rare)


def _idea(way: Transition, name: OccupationName, vacancies: int, tension: TensionCard | None) -> CareerIdea:
    space = skill_space()
    shares = {term.skill: term.share for term in way.terms}

    def named(skills: Collection[int]) -> tuple[SkillName, ...]:
        return tuple(space.names[one] for one in sorted(skills, key=lambda one: (-shares.get(one, 0.0), one)))

    return CareerIdea(
        uri=name.uri,
        name_nl=name.nl,
        name_en=name.en,
        score=way.score,
        has=named(way.has),
        supposed=named(way.supposed),
        maybe=named(way.supposed & frozenset(name.essential)),
        lacks=named(way.lacks),
        welcome=named(way.welcome),
        shares=tuple((space.names[term.skill], term.share) for term in way.terms),
        open_vacancies=vacancies,
        tension=tension,
    )
