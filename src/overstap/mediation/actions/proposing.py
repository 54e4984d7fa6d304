"""Proposing somebody for a vacancy; nobody is shown to an employer before they said yes themselves (R-408)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overstap.audit.actions import one_deed, record
from overstap.casework.access import lock_case
from overstap.consent.within import permit
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError, Refusal
from overstap.demand.models import Vacancy
from overstap.mediation.access import CASE, LOOKING_ROLES, alias_of, looked_for_by, open_profile
from overstap.mediation.kinds import ProposalState
from overstap.mediation.models import Proposal
from overstap.mediation.refusals import ALREADY, ANSWERED, CLOSED, NOT_OPEN, ONLY_PERSON, SAID_NO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from overstap.casework.models import Case
    from overstap.core.actor import Actor

PROPOSE, ANSWER, TAKE_BACK = "kandidaat_voorstellen", "voorstel_beantwoorden", "voorstel_intrekken"
STANDING = (ProposalState.ASKED, ProposalState.AGREED)


def propose_for_vacancy(*, actor: Actor, case_id: int, vacancy_id: int, now: dt.datetime) -> int | Refusal:
    """Ask somebody whether they want to be proposed for a vacancy, by who guides them; or by the person themselves.

    Raises NotFoundError for who may not see the profile.
    """
    with one_deed(actor=actor, verb=PROPOSE, now=now):
        case = open_profile(actor, case_id, PROPOSE, now=now, for_update=True)
        party_id = case.first_responsible_id if actor.is_person else actor.party_id
        return _ask(actor, case, vacancy_id, party_id or case.first_responsible_id, now)


def propose_candidate(*, actor: Actor, vacancy_id: int, alias: str, now: dt.datetime) -> int | Refusal:
    """Ask a candidate of a broker's list, who has no name yet, whether they want to be proposed.

    Raises NotFoundError when nobody who agreed to be looked for is called so at this vacancy any more.
    """
    if not actor.has(*LOOKING_ROLES) or actor.party_id is None:
        raise NotFoundError(vacancy_id)
    with one_deed(actor=actor, verb=PROPOSE, now=now):
        found = next((one for one in looked_for_by(actor, now) if alias_of(one, vacancy_id) == alias), None)
        if found is None:
            raise NotFoundError(alias)
        lock_case(found.pk)
        # Whoever took the permission back while we waited for the file is no longer found.
        case = looked_for_by(actor, now).filter(pk=found.pk).first()
        if case is None:
            raise NotFoundError(alias)
        return _ask(actor, case, vacancy_id, actor.party_id, now)


def _ask(actor: Actor, case: Case, vacancy_id: int, party_id: int, now: dt.datetime) -> int | Refusal:
    vacancy = Vacancy.objects.filter(pk=vacancy_id).select_related("employer").first()
    if vacancy is None:
        raise NotFoundError(vacancy_id)
    if case.closed_at is not None:
        return CLOSED
    if vacancy.state != "open" or vacancy.taken >= vacancy.places:
        return NOT_OPEN
    rows = Proposal.objects.filter(case=case, vacancy=vacancy)
    if rows.filter(state__in=STANDING).exists():
        return ALREADY
    if not actor.is_person and rows.filter(state=ProposalState.DECLINED).exists():
        return SAID_NO
    row = Proposal.objects.create(
        case=case, vacancy=vacancy, party_id=party_id, proposed_by_id=actor.user_id, proposed_at=now
    )
    _record(actor, PROPOSE, case, now, {"vacature": vacancy.title, "werkgever": vacancy.employer.name})
    return row.pk


def answer_proposal(
    *, actor: Actor, proposal_id: int, agrees: bool, with_contact: bool = False, now: dt.datetime
) -> ProposalState | Refusal:
    """Say yes or no to a proposal; only the person does.

    Yes lets the party that proposed use the profile to bring this person to work, and only then the employer sees them.
    The person may change their answer as long as the proposal was not taken back. Raises NotFoundError for a proposal
    of somebody else.
    """
    with one_deed(actor=actor, verb=ANSWER, now=now):
        row, case = _own(actor, proposal_id, ANSWER, now)
        if not actor.is_person:
            return ONLY_PERSON
        if row.state == ProposalState.TAKEN_BACK:
            return ANSWERED
        if case.closed_at is not None:
            return CLOSED
        if agrees and row.state != ProposalState.AGREED:
            if row.vacancy.state != "open":
                return NOT_OPEN
            items = {Item.PROFILE, Item.CONTACT} if with_contact else {Item.PROFILE}
            permit(
                actor=actor,
                participant_id=case.participant_id,
                party_id=row.party_id,
                items=items,
                purpose=Purpose.MATCHING,
                given_through="online",
                now=now,
            )
        row.state = ProposalState.AGREED if agrees else ProposalState.DECLINED
        row.with_contact = agrees and with_contact
        row.answered_at = now
        row.save()
        _record(actor, ANSWER, case, now, {"vacature": row.vacancy.title, "antwoord": "ja" if agrees else "nee"})
    return ProposalState(row.state)


def take_back_proposal(*, actor: Actor, proposal_id: int, now: dt.datetime) -> Refusal | None:
    """Take a proposal back, by the person or the party that proposed; the employer sees nobody any more."""
    with one_deed(actor=actor, verb=TAKE_BACK, now=now):
        row, case = _own(actor, proposal_id, TAKE_BACK, now)
        if row.state == ProposalState.TAKEN_BACK:
            return ANSWERED
        row.state, row.ended_at = ProposalState.TAKEN_BACK, now
        row.save()
        _record(actor, TAKE_BACK, case, now, {"vacature": row.vacancy.title})
    return None


def _own(actor: Actor, proposal_id: int, verb: str, now: dt.datetime) -> tuple[Proposal, Case]:
    """A proposal through the door of its file, which is locked first so that answers queue."""
    case_id = Proposal.objects.filter(pk=proposal_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFoundError(proposal_id)
    case = open_profile(actor, case_id, verb, now=now, for_update=True)
    return Proposal.objects.select_related("vacancy").get(pk=proposal_id), case


def _record(actor: Actor, verb: str, case: Case, now: dt.datetime, details: Mapping[str, object]) -> None:
    record(
        actor=actor,
        verb=verb,
        object_kind=CASE,
        object_id=case.pk,
        subject_id=case.participant_id,
        purpose=Purpose.MATCHING.value,
        now=now,
        details=details,
    )
