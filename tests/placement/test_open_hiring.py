"""Work without applying: who came first, the next after a no or silence, and nothing for an employer to choose on."""

import dataclasses
import datetime as dt

import pytest

from overstap.audit.models import AuditLine
from overstap.casework.models import Case, NextAction
from overstap.core.actor import SYSTEM
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence.models import Letter
from overstap.demand.models import Vacancy
from overstap.placement import actions, queries
from overstap.placement.models import WaitingPlace, WaitingState
from overstap.placement.values import EmployerList, Starter
from tests.conftest import START
from tests.factories.cases import adviser_of, given, make_case, refused
from tests.factories.demand import employer_actor, make_employer, make_offer
from tests.factories.people import person_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]


def a_list(**more: object) -> Vacancy:
    return make_offer(**({"open_hiring": True, "places": 1} | more))  # type: ignore[arg-type]


def joined(case: Case, vacancy: Vacancy, *, now: dt.datetime = START, coach: bool = False) -> int:
    return given(
        actions.join_list(
            actor=person_actor(case.participant), case_id=case.pk, vacancy_id=vacancy.pk, life_coach=coach, now=now
        )
    )


def answered(case: Case, vacancy: Vacancy, *, agrees: bool, now: dt.datetime = START) -> WaitingState | Refusal:
    actor = person_actor(case.participant)
    return actions.answer_turn(actor=actor, case_id=case.pk, vacancy_id=vacancy.pk, agrees=agrees, now=now)


def states(vacancy: Vacancy) -> list[str]:
    return list(WaitingPlace.objects.filter(vacancy=vacancy).order_by("number").values_list("state", flat=True))


@pytest.mark.requirement("R-362")
def test_who_came_first_is_called_and_a_no_goes_to_the_next_without_consequences() -> None:
    vacancy = a_list()
    first, second, third = (make_case() for _ in range(3))
    numbers = [joined(case, vacancy) for case in (first, second, third)]
    answered(first, vacancy, agrees=False)

    assert numbers == [1, 2, 3]
    assert states(vacancy) == ["nee", "beurt", "wacht"]
    assert answered(second, vacancy, agrees=True) is WaitingState.STARTS
    assert joined(first, vacancy) == 4
    assert states(vacancy) == ["nee", "begint", "wacht", "wacht"]


@pytest.mark.requirement("R-362")
def test_silence_passes_the_place_on_after_the_last_day_and_not_before() -> None:
    vacancy = a_list()
    first, second = make_case(), make_case()
    joined(first, vacancy)
    joined(second, vacancy)
    last_day, day_after = START + dt.timedelta(days=3), START + dt.timedelta(days=4)

    assert actions.let_silence_pass(now=last_day) == 0
    assert refused(answered(first, vacancy, agrees=True, now=day_after)).rule == "open_hiring.te_laat"
    assert (actions.let_silence_pass(now=day_after), actions.let_silence_pass(now=day_after)) == (1, 0)
    assert states(vacancy) == ["stil", "beurt"]


@pytest.mark.requirement("R-362")
def test_the_employer_sees_how_many_wait_and_only_after_a_yes_who_starts() -> None:
    employer = make_employer()
    viewer = employer_actor(employer)
    vacancy = a_list(employer=employer, starts_on=dt.date(2021, 3, 1))
    first, second = make_case(), make_case()
    joined(first, vacancy)
    joined(second, vacancy)
    before = queries.employer_lists(viewer)[0]
    answered(first, vacancy, agrees=True)
    after = queries.employer_lists(viewer)[0]

    assert (before.waiting, before.called, before.starters) == (1, 1, ())
    assert after.starters == (Starter(first.participant.full_name, dt.date(2021, 3, 1)),)
    assert {one.name for one in dataclasses.fields(Starter)} == {"name", "starts_on"}
    assert {one.name for one in dataclasses.fields(EmployerList)} == {
        "vacancy_id", "title", "places", "waiting", "called", "starters",
    }  # fmt: skip
    assert queries.employer_lists(employer_actor(make_employer())) == ()
    assert queries.employer_lists(adviser_of(first)) == ()


