"""Who gives, and to whom."""

from datetime import timedelta

import pytest

from overstap.core.actor import Actor
from overstap.parties.models import PartyKind
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.people import make_participant, make_professional

DAY = timedelta(days=1)


@pytest.fixture
def person() -> Participant:
    return make_participant(now=START - DAY)


@pytest.fixture
def uwv() -> Actor:
    return make_professional()


@pytest.fixture
def union() -> Actor:
    return make_professional(party_kind=PartyKind.UNION)
