"""What a scheme says of its money is what stands in the table of the letters, and the other way round."""

import datetime as dt

import pytest

from overstap.rules import load_catalogue
from overstap.rules.budget import BudgetTable

TODAY = dt.date(2021, 2, 15)
CATALOGUE = load_catalogue()
TABLES = CATALOGUE.budgets(TODAY)
PACKAGE = CATALOGUE.budget("sociaal-pakket", TODAY)

MARKS = {
    "reintegratie-gemeenten": ("R-297",),
    "impuls-reintegratie-gemeenten": ("R-297",),
    "werkgeversdienstverlening-uwv": ("R-298",),
}
GIVES = [
    pytest.param(table, line.id, scheme, id=scheme, marks=pytest.mark.requirement(*MARKS.get(scheme, ())))
    for table in TABLES
    for line in table.lines
    for scheme in line.schemes
    if "budget" in CATALOGUE.all_versions(scheme)[0].parameters
]


@pytest.mark.parametrize(("table", "line", "scheme"), GIVES)
def test_a_scheme_has_in_each_year_the_money_of_its_line(table: BudgetTable, line: str, scheme: str) -> None:
    last_days = {year: dt.date(year, 12, 31) for year in table.years if table.computed(line, year)}
    given = {year: CATALOGUE.parameter(scheme, "budget", day) for year, day in last_days.items()}

    assert given == {year: table.computed(line, year) for year in last_days}


def test_most_schemes_with_money_of_a_year_are_held_against_a_line() -> None:
    assert {*MARKS, "waarborgfonds", "jeugd-vsv-rmc"} <= {param.values[2] for param in GIVES}


@pytest.mark.requirement("R-299")
def test_the_scheme_of_the_self_employed_has_the_amounts_of_its_line() -> None:
    line = PACKAGE.line("zelfstandigen")
    given = [CATALOGUE.parameter("ondersteuning-zelfstandigen", f"bedrag_{year}", TODAY) for year in (2020, 2021)]

    assert line.schemes == ("ondersteuning-zelfstandigen",)
    assert given == [PACKAGE.computed(line.id, year) for year in (2020, 2021)]


@pytest.mark.requirement("R-256")
def test_the_scheme_of_the_social_partners_has_the_amount_of_its_line() -> None:
    table = CATALOGUE.budget("sociale-partners", TODAY)

    assert table.line("coordinatie").schemes == ("coordinatie-sociale-partners",)
    assert CATALOGUE.parameter("coordinatie-sociale-partners", "budget_samen", TODAY) == table.computed("coordinatie")


# Scheme, day, parameter, and the figure that it is: table, line, column.
LEARNING, PLANS = "leren-en-ontwikkelen", "sectorplannen-2015"
FIGURES = [
    ("basisvaardigheden-werknemers", "2021-02-15", "bedrag_extra", LEARNING, "basisvaardigheden", 2021, "R-235"),
    (
        "intersectorale-omscholing",
        "2021-02-15",
        "bedrag_regeling",
        LEARNING,
        "intersectorale_omscholing",
        2021,
        "R-234",
    ),
    ("scholingsbudget-ww", "2021-02-15", "bedrag_extra", LEARNING, "scholingsbudget_ww", 2021, "R-236"),
    ("sector-maatwerk", "2021-02-15", "bedrag_openstelling", LEARNING, "maatwerk_sectoren", 2021, "R-233"),
    ("sector-maatwerk", "2021-02-15", "kas_2021", "sociaal-pakket", "samenwerkingsverbanden", 2021, "R-285"),
    ("sector-maatwerk", "2021-02-15", "kas_2022", "sociaal-pakket", "samenwerkingsverbanden", 2022, "R-285"),
    ("nl-leert-door-ontwikkeladvies", "2020-09-01", "bedrag_openstelling", LEARNING, "ontwikkeladvies", 2020, "R-220"),
    ("nl-leert-door-ontwikkeladvies", "2020-12-15", "bedrag_openstelling", LEARNING, "ontwikkeladvies", 2021, "R-221"),
    (
        "nl-leert-door-scholing",
        "2020-10-05",
        "bedrag_tijdvak",
        "nl-leert-door-scholing-2020",
        "tijdvak_1",
        2020,
        "R-226",
    ),
    (
        "nl-leert-door-scholing",
        "2020-11-05",
        "bedrag_tijdvak",
        "nl-leert-door-scholing-2020",
        "tijdvak_2",
        2020,
        "R-227",
    ),
    ("nl-leert-door-scholing", "2021-02-15", "bedrag_tijdvak", LEARNING, "scholing", 2021, "R-228"),
    ("compensatie-sw", "2020-12-15", "bedrag_2020", "sociaal-pakket", "sw_bedrijven", 2020, "R-279"),
    ("jeugd-begeleiding", "2020-12-15", "bedrag_in_de_tabel", "sociaal-pakket", "begeleiding_jongeren", 2020, "R-288"),
    ("jeugd-begeleiding", "2021-02-15", "bedrag_in_de_tabel", "sociaal-pakket", "begeleiding_jongeren", 2021, "R-288"),
    ("jeugd-begeleiding", "2021-02-15", "som_van_de_regels", "jeugd-scholen-gemeenten", "totaal", 2021, "R-313"),
    ("mobiliteitscentrum", "2016-06-01", "totaal_maximum", PLANS, "mobiliteitscentra", None, "R-438"),
    ("scholingsvoucher", "2016-01-15", "totaal_maximum", PLANS, "vouchers", None, "R-439"),
    ("regionale-samenwerking", "2016-06-01", "bedrag_regios", PLANS, "samenwerking", None, "R-434"),
    ("regionale-samenwerking", "2016-06-01", "bedrag_ser_advies", PLANS, "ser_pilots", None, "R-434"),
    ("sectorplannen-vervolg", "2016-06-01", "onderbesteding", PLANS, "totaal", None, "R-430"),
    ("sectorplannen-vervolg", "2016-06-01", "motie_kerstens", PLANS, "kerstens", None, "R-431"),
    ("sectorplannen-vervolg", "2016-06-01", "dienstverlening_zorg", PLANS, "zorg_dienstverlening", None, "R-431"),
    ("sectorplannen-vervolg", "2016-06-01", "dienstverlening_economie", PLANS, "dienstverlening", None, "R-442"),
    ("sociaal-pakket", "2021-02-15", "gedrukt_totaal_alle_jaren", "sociaal-pakket", "totaal", None, "R-270"),
]


@pytest.mark.parametrize(
    ("scheme", "day", "parameter", "figure"),
    [
        pytest.param(scheme, day, name, tuple(figure), marks=pytest.mark.requirement(code), id=f"{scheme}.{name}@{day}")
        for scheme, day, name, *figure, code in FIGURES
    ],
)
def test_an_amount_of_a_scheme_is_a_figure_of_the_letters(
    scheme: str, day: str, parameter: str, figure: tuple[str, str, int | None]
) -> None:
    table_id, line, column = figure
    table = next(one for one in CATALOGUE.budget_tables if one.id == table_id)

    assert CATALOGUE.parameter(scheme, parameter, dt.date.fromisoformat(day)) == table.computed(line, column)


@pytest.mark.requirement("R-002")
def test_a_scheme_that_a_line_pays_belongs_to_the_block_of_that_line() -> None:
    wrong = [
        (version.id, version.valid_from)
        for block in range(1, 5)
        for line in PACKAGE.children(f"blok_{block}")
        for scheme in line.schemes
        for version in CATALOGUE.all_versions(scheme)
        if version.block not in {None, block}
    ]

    assert wrong == []
