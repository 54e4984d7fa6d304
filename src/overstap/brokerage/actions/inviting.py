"""Asking people of a group whether they want the work of a coupling: everyone is free to say no (R-358)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import record
from overstap.brokerage.access import access_coupling
from overstap.brokerage.models import CentreMember, Coupling, CouplingInvitation
from overstap.brokerage.settings import answer_days
from overstap.casework.access import access_case, lock_case, parts_of
from overstap.casework.models import Case
from overstap.casework.policy import Term
from overstap.casework.steps import set_step
from overstap.core.actor import SYSTEM, Actor
from overstap.core.brokerage import CouplingState
from overstap.core.centres import (
    ANSWERABLE,
    HOLDING,
    NOT_AGREED,
    NOT_ANSWERABLE,
    SAID_NO,
    InvitationState,
    refuse_invitation,
)
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.core.moves import Part
from overstap.core.placement import Through
from overstap.correspondence import actions as post
from overstap.correspondence.values import Recipient
from overstap.placement.actions import agree_placement, start_placement
from overstap.placement.values import PlacementFields

OBJECT = "koppeling"
LETTER = "koppeling_uitnodiging"
RECORD_START = N_("Vastleggen dat het nieuwe werk begon")


def invite_people(*, actor: Actor, coupling_id: int, member_ids: Collection[int], now: dt.datetime) -> int | Refusal:
    """Ask people of the company for an agreed coupling; gives how many letters went. Never more than there are places.

    `member_ids` are people who take part in a centre of the same company. Raises NotFoundError for anybody else, and
    for a file that the actor may not open: then nobody is asked.
    """
    with transaction.atomic():
        coupling = access_coupling(actor, coupling_id)
        if coupling.state != CouplingState.AGREED:
            return NOT_AGREED
        rows = CentreMember.objects.filter(pk__in=set(member_ids), centre__employer=coupling.surplus.employer_id)
        cases = [access_case(actor, key, now=now) for key in rows.order_by("pk").values_list("case_id", flat=True)]
        if len(cases) != len(set(member_ids)):
            raise NotFoundError(coupling_id)
        known = CouplingInvitation.objects.filter(coupling=coupling).values_list("case_id", flat=True)
        fresh = [one for one in cases if one.pk not in set(known) and one.closed_at is None]
        refusal = refuse_invitation(wanted=len(fresh), left=places_to_offer(coupling))
        if refusal is not None:
            return refusal
        answer_by = timezone.localdate(now) + dt.timedelta(days=answer_days(timezone.localdate(now)))
        for case in fresh:
            _invite(actor, coupling, case, answer_by, now)
    return len(fresh)


def places_to_offer(coupling: Coupling) -> int:
    """For how many people of a coupling nobody was asked yet, or who was asked said no."""
    held = CouplingInvitation.objects.filter(coupling=coupling, state__in=HOLDING)
    started = held.filter(state=InvitationState.STARTED).count()
    # Who started without an invitation was only counted.
    return coupling.people - held.count() - max(coupling.placed - started, 0)


def answer_invitation(*, actor: Actor, invitation_id: int, agrees: bool, now: dt.datetime) -> Refusal | None:
    """Say yes or no; it may change until the person started. A no has no consequence (R-358, R-400).

    Raises NotFoundError for an invitation of somebody else.
    """
    row = _row(invitation_id)
    with transaction.atomic():
        case = access_case(actor, row.case_id, now=now, for_update=True)
        row = CouplingInvitation.objects.select_for_update().get(pk=invitation_id)
        if row.state not in ANSWERABLE:
            return NOT_ANSWERABLE
        row.state = InvitationState.YES if agrees else InvitationState.NO
        row.answered_at = now
        row.save(update_fields=["state", "answered_at"])
        _record(actor, "uitnodiging_ja" if agrees else "uitnodiging_nee", row, case, now)
    return None


def start_invited(
    *, actor: Actor, invitation_id: int, on: dt.date, hours_per_week: int, now: dt.datetime
) -> Refusal | None:
    """Write down that somebody who said yes started; the coupling counts them, and is done when everybody did.

    The work stands in their file from then on (R-004). The first day is written down by who is first responsible
    there; when the actor is of another party, that is the next step of the file.
    """
    row = _row(invitation_id)
    with transaction.atomic():
        coupling = access_coupling(actor, row.coupling_id)
        case = access_case(actor, row.case_id, now=now)
        row = CouplingInvitation.objects.select_for_update().get(pk=invitation_id)
        if row.state != InvitationState.YES:
            return SAID_NO
        if coupling.state != CouplingState.AGREED:
            return NOT_AGREED
        refusal = _place(actor, case, _work(coupling, on, hours_per_week), now)
        if refusal is not None:
            transaction.set_rollback(True)
            return refusal
        row.state, row.started_on = InvitationState.STARTED, on
        row.save(update_fields=["state", "started_on"])
        coupling.placed += 1
        if coupling.placed == coupling.people:
            coupling.state = CouplingState.DONE
        coupling.save(update_fields=["placed", "state"])
        _record(actor, "uitnodiging_begonnen", row, case, now)
    return None


def let_invitations_lapse(*, now: dt.datetime) -> int:
    """Give the places of who did not answer in time to somebody else; gives how many. Nothing changes in their file."""
    late = CouplingInvitation.objects.filter(state=InvitationState.INVITED, answer_by__lt=timezone.localdate(now))
    done = 0
    for key in list(late.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row = CouplingInvitation.objects.select_for_update(of=("self",)).select_related("case").get(pk=key)
            if row.state != InvitationState.INVITED:
                continue
            row.state = InvitationState.SILENT
            row.save(update_fields=["state"])
            _record(SYSTEM, "uitnodiging_stil", row, row.case, now)
            done += 1
    return done


def _invite(actor: Actor, coupling: Coupling, case: Case, answer_by: dt.date, now: dt.datetime) -> None:
    row = CouplingInvitation.objects.create(
        coupling=coupling,
        case=case,
        state=InvitationState.INVITED,
        invited_at=now,
        invited_by_id=actor.user_id,
        answer_by=answer_by,
    )
    vacancy = coupling.vacancy
    post.send(
        actor=actor,
        template=LETTER,
        to=Recipient(participant_id=case.participant_id),
        values={
            "werk": vacancy.title,
            "bedrijf": vacancy.employer.name,
            "plaats": vacancy.site.municipality,
            "uiterlijk": answer_by,
        },
        about=("dossier", case.pk),
        now=now,
        once=f"{LETTER} {row.pk}",
    )
    _record(actor, "koppeling_uitnodigen", row, case, now)


def _work(coupling: Coupling, on: dt.date, hours_per_week: int) -> PlacementFields:
    vacancy = coupling.vacancy
    return PlacementFields(
        vacancy_id=vacancy.pk,
        employer_name=vacancy.employer.name,
        occupation_uri=vacancy.occupation_uri,
        contract=vacancy.contract,
        hours_per_week=hours_per_week,
        starts_on=on,
        through=Through.COUPLING,
    )


def _place(actor: Actor, case: Case, fields: PlacementFields, now: dt.datetime) -> Refusal | None:
    """Let the work stand in the file: both companies and the person said yes, so nobody has to agree to it again."""
    lock_case(case.pk)
    made = agree_placement(actor=SYSTEM, case_id=case.pk, fields=fields, now=now)
    if isinstance(made, Refusal):
        return made
    if Part.RESPONSIBLE not in parts_of(actor, case):
        set_step(case, RECORD_START, party=case.first_responsible, term=Term.DISCUSS_PROGRESS, now=now)
        return None
    begun = start_placement(actor=actor, placement_id=made, on=fields.starts_on, now=now)
    return begun if isinstance(begun, Refusal) else None


def _row(invitation_id: int) -> CouplingInvitation:
    row = CouplingInvitation.objects.filter(pk=invitation_id).first()
    if row is None:
        raise NotFoundError(invitation_id)
    return row


def _record(actor: Actor, verb: str, row: CouplingInvitation, case: Case, now: dt.datetime) -> None:
    record(
        actor=actor,
        verb=verb,
        object_kind=OBJECT,
        object_id=row.coupling_id,
        subject_id=case.participant_id,
        now=now,
        details={"uitnodiging": row.pk},
    )
