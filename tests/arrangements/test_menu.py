"""Instruments of the menu that ask something of their own, weighed in an arrangement."""

import datetime as dt
from typing import Any

import pytest

from overstap.arrangements import actions
from overstap.arrangements.values import ItemCard
from overstap.core.consent import Item
from overstap.core.decision import Refusal
from tests.factories.arrangements import LEARNING, TARGET_GROUP, Scene, asked, choose, make_composable

pytestmark = pytest.mark.django_db

HEALTH = frozenset({Item.HEALTH})
EMPLOYER = {"employer": "Bakkerij Aan de Vaart", "cofinancing_cents": 0, "cofinancing_reason": "Er is geen fonds."}


def try_out(scene: Scene, instrument: str, facts: dict[str, Any], **other: Any) -> ItemCard | Refusal:
    return actions.choose_instrument(**asked(scene, instrument=instrument, facts=facts, **other))


def rule_of(answer: ItemCard | Refusal) -> str:
    return answer.rule if isinstance(answer, Refusal) else ""


@pytest.mark.requirement("R-147")
def test_training_records_who_gives_it_which_course_what_it_costs_and_how_long() -> None:
    scene = make_composable()

    nameless = try_out(scene, "C1", {"scholingsuren": 40}, provider="")
    endless = try_out(scene, "C1", {})
    complete = try_out(scene, "C1", {"scholingsuren": 40})

    assert isinstance(nameless, Refusal)
    assert isinstance(endless, Refusal)
    assert isinstance(complete, ItemCard)


@pytest.mark.requirement("R-149")
@pytest.mark.parametrize(("external", "rule"), [(True, ""), (False, "begeleiding-bij-scholing.")])
def test_guidance_during_training_comes_from_outside(external: bool, rule: str) -> None:
    scene = make_composable()

    answer = try_out(scene, "C3", {"aanbieder_extern": external})

    assert rule_of(answer).startswith(rule)
    assert isinstance(answer, ItemCard) is external


@pytest.mark.requirement("R-151")
@pytest.mark.parametrize(("country", "possible"), [("belgie", True), ("duitsland", True), ("nederland", False)])
def test_mediation_across_the_border_is_for_work_across_the_border(country: str, possible: bool) -> None:
    scene = make_composable()

    assert isinstance(try_out(scene, "D1", {"land_van_werk": country}), ItemCard) is possible


@pytest.mark.requirement("R-152")
def test_job_fairs_are_on_line_only_for_a_while() -> None:
    scene = make_composable()

    on_site = try_out(scene, "D2", {"fysieke_bijeenkomst": True})
    on_line = try_out(scene, "D2", {"fysieke_bijeenkomst": False})

    assert rule_of(on_site).startswith("ontmoeting-werkgevers.")
    assert isinstance(on_line, ItemCard)


@pytest.mark.requirement("R-162")
@pytest.mark.parametrize(("through", "possible"), [("wajong", True), ("participatiewet", False)])
def test_wage_dispensation_is_for_wajong_only(through: str, possible: bool) -> None:
    who = {"doelgroep_banenafspraak": True, "banenafspraak_via": through, "verminderde_loonwaarde": True}
    scene = make_composable(who, also_items=HEALTH)
    facts = {
        "werkgever_heeft_loonkosten": True,
        "loon_bij_werkgever": 500_00,
        "inkomen_voor_deze_werkgever": 1_500_00,
    }

    answer = try_out(scene, "G2", facts, **EMPLOYER)

    assert isinstance(answer, ItemCard) is possible, answer


@pytest.mark.requirement("R-205")
def test_keeping_fit_can_lead_to_praktijkleren_in_one_arrangement() -> None:
    scene = make_composable(TARGET_GROUP, also_items=HEALTH)
    fit = {
        "stap_van_werk_naar_werk": True,
        "stap_gewone_reintegratie": True,
        "reintegratie_niet_mogelijk": True,
        "oordeel_vastgelegd": True,
        "werkfit_aanbieder": "gemeente",
        "werkfit_eerder_gehad": False,
        "reden_uitzondering": False,
    }

    choose(scene, instrument="G4", motivation="Eerst fit worden.", facts=fit, ends_on=dt.date(2021, 5, 31))
    choose(
        scene,
        instrument="C2",
        employer="Bakkerij",
        starts_on=dt.date(2021, 6, 1),
        ends_on=dt.date(2021, 11, 30),
        facts=LEARNING,
    )

    assert set(scene.arrangement.items.values_list("instrument", flat=True)) == {"", "G4", "C2"}


@pytest.mark.requirement("R-172")
def test_keeping_fit_comes_after_the_other_steps() -> None:
    scene = make_composable(TARGET_GROUP, also_items=HEALTH)

    answer = try_out(scene, "G4", {"stap_van_werk_naar_werk": False}, motivation="Fit worden.")

    assert rule_of(answer) == "werkfit.eerst_andere_stappen"


@pytest.mark.requirement("R-157")
def test_a_whole_trajectory_can_be_one_item() -> None:
    scene = make_composable()

    assert choose(scene, instrument="H1", title="Integraal traject van werk naar werk").money == "gereserveerd"
