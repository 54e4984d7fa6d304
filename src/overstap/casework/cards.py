"""Rows shaped as values."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.models import HandoverState, PassingKind, PassingState
from overstap.casework.policy import Term, due, local_day
from overstap.casework.targets import target as find_target
from overstap.casework.values import (
    CaseHeader,
    ContactCard,
    DecisionCard,
    DiagnosisCard,
    HandoverCard,
    OutcomeCard,
    OwnServiceCard,
    PartyRef,
    PassingCard,
    ResidenceCard,
    ResponsibilityCard,
)
from overstap.core.consent import Item

if TYPE_CHECKING:
    from overstap.casework.models import (
        Case,
        Decision,
        Diagnosis,
        Handover,
        Outcome,
        OwnService,
        Passing,
        Residence,
        ResponsibilityPeriod,
    )
    from overstap.casework.values import NextStep
    from overstap.core.actor import Actor
    from overstap.parties.models import Party
    from overstap.people.models import Participant

SECOND_RING = frozenset({"partnerloket", "onderwijsinstelling", "sbb", "dienstverlener", "sectorfonds"})
"""Kinds of party that stand around the team and are reached through a link function (R-099)."""


def party_ref(row: Party) -> PartyRef:
    """Show a party."""
    return PartyRef(row.pk, row.name)


def header(case: Case, next_step: NextStep | None) -> CaseHeader:
    """Show what stands above every page of a file."""
    return CaseHeader(
        id=case.pk,
        number=case.number,
        state=case.state,
        state_label=case.get_state_display(),
        entrance=case.entrance,
        entrance_label=case.get_entrance_display(),
        region_code=case.region.code,
        region_name=case.region.name,
        first_responsible=party_ref(case.first_responsible),
        contact_party=party_ref(case.contact_party) if case.contact_party else None,
        referrer=party_ref(case.referrer) if case.referrer else None,
        owner=case.owner.name if case.owner else "",
        owner_id=case.owner_id,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        closing_reason=case.closing_reason,
        next_step=next_step,
    )


def contact_card(row: Participant) -> ContactCard:
    """Show how to reach a person."""
    return ContactCard(
        participant_id=row.pk,
        name=row.full_name,
        birth_date=row.birth_date,
        email=row.email,
        phone=row.phone,
        municipality=row.municipality,
        language=row.language,
    )


def handover_card(row: Handover, case: Case, items: frozenset[Item], now: dt.datetime) -> HandoverCard:
    """Show a hand-over; the name only to who may see how to reach the person."""
    known = find_target(row.target, local_day(row.offered_at)) if row.target else None
    return HandoverCard(
        id=row.pk,
        case_id=case.pk,
        case_number=case.number,
        name=case.participant.full_name if Item.CONTACT in items else "",
        kind=row.kind,
        kind_label=row.get_kind_display(),
        instrument=row.instrument,
        from_party=party_ref(row.from_party),
        to_party=party_ref(row.to_party),
        second_ring=row.to_party.kind in SECOND_RING,
        state=row.state,
        state_label=row.get_state_display(),
        because=row.because,
        offered_at=row.offered_at,
        answer_due=row.answer_due,
        overdue=row.state == HandoverState.OFFERED and row.answer_due < local_day(now),
        answered_at=row.answered_at,
        answer=row.answer,
        first_contact_on=row.first_contact_on,
        target=row.target,
        target_nl=known.nl if known else "",
        target_en=known.en if known else "",
        source=known.source if known else "",
        items=tuple(Item(item) for item in row.items),
        suggested_party=party_ref(row.suggested_party) if row.suggested_party else None,
        to_phone=row.to_party.phone,
        to_email=row.to_party.email,
        corrects=row.corrects_id is not None,
    )


def residence_card(row: Residence) -> ResidenceCard:
    """Show where the person lived."""
    return ResidenceCard(row.municipality, row.region.code, row.region.name, row.from_on, row.until_on)


def passing_card(row: Passing, case: Case, items: frozenset[Item], actor: Actor, *, now: dt.datetime) -> PassingCard:
    """Show how a file passes on; the name only to who may see how to reach the person."""
    today = local_day(now)
    moving = row.kind == PassingKind.MOVE and row.state == PassingState.PROPOSED
    goes_on = due(Term.MOVE, region_code=row.to_region.code, on=row.from_on) if moving else None
    receives = actor.party_id == row.to_party_id and row.to_region.code in actor.region_codes
    return PassingCard(
        id=row.pk,
        case_id=case.pk,
        case_number=case.number,
        name=case.participant.full_name if Item.CONTACT in items else "",
        kind=row.kind,
        kind_label=row.get_kind_display(),
        state=row.state,
        state_label=row.get_state_display(),
        from_party=party_ref(row.from_party),
        to_party=party_ref(row.to_party),
        from_region=row.from_region.name,
        to_region=row.to_region.name,
        from_region_code=row.from_region.code,
        to_region_code=row.to_region.code,
        municipality=row.municipality,
        from_on=row.from_on,
        goes_on=goes_on,
        because_nl=row.because_nl,
        because_en=row.because_en,
        source=row.source,
        items=tuple(Item(item) for item in row.items),
        proposed_at=row.proposed_at,
        settled_at=row.settled_at,
        ours=receives,
        mine_to_take=moving and receives and today >= row.from_on,
    )


def decision_card(row: Decision, warnings: tuple[str, ...] = ()) -> DecisionCard:
    """Show a decision."""
    return DecisionCard(
        id=row.pk,
        assessment_id=row.assessment_id,
        kind=row.kind,
        label=row.get_kind_display(),
        deviates=row.deviates,
        motivation=row.motivation,
        decided_by=row.decided_by.name,
        decided_at=row.decided_at,
        scheme_version=row.assessment.scheme_version,
        warnings=warnings,
        basis_kept=bool(row.basis),
    )


def diagnosis_card(row: Diagnosis) -> DiagnosisCard:
    """Show the result of a diagnosis tool."""
    by = row.recorded_by.name if row.recorded_by else ""
    return DiagnosisCard(row.pk, party_ref(row.party), row.tool, row.tool_version, row.taken_on, row.result, by)


def own_service_card(row: OwnService) -> OwnServiceCard:
    """Show a step from the own services."""
    return OwnServiceCard(row.pk, party_ref(row.party), row.what, row.started_on)


def responsibility_card(row: ResponsibilityPeriod) -> ResponsibilityCard:
    """Show a period of responsibility."""
    return ResponsibilityCard(party_ref(row.party), row.from_at, row.until_at, row.because, row.source)


def outcome_card(row: Outcome) -> OutcomeCard:
    """Show how a file ended."""
    return OutcomeCard(
        old_contract_until=row.old_contract_until,
        new_contract_from=row.new_contract_from,
        employer=row.employer,
        occupation=row.occupation,
        hours_per_week=row.hours_per_week,
        contract=row.contract,
        benefit_between=row.benefit_between,
        direct=row.direct,
        days_between=row.days_between,
        recorded_at=row.recorded_at,
    )
