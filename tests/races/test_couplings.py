"""Two companies that agree about the same places at once: one gets them, and without the lock both would."""

import datetime as dt
from threading import Barrier

import pytest
from django.db.models import F

from overstap.brokerage.actions import SurplusFields, agree_coupling, couple, report_surplus
from overstap.brokerage.models import Coupling
from overstap.core.decision import Refusal
from overstap.demand.models import Site, Vacancy
from overstap.taxonomy.actions import load_starter
from overstap.taxonomy.reading.starter import occupation_uri
from tests.factories.demand import broker, make_employer, make_offer
from tests.races.meeting import PATIENCE_SECONDS, meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

TRIES = 3


def two_for_the_same_places(now: dt.datetime) -> tuple[Vacancy, list[int]]:
    """A vacancy of four places, and two groups of three that were both promised some of them."""
    actor, vacancy = broker(), make_offer(places=4, now=now)
    made = []
    for _ in range(2):
        employer = make_employer()
        fields = SurplusFields(Site.objects.get(employer=employer).pk, occupation_uri("kok"), 3, now.date())
        surplus = report_surplus(actor=actor, employer_id=employer.pk, fields=fields, now=now)
        assert isinstance(surplus, int)
        coupling = couple(actor=actor, surplus_id=surplus, vacancy_id=vacancy.pk, people=2, now=now)
        assert isinstance(coupling, int)
        made.append(coupling)
    Coupling.objects.filter(pk__in=made).update(people=3)
    return vacancy, made


def test_places_are_kept_for_one_of_two_who_agree_at_once(now: dt.datetime) -> None:
    load_starter(now=now)
    for _ in range(TRIES):
        vacancy, made = two_for_the_same_places(now)
        actor = broker()

        answers = meet(
            *[lambda key=key, actor=actor: agree_coupling(actor=actor, coupling_id=key, now=now) for key in made]
        )

        vacancy.refresh_from_db()
        assert sum(isinstance(one, Refusal) for one in answers) == 1
        assert vacancy.taken == 3
        assert sorted(Coupling.objects.filter(pk__in=made).values_list("state", flat=True)) == [
            "afgesproken",
            "voorgesteld",
        ]


def test_without_the_lock_more_places_would_be_kept_than_there_are(now: dt.datetime) -> None:
    load_starter(now=now)
    vacancy, _ = two_for_the_same_places(now)
    looked = Barrier(2)

    def keep() -> bool:
        free = Vacancy.objects.filter(pk=vacancy.pk, taken__lte=F("places") - 3).exists()
        looked.wait(PATIENCE_SECONDS)
        return free

    assert meet(keep, keep) == [True, True]
