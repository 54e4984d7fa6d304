"""Who takes part in a desk for many: taking in a whole company, inviting everyone on paper, and meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from overstap.audit.actions import record
from overstap.brokerage.access import access_centre
from overstap.brokerage.models import CentreMember, CentreSession, MobilityCentre
from overstap.casework.access import access_case
from overstap.casework.actions.access_codes import ENTER_PATH, new_way_in
from overstap.casework.models import Case
from overstap.core.actor import Actor
from overstap.core.brokerage import CENTRE_CLOSED, refuse_attendance, refuse_session
from overstap.core.centres import SESSION_PAST, refuse_seat
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence import actions as post
from overstap.correspondence.readers import address_of
from overstap.correspondence.values import Recipient
from overstap.people.access import visible

if TYPE_CHECKING:
    from django.db.models import QuerySet

OBJECT = "mobiliteitscentrum"
LETTER = "centrum_uitnodiging"
MOST_SESSIONS = 6
"""More meetings than this do not fit on one page."""


@dataclass(frozen=True, slots=True)
class Invited:
    """What became of inviting everybody (uitgenodigd): letters made, and for how many no address is known."""

    letters: int
    without_address: int


def add_members(*, actor: Actor, centre_id: int, case_ids: Collection[int], now: dt.datetime) -> int | Refusal:
    """Take people of the company into a centre (R-437); gives how many are new. Who is in it already stays.

    Raises NotFoundError when one of the files is of somebody whom the actor does not see and whom their party did not
    bring in: then nobody is taken in.
    """
    with transaction.atomic():
        centre = access_centre(actor, centre_id, for_update=True)
        if centre.closed_at is not None:
            return CENTRE_CLOSED
        wanted = set(case_ids)
        seen = Case.objects.filter(pk__in=wanted)
        if not actor.is_system:
            own = Q(participant__in=visible(actor, now).values("pk"))
            if actor.serving_party_id is not None:
                own |= Q(referrer_id=actor.serving_party_id)
            seen = seen.filter(own)
        found = dict(seen.order_by("pk").values_list("pk", "participant_id"))
        if set(found) != wanted:
            raise NotFoundError(centre_id)
        known = set(CentreMember.objects.filter(centre=centre, case__in=wanted).values_list("case_id", flat=True))
        fresh = sorted(wanted - known)
        CentreMember.objects.bulk_create(
            CentreMember(centre=centre, case_id=key, added_at=now, added_by_id=actor.user_id) for key in fresh
        )
        for key in fresh:
            record(
                actor=actor,
                verb="centrum_deelnemer",
                object_kind=OBJECT,
                object_id=centre.pk,
                subject_id=found[key],
                now=now,
            )
    return len(fresh)


def invite_members(*, actor: Actor, centre_id: int, now: dt.datetime) -> Invited | Refusal:
    """Set ready a page on paper for everyone who was not invited yet: what is offered, when, and a code of their own.

    Each letter waits at the desk of the region where the person lives. Who has no known address is counted, and gets
    the letter the next time, when the address was filled in.
    """
    with transaction.atomic():
        centre = access_centre(actor, centre_id, for_update=True)
        if centre.closed_at is not None:
            return CENTRE_CLOSED
        made = without = 0
        meetings = _meetings(centre, now)
        for row in _waiting(centre):
            if not address_of(getattr(row.case.participant, "post_preference", None)).is_known:
                without += 1
                continue
            _send(actor, centre, row, meetings, now)
            made += 1
        told = {"brieven": made, "zonder_adres": without}
        record(actor=actor, verb="centrum_uitnodigen", object_kind=OBJECT, object_id=centre.pk, now=now, details=told)
    return Invited(made, without)


def plan_session(
    *, actor: Actor, centre_id: int, place: str, starts_at: dt.datetime, capacity: int, now: dt.datetime
) -> int | Refusal:
    """Plan a meeting for a group; gives its id."""
    with transaction.atomic():
        centre = access_centre(actor, centre_id, for_update=True)
        if centre.closed_at is not None:
            return CENTRE_CLOSED
        refusal = refuse_session(place=place, capacity=capacity)
        if refusal is not None:
            return refusal
        row = CentreSession.objects.create(centre=centre, place=place.strip(), starts_at=starts_at, capacity=capacity)
        told = {"plaats": row.place, "ruimte": capacity}
        record(actor=actor, verb="centrum_bijeenkomst", object_kind=OBJECT, object_id=centre.pk, now=now, details=told)
    return row.pk


def record_attendance(*, actor: Actor, session_id: int, attended: int, now: dt.datetime) -> Refusal | None:
    """Write down how many people came; who they were is not kept."""
    centre_id = CentreSession.objects.filter(pk=session_id).values_list("centre_id", flat=True).first()
    if centre_id is None:
        raise NotFoundError(session_id)
    with transaction.atomic():
        centre = access_centre(actor, centre_id, for_update=True)
        row = CentreSession.objects.select_for_update().get(pk=session_id)
        refusal = refuse_attendance(attended=attended, capacity=row.capacity)
        if refusal is not None:
            return refusal
        row.attended = attended
        row.save(update_fields=["attended"])
        told = {"aanwezig": attended}
        record(actor=actor, verb="centrum_aanwezig", object_kind=OBJECT, object_id=centre.pk, now=now, details=told)
    return None


def choose_session(*, actor: Actor, member_id: int, session_id: int | None, now: dt.datetime) -> Refusal | None:
    """Keep a seat at a meeting for somebody, by themselves or who guides them; None gives the seat back.

    Raises NotFoundError for the file of another and for a meeting of another centre.
    """
    member = CentreMember.objects.filter(pk=member_id).select_related("centre").first()
    if member is None:
        raise NotFoundError(member_id)
    with transaction.atomic():
        case = access_case(actor, member.case_id, now=now, for_update=True)
        if member.centre.closed_at is not None:
            return CENTRE_CLOSED
        refusal = _seat_refusal(member, session_id, now) if session_id is not None else None
        if refusal is not None:
            return refusal
        CentreMember.objects.filter(pk=member_id).update(session_id=session_id)
        verb = "centrum_plaats_kiezen" if session_id is not None else "centrum_plaats_teruggeven"
        record(
            actor=actor,
            verb=verb,
            object_kind=OBJECT,
            object_id=member.centre_id,
            subject_id=case.participant_id,
            now=now,
        )
    return None


def _seat_refusal(member: CentreMember, session_id: int, now: dt.datetime) -> Refusal | None:
    """Look under the lock of the meeting: two people never take the last seat."""
    rows = CentreSession.objects.select_for_update().filter(pk=session_id, centre_id=member.centre_id)
    session = rows.order_by("pk").first()
    if session is None:
        raise NotFoundError(session_id)
    if session.starts_at <= now:
        return SESSION_PAST
    taken = CentreMember.objects.filter(session=session).exclude(pk=member.pk).count()
    return refuse_seat(taken=taken, capacity=session.capacity)


def _waiting(centre: MobilityCentre) -> QuerySet[CentreMember]:
    """Who was not invited yet and still has an open file."""
    rows = CentreMember.objects.filter(centre=centre, invited_at__isnull=True, case__closed_at__isnull=True)
    return rows.select_related("case__participant__post_preference").order_by("pk")


def _send(actor: Actor, centre: MobilityCentre, row: CentreMember, meetings: str, now: dt.datetime) -> None:
    code, until = new_way_in(actor=actor, participant_id=row.case.participant_id, now=now)
    post.send(
        actor=actor,
        template=LETTER,
        to=Recipient(participant_id=row.case.participant_id),
        values={"bedrijf": centre.employer.name, "bijeenkomsten": meetings, "code": code, "geldig_tot": until},
        about=("dossier", row.case_id),
        now=now,
        link=ENTER_PATH,
    )
    row.invited_at = now
    row.save(update_fields=["invited_at"])


def _meetings(centre: MobilityCentre, now: dt.datetime) -> str:
    """The next meetings in one line: numbers for days and hours, so that it reads the same in each language."""
    rows = CentreSession.objects.filter(centre=centre, starts_at__gt=now).order_by("starts_at", "pk")[:MOST_SESSIONS]
    return "; ".join(f"{timezone.localtime(one.starts_at):%d-%m-%Y, %H:%M}, {one.place}" for one in rows)
