"""One letter that is asked for twice at the same moment is one letter, and nobody's transaction breaks off."""

import datetime as dt
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction

from overstap.audit.models import AuditLine
from overstap.core.actor import SYSTEM
from overstap.correspondence import actions
from overstap.correspondence.models import Letter
from overstap.correspondence.values import LetterCard, Recipient
from overstap.people.models import Participant
from tests.factories.people import make_participant
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT_ONCE = 4
ONCE = "proef 1"


def write(person: Participant, now: dt.datetime) -> LetterCard:
    """Send inside a transaction of the caller, which must be able to go on after it."""
    with transaction.atomic():
        card = actions.send(
            actor=SYSTEM,
            template="gestopt",
            to=Recipient(participant_id=person.pk),
            values={"nummer": "OS-2021-00001", "vanaf": now.date()},
            about=("dossier", 1),
            now=now,
            once=ONCE,
        )
        Participant.objects.filter(pk=person.pk).exists()

    assert isinstance(card, LetterCard)
    return card


def test_a_letter_that_is_asked_for_at_once_is_one_letter(now: dt.datetime) -> None:
    person = make_participant()
    cards = meet(*[lambda: write(person, now)] * AT_ONCE)

    assert {card.id for card in cards} == {Letter.objects.get().pk}
    assert AuditLine.objects.filter(verb="brief_klaargezet").count() == 1


def test_looking_first_is_not_enough(now: dt.datetime) -> None:
    looked = Barrier(AT_ONCE)

    def attempt() -> bool:
        known = Letter.objects.filter(once=ONCE).exists()
        looked.wait(30)
        if known:
            return True
        try:
            Letter.objects.create(
                template="gestopt", channel="brief", subject="proef", frozen="{}", once=ONCE, made_at=now
            )
        except IntegrityError:
            return False
        return True

    assert meet(*[attempt] * AT_ONCE).count(False) == AT_ONCE - 1
