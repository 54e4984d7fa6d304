"""The money and the help against youth unemployment: how much per year, who receives it, along which route."""

import datetime as dt

import pytest

from overstap.rules import Known, Origin, Outcome, assess, load_catalogue

CATALOGUE = load_catalogue()
TODAY = dt.date(2021, 2, 15)
MILLION = 100_000_000
LETTER = dt.date(2020, 12, 31)

BUDGETS = [
    pytest.param("jeugd-coordinatie", {2020: 3.5, 2021: 0.5}, marks=pytest.mark.requirement("R-310")),
    pytest.param("jeugd-doorleren", {2021: 33, 2022: 100, 2023: 88, 2024: 42}, marks=pytest.mark.requirement("R-312")),
    pytest.param("jeugd-nazorg-mbo", {2020: 5, 2021: 0}, marks=pytest.mark.requirement("R-314")),
    pytest.param("jeugd-mbo-zonder-uitzicht", {2021: 9}, marks=pytest.mark.requirement("R-315")),
    pytest.param("jeugd-mbo-scholen", {2021: 24.5}, marks=pytest.mark.requirement("R-316")),
    pytest.param("jeugd-mbo-gemeenten", {2021: 18}, marks=pytest.mark.requirement("R-317")),
    pytest.param("jeugd-vsv-rmc", {2020: 4, 2021: 4}, marks=pytest.mark.requirement("R-318")),
    pytest.param("jeugd-vsv-gemeenten", {2021: 13}, marks=pytest.mark.requirement("R-319")),
    pytest.param("jeugd-pro-vso-scholen", {2021: 1}, marks=pytest.mark.requirement("R-320")),
    pytest.param("jeugd-pro-vso-gemeenten", {2020: 17, 2021: 0}, marks=pytest.mark.requirement("R-321")),
]

LINES = {
    "jeugd-nazorg-mbo": "nazorg_mbo",
    "jeugd-mbo-zonder-uitzicht": "baan_mbo",
    "jeugd-mbo-scholen": "mbo_scholen",
    "jeugd-mbo-gemeenten": "mbo_gemeenten",
    "jeugd-vsv-rmc": "rmc",
    "jeugd-vsv-gemeenten": "vsv_gemeenten",
    "jeugd-pro-vso-scholen": "pro_vso",
}
"""The items of the letter, each with its line in the budget table."""

PAID = {
    "jeugd-coordinatie": ("centrumgemeente", "decentralisatie_uitkering"),
    "jeugd-nazorg-mbo": ("centrumgemeente", "decentralisatie_uitkering"),
    "jeugd-mbo-zonder-uitzicht": ("centrumgemeente", "decentralisatie_uitkering"),
    "jeugd-mbo-scholen": ("mbo_school", "subsidieregeling"),
    "jeugd-mbo-gemeenten": ("centrumgemeente", "decentralisatie_uitkering"),
    "jeugd-vsv-rmc": ("rmc", "specifieke_uitkering"),
    "jeugd-vsv-gemeenten": ("centrumgemeente", "decentralisatie_uitkering"),
    "jeugd-pro-vso-scholen": ("pro_vso_school", "nog_niet_bekend"),
    "jeugd-pro-vso-gemeenten": ("gemeente", "decentralisatie_uitkering"),
}


def per_year(scheme: str, until: int = 2021) -> dict[int, float]:
    """What a scheme has for the country, in million euros, in each year in which it holds."""
    days = [dt.date(year, 12, 31) for year in range(2020, until + 1)]
    answers = {day.year: assess(CATALOGUE, scheme, {}, day) for day in days}
    return {
        year: float(str(found.outputs["budget_dit_jaar"].lo)) / MILLION
        for year, found in answers.items()
        if not found.outside_validity
    }


def said(scheme: str, output: str) -> object:
    """An answer that a scheme gives to everybody."""
    return assess(CATALOGUE, scheme, {}, TODAY).outputs[output].value


@pytest.mark.parametrize(("scheme", "years"), BUDGETS)
def test_a_measure_has_the_money_of_the_letters_in_each_year(scheme: str, years: dict[int, float]) -> None:
    assert per_year(scheme, max(years)) == years


EXTENDED = {
    "jeugd-coordinatie": 3.5,
    "jeugd-mbo-scholen": 24.5,
    "jeugd-mbo-gemeenten": 18,
    "jeugd-vsv-rmc": 4.5,
    "jeugd-vsv-gemeenten": 13,
}


@pytest.mark.requirement("R-007", "R-310", "R-316", "R-317", "R-318", "R-319")
@pytest.mark.parametrize("scheme", EXTENDED)
def test_the_approach_goes_on_in_2022_with_its_own_money_and_source(scheme: str) -> None:
    version = CATALOGUE.scheme(scheme, dt.date(2022, 6, 1))

    assert per_year(scheme, 2022)[2022] == EXTENDED[scheme]
    assert "verlenging-jeugd-2021" in {one.document.id for one in version.parameters["budget"].source}


@pytest.mark.requirement("R-007", "R-316")
@pytest.mark.parametrize(("age", "outcome"), [(26, Outcome.JA), (27, Outcome.NEE)])
def test_the_scheme_for_schools_brought_a_limit_of_age(age: int, outcome: Outcome) -> None:
    facts = {
        "leeftijd": Known(age),
        "onderwijs_nu": Known("mbo_bol"),
        "laatste_schooljaar": Known(value=True),
        "moeilijke_start": Known(value=True),
    }

    assert assess(CATALOGUE, "jeugd-mbo-scholen", facts, dt.date(2021, 1, 21)).outcome is Outcome.JA
    assert assess(CATALOGUE, "jeugd-mbo-scholen", facts, dt.date(2021, 1, 22)).outcome is outcome


