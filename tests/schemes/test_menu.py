"""The menukaart is complete, and every instrument says by which rules and from which money it is given."""

import datetime as dt

import pytest

from overstap.rules import Instrument, Known, Outcome, assess, load_catalogue

TODAY = dt.date(2021, 2, 15)
CATALOGUE = load_catalogue()
MENU = CATALOGUE.menu(TODAY)

REQUIRED = {
    "R-141": {"A1"},
    "R-142": {"A2"},
    "R-143": {"A3"},
    "R-144": {"A4"},
    "R-145": {"B1", "B2"},
    "R-147": {"C1"},
    "R-148": {"C2"},
    "R-149": {"C3"},
    "R-151": {"D1"},
    "R-152": {"D2"},
    "R-153": {"D3"},
    "R-154": {"D4"},
    "R-155": {"E1", "E2", "E3"},
    "R-156": {"F1"},
    "R-157": {"H1"},
    "R-158": {"H2"},
    "R-161": {"G1"},
    "R-162": {"G2"},
    "R-163": {"G3"},
    "R-164": {"G4"},
}


def instruments() -> tuple[Instrument, ...]:
    """All instruments on the menu of the day."""
    return MENU.instruments


@pytest.mark.parametrize(
    ("requirement", "ids"),
    [pytest.param(key, ids, marks=pytest.mark.requirement(key)) for key, ids in REQUIRED.items()],
)
def test_every_instrument_of_the_source_is_on_the_menu(requirement: str, ids: set[str]) -> None:
    found = {instrument.id for instrument in instruments() if requirement in instrument.requirements}

    assert found == ids


@pytest.mark.requirement("R-140", "R-145", "R-146", "R-150", "R-155", "R-156", "R-160")
def test_the_clusters_of_both_cards_stand_in_order() -> None:
    cards = {card.id: [cluster.id for cluster in card.clusters] for card in MENU.cards}

    assert cards == {"algemeen": ["A", "B", "C", "D", "E", "F", "H"], "banenafspraak": ["G"]}


@pytest.mark.parametrize("instrument", instruments(), ids=lambda one: one.id)
def test_every_instrument_has_rules_that_are_in_force_somewhere_in_its_period(instrument: Instrument) -> None:
    assert instrument.scheme in CATALOGUE.versions
    assert instrument.source


@pytest.mark.requirement("R-155")
def test_supporting_services_are_handed_over_and_never_paid() -> None:
    handed_over = {one.id: (one.stream, one.target) for one in instruments() if one.kind == "overdracht"}

    assert handed_over == {
        "E1": (None, "gemeente_schulden"),
        "E2": (None, "gemeente_wmo"),
        "E3": (None, "gemeente_taal"),
    }


@pytest.mark.requirement("R-155", "R-421")
@pytest.mark.parametrize("instrument", [one for one in instruments() if one.target], ids=lambda one: one.id)
def test_the_target_of_a_hand_over_is_one_that_its_scheme_names(instrument: Instrument) -> None:
    scheme = CATALOGUE.scheme(instrument.scheme or "", TODAY)

    assert instrument.target in scheme.outputs["overdracht_naar"].type.values


@pytest.mark.requirement("R-148")
def test_practical_learning_is_paid_only_from_its_own_funds() -> None:
    assert CATALOGUE.instrument("C2", TODAY).stream == "praktijkleren_inkoop"


@pytest.mark.requirement("R-152")
def test_only_meetings_with_employers_are_online_for_a_time() -> None:
    assert [one.id for one in instruments() if not one.physical_available] == ["D2"]


@pytest.mark.requirement("R-159", "R-161")
def test_the_banenafspraak_card_has_its_own_funds_and_is_for_that_group_only() -> None:
    special = [one for one in instruments() if one.banenafspraak_only]

    assert [one.id for one in special] == ["G1", "G2", "G3", "G4"]
    assert {one.stream for one in special} == {"impuls_banenafspraak"}


@pytest.mark.requirement("R-159")
@pytest.mark.parametrize(
    "scheme", ["menukaart-banenafspraak", "no-riskpolis", "loondispensatie", "loonkostensubsidie", "werkfit"]
)
def test_every_banenafspraak_scheme_refuses_others_on_that_ground(scheme: str) -> None:
    found = assess(CATALOGUE, scheme, {"doelgroep_banenafspraak": Known(value=False)}, TODAY)

    assert found.outcome is Outcome.NEE
    assert "doelgroep" in found.refused_by


@pytest.mark.requirement("R-147")
def test_training_asks_for_provider_course_cost_and_hours() -> None:
    assert set(CATALOGUE.instrument("C1", TODAY).needs) == {"provider", "course", "cost", "hours"}


@pytest.mark.requirement("R-132")
def test_an_unknown_instrument_is_not_on_the_menu() -> None:
    assert "Z9" not in {one.id for one in instruments()}
    assert not CATALOGUE.menu(dt.date(2020, 11, 30)).instruments
