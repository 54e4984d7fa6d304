"""From proposal to start: the person agrees, another party looks along, and all money is bound at once."""

import datetime as dt

import pytest

from overstap.arrangements import actions
from overstap.arrangements.queries import arrangement_page, coordination_requests
from overstap.consent.actions import withdraw_all
from overstap.core.arrangement import NotReady
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions as treasury
from overstap.treasury.queries import position
from tests.conftest import START
from tests.factories.arrangements import (
    LEARNING,
    agree_all,
    asked,
    choose,
    coordinate,
    make_active,
    make_composable,
    make_ready,
)
from tests.factories.treasury import given, reserved

pytestmark = pytest.mark.django_db


def stand(stream: str = "ontschot_budget") -> Position:
    return position(stream=stream, region_code="AM26", year=2021)


def test_starting_binds_all_money_in_one_go() -> None:
    scene = make_composable()
    choose(scene)
    choose(scene, instrument="C2", employer="Bakkerij", ends_on=dt.date(2021, 11, 30), facts=LEARNING)
    agree_all(scene)

    card = given(actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))

    assert card.state == "actief"
    assert (stand().reserved, stand().committed) == (0, 400_00)
    assert stand("praktijkleren_werkgeversvergoeding").committed == 2_025_00
    assert {item.stage for item in scene.arrangement.items.all()} == {"toegezegd"}


def test_at_the_start_the_receipt_says_yes_and_the_version_stays() -> None:
    scene = make_active()

    item = scene.arrangement.items.get(instrument="A1")

    assert item.receipt["outcome"] in {"ja", "onbekend"}
    assert item.start_receipt["outcome"] == "ja"
    assert item.start_receipt["version"] == item.receipt["version"]
    assert {ground["bearing"] for ground in item.grounds} == {"voor"}


@pytest.mark.requirement("R-120")
def test_without_the_person_nothing_starts() -> None:
    scene = make_composable()
    choose(scene)
    given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    coordinate(scene)

    answer = actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START)

    assert isinstance(answer, Refusal)
    assert stand().committed == 0


@pytest.mark.requirement("R-122", "R-137")
def test_without_another_party_nothing_starts() -> None:
    scene = make_composable()
    choose(scene)
    given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    given(actions.agree(actor=scene.person, arrangement_id=scene.arrangement.pk, now=START))

    answer = actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START)

    assert isinstance(answer, NotReady)
    assert [lack.rule for lack in answer.lacks] == ["arrangement.afstemming"]
    assert (stand().committed, stand().reserved) == (0, 400_00)


@pytest.mark.requirement("R-122")
def test_a_party_that_disagrees_holds_it_up_and_says_what_has_to_change() -> None:
    scene = make_composable()
    choose(scene)
    given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    coordinate(scene, agreed=False)
    given(actions.agree(actor=scene.person, arrangement_id=scene.arrangement.pk, now=START))

    answer = actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START)

    page = arrangement_page(scene.adviser, scene.case.pk, now=START)
    assert isinstance(answer, NotReady)
    assert page is not None
    assert page.coordinations[0].remark == "De taalcursus ontbreekt."


def test_an_answer_about_an_earlier_content_does_not_count() -> None:
    scene = make_ready()
    arrangement_id = scene.arrangement.pk
    later = START + dt.timedelta(minutes=5)
    given(actions.take_back(actor=scene.adviser, arrangement_id=arrangement_id, now=later))
    choose(scene, title="Tweede workshop", now=later)
    given(actions.propose(actor=scene.adviser, arrangement_id=arrangement_id, now=later))
    given(actions.agree(actor=scene.person, arrangement_id=arrangement_id, now=later))

    answer = actions.activate(actor=scene.adviser, arrangement_id=arrangement_id, now=later)

    assert isinstance(answer, NotReady)
    assert [lack.rule for lack in answer.lacks] == ["arrangement.afstemming"]


def test_taking_the_proposal_back_ends_the_agreement() -> None:
    scene = make_ready()

    given(actions.take_back(actor=scene.person, arrangement_id=scene.arrangement.pk, now=START))

    assert scene.arrangement.state == "concept"
    assert scene.arrangement.agreed_at is None


def test_the_content_stands_still_while_the_person_looks() -> None:
    scene = make_ready()

    answer = actions.choose_instrument(**asked(scene))

    assert isinstance(answer, Refusal)
    assert answer.rule == "arrangement.wijzigen"


def test_a_reservation_that_ran_out_is_made_again_at_the_start() -> None:
    scene = make_ready()
    later = START + dt.timedelta(days=3)
    treasury.expire_reservations(now=later)

    given(actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=later))

    assert (stand().reserved, stand().committed) == (0, 400_00)


def test_when_the_money_went_meanwhile_nothing_starts() -> None:
    scene = make_ready(cents=500_00)
    later = START + dt.timedelta(days=3)
    treasury.expire_reservations(now=later)
    reserved(amount_cents=450_00, now=later, expires_at=later + dt.timedelta(days=1))

    answer = actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=later)

    assert isinstance(answer, NotReady)
    assert answer.lacks[0].rule == "budget.plafond"
    assert scene.arrangement.state == "afgesproken"
    assert (stand().committed, stand().reserved) == (0, 450_00)


