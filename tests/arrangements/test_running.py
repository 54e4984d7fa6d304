"""What happens after the start: items run, finish and stop; fees are claimed; agreements stay when someone moves."""

import datetime as dt
from typing import Any

import pytest

from overstap.arrangements import actions
from overstap.arrangements.models import ArrangementItem
from overstap.arrangements.queries import arrangement_page, training_statement
from overstap.arrangements.values import TrainingStatement
from overstap.casework import actions as casework
from overstap.casework.models import HandoverKind, NextAction
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.ledger import Position
from overstap.parties.models import PartyKind
from overstap.treasury.queries import commitments_by_keys, position
from tests.conftest import START
from tests.factories.arrangements import (
    LEARNING,
    PROOF,
    TARGET_GROUP,
    Scene,
    agree_all,
    as_member_of,
    asked,
    choose,
    make_active,
    make_composable,
)
from tests.factories.people import party_of
from tests.factories.treasury import given, invoice, presence

pytestmark = pytest.mark.django_db

LATER = START + dt.timedelta(weeks=40)
WORKFIT = {
    "stap_van_werk_naar_werk": True,
    "stap_gewone_reintegratie": True,
    "reintegratie_niet_mogelijk": True,
    "oordeel_vastgelegd": True,
    "werkfit_aanbieder": "gemeente",
    "werkfit_eerder_gehad": False,
}


def stand(stream: str = "ontschot_budget") -> Position:
    return position(stream=stream, region_code="AM26", year=2021)


def team_item(scene: Scene) -> ArrangementItem:
    return scene.arrangement.items.get(kind="aanvullend")


def test_an_item_runs_and_finishes() -> None:
    scene = make_active()
    item = team_item(scene)

    running = given(actions.start_item(actor=scene.adviser, item_id=item.pk, now=START))
    done = given(actions.complete_item(actor=scene.adviser, item_id=item.pk, proof=PROOF, now=START))

    assert (running.stage, done.stage) == ("loopt", "afgerond")
    assert stand().committed == 400_00


def test_stopping_an_item_frees_what_nobody_claimed() -> None:
    scene = make_active()
    item = team_item(scene)
    given(actions.claim_cost(actor=scene.adviser, item_id=item.pk, amount_cents=150_00, paper=invoice(), now=START))

    card = given(actions.stop_item(actor=scene.adviser, item_id=item.pk, because="Nieuwe baan", now=START))

    assert (card.stage, card.stopped_reason) == ("gestopt", "Nieuwe baan")
    assert stand().free == 10_000_00 - 150_00


def test_stopping_says_why() -> None:
    scene = make_active()

    answer = actions.stop_item(actor=scene.adviser, item_id=team_item(scene).pk, because=" ", now=START)

    assert isinstance(answer, Refusal)
    assert stand().committed == 400_00


def test_an_item_cannot_finish_before_it_runs() -> None:
    scene = make_active()

    answer = actions.complete_item(actor=scene.adviser, item_id=team_item(scene).pk, proof=PROOF, now=START)

    assert isinstance(answer, Refusal)


def test_an_arrangement_is_done_when_nothing_runs_any_more() -> None:
    scene = make_active()
    early = actions.complete_arrangement(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START)
    for item in scene.arrangement.items.all():
        given(actions.start_item(actor=scene.adviser, item_id=item.pk, now=START))
        given(actions.complete_item(actor=scene.adviser, item_id=item.pk, proof=PROOF, now=START))

    card = given(actions.complete_arrangement(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))

    assert isinstance(early, Refusal)
    assert early.rule == "arrangement.loopt_nog"
    assert card.state == "afgerond"


def test_the_person_can_stop_and_the_money_is_free_again() -> None:
    scene = make_active()
    choose(scene, title="Tweede workshop")

    given(
        actions.stop_arrangement(
            actor=scene.person, arrangement_id=scene.arrangement.pk, because="Ik heb werk gevonden.", now=START
        )
    )

    assert stand().free == 10_000_00
    assert {item.stage for item in scene.arrangement.items.all()} == {"gestopt", "verwijderd"}


