"""Consent that is given in a test."""

from collections.abc import Collection
from datetime import datetime

from overstap.consent.actions import give_consent
from overstap.consent.queries import ConsentCard
from overstap.core.actor import Actor
from overstap.core.consent import Item, Purpose
from overstap.core.decision import Refusal
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.people import person_actor


def agree(
    person: Participant,
    to: Actor,
    items: Collection[Item] = (Item.PROFILE,),
    purpose: Purpose = Purpose.GUIDANCE,
    *,
    actor: Actor | None = None,
    valid_until: datetime | None = None,
    now: datetime = START,
) -> tuple[ConsentCard, ...]:
    assert to.party_id is not None
    cards = give_consent(
        actor=actor or person_actor(person),
        participant_id=person.pk,
        party_id=to.party_id,
        items=items,
        purpose=purpose,
        valid_until=valid_until,
        given_through="online",
        now=now,
    )
    assert not isinstance(cards, Refusal), cards
    return cards