def test_starting_twice_starts_once() -> None:
    scene = make_active()

    answer = actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START)

    assert isinstance(answer, Refusal)
    assert stand().committed == 400_00


@pytest.mark.requirement("R-120")
def test_an_adviser_says_how_the_person_agreed() -> None:
    scene = make_composable()
    choose(scene)
    given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))

    silent = actions.agree(actor=scene.adviser, arrangement_id=scene.arrangement.pk, how=" ", now=START)
    given(actions.agree(actor=scene.adviser, arrangement_id=scene.arrangement.pk, how="Aan de telefoon", now=START))

    assert isinstance(silent, Refusal)
    assert scene.arrangement.agreed_through == "Aan de telefoon"


def test_another_party_does_not_agree_for_the_person() -> None:
    scene = make_composable()
    choose(scene)
    coordinate(scene)
    given(actions.propose(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))

    answer = actions.agree(actor=scene.partner, arrangement_id=scene.arrangement.pk, how="Gehoord", now=START)

    assert isinstance(answer, Refusal)


def test_what_is_added_later_waits_for_the_person_again() -> None:
    scene = make_active()
    choose(scene, title="Tweede workshop")
    waiting = stand()

    given(actions.agree(actor=scene.person, arrangement_id=scene.arrangement.pk, now=START))

    assert (waiting.reserved, waiting.committed) == (400_00, 400_00)
    assert (stand().reserved, stand().committed) == (0, 800_00)
    assert scene.arrangement.items.get(title="Tweede workshop").stage == "toegezegd"


def test_there_is_nothing_to_agree_with_when_nothing_was_added() -> None:
    scene = make_active()

    answer = actions.agree(actor=scene.person, arrangement_id=scene.arrangement.pk, now=START)

    assert isinstance(answer, Refusal)
    assert answer.rule == "arrangement.niets_nieuws"


def test_looking_along_needs_the_word_of_the_person() -> None:
    scene = make_composable()

    answer = actions.ask_coordination(
        actor=scene.adviser, arrangement_id=scene.arrangement.pk, party_id=scene.partner.party_id or 0, now=START
    )

    assert isinstance(answer, Refusal)
    assert answer.rule == "afstemming.toestemming"
    assert coordination_requests(scene.partner, now=START) == ()


@pytest.mark.requirement("R-125")
def test_who_looks_along_sees_the_arrangement_and_nothing_else_stays_open_after_withdrawal() -> None:
    scene = make_composable()
    with pytest.raises(NotFoundError):
        arrangement_page(scene.partner, scene.case.pk, now=START)
    coordinate(scene)

    seen = arrangement_page(scene.partner, scene.case.pk, now=START)
    later = START + dt.timedelta(minutes=1)
    withdraw_all(
        actor=scene.person, participant_id=scene.case.participant_id, party_id=scene.partner.party_id, now=later
    )

    assert seen is not None
    assert not seen.may_compose
    assert seen.person == ""
    assert seen.moves == ()
    with pytest.raises(NotFoundError):
        arrangement_page(scene.partner, scene.case.pk, now=later)


def test_requests_to_look_along_are_listed_for_the_party_that_was_asked() -> None:
    scene = make_composable()
    given(
        actions.ask_coordination(
            actor=scene.adviser,
            arrangement_id=scene.arrangement.pk,
            party_id=scene.partner.party_id or 0,
            person_agrees=True,
            how="In het gesprek",
            now=START,
        )
    )

    requests = coordination_requests(scene.partner, now=START)

    assert [request.case_number for request in requests] == [scene.case.number]
    assert coordination_requests(scene.adviser, now=START) == ()


def test_one_does_not_coordinate_with_oneself_or_with_a_stranger() -> None:
    scene = make_composable()
    common = {"actor": scene.adviser, "arrangement_id": scene.arrangement.pk, "person_agrees": True, "how": "Gesprek"}

    own = actions.ask_coordination(party_id=scene.adviser.party_id or 0, now=START, **common)
    nobody = actions.ask_coordination(party_id=0, now=START, **common)

    assert isinstance(own, Refusal)
    assert isinstance(nobody, Refusal)


def test_an_answer_is_given_once_and_a_no_says_why() -> None:
    scene = make_composable()
    coordinate(scene)
    line = arrangement_page(scene.adviser, scene.case.pk, now=START)
    assert line is not None

    again = actions.answer_coordination(
        actor=scene.partner, coordination_id=line.coordinations[0].id, agreed=False, remark="", now=START
    )

    assert isinstance(again, Refusal)
    with pytest.raises(NotFoundError):
        actions.answer_coordination(
            actor=scene.adviser, coordination_id=line.coordinations[0].id, agreed=True, now=START
        )
