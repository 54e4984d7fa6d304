"""Questions about consent: what may this party see of this person, and what did the person say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from overstap.consent.access import held_items, in_force, permission
from overstap.consent.models import Consent
from overstap.core.actor import Actor
from overstap.core.consent import Item, Permission, Purpose
from overstap.core.decision import NotFoundError


@dataclass(frozen=True, slots=True)
class ConsentCard:
    """One consent as the person sees it (toestemming); `in_force` is as of the moment of asking."""

    id: int
    party_id: int
    party_name: str
    item: Item
    purpose: Purpose
    given_at: datetime
    valid_until: datetime | None
    withdrawn_at: datetime | None
    replaced: bool
    given_through: str
    in_force: bool


def may_see(actor: Actor, participant_id: int, item: Item, purpose: Purpose, now: datetime) -> bool:
    """Tell whether an actor may see one item of a person for one purpose now (R-401).

    The person sees all of their own file. A professional needs a file role and a consent for their party.
    """
    if actor.is_person:
        return actor.participant_id == participant_id
    party_id = actor.serving_party_id
    if party_id is None:
        return False
    return Consent.objects.filter(
        in_force(now), participant_id=participant_id, party_id=party_id, item=item, purpose=purpose
    ).exists()


def visible_items(actor: Actor, participant_id: int, now: datetime) -> frozenset[Item]:
    """The items of a person that an actor may see now, for whatever purpose was agreed."""
    if actor.is_person:
        return frozenset(Item) if actor.participant_id == participant_id else frozenset()
    return held_items(actor, participant_id, now)


def consents_of(actor: Actor, participant_id: int, now: datetime) -> tuple[ConsentCard, ...]:
    """What a person agreed to, newest first: all of it for the person, for a professional only that of their own party.

    Which other parties a person trusts is told to nobody else: a union among them says something about the person.
    Raises NotFoundError for another person.
    """
    rows = Consent.objects.filter(participant_id=participant_id)
    if actor.is_person:
        if actor.participant_id != participant_id:
            raise NotFoundError
    elif not actor.is_system:
        party_id = actor.serving_party_id
        rows = rows.none() if party_id is None else rows.filter(party_id=party_id)
    rows = rows.select_related("party").order_by("-given_at", "party__name", "item", "purpose", "-id")
    return tuple(consent_card(row, now) for row in rows)


def permissions_of(participant_id: int) -> tuple[Permission, ...]:
    """All consents of a person as values for rules; never shown as such."""
    return tuple(permission(row) for row in Consent.objects.filter(participant_id=participant_id).order_by("id"))


def consent_card(row: Consent, now: datetime) -> ConsentCard:
    """Shape a consent; expects the party fetched along."""
    return ConsentCard(
        id=row.pk,
        party_id=row.party.pk,
        party_name=row.party.name,
        item=Item(row.item),
        purpose=Purpose(row.purpose),
        given_at=row.given_at,
        valid_until=row.valid_until,
        withdrawn_at=row.withdrawn_at,
        replaced=row.replaced,
        given_through=row.given_through,
        in_force=permission(row).holds(now),
    )