def test_a_stopped_arrangement_stays_stopped() -> None:
    scene = make_active()
    common = {"actor": scene.adviser, "arrangement_id": scene.arrangement.pk, "now": START}
    given(actions.stop_arrangement(because="Klaar", **common))

    answer = actions.stop_arrangement(because="Klaar", **common)

    assert isinstance(answer, Refusal)


@pytest.mark.requirement("R-123", "R-124")
def test_a_hand_over_leaves_items_and_commitments_as_they_are() -> None:
    scene = make_active(ends_on=dt.date(2021, 8, 31))
    item = team_item(scene)
    given(actions.start_item(actor=scene.adviser, item_id=item.pk, now=START))
    key, before = scene.arrangement.key, commitments_by_keys([item.commitment_key])
    municipality = party_of(PartyKind.MUNICIPALITY)
    receiver = as_member_of(municipality)
    later = START + dt.timedelta(days=60)

    offered = given(
        casework.offer_handover(
            actor=scene.adviser,
            case_id=scene.case.pk,
            kind=HandoverKind.CASE,
            to_party_id=municipality.pk,
            because="De WW stopt, de bijstand begint.",
            person_agrees=True,
            agreed_through="In het gesprek",
            now=later,
        )
    )
    given(casework.accept_handover(actor=receiver, handover_id=offered.id, now=later))

    page = arrangement_page(receiver, scene.case.pk, now=later)
    assert page is not None
    assert page.card.key == key
    assert scene.item(item.pk).stage == "loopt"
    assert commitments_by_keys([item.commitment_key]) == before
    done = actions.complete_item(actor=receiver, item_id=item.pk, proof=PROOF, now=later)
    assert not isinstance(done, Refusal)


@pytest.mark.requirement("R-156")
def test_after_a_hand_over_the_used_custom_budget_stays_counted() -> None:
    custom = {
        "instrument": "F1",
        "motivation": "Een fiets.",
        "cofinancing_cents": 0,
        "cofinancing_reason": "Geen fonds.",
    }
    scene = make_active(cost_cents=700_00, **custom)
    municipality = party_of(PartyKind.MUNICIPALITY)
    receiver = as_member_of(municipality)
    offered = given(
        casework.offer_handover(
            actor=scene.adviser,
            case_id=scene.case.pk,
            kind=HandoverKind.CASE,
            to_party_id=municipality.pk,
            because="Bijstand.",
            person_agrees=True,
            agreed_through="In het gesprek",
            now=START,
        )
    )
    given(casework.accept_handover(actor=receiver, handover_id=offered.id, now=START))
    moved = Scene(case=scene.case, adviser=receiver, person=scene.person, partner=scene.partner)

    with pytest.raises(AssertionError, match="maatwerkbudget"):
        choose(moved, cost_cents=301_00, **custom)

    assert choose(moved, cost_cents=300_00, **custom).money == "gereserveerd"


@pytest.mark.requirement("R-201")
@pytest.mark.parametrize(("weeks", "cents"), [(12, 810_00), (30, 2_025_00), (34, 2_025_00)])
def test_the_employer_is_paid_by_the_weeks_of_presence(weeks: int, cents: int) -> None:
    scene = make_active(instrument="C2", employer="Bakkerij", ends_on=dt.date(2021, 11, 30), facts=LEARNING)

    claim = given(
        actions.claim_employer_fee(
            actor=scene.adviser, item_id=team_item(scene).pk, weeks_present=weeks, paper=presence(), now=LATER
        )
    )

    assert claim.amount_cents == cents


def test_an_ordinary_item_brings_no_fee() -> None:
    scene = make_active()

    answer = actions.claim_employer_fee(
        actor=scene.adviser, item_id=team_item(scene).pk, weeks_present=3, paper=presence(), now=START
    )

    assert isinstance(answer, Refusal)
    assert answer.rule == "onderdeel.geen_vergoeding"


@pytest.mark.requirement("R-126")
def test_who_is_in_training_gets_a_statement_with_its_caveat() -> None:
    scene = make_active()
    item = team_item(scene)
    early = training_statement(scene.person, item.pk, now=START)
    given(actions.start_item(actor=scene.adviser, item_id=item.pk, now=START))

    statement = training_statement(scene.person, item.pk, now=START)

    assert isinstance(early, Refusal)
    assert isinstance(statement, TrainingStatement)
    assert statement.training == "Workshop solliciteren"
    assert statement.legal_test_pending
    with pytest.raises(NotFoundError):
        training_statement(as_member_of(party_of(PartyKind.MUNICIPALITY)), item.pk, now=START)


