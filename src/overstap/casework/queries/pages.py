"""One file as one reader may see it, and the person's own page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from overstap.audit import actions as audit
from overstap.audit.queries import timeline
from overstap.casework.access import ForeignCaseError, handover_parts, open_case, parts_of
from overstap.casework.assessing import assessment_card
from overstap.casework.cards import (
    contact_card,
    decision_card,
    diagnosis_card,
    handover_card,
    header,
    outcome_card,
    own_service_card,
    responsibility_card,
)
from overstap.casework.colleagues import absence_of
from overstap.casework.discretion import discreet_header
from overstap.casework.facts import DISTANCE, fact_cards
from overstap.casework.models import (
    Assessment,
    Case,
    CaseFact,
    Decision,
    Diagnosis,
    Handover,
    HandoverState,
    NextAction,
    Outcome,
    OwnService,
    ResponsibilityPeriod,
)
from overstap.casework.policy import local_day
from overstap.casework.proposing import propose
from overstap.casework.queries.intake import next_question
from overstap.casework.queries.profile import profile_of
from overstap.casework.steps import step_card
from overstap.casework.values import CasePage, PersonPage
from overstap.consent.emergencies import own_emergency
from overstap.core.consent import Item, Purpose
from overstap.core.decision import N_, NotFoundError
from overstap.core.moves import CASE_MOVES, Part, possible_moves
from overstap.correspondence.queries import letter_deeds

if TYPE_CHECKING:
    from overstap.audit.queries import Deed
    from overstap.casework.access import Sight
    from overstap.casework.values import (
        AssessmentCard,
        CaseHeader,
        DecisionCard,
        DiagnosisCard,
        HandoverCard,
        NextStep,
        OutcomeCard,
        OwnServiceCard,
        Proposal,
        ResponsibilityCard,
    )
    from overstap.core.actor import Actor

OBJECT = "dossier"
SHOWN_ASSESSMENTS = 12
INSIDERS = frozenset({Part.PERSON, Part.RESPONSIBLE, Part.CONTACT})

NOT_JUDGED = N_("De afstand tot de arbeidsmarkt is nog niet beoordeeld.")
NO_OWN_SERVICE = N_("Er is nog geen hulp uit de eigen dienstverlening vastgelegd. Die komt eerst.")


def case_page(actor: Actor, case_id: int, *, now: dt.datetime, purpose: Purpose | None = None) -> CasePage:
    """Give a file as the actor may see it, and write down that they looked and for what purpose (R-401).

    Parts that the person does not share with the actor's party are not read at all. Raises NotFoundError, after writing
    down the attempt, for who may see nothing of it.
    """
    try:
        case, sight = open_case(actor, case_id, now=now, purpose=purpose)
    except ForeignCaseError as error:
        audit.note_attempt(actor=actor, error=error, now=now)
        raise
    audit.record_read(
        actor=actor,
        verb="dossier_openen",
        object_kind=OBJECT,
        object_id=case_id,
        subject_id=case.participant_id,
        purpose=sight.told,
        now=now,
    )
    return compose_page(actor, case, sight, now)


def person_page(actor: Actor, now: dt.datetime) -> PersonPage:
    """Give the person their own page: what happens now, by whom, before when. Raises NotFoundError for anyone else."""
    if not actor.is_person or actor.participant_id is None:
        raise NotFoundError
    rows = list(
        Case.objects.filter(participant_id=actor.participant_id)
        .select_related("region", "first_responsible", "contact_party", "owner", "referrer")
        .order_by("-opened_at", "-id")
    )
    current = next((row for row in rows if row.closed_at is None), None)
    page = case_page(actor, current.pk, now=now) if current else None
    return PersonPage(
        case=page,
        question=next_question(actor, current.pk, now) if current else None,
        open_handovers=tuple(card for card in page.handovers if card.state == HandoverState.OFFERED) if page else (),
        earlier=tuple(header(row, None) for row in rows if row.closed_at is not None),
    )


def compose_page(actor: Actor, case: Case, sight: Sight, now: dt.datetime) -> CasePage:
    """Put the page of a file together from what `sight` shows, for who opened its door already."""
    items, parts = sight.items, parts_of(actor, case)
    # Whoever only finds the file at a desk stands outside it, also when their party once guided it.
    inside = bool(parts & INSIDERS) and not sight.unshared
    advice = Item.ADVICE in items
    head = _with_cover(header(case, next_step(case, now)), case, now)
    return CasePage(
        header=discreet_header(head, case, actor) if sight.unshared else head,
        items=items,
        purpose=sight.purpose,
        contact=contact_card(case.participant) if Item.CONTACT in items else None,
        facts=fact_cards(case, items) if Item.INTAKE in items else (),
        assessments=_assessments(case, items) if advice else (),
        decisions=_decisions(case) if advice else (),
        own_services=_own_services(case) if advice else (),
        diagnoses=_diagnoses(case) if advice else (),
        profile=profile_of(case) if Item.PROFILE in items else None,
        handovers=_handovers(actor, case, items, inside=inside, now=now),
        responsibilities=_responsibilities(case) if inside or advice else (),
        outcome=_outcome(case) if Item.OUTCOME in items else None,
        proposal=_proposal(case, parts, sight.standing, now),
        moves=() if sight.unshared else possible_moves(CASE_MOVES, case.state, parts=parts),
        timeline=_timeline(case, items) if parts & {Part.PERSON, Part.RESPONSIBLE} and inside else (),
        warnings=_warnings(case) if advice and inside else (),
        found=sight.found,
        urgent=sight.urgent,
        emergency=own_emergency(actor, case.participant_id, now) if sight.urgent else None,
    )


def _timeline(case: Case, items: frozenset[Item]) -> tuple[Deed, ...]:
    """What was done in a file, and what happened to its letters; of messages that there was one, never the text."""
    found = (*timeline(OBJECT, case.pk), *letter_deeds(OBJECT, case.pk, items))
    return tuple(sorted(found, key=lambda deed: deed.at, reverse=True))


def _with_cover(head: CaseHeader, case: Case, now: dt.datetime) -> CaseHeader:
    """Name who works in place of an adviser who is away, and until when."""
    found = absence_of(case, local_day(now)) if case.closed_at is None else None
    return replace(head, cover=found.cover.name, cover_until=found.until_on) if found else head


def next_step(case: Case, now: dt.datetime) -> NextStep | None:
    """Give the one next step of an open file; None of a closed one."""
    row = NextAction.objects.filter(case=case, done_at__isnull=True).select_related("owner_party").first()
    return step_card(row, now) if row else None


def _assessments(case: Case, items: frozenset[Item]) -> tuple[AssessmentCard, ...]:
    rows = Assessment.objects.filter(case=case).select_related("decision").order_by("-made_at", "-id")
    return tuple(
        assessment_card(row, items=items, decided=hasattr(row, "decision")) for row in rows[:SHOWN_ASSESSMENTS]
    )


def _decisions(case: Case) -> tuple[DecisionCard, ...]:
    rows = Decision.objects.filter(case=case).select_related("decided_by", "assessment")
    return tuple(decision_card(row) for row in rows.order_by("-decided_at", "-id"))


def _own_services(case: Case) -> tuple[OwnServiceCard, ...]:
    rows = OwnService.objects.filter(case=case).select_related("party").order_by("started_on", "id")
    return tuple(own_service_card(row) for row in rows)


def _diagnoses(case: Case) -> tuple[DiagnosisCard, ...]:
    rows = Diagnosis.objects.filter(case=case).select_related("party", "recorded_by").order_by("-taken_on", "-id")
    return tuple(diagnosis_card(row) for row in rows)


def _handovers(
    actor: Actor, case: Case, items: frozenset[Item], *, inside: bool, now: dt.datetime
) -> tuple[HandoverCard, ...]:
    rows = Handover.objects.filter(case=case).select_related("from_party", "to_party", "suggested_party")
    rows = rows.order_by("-offered_at", "-id")
    return tuple(handover_card(row, case, items, now) for row in rows if inside or handover_parts(actor, case, row))


def _responsibilities(case: Case) -> tuple[ResponsibilityCard, ...]:
    rows = ResponsibilityPeriod.objects.filter(case=case).select_related("party").order_by("from_at", "id")
    return tuple(responsibility_card(row) for row in rows)


def _outcome(case: Case) -> OutcomeCard | None:
    row = Outcome.objects.filter(case=case).first()
    return outcome_card(row) if row else None


def _proposal(case: Case, parts: frozenset[Part], items: frozenset[Item], now: dt.datetime) -> Proposal | None:
    involved = parts & {Part.PERSON, Part.RESPONSIBLE}
    return propose(case, now=now) if involved and Item.INTAKE in items else None


def _warnings(case: Case) -> tuple[str, ...]:
    if case.closed_at is not None:
        return ()
    found = []
    if not CaseFact.objects.filter(case=case, fact_id=DISTANCE, superseded_at__isnull=True).exists():
        found.append(NOT_JUDGED)
    if not OwnService.objects.filter(case=case).exists():
        found.append(NO_OWN_SERVICE)
    return tuple(found)
