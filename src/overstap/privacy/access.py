"""The doors of privacy: a person to their own requests, a privacy officer to those of their own party."""

from __future__ import annotations

from django.db.models import QuerySet

from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.core.moves import Part
from overstap.privacy.models import Destruction, SubjectRequest


def party_of(actor: Actor) -> int:
    """The party whose privacy officer this is. Raises NotFoundError for anyone else."""
    if actor.party_id is None or not actor.has(Role.PRIVACY_OFFICER):
        raise NotFoundError
    return actor.party_id


def account_of(actor: Actor) -> int:
    """The account of an actor. Raises NotFoundError for who has none."""
    if actor.user_id is None:
        raise NotFoundError
    return actor.user_id


def requests_for(actor: Actor) -> QuerySet[SubjectRequest]:
    """The requests that an actor may see: one's own, or those of the party whose privacy officer they are."""
    rows = SubjectRequest.objects.select_related("participant", "party", "assigned_to", "answered_by")
    if actor.is_person and actor.participant_id is not None:
        return rows.filter(participant_id=actor.participant_id)
    return rows.filter(party_id=party_of(actor))


def access_request(actor: Actor, request_id: int, *, for_update: bool = False) -> SubjectRequest:
    """One request, locked for a change. Raises NotFoundError for whom it is not."""
    rows = requests_for(actor)
    if for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=request_id).first()
    if row is None:
        raise NotFoundError(request_id)
    return row


def parts_towards(actor: Actor, row: SubjectRequest) -> frozenset[Part]:
    """Which parts an actor plays towards a request."""
    if actor.is_person:
        return frozenset({Part.PERSON}) if actor.participant_id == row.participant_id else frozenset()
    own = actor.party_id == row.party_id and actor.has(Role.PRIVACY_OFFICER)
    return frozenset({Part.HANDLER}) if own else frozenset()


def access_destruction(actor: Actor, destruction_id: int, *, for_update: bool = False) -> Destruction:
    """One destruction of the own party. Raises NotFoundError."""
    rows = Destruction.objects.select_related("party", "proposed_by", "decided_by")
    if for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=destruction_id, party_id=party_of(actor)).first()
    if row is None:
        raise NotFoundError(destruction_id)
    return row
