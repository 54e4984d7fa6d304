"""Tabel 1, the two bases of the letters, and what other places tell in more detail."""

import datetime as dt

import pytest

from overstap.rules import load_catalogue
from overstap.rules.budget import Against, Basis, BudgetTable
from overstap.rules.budget_bases import Figures, on_basis

TODAY = dt.date(2021, 2, 15)
CATALOGUE = load_catalogue()
TABLES = CATALOGUE.budgets(TODAY)
PACKAGE = CATALOGUE.budget("sociaal-pakket", TODAY)
LEARNING = CATALOGUE.budget("leren-en-ontwikkelen", TODAY)
MILLION = 100_000_000


def millions(table: BudgetTable, line: str, column: int | None = None) -> float:
    """What a line comes to, in million euros."""
    return (table.computed(line, column) or 0) / MILLION


def on(table: BudgetTable, basis: Basis) -> Figures:
    """A table on a basis, with the tables of today beside it."""
    return on_basis(table, TABLES, basis)


def row(figures: Figures, line: str) -> dict[int | None, float | None]:
    """The amounts of a line in million euros, as far as there are any."""
    found = {column: figures.of(line, column) for column in figures.columns}
    return {column: one.cents / MILLION for column, one in found.items() if one.cents is not None}


# --- Tabel 1 -------------------------------------------------------------------------------------------

TABLE_1 = """
R-210 ontwikkeladvies           14* 37*   51
R-211 scholing                  34* 30*   64
R-212 maatwerk_sectoren         -   71,5* 71,5
R-213 intersectorale_omscholing -   37,5  37,5
R-214 basisvaardigheden         -   6     6
R-215 scholingsbudget_ww        -   23,5  23,5
"""


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        pytest.param(name, figures, marks=pytest.mark.requirement(code), id=code)
        for code, name, *figures in [row.split() for row in TABLE_1.split("\n") if row]
    ],
)
def test_a_line_of_table_1_stands_as_printed_and_adds_up(line: str, figures: list[str]) -> None:
    found = LEARNING.line(line)

    assert [found.printed[column].text for column in (2020, 2021, None)] == figures
    assert [found.printed[column].starred for column in (2020, 2021)] == ["*" in one for one in figures[:2]]
    assert LEARNING.computed(line) == found.printed[None].cents
    assert found.recipient
    assert found.audience
    assert found.summary


@pytest.mark.requirement("R-210", "R-211", "R-212", "R-213", "R-214", "R-215")
def test_table_1_comes_to_48_and_205_5_million() -> None:
    assert [millions(LEARNING, "totaal", column) for column in (2020, 2021, None)] == [48, 205.5, 253.5]


@pytest.mark.requirement("R-210")
def test_50_million_in_the_text_against_48_in_the_table_stays_open() -> None:
    (found,) = [one for one in LEARNING.differences() if (one.against, one.column) == (Against.ELSEWHERE, 2020)]

    assert (found.printed.text, found.other_cents, found.by_rounding) == ("50", 48 * MILLION, False)
    assert [remark.id for remark in found.remarks] == ["I-05"]


# --- The two bases -------------------------------------------------------------------------------------


@pytest.mark.requirement("R-282", "R-211")
def test_free_training_is_paid_in_two_years_and_opened_in_one() -> None:
    assert row(on(PACKAGE, Basis.KAS), "scholing") == {2021: 21, 2022: 9, None: 30}
    assert row(on(PACKAGE, Basis.OPENING), "scholing") == {2021: 30, None: 30}


@pytest.mark.requirement("R-285", "R-212", "R-233")
def test_the_sector_scheme_has_the_same_total_on_both_bases() -> None:
    assert row(on(PACKAGE, Basis.KAS), "samenwerkingsverbanden") == {2021: 62.5, 2022: 9, None: 71.5}
    assert row(on(LEARNING, Basis.OPENING), "maatwerk_sectoren") == {2021: 71.5, None: 71.5}
    assert row(on(LEARNING, Basis.KAS), "maatwerk_sectoren") == {2021: 62.5, 2022: 9, None: 71.5}


@pytest.mark.requirement("R-281", "R-210", "R-221")
def test_development_advice_has_7_million_more_on_the_opening_basis_by_a_motion() -> None:
    assert row(on(PACKAGE, Basis.KAS), "ontwikkeladviezen") == {2021: 30, None: 30}
    assert row(on(PACKAGE, Basis.OPENING), "ontwikkeladviezen") == {2021: 37, None: 37}


def test_the_package_on_the_opening_basis_is_7_million_more() -> None:
    kas, opening = on(PACKAGE, Basis.KAS), on(PACKAGE, Basis.OPENING)

    assert row(kas, "totaal")[None] == 1385
    assert row(opening, "totaal") == {2020: 148.5, 2021: 739.5, 2022: 374, 2023: 88, 2024: 42, None: 1392}


