"""What two people do to one file at the same moment, and what it would come to without the lock."""

import datetime as dt
from threading import Barrier

import pytest

from overstap.casework import actions
from overstap.casework.models import (
    Case,
    CaseSequence,
    Handover,
    HandoverState,
    NextAction,
    ResponsibilityPeriod,
)
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.oversight import actions as oversight
from overstap.oversight.models import RegionReport
from overstap.parties.models import Party, Region
from tests.factories.cases import ON_BENEFIT, adviser_elsewhere, adviser_of, make_case, offered
from tests.factories.people import make_participant, make_professional, person_actor
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT_ONCE = 4


def test_one_person_gets_one_open_file(now: dt.datetime) -> None:
    participant = make_participant()

    def register() -> object:
        return actions.register_case(
            actor=person_actor(participant),
            participant_id=participant.pk,
            answers=ON_BENEFIT,
            given_through="online",
            now=now,
        )

    answers = meet(*[register] * AT_ONCE)

    assert sum(not isinstance(answer, Refusal) for answer in answers) == 1
    assert {answer.rule for answer in answers if isinstance(answer, Refusal)} == {"aanmelden.dubbel"}
    assert Case.objects.filter(participant=participant).count() == 1


def test_files_that_open_at_the_same_moment_get_different_numbers(now: dt.datetime) -> None:
    people = [make_participant() for _ in range(AT_ONCE)]
    CaseSequence.objects.all().delete()
    meet(*(lambda participant=participant: make_case(participant=participant, now=now) for participant in people))
    numbers = sorted(Case.objects.order_by("id").values_list("number", flat=True))

    assert numbers == [f"2021-{number:06d}" for number in range(1, AT_ONCE + 1)]


def test_two_advisers_take_the_same_file_and_one_has_it(now: dt.datetime) -> None:
    case = make_case()
    advisers = [adviser_of(case) for _ in range(AT_ONCE)]
    answers = meet(
        *(lambda adviser=adviser: actions.take_case(actor=adviser, case_id=case.pk, now=now) for adviser in advisers)
    )
    winners = [answer for answer in answers if not isinstance(answer, Refusal)]

    assert winners == [Case.objects.get(pk=case.pk).owner_id]
    assert {answer.rule for answer in answers if isinstance(answer, Refusal)} == {"dossier.al_opgepakt"}


def test_without_a_lock_two_advisers_would_both_think_they_have_it() -> None:
    case = make_case()
    advisers = [adviser_of(case) for _ in range(2)]
    looked = Barrier(2)

    def take(user_id: int | None) -> bool:
        free = Case.objects.values_list("owner_id", flat=True).get(pk=case.pk) is None
        looked.wait(30)
        Case.objects.filter(pk=case.pk).update(owner_id=user_id)
        return free

    answers = meet(*(lambda adviser=adviser: take(adviser.user_id) for adviser in advisers))

    assert answers == [True, True]


@pytest.mark.requirement("R-057", "R-123")
def test_two_advisers_accept_the_same_hand_over_and_it_moves_once(now: dt.datetime) -> None:
    case = make_case()
    first = adviser_elsewhere()
    handover_id = offered(case, adviser_of(case), first)
    colleagues = [first, *(make_professional(party=Party.objects.get(pk=first.party_id)) for _ in range(AT_ONCE - 1))]
    answers = meet(
        *(
            lambda actor=actor: actions.accept_handover(actor=actor, handover_id=handover_id, now=now)
            for actor in colleagues
        )
    )
    case.refresh_from_db()

    assert sum(not isinstance(answer, Refusal) for answer in answers) == 1
    assert {answer.rule for answer in answers if isinstance(answer, Refusal)} == {"overdracht.aanvaarden"}
    assert case.owner_id in {actor.user_id for actor in colleagues}
    assert ResponsibilityPeriod.objects.filter(case=case).count() == 2
    assert ResponsibilityPeriod.objects.filter(case=case, until_at__isnull=True).count() == 1
    assert NextAction.objects.filter(case=case, done_at__isnull=True).count() == 1


@pytest.mark.requirement("R-420")
def test_accepting_while_the_sender_takes_it_back_ends_in_one_of_the_two(now: dt.datetime) -> None:
    case = make_case()
    sender, receiver = adviser_of(case), adviser_elsewhere()
    handover_id = offered(case, sender, receiver)

    def accept() -> str:
        try:
            answer = actions.accept_handover(actor=receiver, handover_id=handover_id, now=now)
        except NotFoundError:
            return "too late"
        return answer.rule if isinstance(answer, Refusal) else "accepted"

    def withdraw() -> str:
        try:
            answer = actions.withdraw_handover(actor=sender, handover_id=handover_id, now=now)
        except NotFoundError:
            return "too late"
        return answer.rule if isinstance(answer, Refusal) else "withdrawn"

    answers = set(meet(accept, withdraw))
    case.refresh_from_db()
    state = Handover.objects.get(pk=handover_id).state

    assert len(answers & {"accepted", "withdrawn"}) == 1
    assert (state == HandoverState.ACCEPTED) == (case.first_responsible_id == receiver.party_id)
    assert NextAction.objects.filter(case=case, done_at__isnull=True).count() == 1


@pytest.mark.requirement("R-420")
def test_silence_that_is_looked_for_twice_at_once_returns_each_file_once(now: dt.datetime) -> None:
    case = make_case()
    handover_id = offered(case, adviser_of(case), adviser_elsewhere())
    late = now + dt.timedelta(days=20)
    answers = meet(*[lambda: actions.return_silent_handovers(now=late)] * AT_ONCE)

    assert sorted(answers) == [()] * (AT_ONCE - 1) + [(handover_id,)]


def test_two_next_steps_at_once_leave_one(now: dt.datetime) -> None:
    case = make_case()
    adviser = adviser_of(case)

    def plan(number: int) -> object:
        return actions.set_next_action(
            actor=adviser,
            case_id=case.pk,
            what=f"Stap {number}",
            due_on=dt.date(2021, 2, 20),
            by_person=True,
            now=now,
        )

    meet(*(lambda number=number: plan(number) for number in range(AT_ONCE)))

    assert NextAction.objects.filter(case=case, done_at__isnull=True).count() == 1
    assert NextAction.objects.filter(case=case).count() == AT_ONCE + 1


@pytest.mark.requirement("R-384")
def test_a_report_is_planned_once_and_handed_in_once(now: dt.datetime) -> None:
    live = dt.date(2020, 11, 15)
    Region.objects.filter(code="AM26").update(state="operationeel", agreement_on=live, live_on=live)
    coordinator = make_professional(Role.COORDINATOR, party_kind="gemeente")
    meet(*[lambda: oversight.plan_reports(now=now)] * AT_ONCE)
    report = RegionReport.objects.get(region__code="AM26", period_from=live)
    answers = meet(
        *[lambda: oversight.submit_report(actor=coordinator, report_id=report.pk, narrative="Goed.", now=now)] * AT_ONCE
    )

    assert sum(not isinstance(answer, Refusal) for answer in answers) == 1
    assert {answer.rule for answer in answers if isinstance(answer, Refusal)} == {"rapportage.ingediend"}
