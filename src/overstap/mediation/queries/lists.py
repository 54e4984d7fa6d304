"""Which vacancies fit somebody, and why."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from overstap.casework.policy import local_day
from overstap.core.decision import NotFoundError
from overstap.demand.models import Vacancy
from overstap.mediation.access import open_profile
from overstap.mediation.conditions import Condition, Wishes
from overstap.mediation.kinds import WishKind
from overstap.mediation.market import openings_on, prices_of, shown_to
from overstap.mediation.models import Feedback, Proposal, SearchWish
from overstap.mediation.profiles import MOST_AT_ONCE, Seeker, seekers_of, without
from overstap.mediation.queries.shaping import (
    asked_by_vacancy,
    gap_card,
    keep_shown,
    names,
    told_terms,
    vacancy_lines,
)
from overstap.mediation.ranking import Answer, Match, best_openings, gaps_between
from overstap.mediation.settings import matching_settings
from overstap.mediation.skills import skill_space
from overstap.mediation.values import GapCard, SuitedVacancies, SuitedVacancy, VacancyLine

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from overstap.casework.models import Case
    from overstap.core.actor import Actor

LOOKING = "passend_werk_bekijken"


def gaps(actor: Actor, case_id: int, vacancy_id: int, *, now: dt.datetime) -> GapCard:
    """What somebody has and lacks for one vacancy (R-359), and write down who looked.

    Raises NotFoundError for who may not see the profile and for an unknown vacancy.
    """
    case = open_profile(actor, case_id, LOOKING, now=now)
    vacancy = Vacancy.objects.filter(pk=vacancy_id).first()
    if vacancy is None:
        raise NotFoundError(vacancy_id)
    asked = asked_by_vacancy(vacancy)
    found = gaps_between(known_seeker(case, local_day(now)), asked)
    return gap_card(case.pk, vacancy_id, found, derived=asked.derived)


def suited_vacancies(
    actor: Actor, case_id: int, *, now: dt.datetime, loosened: Collection[Condition] = (), keep: bool = True
) -> SuitedVacancies:
    """The vacancies that fit somebody best, with why, and what fell out before that (R-352).

    Writes down who looked and, unless `keep` is False, what they were shown. Raises NotFoundError for who may not see
    the profile.
    """
    case = open_profile(actor, case_id, LOOKING, now=now)
    on = local_day(now)
    seeker, prices = known_seeker(case, on), prices_of(case.region.code, on)
    answer = best_openings(
        seeker, wishes_of_case(case.pk), openings_on(on), on, loosened=loosened, prices=prices.by_vacancy
    )
    versions = (skill_space().version, matching_settings().version, prices.version)
    if keep:
        told = {one.condition.value: one.number for one in answer.crossed.left_out}
        keep_shown(
            actor,
            ((case.pk, one.vacancy_id, one.score, one.total) for one in answer.matches),
            now=now,
            case_id=case.pk,
            versions=versions,
            conditions={"los": sorted(loosened), "valt_af": told},
        )
    return SuitedVacancies(
        case_id=case.pk,
        rows=_rows(case, seeker, answer, on),
        left_out=answer.crossed.left_out,
        looked_at=answer.looked_at,
        admitted=answer.admitted,
        known=len(seeker.confirmed()),
        unconfirmed=names(worth_asking(seeker, answer)),
        taxonomy=versions[0],
        weights=versions[1],
        prices=versions[2],
    )


def known_seeker(case: Case, on: dt.date) -> Seeker:
    """Somebody as the search sees them, without what they said that they cannot."""
    return known_seekers([case], on)[0]


def known_seekers(cases: Collection[Case], on: dt.date) -> tuple[Seeker, ...]:
    """Many at once, in their order."""
    cannot: dict[int, list[str]] = defaultdict(list)
    for some in batched([case.pk for case in cases]):
        rows = SearchWish.objects.filter(case_id__in=some, kind=WishKind.CANNOT, ended_at__isnull=True)
        for case_id, value in rows.order_by("pk").values_list("case_id", "value"):
            cannot[case_id].append(value)
    return tuple(without(one, cannot[one.case_id]) for one in seekers_of(cases, on))


def wishes_of_case(case_id: int) -> Wishes:
    """What somebody does not want, and which vacancies they refused."""
    return wishes_of_cases([case_id])[case_id]


def wishes_of_cases(case_ids: Collection[int]) -> dict[int, Wishes]:
    """The same for many at once."""
    words: dict[int, set[tuple[str, str]]] = defaultdict(set)
    refused: dict[int, set[int]] = defaultdict(set)
    for some in batched(list(case_ids)):
        rows = SearchWish.objects.filter(case_id__in=some, ended_at__isnull=True).exclude(kind=WishKind.CANNOT)
        for case_id, kind, value in rows.order_by("pk").values_list("case_id", "kind", "value"):
            words[case_id].add((kind, value))
        said = Feedback.objects.filter(case_id__in=some, fits=False, ended_at__isnull=True)
        for case_id, vacancy_id in said.order_by("pk").values_list("case_id", "vacancy_id"):
            refused[case_id].add(vacancy_id)
    return {one: Wishes(frozenset(words[one]), frozenset(refused[one])) for one in case_ids}


def batched(ids: list[int]) -> Iterator[list[int]]:
    """As many at once as a question to the database takes."""
    for start in range(0, len(ids), MOST_AT_ONCE):
        yield ids[start : start + MOST_AT_ONCE]


def worth_asking(seeker: Seeker, answer: Answer) -> tuple[int, ...]:
    """What is not sure yet, in the order in which asking tells most: what many of these vacancies need comes first."""
    rare, counted = skill_space().rare, dict.fromkeys(sorted(seeker.supposed()), 0.0)
    for match in answer.matches:
        for skill in match.gaps.supposed:
            counted[skill] += float(rare[skill])
    asked = [(worth, skill) for skill, worth in counted.items() if worth > 0]
    return tuple(skill for worth, skill in sorted(asked, key=lambda one: (-one[0], one[1])))


def _rows(case: Case, seeker: Seeker, answer: Answer, on: dt.date) -> tuple[SuitedVacancy, ...]:
    ids = [one.vacancy_id for one in answer.matches]
    lines, others = vacancy_lines(ids), shown_to(ids, but_not=case.pk)
    said = dict(
        Feedback.objects.filter(case=case, vacancy_id__in=ids, ended_at__isnull=True)
        .order_by("pk")
        .values_list("vacancy_id", "fits")
    )
    states = dict(
        Proposal.objects.filter(case=case, vacancy_id__in=ids).order_by("pk").values_list("vacancy_id", "state")
    )
    many = matching_settings().whole("ranking.crowded_from")
    return tuple(
        SuitedVacancy(
            vacancy=lines[one.vacancy_id],
            gaps=gap_card(case.pk, one.vacancy_id, one.gaps, derived=one.derived),
            score=one.score,
            total=one.total,
            terms=told_terms(seeker, one.terms),
            minutes=one.minutes,
            crowded=one.crowded or others.get(one.vacancy_id, 0) >= many,
            shown_to_others=others.get(one.vacancy_id, 0),
            days_old=_age(one, lines, on),
            fits=said.get(one.vacancy_id),
            proposed=states.get(one.vacancy_id, ""),
        )
        for one in answer.matches
        if one.vacancy_id in lines
    )


def _age(one: Match, lines: dict[int, VacancyLine], on: dt.date) -> int:
    return max(0, (on - lines[one.vacancy_id].confirmed_on).days)
