"""Choosing an instrument: weighed by the schemes, its money reserved at once."""

import datetime as dt
import uuid

import pytest

from overstap.arrangements import actions
from overstap.arrangements.values import MissingAnswers
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties.models import PartyKind
from overstap.treasury.queries import commitments_by_keys, position
from tests.conftest import START
from tests.factories.arrangements import BASIC, LEARNING, asked, choose, coordinate, make_composable
from tests.factories.people import party_of
from tests.factories.treasury import given

pytestmark = pytest.mark.django_db


def test_choosing_reserves_the_money_at_once() -> None:
    scene = make_composable()

    card = choose(scene)

    stand = position(stream="ontschot_budget", region_code="AM26", year=2021)
    assert (card.money, card.charge_cents) == ("gereserveerd", 400_00)
    assert (stand.reserved, stand.free) == (400_00, 9_600_00)
    assert card.expires_at is not None
    assert card.expires_at > START


def test_the_item_pins_the_version_and_the_receipt_of_its_scheme() -> None:
    scene = make_composable()

    card = choose(scene)

    item = scene.item(card.id)
    assert card.scheme_version == dt.date(2020, 12, 1)
    assert item.receipt["scheme"] == card.scheme
    assert item.receipt["version"] == "2020-12-01"
    assert card.grounds


def test_open_questions_come_back_so_that_the_screen_can_ask_them() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(**asked(scene, facts=dict.fromkeys(BASIC)))

    assert isinstance(answer, MissingAnswers)
    assert "gericht_op_werkhervatting" in {question.fact for question in answer.questions}
    assert position(stream="ontschot_budget", region_code="AM26", year=2021).reserved == 0


@pytest.mark.requirement("R-136", "R-148")
def test_praktijkleren_forces_its_own_stream() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(
        **asked(scene, instrument="C1", facts={"mbo_opleiding": True, "leerbedrijf_gevraagd": True})
    )

    assert isinstance(answer, Refusal)
    assert answer.rule.endswith(".mbo_zonder_leerbedrijf")
    assert answer.source


@pytest.mark.requirement("R-201", "R-202", "R-148")
def test_praktijkleren_reserves_the_employers_fee_beside_the_school() -> None:
    scene = make_composable()

    card = choose(
        scene, instrument="C2", employer="Bakkerij Aan de Vaart", ends_on=dt.date(2021, 11, 30), facts=LEARNING
    )

    fee = commitments_by_keys([card.fee_commitment_key])[card.fee_commitment_key]
    assert (card.stream, card.fee_cents) == ("praktijkleren_inkoop", 2_025_00)
    assert (fee.stream, fee.amount_cents) == ("praktijkleren_werkgeversvergoeding", 2_025_00)


@pytest.mark.requirement("R-063", "R-201")
def test_a_company_without_recognition_gets_no_fee() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(
        **asked(scene, instrument="C2", employer="Garage Noord", facts=LEARNING | {"leerbedrijf_erkend": False})
    )

    assert isinstance(answer, Refusal)
    assert answer.rule == "praktijkleren.leerbedrijf"
    assert position(stream="praktijkleren_werkgeversvergoeding", region_code="AM26", year=2021).reserved == 0


@pytest.mark.requirement("R-197")
def test_praktijkleren_takes_nine_months_at_most() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(
        **asked(scene, instrument="C2", employer="Garage Noord", ends_on=dt.date(2021, 12, 1), facts=LEARNING)
    )

    assert isinstance(answer, Refusal)
    assert answer.rule == "praktijkleren.duur"


@pytest.mark.requirement("R-132")
def test_what_is_not_on_the_menu_cannot_be_chosen() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(**asked(scene, instrument="Z9"))

    assert isinstance(answer, Refusal)
    assert answer.rule == "menukaart.staat_er_niet_op"


@pytest.mark.requirement("R-131")
def test_help_that_does_not_lead_to_work_is_refused() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(**asked(scene, facts={"gericht_op_werkhervatting": False}))

    assert isinstance(answer, Refusal)
    assert answer.rule == "ontschot-budget.werkhervatting"
    assert answer.remedy


@pytest.mark.requirement("R-134")
def test_an_item_without_cofinancing_and_without_a_reason_is_refused() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(**asked(scene, cofinancing_cents=0))
    told = choose(scene, cofinancing_cents=0, cofinancing_reason="De werkgever is failliet.")

    assert isinstance(answer, Refusal)
    assert answer.rule == "ontschot-budget.cofinanciering"
    assert told.charge_cents == 500_00


@pytest.mark.requirement("R-130", "R-135")
def test_help_that_a_prior_provider_can_give_is_refused() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(**asked(scene, facts={"voorliggend_uwv_gemeente": True}))

    assert isinstance(answer, Refusal)
    assert answer.rule == "ontschot-budget.aanvullend"


@pytest.mark.requirement("R-254")
def test_money_that_goes_first_is_not_passed_over_without_a_reason() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(**asked(scene, facts={"ofonds_beschikbaar": True}))
    told = choose(scene, facts={"ofonds_beschikbaar": True}, passed_over_because="Het fonds is leeg tot 1 mei.")

    assert isinstance(answer, Refusal)
    assert answer.rule == "financieringsvolgorde.volgorde"
    assert told.passed_over_because == "Het fonds is leeg tot 1 mei."


@pytest.mark.requirement("R-255")
def test_youth_money_goes_first_for_a_vulnerable_school_leaver() -> None:
    scene = make_composable({"school_verlaten": "vso", "hoogste_opleiding": "praktijkonderwijs_vso"})

    answer = actions.choose_instrument(**asked(scene, facts={"jeugdmiddelen_beschikbaar": True}))

    assert isinstance(answer, Refusal)
    assert answer.rule == "financieringsvolgorde.jeugd_gaat_voor"


