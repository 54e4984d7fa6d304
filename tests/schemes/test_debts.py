"""The money and the help against poverty and debts."""

import datetime as dt

import pytest

from overstap.rules import Known, Outcome, Sensitivity, assess, load_catalogue

CATALOGUE = load_catalogue()
TODAY = dt.date(2021, 2, 15)
MILLION = 100_000_000
LINES = {
    "gemeentelijk-schuldenbeleid": ("schuldenbeleid", {2020: 15, 2021: 30, 2022: 30}),
    "bijzondere-bijstand": ("bijzondere_bijstand", {2020: 5, 2021: 10, 2022: 15}),
    "brede-schuldenaanpak": ("schuldenaanpak", {2020: 3, 2021: 8}),
    "waarborgfonds": ("waarborgfonds", {2021: 30}),
}


def per_year(scheme: str) -> dict[int, int]:
    """What a scheme has for the country, in million euros, in each year in which it holds."""
    answers = {year: assess(CATALOGUE, scheme, {}, dt.date(year, 12, 31)) for year in (2020, 2021, 2022)}
    return {
        year: int(str(found.outputs["budget_dit_jaar"].lo)) // MILLION
        for year, found in answers.items()
        if not found.outside_validity
    }


@pytest.mark.requirement("R-340", "R-341", "R-342", "R-343")
@pytest.mark.parametrize("scheme", LINES)
def test_a_measure_has_the_money_of_the_letters_in_each_year(scheme: str) -> None:
    line, years = LINES[scheme]
    table = CATALOGUE.budget("sociaal-pakket", TODAY)

    assert per_year(scheme) == years
    assert (table.computed(line) or 0) == sum(years.values()) * MILLION


@pytest.mark.requirement("R-340", "R-341", "R-342", "R-343")
def test_the_four_measures_make_a_hundred_and_forty_six_million() -> None:
    totals = [sum(per_year(scheme).values()) for scheme in LINES]

    assert totals == [75, 30, 11, 30]
    assert sum(totals) == 146


@pytest.mark.requirement("R-340", "R-341")
@pytest.mark.parametrize("scheme", ["gemeentelijk-schuldenbeleid", "bijzondere-bijstand"])
def test_municipalities_receive_it_in_their_general_payment(scheme: str) -> None:
    outputs = assess(CATALOGUE, scheme, {}, TODAY).outputs

    assert (outputs["ontvanger"].value, outputs["betaalroute"].value) == ("gemeente", "algemene_uitkering")


@pytest.mark.requirement("R-344")
@pytest.mark.parametrize("agreed", [True, False])
def test_creditors_are_passed_on_with_consent_only(agreed: bool) -> None:
    facts = {"akkoord_gegevens_schuldeisers": Known(agreed)}

    assert assess(CATALOGUE, "waarborgfonds", facts, TODAY).outputs["schuldeisers_in_overdracht"].value is agreed


@pytest.mark.requirement("R-344")
def test_no_amount_of_debt_is_asked_for_the_hand_over() -> None:
    asked = {*CATALOGUE.scheme("overdracht-schuldhulp", TODAY).fact_ids}

    assert asked == {"hulpvraag_schulden", "akkoord_overdracht"}


@pytest.mark.requirement("R-345")
def test_someone_outside_the_new_groups_gets_the_same_help() -> None:
    facts = {
        "hulpvraag_schulden": Known(value=True),
        "akkoord_overdracht": Known(value=True),
        "flexwerk": Known(value=False),
        "leeftijd": Known(40),
        "huidige_status": Known("in_dienst"),
    }

    assert assess(CATALOGUE, "schulden-nieuwe-groepen", facts, TODAY).outcome is Outcome.NEE
    assert assess(CATALOGUE, "overdracht-schuldhulp", facts, TODAY).outcome is Outcome.JA


@pytest.mark.requirement("R-346")
def test_the_days_to_offer_help_are_those_of_the_working_process() -> None:
    own = CATALOGUE.scheme("schulden-vroeg-helpen", TODAY).parameters["dagen_na_signaal"]
    process = CATALOGUE.scheme("termijnen", TODAY).parameters["schuldensignaal_aanbieden"]

    assert own.on(TODAY) == process.on(TODAY) == 0


@pytest.mark.requirement("R-347")
def test_debts_go_to_the_municipality_by_warm_hand_over() -> None:
    facts = {"hulpvraag_schulden": Known(value=True), "akkoord_overdracht": Known(value=True)}
    found = assess(CATALOGUE, "overdracht-schuldhulp", facts, TODAY)

    assert found.outputs["overdracht_naar"].value == "gemeente_schulden"
    assert found.amount is None


@pytest.mark.requirement("R-348")
def test_the_letter_about_the_round_tables_is_named() -> None:
    found = assess(CATALOGUE, "brede-schuldenaanpak", {}, TODAY)

    assert found.outputs["brief_over_rondetafels"].value == dt.date(2020, 9, 28)


@pytest.mark.requirement("R-404")
def test_every_question_about_debts_is_special() -> None:
    asked = {
        name
        for scheme in ("waarborgfonds", "schulden-vroeg-helpen")
        for name in CATALOGUE.scheme(scheme, TODAY).fact_ids
    }

    assert {CATALOGUE.facts[name].sensitivity for name in asked} == {Sensitivity.BIJZONDER}
