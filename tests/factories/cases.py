"""Files of invented people, made the way the house makes them: through its own actions."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import TypeVar

from overstap.casework import actions
from overstap.casework.models import Assessment, Case, CaseFact, NextAction
from overstap.consent.models import Consent
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item
from overstap.core.decision import Refusal
from overstap.parties.models import PartyKind
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.people import make_participant, make_professional, person_actor

T = TypeVar("T")
HEALTH = frozenset({Item.HEALTH})

EMPLOYED: Mapping[str, object] = {"huidige_status": "in_dienst", "dienstverband_opgezegd": True, "door_corona": True}
ON_BENEFIT: Mapping[str, object] = {
    "huidige_status": "geen_werk",
    "uitkering": "ww",
    "ww_einddatum": dt.date(2021, 10, 31),
    "door_corona": True,
    "baan_verloren_op": dt.date(2021, 1, 4),
}
ON_ASSISTANCE: Mapping[str, object] = {"huidige_status": "geen_werk", "uitkering": "bijstand", "door_corona": True}

LIKELY: Mapping[str, object] = {
    "al_langer_in_uitkering": False,
    "doelgroep_banenafspraak": False,
    "wil_ondersteuning": True,
    "sector_laatste_werk": "horeca",
    "hoogste_opleiding": "mbo_4",
    "jaren_laatste_functie": 18,
    "taalniveau_mondeling": "B1",
}


def given(answer: T | Refusal) -> T:
    """The answer of an action that is expected to succeed."""
    assert not isinstance(answer, Refusal), answer

    return answer


def refused(answer: object) -> Refusal:
    """The refusal of an action that is expected to be refused."""
    assert isinstance(answer, Refusal), answer

    return answer


def make_case(
    answers: Mapping[str, object] = ON_BENEFIT,
    *,
    participant: Participant | None = None,
    now: dt.datetime = START,
    **more: object,
) -> Case:
    """A file that the person opened themselves on line; by default of someone with WW in Tilburg, so with UWV first."""
    participant = participant or make_participant(now=now)
    registered = given(
        actions.register_case(
            actor=person_actor(participant),
            participant_id=participant.pk,
            answers=answers,
            given_through="online",
            now=now,
            **more,
        )
    )
    return Case.objects.select_related("participant", "region", "first_responsible").get(pk=registered.case_id)


def adviser_of(case: Case, *roles: Role) -> Actor:
    """An adviser of the first responsible party of a file."""
    return make_professional(*(roles or (Role.ADVISER,)), party=case.first_responsible, region=case.region.code)


def adviser_elsewhere(kind: str = PartyKind.MUNICIPALITY, *roles: Role) -> Actor:
    """An adviser of another kind of party in the same region."""
    return make_professional(*(roles or (Role.ADVISER,)), party_kind=kind)


def answer(
    case: Case, actor: Actor, answers: Mapping[str, object], *, now: dt.datetime = START, tick: bool = False
) -> None:
    """Answer questions of the intake."""
    for fact_id, value in answers.items():
        refusal = actions.record_answer(
            actor=actor, case_id=case.pk, fact_id=fact_id, state="bekend", value=value, tick=tick, now=now
        )

        assert refusal is None, refusal


def assessed(case: Case, actor: Actor, *, distance: str = "groot", now: dt.datetime = START) -> int:
    """Judge the distance, ask for advice, and give the id of the assessment to decide on."""
    assert actions.judge_distance(actor=actor, case_id=case.pk, distance=distance, now=now) is None

    return given(actions.assess_case(actor=actor, case_id=case.pk, now=now)).id


def admitted_case(now: dt.datetime = START) -> tuple[Case, Actor]:
    """A file of someone who gets the help of the team, with its adviser."""
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH, now=now)
    actor = adviser_of(case)
    assessment_id = assessed(case, actor, now=now)
    given(
        actions.decide(
            actor=actor,
            case_id=case.pk,
            assessment_id=assessment_id,
            kind="aanvullende_hulp",
            motivation="Grote afstand en zelf gemotiveerd.",
            now=now,
        )
    )
    case.refresh_from_db()
    return case, actor


def offered(
    case: Case, actor: Actor, to: Actor, *, kind: str = "dossier", now: dt.datetime = START, **more: object
) -> int:
    """Offer a file, or ask for help, to the party of another professional; gives the id of the hand-over."""
    assert to.party_id is not None

    return given(
        actions.offer_handover(
            actor=actor,
            case_id=case.pk,
            kind=kind,
            to_party_id=to.party_id,
            because="De situatie is veranderd.",
            person_agrees=True,
            agreed_through="in een gesprek",
            now=now,
            **more,
        )
    ).id


def copies_of(case: Case, number: int, *, by_person: bool = True) -> list[Case]:
    """More files like one, with their answers and assessments, quicker than registering everyone."""
    made = []
    step = NextAction.objects.get(case=case, done_at__isnull=True)
    consents = list(Consent.objects.filter(participant=case.participant))
    for index in range(number):
        person = Participant.objects.get(pk=case.participant_id)
        person.pk, person.key, person.user_id, person.last_name = None, uuid.uuid4(), None, f"Kopie {index}"
        person.save(force_insert=True)
        copy = Case.objects.get(pk=case.pk)
        copy.pk, copy.participant, copy.number = None, person, f"K-{person.pk:06d}"
        copy.save(force_insert=True)
        NextAction.objects.create(
            case=copy,
            what=step.what,
            due_on=step.due_on,
            created_at=START,
            by_person=by_person,
            owner_party_id=None if by_person else copy.first_responsible_id,
        )
        for consent in consents:
            consent.pk, consent.participant = None, person
        Consent.objects.bulk_create(consents)
        for kind in (CaseFact, Assessment):
            rows = list(kind.objects.filter(case_id=case.pk))
            for row in rows:
                row.pk, row.case = None, copy
            kind.objects.bulk_create(rows)
        made.append(copy)
    return made
