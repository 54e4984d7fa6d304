"""Which people fit a vacancy, without their names until they agree, and whom an employer sees."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from overstap.audit import actions as audit
from overstap.casework.policy import local_day
from overstap.consent.access import in_force
from overstap.consent.models import Consent
from overstap.core.actor import Role
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError
from overstap.demand.models import Vacancy
from overstap.matching.search import Index
from overstap.matching.tables import Table
from overstap.matching.weighing import weighed
from overstap.mediation.access import LOOKING_ROLES, agreed_proposals, alias_of, looked_for_by
from overstap.mediation.conditions import cross_out
from overstap.mediation.kinds import ProposalState
from overstap.mediation.market import openings_on
from overstap.mediation.models import Proposal
from overstap.mediation.profiles import Seeker
from overstap.mediation.queries.lists import known_seeker, known_seekers, wishes_of_case
from overstap.mediation.queries.shaping import gap_card, keep_shown, names, told_terms, vacancy_line
from overstap.mediation.ranking import asked_by, gaps_between, match_of
from overstap.mediation.settings import matching_settings
from overstap.mediation.skills import skill_space
from overstap.mediation.values import ProposedPerson, SuitedPeople, SuitedPerson

if TYPE_CHECKING:
    import datetime as dt

    from overstap.casework.models import Case
    from overstap.core.actor import Actor
    from overstap.mediation.openings import Openings

LOOKING = "kandidaten_bekijken"
VACANCY = "vacature"
STANDING = (ProposalState.ASKED, ProposalState.AGREED, ProposalState.DECLINED)


def suited_people(actor: Actor, vacancy_id: int, *, now: dt.datetime) -> SuitedPeople:
    """The people who agreed to be looked for and fit a vacancy best, without names (R-352, R-408).

    Hard conditions go before: who cannot come is not on the list, and how many fell out is told. Writes down for each
    person who looked. Raises NotFoundError for who brings nobody to work, and for a vacancy that does not stand open.
    """
    if not actor.has(*LOOKING_ROLES) or actor.party_id is None:
        raise NotFoundError(vacancy_id)
    on = local_day(now)
    vacancy = Vacancy.objects.filter(pk=vacancy_id).select_related("employer", "site__region").first()
    openings = openings_on(on)
    number = openings.number_of(vacancy_id)
    if vacancy is None or number is None:
        raise NotFoundError(vacancy_id)
    cases = {case.pk: case for case in looked_for_by(actor, now)}
    chosen, fell_out = _chosen(cases, openings, number, on)
    rows = tuple(_person(cases[seeker.case_id], seeker, openings, number, on) for seeker in chosen)
    versions = (skill_space().version, matching_settings().version, "")
    audit.record_reads(
        actor=actor,
        verb=LOOKING,
        object_kind=VACANCY,
        subject_ids=[cases[seeker.case_id].participant_id for seeker in chosen],
        purpose=Purpose.MATCHING.value,
        now=now,
    )
    keep_shown(
        actor,
        ((one.gaps.case_id, vacancy_id, one.score, one.score) for one in rows),
        now=now,
        vacancy_id=vacancy_id,
        versions=versions,
        conditions={"valt_af": dict(fell_out)},
    )
    return SuitedPeople(vacancy_line(vacancy), rows, len(cases), fell_out, versions[0], versions[1])


def _chosen(
    cases: dict[int, Case], openings: Openings, number: int, on: dt.date
) -> tuple[list[Seeker], tuple[tuple[str, int], ...]]:
    """The best who may come: from the highest score down, each looked at for hard conditions before they count.

    Nobody's place depends on who else fell out, so this is the same list as crossing everybody out first.
    """
    seekers = [one for one in known_seekers(tuple(cases.values()), on) if one.abilities]
    if not seekers:
        return [], ()
    space = skill_space()
    people = Index(weighed(Table.of((one.row() for one in seekers), width=space.width), space.rare))
    found = people.best(openings.rows.rows(np.array([number])), len(seekers))
    wanted = matching_settings().whole("lists.people")
    chosen: list[Seeker] = []
    fell: Counter[str] = Counter()
    alone = only(openings, number)
    for place in found.numbers[0].tolist():
        if place < 0 or len(chosen) == wanted:
            break
        seeker = seekers[place]
        crossed = cross_out(seeker, wishes_of_case(seeker.case_id), alone, on)
        if crossed.admitted:
            chosen.append(seeker)
        else:
            fell.update(one.condition.value for one in crossed.left_out)
    return chosen, tuple(sorted(fell.items()))


def only(openings: Openings, number: int) -> Openings:
    """One vacancy out of all, to look at its conditions."""
    return openings.narrowed(np.array([number]))


def _person(case: Case, seeker: Seeker, openings: Openings, number: int, on: dt.date) -> SuitedPerson:
    vacancy_id = int(openings.ids[number])
    match = match_of(seeker, openings, number, on)
    row = Proposal.objects.filter(case=case, vacancy_id=vacancy_id, state__in=STANDING).order_by("-pk").first()
    state = row.state if row else ""
    return SuitedPerson(
        alias=alias_of(case, vacancy_id),
        gaps=gap_card(case.pk, vacancy_id, gaps_between(seeker, asked_by(openings, number)), derived=match.derived),
        score=match.score,
        terms=told_terms(seeker, match.terms),
        minutes=match.minutes,
        state=state,
        name=case.participant.full_name if state == ProposalState.AGREED else "",
    )


def proposed_people(
    actor: Actor, *, now: dt.datetime, vacancy_id: int | None = None, verb: str = "voorgesteld_bekijken"
) -> tuple[ProposedPerson, ...]:
    """Who agreed to be proposed: to an employer for their own vacancies, to a broker those of their own party (R-408).

    Nobody else gets any. Who takes back the permission is gone at once (R-405). Writes down who looked.
    """
    rows = agreed_proposals(now)
    if actor.has(Role.EMPLOYER) and actor.party_id is not None:
        rows = rows.filter(vacancy__employer__party_id=actor.party_id)
    elif actor.has(Role.BROKER, Role.COORDINATOR) and actor.party_id is not None:
        rows = rows.filter(party_id=actor.party_id, case__region__code__in=sorted(actor.region_codes))
    else:
        return ()
    if vacancy_id is not None:
        rows = rows.filter(vacancy_id=vacancy_id)
    found = list(rows.order_by("vacancy_id", "answered_at", "pk"))
    audit.record_reads(
        actor=actor,
        verb=verb,
        object_kind=VACANCY,
        subject_ids=[row.case.participant_id for row in found],
        purpose=Purpose.MATCHING.value,
        now=now,
    )
    on = local_day(now)
    return tuple(_proposed(row, on, now) for row in found)


def _proposed(row: Proposal, on: dt.date, now: dt.datetime) -> ProposedPerson:
    person = row.case.participant
    contact = (
        row.with_contact
        and Consent.objects.filter(
            in_force(now), participant=person, party_id=row.party_id, item=Item.CONTACT, purpose=Purpose.MATCHING
        ).exists()
    )
    return ProposedPerson(
        proposal_id=row.pk,
        vacancy_id=row.vacancy_id,
        vacancy_title=row.vacancy.title,
        name=person.full_name,
        skills=names(sorted(known_seeker(row.case, on).confirmed())),
        party_name=row.party.name,
        agreed_at=row.answered_at or row.proposed_at,
        phone=person.phone if contact else "",
        email=person.email if contact else "",
    )
