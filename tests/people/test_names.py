"""A name is found however it is spelled, by who may see the person."""

import importlib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from overstap.core.actor import Role
from overstap.people.models import Participant
from overstap.people.queries import find_participants
from tests.conftest import START
from tests.factories.people import make_participant, make_professional

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["Bernárd Janssen", "Janzen", "Jasnen", "jansenn bernhard", "Janse"])
def test_a_slip_in_the_name_still_finds_who_was_born_that_day(text: str) -> None:
    person = make_participant(first_name="Bernard", last_name="Jansen")
    found = find_participants(
        make_professional(Role.DESK), text, born=person.birth_date, purpose="loket", now=START
    )  # fmt: skip
    elsewhere = find_participants(
        make_professional(Role.DESK, region="AM01"), text, born=person.birth_date, purpose="loket", now=START
    )
    other_day = find_participants(
        make_professional(Role.DESK), text, born=person.birth_date + timedelta(days=1), purpose="loket", now=START
    )

    assert [one.id for one in found] == [person.pk]
    assert elsewhere == other_day == ()


def test_the_key_of_a_name_follows_the_name_and_tells_no_more() -> None:
    person = make_participant(first_name="Zoë", last_name="van den Bergh")
    before = person.name_key
    person.last_name = "Meijer"
    person.save()
    person.refresh_from_db()

    assert (before, person.name_key) == ("sufandenberg", "sumyer")
    assert Participant.objects.filter(pk=person.pk, name_key__contains="myer").exists()


def test_people_who_were_there_before_get_their_key() -> None:
    fill = importlib.import_module("overstap.people.migrations.0002_name_key").fill
    person = make_participant(first_name="Zoë", last_name="van den Bergh")
    Participant.objects.update(name_key="")
    fill(apps, SimpleNamespace(connection=connection))
    person.refresh_from_db()

    assert person.name_key == "sufandenberg"
