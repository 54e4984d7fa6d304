"""The door to a participant: who may see the name and contact data of whom."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from overstap.audit.actions import note_attempt, record_read
from overstap.core.actor import Actor
from overstap.core.decision import ForeignError, NotFoundError
from overstap.parties.queries import municipality_names_in
from overstap.people.models import Participant


def visible(actor: Actor, now: datetime) -> QuerySet[Participant]:
    """The participants whose name and contact data an actor may see.

    The person sees only themselves; a professional with a file role everyone who lives in a region of that workplace
    (R-080); the system everyone; a cashier or a board nobody (R-404).
    """
    rows = Participant.objects.all()
    if actor.is_system:
        return rows
    if actor.is_person and actor.participant_id is not None:
        return rows.filter(id=actor.participant_id)
    if not actor.serves_people:
        return rows.none()
    return rows.filter(municipality__in=municipality_names_in(actor.region_codes, timezone.localdate(now)))


def access_participant(
    actor: Actor, participant_id: int, *, purpose: str, now: datetime, for_update: bool = False
) -> Participant:
    """Fetch a participant for whom may see them, and write down who looked and why.

    Raises NotFoundError for everyone else, whether the participant exists or not. The attempt is written down; that of
    an action, which is about to roll back, by the action itself.
    """
    rows = visible(actor, now).filter(Q(id=participant_id))
    if for_update:
        rows = rows.select_for_update()
    row = rows.first()
    if row is None:
        if not Participant.objects.filter(id=participant_id).exists():
            raise NotFoundError
        error = ForeignError(
            "participant", participant_id, subject_id=participant_id, purpose=purpose, verb="access_participant"
        )
        if not for_update:
            note_attempt(actor=actor, error=error, now=now)
        raise error
    if not for_update:
        record_read(
            actor=actor,
            verb="access_participant",
            object_kind="participant",
            object_id=participant_id,
            subject_id=participant_id,
            purpose=purpose,
            now=now,
        )
    return row
