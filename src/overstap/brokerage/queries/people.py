"""Who may be asked for a coupling, what was asked of whom, and what a person reads of their own centre."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from overstap.audit.actions import record_reads
from overstap.brokerage.access import access_surplus
from overstap.brokerage.models import CentreMember, Coupling, CouplingInvitation
from overstap.brokerage.queries.centres import sessions_of
from overstap.brokerage.values import InvitationCard, MemberCard, OwnCentre
from overstap.casework.access import access_case
from overstap.casework.models import LabourProfile
from overstap.core.actor import Actor
from overstap.core.centres import ANSWERABLE, HOLDING
from overstap.core.decision import NotFoundError
from overstap.people.access import visible

PURPOSE = "bemiddeling"
SHOWN = 200


def invitable(actor: Actor, coupling_id: int, *, now: dt.datetime) -> tuple[MemberCard, ...]:
    """People of the company who can be asked for a coupling: of a centre, with an open file that the actor may open.

    Empty for a broker without files. The read of each file is logged. Raises NotFoundError for a coupling of others.
    """
    coupling = _coupling(actor, coupling_id)
    asked = CouplingInvitation.objects.filter(coupling=coupling).values("case_id")
    rows = CentreMember.objects.filter(centre__employer=coupling.surplus.employer_id, case__closed_at__isnull=True)
    rows = rows.filter(case__participant__in=visible(actor, now).values("pk")).exclude(case__in=asked)
    found = list(rows.select_related("case__participant").order_by("case__participant__last_name", "pk")[:SHOWN])
    found = [row for row in found if _may_open(actor, row.case_id, now)]
    record_reads(
        actor=actor,
        verb="uitnodigen_bekijken",
        object_kind="participant",
        subject_ids=[row.case.participant_id for row in found],
        purpose=PURPOSE,
        now=now,
    )
    named = dict(
        LabourProfile.objects.filter(case__in=[row.case_id for row in found])
        .order_by("pk")
        .values_list("case_id", "target_occupation")
    )
    return tuple(
        MemberCard(row.pk, row.case_id, row.case.number, row.case.participant.full_name, named.get(row.case_id, ""))
        for row in found
    )


def invitations_of_coupling(actor: Actor, coupling_id: int, *, now: dt.datetime) -> tuple[InvitationCard, ...]:
    """Who was asked for a coupling, by the number of their file. Raises NotFoundError for a coupling of others."""
    coupling = _coupling(actor, coupling_id)
    rows = CouplingInvitation.objects.filter(coupling=coupling, state__in=HOLDING)
    return tuple(_card(row, timezone.localdate(now)) for row in _joined(rows))


def own_invitations(actor: Actor, case_id: int, *, now: dt.datetime) -> tuple[InvitationCard, ...]:
    """What somebody was asked, the newest first. Raises NotFoundError for the file of another."""
    case = access_case(actor, case_id, now=now)
    rows = CouplingInvitation.objects.filter(case=case)
    return tuple(_card(row, timezone.localdate(now)) for row in reversed(_joined(rows)))


def own_centres(actor: Actor, case_id: int, *, now: dt.datetime) -> tuple[OwnCentre, ...]:
    """The centres in which somebody takes part, with the meetings still to come. Raises NotFoundError."""
    case = access_case(actor, case_id, now=now)
    rows = CentreMember.objects.filter(case=case).select_related("centre__employer", "centre__region").order_by("-pk")
    return tuple(
        OwnCentre(
            member_id=row.pk,
            employer_name=row.centre.employer.name,
            region_name=row.centre.region.name,
            closed=row.centre.closed_at is not None,
            session_id=row.session_id,
            sessions=tuple(one for one in sessions_of(row.centre) if one.starts_at > now),
        )
        for row in rows
    )


def _may_open(actor: Actor, case_id: int, now: dt.datetime) -> bool:
    try:
        access_case(actor, case_id, now=now)
    except NotFoundError:
        return False
    return True


def _coupling(actor: Actor, coupling_id: int) -> Coupling:
    row = Coupling.objects.filter(pk=coupling_id).select_related("surplus").first()
    if row is None:
        raise NotFoundError(coupling_id)
    access_surplus(actor, row.surplus_id)
    return row


def _joined(rows: QuerySet[CouplingInvitation]) -> list[CouplingInvitation]:
    return list(rows.select_related("case", "coupling__vacancy__employer", "coupling__vacancy__site").order_by("pk"))


def _card(row: CouplingInvitation, on: dt.date) -> InvitationCard:
    vacancy, case = row.coupling.vacancy, row.case
    return InvitationCard(
        id=row.pk,
        case_id=case.pk,
        number=case.number,
        title=vacancy.title,
        employer_name=vacancy.employer.name,
        municipality=vacancy.site.municipality,
        hours_least=vacancy.hours_least,
        hours_most=vacancy.hours_most,
        vacancy_id=vacancy.pk,
        state=row.state,
        answer_by=row.answer_by,
        may_answer=row.state in ANSWERABLE and on <= row.answer_by and case.closed_at is None,
    )
