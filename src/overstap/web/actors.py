"""Who asks: the account of the session, and in which of its places it works now."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from overstap.casework import queries as casework
from overstap.core.actor import Actor, Role
from overstap.parties import queries as parties
from overstap.parties.values import MembershipCard
from overstap.people import queries as people
from overstap.web import clock
from overstap.web.request import NOBODY

# Session keys.
PLACE = "werkplek"
PERSONA = "demo_persoon"

ENTERED = "met_brief"
"""With which code of a letter somebody is inside, and until when."""

AS_PERSON = "persoon"


def memberships(request: HttpRequest, now: dt.datetime) -> tuple[MembershipCard, ...]:
    """The places in organisations that the account of this session holds now."""
    if not request.user.is_authenticated or request.user.pk is None:
        return ()
    return parties.memberships_of(request.user.pk, now)


def actor_of(request: HttpRequest, held: tuple[MembershipCard, ...], now: dt.datetime) -> Actor:
    """The actor of this request.

    With one place it is that place; with several it is the one chosen in the session, and nobody in particular
    (signed in, without a role) until one is chosen. A participant acts for their own file.
    """
    if not request.user.is_authenticated or request.user.pk is None:
        return entered(request, now) or NOBODY
    user_id = int(request.user.pk)
    chosen = request.session.get(PLACE)
    place = next((card for card in held if card.id == chosen), None)
    if place is None and len(held) == 1 and chosen != AS_PERSON:
        place = held[0]
    if place is not None:
        return parties.actor_of_place(user_id, str(request.user.name), place)
    participant = people.participant_of_user(user_id) if chosen == AS_PERSON or not held else None
    name = str(request.user)
    if participant is None:
        return Actor(user_id=user_id, name=name, roles=frozenset())
    return Actor(user_id=user_id, name=name, roles=frozenset({Role.PERSON}), participant_id=participant)


def entered(request: HttpRequest, now: dt.datetime) -> Actor | None:
    """The person who came in with the code of a letter, as long as this session and the code last."""
    kept = request.session.get(ENTERED)
    if not isinstance(kept, dict):
        return None
    until = parse_datetime(str(kept.get("until", "")))
    if until is None or until <= clock.real():
        return None
    return casework.person_inside(int(kept.get("code", 0)), now=now)
