"""From rows and numbers to what readers get, and writing down which list they were shown."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from overstap.casework.policy import local_day
from overstap.demand.models import Requirement, Vacancy
from overstap.mediation.models import ShownList, ShownMatch
from overstap.mediation.ranking import Gaps, MatchTerm
from overstap.mediation.skills import Asked, SkillName, skill_space
from overstap.mediation.values import GapCard, ToldTerm, VacancyLine

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from overstap.core.actor import Actor
    from overstap.mediation.profiles import Seeker


def vacancy_lines(ids: Collection[int]) -> dict[int, VacancyLine]:
    """The vacancies with these ids, to show."""
    rows = Vacancy.objects.filter(pk__in=list(ids)).select_related("employer", "site__region").order_by("pk")
    return {row.pk: vacancy_line(row) for row in rows}


def vacancy_line(row: Vacancy) -> VacancyLine:
    """Show a vacancy; expects employer and site with region fetched along."""
    return VacancyLine(
        id=row.pk,
        title=row.title,
        employer_id=row.employer.pk,
        employer_name=row.employer.name,
        municipality=row.site.municipality,
        region_code=row.site.region.code,
        occupation_uri=row.occupation_uri,
        occupation_name=row.occupation_name,
        kind=row.kind,
        contract=row.contract,
        hours_least=row.hours_least,
        hours_most=row.hours_most,
        physical=tuple(row.physical),
        irregular=row.irregular,
        confirmed_on=local_day(row.confirmed_at),
        starts_on=row.starts_on,
    )


def asked_by_vacancy(vacancy: Vacancy) -> Asked:
    """What a vacancy asks, from its own requirements or else its occupation."""
    rows = Requirement.objects.filter(vacancy=vacancy, kind="competentie").order_by("pk")
    return skill_space().asked(rows.values_list("concept_uri", "need"), vacancy.occupation_uri)


def names(skills: Iterable[int]) -> tuple[SkillName, ...]:
    """The competences with these numbers."""
    every = skill_space().names
    return tuple(every[skill] for skill in skills)


def gap_card(case_id: int, vacancy_id: int, gaps: Gaps, *, derived: bool) -> GapCard:
    """Show what somebody has and lacks."""
    return GapCard(
        case_id=case_id,
        vacancy_id=vacancy_id,
        match_class=gaps.match_class,
        confirmed=names(gaps.confirmed),
        inferred=names(gaps.supposed),
        lacking_essential=names(gaps.lacking_essential),
        lacking_optional=names(gaps.lacking_optional),
        derived=derived,
    )


def told_terms(seeker: Seeker, made: Iterable[MatchTerm]) -> tuple[ToldTerm, ...]:
    """Show what a total is made of."""
    every = skill_space().names
    told = []
    for term in made:
        ability = seeker.abilities.get(term.skill)
        told.append(
            ToldTerm(
                kind=term.kind.value,
                value=term.value,
                skill=every[term.skill] if term.skill >= 0 else None,
                basis=ability.basis.value if ability else "",
                told=ability.told if ability else "",
            )
        )
    return tuple(told)


def keep_shown(
    actor: Actor,
    rows: Iterable[tuple[int, int, float, float]],
    *,
    now: dt.datetime,
    case_id: int | None = None,
    vacancy_id: int | None = None,
    versions: tuple[str, str, str],
    conditions: dict[str, Any],
) -> None:
    """Write down a list that somebody looks at: (file, vacancy, score, total) from the first place on.

    The same list is written once a day for the same viewer; of two at the same moment the second adds nothing.
    """
    listed = list(rows)
    if not listed:
        return
    head: dict[str, Any] = {
        "case_id": case_id,
        "vacancy_id": vacancy_id,
        "viewer_id": actor.user_id,
        "party_id": actor.party_id,
        "by_person": actor.is_person,
    }
    whole = json.dumps([head, listed, versions, conditions], sort_keys=True, default=str)
    digest, day = hashlib.sha256(whole.encode()).hexdigest(), local_day(now)
    if ShownList.objects.filter(shown_on=day, digest=digest).exists():
        return
    told = dict(zip(("taxonomy", "weights", "prices"), versions, strict=True))
    row = ShownList(**head, **told, shown_at=now, shown_on=day, conditions=conditions, digest=digest)
    try:
        with transaction.atomic():
            row.save()
            ShownMatch.objects.bulk_create(
                ShownMatch(shown=row, case_id=person, vacancy_id=vacancy, position=place, score=score, total=total)
                for place, (person, vacancy, score, total) in enumerate(listed, start=1)
            )
    except IntegrityError:
        return
