"""Who sees which consents, and the same rule in Python and in the database."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overstap.consent.access import in_force, permission
from overstap.consent.models import Consent
from overstap.consent.queries import consents_of, permissions_of
from overstap.core.actor import Actor
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError
from overstap.parties.models import Party
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.consent import agree
from tests.factories.people import make_participant, person_actor

pytestmark = pytest.mark.django_db

TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)


@pytest.mark.requirement("R-401")
def test_the_person_sees_all_consents_and_a_party_only_its_own(person: Participant, uwv: Actor, union: Actor) -> None:
    agree(person, uwv)
    agree(person, union)

    mine = consents_of(person_actor(person), person.pk, START)
    theirs = consents_of(uwv, person.pk, START)

    assert {card.party_name for card in mine} == {"UWV", "FNV"}
    assert {card.party_name for card in theirs} == {"UWV"}


def test_another_person_does_not_see_consents(person: Participant) -> None:
    with pytest.raises(NotFoundError):
        consents_of(person_actor(make_participant()), person.pk, START)


@settings(max_examples=40, deadline=None)
@given(
    given_at=st.integers(-5, 5),
    lasts=st.none() | st.integers(1, 5),
    until_withdrawn=st.none() | st.integers(0, 5),
    now=st.integers(-6, 11),
)
def test_the_condition_for_the_database_says_the_same_as_the_rule(
    given_at: int, lasts: int | None, until_withdrawn: int | None, now: int
) -> None:
    Consent.objects.all().delete()
    person = Participant.objects.order_by("id").first() or make_participant()
    start = START + given_at * DAY
    row = Consent.objects.create(
        participant=person,
        party=Party.objects.get(name="UWV"),
        item=Item.PROFILE,
        purpose=Purpose.GUIDANCE,
        given_at=start,
        valid_until=start + lasts * DAY if lasts is not None else None,
        withdrawn_at=start + until_withdrawn * DAY if until_withdrawn is not None else None,
        given_through="online",
    )
    moment = START + now * DAY

    assert Consent.objects.filter(in_force(moment)).exists() == permission(row).holds(moment)
    assert permissions_of(person.pk) == (permission(row),)
