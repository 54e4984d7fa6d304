"""Invented people: participants, professionals and the actors that they are."""

import datetime as dt
from collections.abc import Collection
from itertools import count

from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import Refusal
from overstap.parties import actions as parties
from overstap.parties.models import Membership, Party, PartyInRegion, PartyKind, Region, User
from overstap.parties.queries import actor_for
from overstap.people import actions as people
from overstap.people.models import Participant
from tests.conftest import START

_numbers = count(1)

ADVISER = frozenset({Role.ADVISER})


def make_user(name: str = "Robin Bakker", email: str | None = None) -> User:
    """An account without memberships."""
    return User.objects.create_user(email or f"account{next(_numbers)}@voorbeeld.example", name)


def party_of(kind: str, region_code: str = "AM26") -> Party:
    """A party of a kind that works in a region; one of the reference data, or else a new one."""
    present = PartyInRegion.objects.filter(party__kind=kind, region__code=region_code)
    row = present.select_related("party").order_by("-first_contact", "party__id").first()
    if row is not None:
        return row.party
    national = Party.objects.filter(kind=kind).order_by("id").first()
    if national is not None and kind == PartyKind.MINISTRY:
        return national
    return make_party(kind, region_code)


def make_party(kind: str, region_code: str | None = "AM26", name: str | None = None) -> Party:
    """A new party, working in one region from before every test."""
    party = Party.objects.create(name=name or f"Organisatie {next(_numbers)}", kind=kind)
    if region_code is not None:
        region = Region.objects.get(code=region_code)
        PartyInRegion.objects.create(party=party, region=region, valid_from=dt.date(2020, 1, 1))
    return party


def make_professional(
    *roles: Role,
    party_kind: str = PartyKind.UWV,
    region: str | None = "AM26",
    party: Party | None = None,
    name: str | None = None,
    user: User | None = None,
) -> Actor:
    """A professional with an account and memberships (an adviser when no role is named), as an actor.

    `region` is a code; None gives the roles in every region of the party.
    """
    number = next(_numbers)
    user = user or make_user(name or f"Medewerker {number}")
    party = party or party_of(party_kind, region or "AM26")
    place = Region.objects.get(code=region) if region else None
    memberships = [
        Membership.objects.create(user=user, party=party, role=role, region=place, valid_from=dt.date(2020, 1, 1))
        for role in roles or ADVISER
    ]
    return actor_for(user.pk, memberships[0].pk, START)


def make_participant(
    *,
    first_name: str = "Sam",
    last_name: str | None = None,
    birth_date: dt.date = dt.date(1985, 5, 17),
    email: str | None = None,
    municipality: str = "Tilburg",
    now: dt.datetime = START,
) -> Participant:
    """A person who registered themselves; by default in Midden-Brabant, with an address nobody else has."""
    number = next(_numbers)
    card = people.register_participant(
        actor=SYSTEM,
        first_name=first_name,
        last_name=last_name or f"de Vries-{number}",
        birth_date=birth_date,
        email=email if email is not None else f"deelnemer{number}@voorbeeld.example",
        phone="06 12345678",
        municipality=municipality,
        language="nl",
        now=now,
    )
    assert not isinstance(card, Refusal), card
    return Participant.objects.get(id=card.id)


def person_actor(participant: Participant) -> Actor:
    """The actor that a participant is when signed in."""
    return Actor(
        user_id=participant.user_id,
        name=participant.full_name,
        roles=frozenset({Role.PERSON}),
        participant_id=participant.pk,
    )


def make_actor(
    *roles: Role,
    party_id: int | None = None,
    party_name: str = "",
    party_kind: str = "",
    regions: Collection[str] = ("AM26",),
    user_id: int | None = 1,
    participant_id: int | None = None,
) -> Actor:
    """An actor without rows behind it, for rules and queries that only ask the actor."""
    return Actor(
        user_id=user_id,
        name="Robin Bakker",
        roles=frozenset(roles),
        party_id=party_id,
        party_name=party_name,
        party_kind=party_kind,
        region_codes=frozenset(regions),
        participant_id=participant_id,
    )


def load_parties() -> None:
    """Put the reference data in place, for a test that emptied the tables."""
    parties.load_reference(now=START)
