"""Two who want the last place of a vacancy at once: one gets it, and without the lock both would."""

import datetime as dt
from threading import Barrier

import pytest
from django.db import transaction

from overstap.core.decision import Refusal
from overstap.demand.actions import take_places
from overstap.demand.models import Vacancy
from overstap.taxonomy.actions import load_starter
from tests.factories.demand import broker, make_offer
from tests.races.meeting import PATIENCE_SECONDS, meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

TRIES, PLACES, WHO = 3, 2, 6


def test_no_place_is_given_twice(now: dt.datetime) -> None:
    load_starter(now=now)
    actor = broker()
    for _ in range(TRIES):
        row = make_offer(places=PLACES, now=now)

        answers = meet(
            *[lambda row=row: take_places(actor=actor, vacancy_id=row.pk, because="test", now=now) for _ in range(WHO)]
        )

        row.refresh_from_db()
        refused = [one for one in answers if isinstance(one, Refusal)]
        assert (row.taken, row.state) == (PLACES, "vervuld")
        assert len(refused) == WHO - PLACES
        assert sorted(one for one in answers if isinstance(one, int)) == [0, 1]


def test_without_the_lock_the_last_place_would_go_twice(now: dt.datetime) -> None:
    load_starter(now=now)
    row = make_offer(places=1, now=now)
    looked = Barrier(2)

    def take() -> bool:
        free = Vacancy.objects.filter(pk=row.pk, taken__lt=1).exists()
        looked.wait(PATIENCE_SECONDS)
        with transaction.atomic():
            if free:
                Vacancy.objects.filter(pk=row.pk).update(state="vervuld")
        return free

    assert meet(take, take) == [True, True]
