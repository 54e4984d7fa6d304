"""Which consents are in force, as a condition for the database, and the door to one of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from overstap.consent.models import Consent
from overstap.core.actor import Actor
from overstap.core.consent import Item, Permission, Purpose
from overstap.core.decision import ForeignError, NotFoundError
from overstap.people.access import access_participant, visible
from overstap.people.models import Participant


def in_force(now: datetime) -> Q:
    """The condition that a consent holds at a moment; the same as `Permission.holds`, for the database."""
    return (
        Q(given_at__lte=now)
        & (Q(valid_until__isnull=True) | Q(valid_until__gt=now))
        & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=now))
    )


def permission(row: Consent) -> Permission:
    """Shape a consent as the value that rules work with."""
    return Permission(
        party_id=row.party_id,
        item=Item(row.item),
        purpose=Purpose(row.purpose),
        given_at=row.given_at,
        valid_until=row.valid_until,
        withdrawn_at=row.withdrawn_at,
    )


def held_items(actor: Actor, participant_id: int, now: datetime) -> frozenset[Item]:
    """The items that the party of a professional may see now, for whatever purpose; none for who opens no files."""
    party_id = actor.serving_party_id
    if party_id is None:
        return frozenset()
    rows = Consent.objects.filter(in_force(now), participant_id=participant_id, party_id=party_id)
    return frozenset(Item(item) for item in rows.order_by("item").values_list("item", flat=True))


def access_person(actor: Actor, participant_id: int, *, now: datetime, through_file: bool = False) -> Participant:
    """The door to the consents of a person, locked for a change.

    Open to the person and, in the region where the person lives, to a party that works with them already. Whoever only
    knows how to find the person does not give themselves more: raises NotFoundError for everyone else. Who came through
    the door of the file (`through_file`) was weighed there: help goes on where the person lived before (R-124).
    """
    here = through_file or visible(actor, now).filter(pk=participant_id).exists()
    if not (actor.is_person or actor.is_system) and not (here and held_items(actor, participant_id, now)):
        if not Participant.objects.filter(id=participant_id).exists():
            raise NotFoundError
        raise ForeignError(
            "participant", participant_id, subject_id=participant_id, purpose="toestemming", verb="access_participant"
        )
    if not actor.is_person:
        found = Participant.objects.select_for_update().filter(id=participant_id).first()
        if found is None:
            raise NotFoundError(participant_id)
        return found
    return access_participant(actor, participant_id, purpose="toestemming", now=now, for_update=True)
