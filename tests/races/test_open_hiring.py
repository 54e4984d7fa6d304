"""WaitingPlace lists under a crowd: numbers without a gap, and no turn that is given twice."""

from threading import Barrier

import pytest
from django.db import IntegrityError
from django.db.models import Max

from overstap.casework.models import Case
from overstap.demand.models import Vacancy
from overstap.placement import actions
from overstap.placement.models import WaitingPlace
from tests.conftest import START
from tests.factories.cases import make_case
from tests.factories.demand import make_offer
from tests.factories.people import person_actor
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("starter")]

CROWD = 20


def a_crowd(count: int) -> tuple[Vacancy, list[Case]]:
    return make_offer(open_hiring=True, places=2), [make_case() for _ in range(count)]


def join(case: Case, vacancy: Vacancy) -> object:
    return actions.join_list(actor=person_actor(case.participant), case_id=case.pk, vacancy_id=vacancy.pk, now=START)


def decline(case: Case, vacancy: Vacancy) -> object:
    return actions.answer_turn(
        actor=person_actor(case.participant), case_id=case.pk, vacancy_id=vacancy.pk, agrees=False, now=START
    )


@pytest.mark.requirement("R-362")
def test_twenty_at_once_get_an_order_without_a_gap_and_the_first_two_are_called() -> None:
    vacancy, crowd = a_crowd(CROWD)
    numbers = meet(*(lambda case=case: join(case, vacancy) for case in crowd))
    rows = WaitingPlace.objects.filter(vacancy=vacancy).order_by("number")

    assert sorted(numbers, key=str) == sorted(range(1, CROWD + 1), key=str)
    assert [row.state for row in rows] == ["beurt"] * 2 + ["wacht"] * (CROWD - 2)


@pytest.mark.requirement("R-362")
def test_two_places_that_come_free_at_once_call_two_different_people() -> None:
    vacancy, crowd = a_crowd(5)
    for case in crowd:
        join(case, vacancy)
    meet(*(lambda case=case: decline(case, vacancy) for case in crowd[:2]), lambda: actions.call_free_places(now=START))
    vacancy.refresh_from_db()

    assert [row.state for row in WaitingPlace.objects.order_by("number")] == ["nee", "nee", "beurt", "beurt", "wacht"]
    assert (vacancy.taken, vacancy.state) == (2, "vervuld")


def test_without_the_lock_two_people_would_get_one_number() -> None:
    vacancy, crowd = a_crowd(2)
    looked = Barrier(2)

    def unlocked(case: Case) -> bool:
        last = WaitingPlace.objects.filter(vacancy=vacancy).aggregate(last=Max("number"))["last"] or 0
        looked.wait(30)
        try:
            WaitingPlace.objects.create(vacancy=vacancy, case=case, number=last + 1, registered_at=START)
        except IntegrityError:
            return False
        return True

    kept = meet(*(lambda case=case: unlocked(case) for case in crowd))

    assert sorted(kept) == [False, True]