def test_when_the_money_is_gone_nothing_is_left_behind() -> None:
    scene = make_composable(cents=300_00)

    answer = actions.choose_instrument(**asked(scene))

    assert isinstance(answer, Refusal)
    assert answer.rule == "budget.plafond"
    assert not scene.arrangement.items.filter(instrument="A1").exists()


def test_both_reservations_of_praktijkleren_are_made_or_none() -> None:
    scene = make_composable(cents=1_000_00)

    answer = actions.choose_instrument(
        **asked(scene, instrument="C2", employer="Bakkerij", ends_on=dt.date(2021, 11, 30), facts=LEARNING)
    )

    assert isinstance(answer, Refusal)
    assert position(stream="praktijkleren_inkoop", region_code="AM26", year=2021).reserved == 0
    assert not scene.arrangement.items.filter(instrument="C2").exists()


@pytest.mark.requirement("R-156")
def test_the_custom_budget_stops_at_a_thousand_euros() -> None:
    scene = make_composable()
    custom = {"instrument": "F1", "motivation": "Een fiets om op het werk te komen.", "cofinancing_cents": 0}
    custom["cofinancing_reason"] = "Er is geen fonds voor een fiets."
    choose(scene, cost_cents=700_00, **custom)

    over = actions.choose_instrument(**asked(scene, cost_cents=300_01, **custom))
    exactly = choose(scene, cost_cents=300_00, **custom)

    assert isinstance(over, Refusal)
    assert over.rule in {"maatwerkbudget.binnen_maximum", "persoon.plafond"}
    assert exactly.charge_cents == 300_00


@pytest.mark.requirement("R-153")
def test_what_the_menu_asks_of_an_instrument_has_to_be_filled_in() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(**asked(scene, instrument="F1", provider="", motivation=""))

    assert isinstance(answer, Refusal)
    assert answer.rule == "onderdeel.nodig"
    assert "waarom het nodig is" in answer.sentence()


@pytest.mark.requirement("R-155", "R-420")
def test_debt_help_is_a_warm_hand_over_and_never_a_payment() -> None:
    scene = make_composable()
    municipality = party_of(PartyKind.MUNICIPALITY)

    card = choose(
        scene,
        instrument="E1",
        title="Schuldhulp",
        providing_party_id=municipality.pk,
        motivation="De deelnemer heeft betalingsachterstanden.",
        person_agrees=True,
        agreed_through="In het gesprek",
        facts={},
    )

    item = scene.item(card.id)
    assert item.handover is not None
    assert (item.handover.state, item.handover.to_party_id) == ("aangeboden", municipality.pk)
    assert (card.money, card.charge_cents, item.commitment_key) == ("geen", 0, None)
    assert position(stream="ontschot_budget", region_code="AM26", year=2021).reserved == 0


@pytest.mark.requirement("R-420")
def test_a_warm_hand_over_needs_the_word_of_the_person() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(
        **asked(scene, instrument="E1", providing_party_id=party_of(PartyKind.MUNICIPALITY).pk, motivation="Schulden.")
    )

    assert isinstance(answer, Refusal)
    assert not scene.case.handovers.exists()


@pytest.mark.requirement("R-159")
def test_the_supplementary_card_is_only_for_its_own_group() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(**asked(scene, instrument="G1"))

    assert isinstance(answer, Refusal)
    assert answer.rule == "menukaart.niet_voor_deze_persoon"


def test_another_party_does_not_choose_for_this_person() -> None:
    scene = make_composable()
    coordinate(scene)

    answer = actions.choose_instrument(**asked(scene) | {"actor": scene.partner})

    assert isinstance(answer, Refusal)
    assert answer.rule == "arrangement.niet_van_u"


def test_a_stranger_does_not_find_the_arrangement() -> None:
    scene = make_composable()

    with pytest.raises(NotFoundError):
        actions.choose_instrument(**asked(scene) | {"actor": scene.partner})


def test_taking_an_item_out_frees_its_money_at_once() -> None:
    scene = make_composable()
    card = choose(scene)

    given(actions.remove_item(actor=scene.adviser, item_id=card.id, now=START))

    assert position(stream="ontschot_budget", region_code="AM26", year=2021).free == 10_000_00
    assert scene.item(card.id).stage == "verwijderd"


def test_a_reservation_that_ran_out_can_be_made_again() -> None:
    scene = make_composable()
    card = choose(scene)
    later = START + dt.timedelta(days=2)

    again = given(actions.reserve_again(actor=scene.adviser, item_id=card.id, now=later))

    assert again.commitment_key != card.commitment_key
    assert again.money == "gereserveerd"
    assert position(stream="ontschot_budget", region_code="AM26", year=2021).reserved == 400_00


def test_an_amount_outside_every_domain_is_refused_and_not_an_error() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(**asked(scene, instrument="F1", motivation="Fiets", cost_cents=10**12))

    assert isinstance(answer, Refusal)


def test_an_end_before_the_start_is_refused() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(**asked(scene, ends_on=dt.date(2021, 2, 1)))

    assert isinstance(answer, Refusal)
    assert answer.rule == "onderdeel.data"


def test_the_same_form_sent_twice_chooses_once() -> None:
    scene = make_composable()
    key = uuid.uuid4()

    first, second = choose(scene, key=key), choose(scene, key=key)

    assert first.id == second.id
    assert position(stream="ontschot_budget", region_code="AM26", year=2021).reserved == 400_00


def test_an_unknown_party_is_refused() -> None:
    scene = make_composable()

    answer = actions.choose_instrument(**asked(scene, providing_party_id=0))

    assert isinstance(answer, Refusal)
    assert answer.rule == "onderdeel.partij"