@pytest.mark.requirement("R-178")
def test_keeping_fit_for_work_is_reviewed_every_three_months() -> None:
    scene = active_workfit(ends_on=dt.date(2021, 8, 31), starts_on=dt.date(2021, 3, 1))
    item = team_item(scene)

    card = given(actions.start_item(actor=scene.adviser, item_id=item.pk, now=START))

    step = NextAction.objects.get(case=scene.case, done_at__isnull=True)
    assert [review.due_on for review in card.reviews] == [dt.date(2021, 6, 1)]
    assert step.due_on == dt.date(2021, 6, 1)


@pytest.mark.requirement("R-178")
def test_a_missed_review_shows_until_it_is_held() -> None:
    scene = active_workfit(ends_on=dt.date(2021, 8, 31), starts_on=dt.date(2021, 3, 1))
    item = team_item(scene)
    given(actions.start_item(actor=scene.adviser, item_id=item.pk, now=START))
    late = START.replace(month=6, day=10)
    page = arrangement_page(scene.adviser, scene.case.pk, now=late)
    assert page is not None
    missed = next(found for found in page.items if found.id == item.pk).reviews[0].overdue

    card = given(
        actions.record_review(
            actor=scene.adviser,
            item_id=item.pk,
            due_on=dt.date(2021, 6, 1),
            can_move_on=False,
            finding="Nog niet.",
            now=late,
        )
    )

    assert missed
    assert not card.reviews[0].overdue


@pytest.mark.requirement("R-177")
@pytest.mark.parametrize(
    ("ends_on", "exception", "possible"),
    [
        (dt.date(2021, 8, 31), False, True),
        (dt.date(2021, 11, 30), True, True),
        (dt.date(2021, 11, 30), False, False),
        (dt.date(2021, 12, 1), True, False),
    ],
)
def test_keeping_fit_takes_six_months_or_nine_with_a_reason(ends_on: dt.date, exception: bool, possible: bool) -> None:
    scene = make_composable(TARGET_GROUP, also_items=frozenset({Item.HEALTH}))

    answer = actions.choose_instrument(**workfit(scene, ends_on=ends_on, facts={"reden_uitzondering": exception}))

    assert isinstance(answer, Refusal) is not possible


@pytest.mark.requirement("R-176")
def test_keeping_fit_needs_a_professional_judgement() -> None:
    scene = make_composable(TARGET_GROUP, also_items=frozenset({Item.HEALTH}))

    answer = actions.choose_instrument(**workfit(scene, facts={"oordeel_vastgelegd": False}))

    assert isinstance(answer, Refusal)
    assert answer.rule == "werkfit.professioneel_oordeel"


@pytest.mark.requirement("R-179")
def test_keeping_fit_is_given_once_and_other_help_stays_open() -> None:
    scene = active_workfit()

    again = actions.choose_instrument(**workfit(scene))
    other = choose(scene)

    assert isinstance(again, Refusal)
    assert again.rule == "werkfit.eenmalig"
    assert other.money == "gereserveerd"


def workfit(scene: Scene, **other: Any) -> dict[str, Any]:
    facts = WORKFIT | {"reden_uitzondering": False} | other.pop("facts", {})
    return asked(
        scene,
        instrument="G4",
        title="Werkfit bij Diamant",
        motivation="Niets anders lukt nu.",
        starts_on=other.pop("starts_on", dt.date(2021, 3, 1)),
        ends_on=other.pop("ends_on", dt.date(2021, 8, 31)),
        facts=facts,
        **other,
    )


def active_workfit(**other: Any) -> Scene:
    scene = make_composable(TARGET_GROUP, also_items=frozenset({Item.HEALTH}))
    given(actions.choose_instrument(**workfit(scene, **other)))
    agree_all(scene)
    given(actions.activate(actor=scene.adviser, arrangement_id=scene.arrangement.pk, now=START))
    return scene