def test_only_a_permanent_job_without_a_choice_has_a_list() -> None:
    case = make_case()
    ordinary = a_list(open_hiring=False)
    Vacancy.objects.filter(pk=(temporary := a_list()).pk).update(contract="bepaald")
    asked = [
        actions.join_list(actor=person_actor(case.participant), case_id=case.pk, vacancy_id=one.pk, now=START)
        for one in (ordinary, temporary)
    ]

    assert [refused(one).rule for one in asked] == ["open_hiring.zonder_keuze", "open_hiring.vaste_baan"]
    assert not WaitingPlace.objects.exists()


def test_once_per_person_and_nothing_for_strangers() -> None:
    vacancy, case, other = a_list(), make_case(), make_case()
    joined(case, vacancy)
    again = actions.join_list(actor=person_actor(case.participant), case_id=case.pk, vacancy_id=vacancy.pk, now=START)

    assert refused(again).rule == "open_hiring.al_op_de_lijst"
    with pytest.raises(NotFoundError):
        actions.join_list(actor=person_actor(other.participant), case_id=case.pk, vacancy_id=vacancy.pk, now=START)
    with pytest.raises(NotFoundError):
        actions.join_list(actor=person_actor(other.participant), case_id=other.pk, vacancy_id=0, now=START)


def test_the_adviser_signs_somebody_up_but_does_not_answer_for_them() -> None:
    vacancy, case = a_list(), make_case()
    adviser = adviser_of(case)
    given(actions.join_list(actor=adviser, case_id=case.pk, vacancy_id=vacancy.pk, now=START))
    answer = actions.answer_turn(actor=adviser, case_id=case.pk, vacancy_id=vacancy.pk, agrees=True, now=START)

    assert refused(answer).rule == "open_hiring.zelf_antwoorden"
    assert queries.lists_for(adviser, case.pk, now=START)[0].state == "beurt"


def test_who_wants_a_life_coach_and_starts_gives_the_adviser_a_next_step() -> None:
    vacancy, with_coach, without = a_list(places=2), make_case(), make_case()
    joined(with_coach, vacancy, coach=True)
    joined(without, vacancy)
    answered(with_coach, vacancy, agrees=True)
    answered(without, vacancy, agrees=True)
    steps = NextAction.objects.filter(done_at__isnull=True, what__startswith="Lifecoach")

    assert [one.case_id for one in steps] == [with_coach.pk]
    assert steps[0].owner_party_id == with_coach.first_responsible_id


def test_who_is_called_hears_it_and_who_leaves_makes_room() -> None:
    vacancy, first, second = a_list(), make_case(), make_case()
    joined(first, vacancy)
    joined(second, vacancy)
    actions.leave_list(actor=person_actor(first.participant), case_id=first.pk, vacancy_id=vacancy.pk, now=START)
    told = Letter.objects.filter(template="open_hiring_beurt").order_by("pk")

    assert states(vacancy) == ["weg", "beurt"]
    assert [one.participant_id for one in told] == [first.participant_id, second.participant_id]
    assert AuditLine.objects.filter(verb="open_hiring_verlaten", subject_id=first.participant_id).exists()


def test_a_place_that_is_added_later_goes_to_who_is_next() -> None:
    vacancy, first, second = a_list(), make_case(), make_case()
    joined(first, vacancy)
    joined(second, vacancy)
    Vacancy.objects.filter(pk=vacancy.pk).update(places=2, state="open")

    assert (actions.call_free_places(now=START), actions.call_free_places(now=START)) == (1, 0)
    assert states(vacancy) == ["beurt", "beurt"]


def test_a_closed_list_takes_nobody() -> None:
    vacancy, case = a_list(closes_on=START.date()), make_case()
    later = START + dt.timedelta(days=1)
    answer = actions.join_list(actor=person_actor(case.participant), case_id=case.pk, vacancy_id=vacancy.pk, now=later)

    assert refused(answer).rule == "open_hiring.lijst_gesloten"
    assert [one.vacancy_id for one in queries.lists_for(SYSTEM, case.pk, now=START)] == [vacancy.pk]
