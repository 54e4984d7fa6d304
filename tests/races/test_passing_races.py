"""What two people do at the same moment to a file that moves, or on which somebody decides."""

import datetime as dt
from threading import Barrier

import pytest

from overstap.casework import actions
from overstap.casework.models import (
    Case,
    Decision,
    Handover,
    HandoverState,
    NextAction,
    Objection,
    Passing,
    PassingState,
    PublicTry,
    Residence,
    ResponsibilityPeriod,
)
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties.models import PartyKind
from overstap.parties.queries import region_of
from tests.conftest import START
from tests.factories.cases import (
    HEALTH,
    LIKELY,
    ON_BENEFIT,
    adviser_elsewhere,
    adviser_of,
    assessed,
    given,
    make_case,
    offered,
)
from tests.factories.people import make_professional, party_of, person_actor
from tests.races.meeting import meet

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

AT_ONCE = 3


def moving(case: Case) -> int:
    return given(
        actions.report_move(
            actor=person_actor(case.participant),
            case_id=case.pk,
            municipality="Utrecht",
            from_on=START.date(),
            agrees=True,
            agreed_through="zelf",
            now=START,
        )
    ).id


def utrecht() -> str:
    found = region_of("Utrecht", START.date())

    assert found is not None

    return found.code


def rule_of(deed: object) -> str:
    return deed.rule if isinstance(deed, Refusal) else "done"


@pytest.mark.requirement("R-057", "R-080")
def test_a_move_against_a_hand_over_ends_with_one_party_in_one_region(now: dt.datetime) -> None:
    case = make_case()
    sender, here = adviser_of(case), adviser_elsewhere()
    handover_id, passing_id = offered(case, sender, here), moving(case)
    there = make_professional(Role.ADVISER, party=party_of(PartyKind.UWV, utrecht()), region=utrecht())

    def accept() -> str:
        try:
            return rule_of(actions.accept_handover(actor=here, handover_id=handover_id, now=now))
        except NotFoundError:
            return "not found"

    def take() -> str:
        return rule_of(actions.take_over_move(actor=there, passing_id=passing_id, now=now))

    meet(accept, take)
    case = Case.objects.select_related("region").get(pk=case.pk)

    assert case.region.code == utrecht()
    assert case.first_responsible_id == there.party_id
    assert Passing.objects.get(pk=passing_id).state == PassingState.DONE
    assert Handover.objects.get(pk=handover_id).state != HandoverState.OFFERED
    assert ResponsibilityPeriod.objects.filter(case=case, until_at__isnull=True).count() == 1
    assert Residence.objects.filter(case=case, until_on__isnull=True).count() == 1
    assert NextAction.objects.filter(case=case, done_at__isnull=True).count() == 1


def test_two_advisers_there_and_the_night_take_a_move_over_once(now: dt.datetime) -> None:
    case = make_case()
    passing_id = moving(case)
    party = party_of(PartyKind.UWV, utrecht())
    colleagues = [make_professional(Role.ADVISER, party=party, region=utrecht()) for _ in range(AT_ONCE)]

    def take(index: int) -> str:
        try:
            return rule_of(actions.take_over_move(actor=colleagues[index], passing_id=passing_id, now=now))
        except NotFoundError:
            return "not found"

    answers = meet(*(lambda index=index: take(index) for index in range(AT_ONCE)))

    assert answers.count("done") == 1
    assert Residence.objects.filter(case=case).count() == 2
    assert actions.complete_moves(now=now + dt.timedelta(days=30)) == ()


def test_without_a_lock_a_move_would_be_carried_out_twice(now: dt.datetime) -> None:
    case = make_case()
    passing_id = moving(case)
    looked = Barrier(2)

    def take() -> bool:
        waits = Passing.objects.get(pk=passing_id).state == PassingState.PROPOSED
        looked.wait(30)
        Passing.objects.filter(pk=passing_id).update(state=PassingState.DONE)
        return waits

    assert meet(take, take) == [True, True]


@pytest.mark.requirement("R-111")
def test_two_decide_at_once_and_one_decision_stands(now: dt.datetime) -> None:
    case = make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH)
    first = adviser_of(case)
    assessment_id = assessed(case, first)
    colleagues = [first, *(adviser_of(case) for _ in range(AT_ONCE - 1))]
    kinds = ("aanvullende_hulp", "eigen_dienstverlening", "aanvullende_hulp")

    def decide(index: int) -> str:
        return rule_of(
            actions.decide(
                actor=colleagues[index],
                case_id=case.pk,
                assessment_id=assessment_id,
                kind=kinds[index],
                motivation="Zo is het.",
                now=now,
            )
        )

    answers = meet(*(lambda index=index: decide(index) for index in range(AT_ONCE)))

    assert answers.count("done") == 1
    assert Decision.objects.filter(case=case).count() == 1


def test_two_take_the_same_objection_and_one_handles_it(now: dt.datetime) -> None:
    case = make_case()
    card = given(
        actions.file_objection(
            actor=person_actor(case.participant), case_id=case.pk, kind="klacht", text="Niemand belt.", now=now
        )
    )
    colleagues = [adviser_of(case) for _ in range(AT_ONCE)]
    answers = meet(
        *(
            lambda actor=actor: rule_of(actions.take_objection(actor=actor, objection_id=card.id, now=now))
            for actor in colleagues
        )
    )

    assert answers.count("done") == 1
    assert Objection.objects.get(pk=card.id).handler_id in {actor.user_id for actor in colleagues}


def test_tries_at_the_same_moment_are_all_counted(now: dt.datetime) -> None:
    actions.count_try(kind=actions.Trying.CODE, address="192.0.2.1", now=now)
    meet(*[lambda: actions.count_try(kind=actions.Trying.CODE, address="192.0.2.1", now=now)] * AT_ONCE)

    assert sorted(PublicTry.objects.values_list("count", flat=True)) == [AT_ONCE + 1] * 2
