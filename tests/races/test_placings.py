"""Two advisers who place somebody on the last place at once: one does, and without the lock both would."""

from threading import Barrier

import pytest
from django.db import transaction

from overstap.casework.models import Case
from overstap.core.decision import Refusal
from overstap.demand.models import Vacancy
from overstap.placement import actions
from overstap.placement.models import Placement
from overstap.placement.values import PlacementFields
from tests.conftest import START
from tests.factories.cases import adviser_of, given, make_case
from tests.factories.demand import make_offer
from tests.races.meeting import PATIENCE_SECONDS, meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("starter")]

TRIES, WHO = 3, 4


def at(vacancy: Vacancy) -> PlacementFields:
    return PlacementFields(vacancy.pk, "", "", "vast", 32, START.date(), "voorstel")


def agree(case: Case, vacancy: Vacancy) -> object:
    return actions.agree_placement(actor=adviser_of(case), case_id=case.pk, fields=at(vacancy), now=START)


def test_the_last_place_goes_to_one_and_what_is_taken_is_what_stands() -> None:
    for _ in range(TRIES):
        vacancy, cases = make_offer(places=2), [make_case() for _ in range(WHO)]

        answers = meet(*(lambda case=case, vacancy=vacancy: agree(case, vacancy) for case in cases))

        vacancy.refresh_from_db()
        assert sum(isinstance(one, Refusal) for one in answers) == WHO - 2
        assert vacancy.taken == Placement.objects.filter(vacancy=vacancy, holds_place=True).count() == 2


def test_two_advisers_of_one_person_agree_once_and_start_once() -> None:
    vacancy, case = make_offer(places=5), make_case()
    answers = meet(*(lambda: agree(case, vacancy) for _ in range(3)))
    made = Placement.objects.get()
    actor = adviser_of(case)
    starts = meet(*(
        lambda: actions.start_placement(actor=actor, placement_id=made.pk, on=START.date(), now=START)
        for _ in range(2)
    ))  # fmt: skip
    vacancy.refresh_from_db()

    assert [one for one in answers if isinstance(one, int)] == [made.pk]
    assert sum(isinstance(one, Refusal) for one in starts) == 1
    assert vacancy.taken == 1


def test_work_that_is_called_off_twice_gives_one_place_back() -> None:
    vacancy, case = make_offer(places=2), make_case()
    given(agree(make_case(), vacancy))
    made, actor = given(agree(case, vacancy)), adviser_of(case)
    meet(*(
        lambda: actions.cancel_placement(actor=actor, placement_id=made, because="persoon", now=START)
        for _ in range(3)
    ))  # fmt: skip
    vacancy.refresh_from_db()

    assert (vacancy.taken, vacancy.state) == (1, "open")


def test_without_the_lock_two_would_get_the_last_place() -> None:
    vacancy, cases = make_offer(places=1), [make_case(), make_case()]
    looked = Barrier(2)

    def place(case: Case) -> bool:
        free = Vacancy.objects.filter(pk=vacancy.pk, taken__lt=1).exists()
        looked.wait(PATIENCE_SECONDS)
        with transaction.atomic():
            if free:
                Placement.objects.create(
                    case=case, vacancy=vacancy, employer_name="-", occupation_uri="-", occupation_name="-",
                    contract="vast", hours_per_week=32, starts_on=START.date(), through="voorstel",
                    state="afgesproken", holds_place=True, made_at=START,
                )  # fmt: skip
        return free

    assert meet(*(lambda case=case: place(case) for case in cases)) == [True, True]
    assert Placement.objects.filter(vacancy=vacancy, holds_place=True).count() == 2
