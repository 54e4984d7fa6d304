"""The same list read in by two people at once gives one set of rows; without the lock both would make each of them."""

import datetime as dt
from threading import Barrier

import pytest

from overstap.core.rows import TakenOver
from overstap.demand.actions import take_over_tension, take_over_vacancies
from overstap.demand.models import Tension, Vacancy
from overstap.demand.reading import tensions_in, vacancies_in
from overstap.taxonomy.actions import load_starter
from tests.factories.demand import broker, make_employer
from tests.races.meeting import PATIENCE_SECONDS, meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

HEADINGS = ("Werkgever", "Gemeente", "Titel", "Beroep", "Uren tot", "Kenmerk")
TENSION = ("Beroep", "Regio", "Van", "Tot", "Waarde", "Bron", "Gepubliceerd op")
ROWS = 5


def counts(answers: list[TakenOver]) -> tuple[int, int, int]:
    return sum(one.made for one in answers), sum(one.same for one in answers), sum(len(one.problems) for one in answers)


def test_two_with_the_same_list_make_each_vacancy_once(now: dt.datetime) -> None:
    load_starter(now=now)
    employer, actor = make_employer(), broker()
    lines = [(number, (employer.name, "Tilburg", "Kok", "kok", "36", str(number))) for number in range(ROWS)]
    rows, _ = vacancies_in(HEADINGS, lines)

    answers = meet(*[lambda: take_over_vacancies(actor=actor, rows=rows, now=now) for _ in range(2)])

    assert counts(answers) == (ROWS, ROWS, 0)
    assert Vacancy.objects.count() == ROWS


def test_two_with_the_same_figures_keep_each_once(now: dt.datetime) -> None:
    load_starter(now=now)
    actor = broker()
    lines = [
        (number, ("kok", "AM26", f"{number + 1}-1-2021", "31-3-2021", "3", "UWV", "1-2-2021")) for number in range(ROWS)
    ]
    rows, _ = tensions_in(TENSION, lines)

    answers = meet(*[lambda: take_over_tension(actor=actor, rows=rows, now=now) for _ in range(2)])

    assert counts(answers) == (ROWS, ROWS, 0)
    assert Tension.objects.count() == ROWS


def test_without_the_lock_both_would_find_nothing_there(now: dt.datetime) -> None:
    load_starter(now=now)
    make_employer()
    looked = Barrier(2)

    def is_new() -> bool:
        there = Vacancy.objects.filter(reference="1").exists()
        looked.wait(PATIENCE_SECONDS)
        return not there

    assert meet(is_new, is_new) == [True, True]