def test_what_no_document_gives_on_a_basis_is_told_as_not_given() -> None:
    kas = on(LEARNING, Basis.KAS)

    assert kas.years == (2020, 2021, 2022)
    assert not kas.of("ontwikkeladvies", 2020).given
    assert not kas.of("totaal", 2020).given
    assert kas.of("intersectorale_omscholing", 2021).given


def test_a_figure_from_the_other_table_says_so() -> None:
    opening = on(PACKAGE, Basis.OPENING)

    assert opening.of("scholing", 2021).borrowed == "leren-en-ontwikkelen"
    assert opening.of("waarborgfonds", 2021).borrowed is None


def test_a_table_on_its_own_basis_is_what_its_lines_come_to() -> None:
    for table in TABLES:
        figures = on(table, table.basis)
        for line in table.lines:
            assert figures.of(line.id).cents == table.computed(line.id), (table.id, line.id)


# --- What is told in more detail -----------------------------------------------------------------------


@pytest.mark.requirement("R-190", "R-276")
def test_practical_learning_is_31_5_and_27_and_4_5_million() -> None:
    table = CATALOGUE.budget("praktijkleren-mbo", TODAY)

    assert [millions(table, line.id) for line in table.children("totaal")] == [31.5, 27, 4.5]
    assert table.computed("totaal") == PACKAGE.computed("praktijkleren") == 63 * MILLION


@pytest.mark.requirement("R-313", "R-314", "R-315", "R-316", "R-317", "R-318", "R-319", "R-320", "R-288")
def test_the_items_for_young_people_come_to_78_5_million() -> None:
    table = CATALOGUE.budget("jeugd-scholen-gemeenten", TODAY)
    items = {line.requirements[0]: millions(table, line.id) for line in table.children("totaal")}
    (found,) = table.differences()

    assert items == {"R-314": 5, "R-315": 9, "R-316": 24.5, "R-317": 18, "R-318": 8, "R-319": 13, "R-320": 1}
    assert [millions(table, "totaal", column) for column in (2020, 2021, None)] == [9, 69.5, 78.5]
    assert found.printed.about
    assert [remark.id for remark in found.remarks] == ["I-10"]


@pytest.mark.requirement("R-322")
def test_every_item_for_young_people_says_who_gets_it_and_how() -> None:
    table = CATALOGUE.budget("jeugd-scholen-gemeenten", TODAY)
    routes = {line.id: line.recipient.nl if line.recipient else "" for line in table.children("totaal")}

    assert all(routes.values())
    assert [name for name, route in routes.items() if "decentralisatie-uitkering" in route] == [
        "nazorg_mbo",
        "baan_mbo",
        "mbo_gemeenten",
        "vsv_gemeenten",
    ]


@pytest.mark.requirement("R-225", "R-226", "R-227")
def test_free_training_in_2020_is_two_windows_of_17_million() -> None:
    table = CATALOGUE.budget("nl-leert-door-scholing-2020", TODAY)

    assert [millions(table, line.id) for line in table.children("totaal")] == [17, 17]
    assert table.computed("totaal") == LEARNING.computed("scholing", 2020)


@pytest.mark.requirement("R-256")
def test_the_social_partners_have_about_12_million_without_years() -> None:
    table = CATALOGUE.budget("sociale-partners", TODAY)
    cell = table.line("coordinatie").printed[None]

    assert (cell.cents, cell.about, table.years) == (12 * MILLION, True, ())


@pytest.mark.requirement("R-430", "R-431", "R-434", "R-438", "R-442")
def test_the_2015_list_comes_to_150_million() -> None:
    table = CATALOGUE.budget("sectorplannen-2015", dt.date(2016, 6, 1))

    assert millions(table, "totaal") == 150
    assert [millions(table, name) for name in ("kerstens", "nieuw_werk", "zorg")] == [30, 120, 28]
    assert [millions(table, line.id) for line in table.children("dienstverlening")] == [30, 20]
    assert [millions(table, name) for name in ("samenwerking", "ser_pilots", "mobiliteitscentra")] == [10, 10, 2]
    assert table.differences() == ()


@pytest.mark.requirement("R-007", "R-201")
def test_what_the_scheme_itself_brought_is_a_later_table_beside_the_letter() -> None:
    later = dt.date(2022, 2, 15)
    table = CATALOGUE.budget("praktijkleren-derde-leerweg", later)

    assert table.id not in {one.id for one in TABLES}
    assert millions(table, "leerbedrijven") == 25.5
    assert millions(CATALOGUE.budget("praktijkleren-mbo", later), "werkgevers") == 27