@pytest.mark.requirement("R-313")
def test_the_items_for_schools_and_municipalities_make_seventy_eight_and_a_half_million() -> None:
    items = [per_year(scheme) for scheme in LINES]
    years = {year: sum(item.get(year, 0) for item in items) for year in (2020, 2021)}

    assert years == {2020: 9, 2021: 69.5} == per_year("jeugd-begeleiding")
    assert sum(years.values()) == 78.5


@pytest.mark.requirement("R-313")
@pytest.mark.parametrize("scheme", LINES)
def test_an_item_is_its_line_in_the_budget_table(scheme: str) -> None:
    table = CATALOGUE.budget("jeugd-scholen-gemeenten", LETTER)

    assert (table.computed(LINES[scheme]) or 0) / MILLION == sum(per_year(scheme).values())


@pytest.mark.requirement("R-312", "R-327")
def test_support_and_staying_in_education_are_the_money_for_school_leavers() -> None:
    package = CATALOGUE.budget("sociaal-pakket", LETTER)
    reserved = sum(per_year("jeugd-doorleren", 2024).values())

    assert reserved == 263 == (package.computed("langere_verblijfsduur") or 0) / MILLION
    assert said("jeugd-begeleiding", "totaal_voor_schoolverlaters") == (79 + 263) * MILLION


@pytest.mark.requirement("R-310", "R-314", "R-316", "R-317", "R-318", "R-319", "R-320", "R-321", "R-322")
@pytest.mark.parametrize(("scheme", "paid"), PAID.items())
def test_the_money_of_a_measure_goes_to_its_own_recipient(scheme: str, paid: tuple[str, str]) -> None:
    assert (said(scheme, "ontvanger"), said(scheme, "betaalroute")) == paid


@pytest.mark.requirement("R-310")
def test_every_region_has_one_centre_municipality_that_receives_money() -> None:
    assert said("jeugd-coordinatie", "aantal_ontvangers") == 35


@pytest.mark.requirement("R-311")
def test_the_general_funds_stand_behind_the_funds_for_school_leavers() -> None:
    order = [text.nl for text in CATALOGUE.scheme("jeugd-generieke-budgetten", TODAY).funding_order]

    assert order == [
        "Geld voor kwetsbare schoolverlaters",
        "Hulp van de gemeente",
        "Praktijkleren in het mbo",
        "Hulp van het mobiliteitsteam",
    ]


@pytest.mark.requirement("R-255", "R-314", "R-315", "R-316", "R-317", "R-318", "R-319", "R-320", "R-321")
@pytest.mark.parametrize("scheme", [*LINES, "jeugd-pro-vso-gemeenten"])
def test_help_for_school_leavers_comes_before_the_money_of_the_team(scheme: str) -> None:
    assert "ontschot-budget" in CATALOGUE.scheme(scheme, TODAY).relations["precedes"]


@pytest.mark.requirement("R-323")
def test_the_three_measures_stand_in_order() -> None:
    outputs = CATALOGUE.scheme("jeugd-drie-maatregelen", TODAY).outputs

    assert list(outputs) == ["begeleiding_laatste_jaar", "begeleiding_naar_werk", "nazorg"]


@pytest.mark.requirement("R-325", "R-407")
def test_young_people_out_of_sight_are_known_to_the_municipality_only() -> None:
    scheme = CATALOGUE.scheme("jeugd-buiten-beeld", TODAY)
    asked = {name for name in scheme.fact_ids if Origin.PERSON in CATALOGUE.facts[name].origin}

    assert scheme.beneficiary == "gemeente"
    assert asked == {"hulpvraag_schulden"}


@pytest.mark.requirement("R-325")
@pytest.mark.parametrize(("day", "outcome"), [("2021-02-28", Outcome.JA), ("2021-03-01", Outcome.NEE)])
def test_a_monthly_list_is_current_for_a_month(day: str, outcome: Outcome) -> None:
    facts = {
        "gemeente_aangesloten": Known(value=True),
        "op_maandlijst": Known(value=True),
        "maandlijst_van": Known(dt.date(2021, 2, 1)),
        "stand_buiten_beeld": Known("bezocht"),
    }

    assert assess(CATALOGUE, "jeugd-buiten-beeld", facts, dt.date.fromisoformat(day)).outcome is outcome


def test_nothing_about_descent_is_asked_of_young_people() -> None:
    youth = [
        version for versions in CATALOGUE.versions.values() for version in versions if version.id.startswith("jeugd-")
    ]
    words = ("afkomst", "migratie", "nationaliteit", "geboren in")
    asked = {name: CATALOGUE.facts[name].question.nl.lower() for version in youth for name in version.fact_ids}

    assert len(youth) >= 18
    assert not {name: text for name, text in asked.items() if any(word in text for word in words)}


def test_every_measure_against_youth_unemployment_is_in_the_third_building_block() -> None:
    blocks = {
        version.id: version.block
        for version in CATALOGUE.schemes(TODAY)
        if version.id.startswith("jeugd-") or version.id == "schoolverlaters"
    }

    assert set(blocks.values()) == {3}, blocks
