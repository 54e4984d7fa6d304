"""Which consents are in force, as a condition for the database, and the door to one of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from overstap.consent.models import Consent
from overstap.core.actor import Actor
from overstap.core.consent import Item, Permission, Purpose
from overstap.people.access import access_participant
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


def access_person(actor: Actor, participant_id: int, *, now: datetime) -> Participant:
    """The door to the consents of a person, locked for a change.

    Open to the person, to whoever may see them, and to a party that already works with them. Raises NotFoundError for
    everyone else.
    """
    party_id = actor.serving_party_id
    shared = (
        party_id is not None
        and Consent.objects.filter(in_force(now), participant_id=participant_id, party_id=party_id).exists()
    )
    if shared:
        return Participant.objects.select_for_update().get(id=participant_id)
    return access_participant(actor, participant_id, purpose="toestemming", now=now, for_update=True)
