"""The money of the letters: every figure as printed, what the lines come to, and the two bases."""

import datetime as dt

import pytest

from overstap.rules import NotInForceError, UnknownNameError, load_catalogue
from overstap.rules.budget import Against, Basis, BudgetTable, Difference
from overstap.rules.budget_bases import on_basis

TODAY = dt.date(2021, 2, 15)
CATALOGUE = load_catalogue()
TABLES = CATALOGUE.budgets(TODAY)
PACKAGE = CATALOGUE.budget("sociaal-pakket", TODAY)
MILLION = 100_000_000
YEARS = (2020, 2021, 2022, 2023, 2024)

# Bijlage 2 as printed: requirement, line, 2020 … 2024, Cum.
PRINTED = """
R-270 totaal                        149  714  392  88 42 1.385
R-271 blok_1                        104  351  228  0  0  683
R-272 reintegratie_gemeenten        40   90   140  -  -  270
R-273 impuls_reintegratie           -    50   -    -  -  50
R-274 werkgeversdienstverlening_uwv -    11   -    -  -  11
R-275 mobiliteitsteams              11   109  75   -  -  195
R-276 praktijkleren                 -    63   -    -  -  63
R-277 impuls_banenafspraak          2    21   13   -  -  36
R-278 zelfstandigen                 1    6,5  -    -  -  7,5
R-279 sw_bedrijven                  50   -    -    -  -  50
R-280 blok_2                        0    181  18   0  0  199
R-281 ontwikkeladviezen             -    30   -    -  -  30
R-282 scholing                      -    21   9    -  -  30
R-283 intersectorale_scholing       -    37,5 -    -  -  38
R-284 basisvaardigheden             -    6    -    -  -  6
R-285 samenwerkingsverbanden        -    62,5 9    -  -  72
R-286 scholingsbudget_ww            -    23,5 -    -  -  24
R-287 blok_3                        13   104  100  88 42 346
R-288 begeleiding_jongeren          9    70   -    -  -  79
R-289 regionale_aanpak              3,5  0,5  -    -  -  4
R-290 langere_verblijfsduur         -    33   100  88 42 263
R-291 blok_4                        23   78   45   0  0  146
R-292 schuldenbeleid                15   30   30   -  -  75
R-293 bijzondere_bijstand           5    10   15   -  -  30
R-294 schuldenaanpak                3    8    -    -  -  11
R-295 waarborgfonds                 -    30   -    -  -  30
R-296 blok_5                        9    2    1    0  0  12
"""
ROWS = [row.split() for row in PRINTED.split("\n") if row]


def millions(table: BudgetTable, line: str, column: int | None = None) -> float:
    """What a line comes to, in million euros."""
    return (table.computed(line, column) or 0) / MILLION


def difference(table: BudgetTable, line: str, against: Against, column: int | None) -> list[Difference]:
    """The differences of one kind at one figure."""
    wanted = (line, against, column)
    return [one for one in table.differences() if (one.line.id, one.against, one.column) == wanted]


# --- Bijlage 2 as printed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "figures"),
    [pytest.param(name, figures, marks=pytest.mark.requirement(code), id=code) for code, name, *figures in ROWS],
)
def test_a_line_of_the_package_stands_as_the_letter_prints_it(line: str, figures: list[str]) -> None:
    printed = PACKAGE.line(line).printed

    assert [printed[column].text for column in (*YEARS, None)] == figures


@pytest.mark.parametrize(
    ("line", "code"),
    [pytest.param(name, code, marks=pytest.mark.requirement(code), id=code) for code, name, *_ in ROWS],
)
def test_what_a_line_comes_to_is_its_printed_total_but_for_rounding(line: str, code: str) -> None:
    printed, computed = PACKAGE.line(line).printed[None], PACKAGE.computed(line)

    assert code in PACKAGE.line(line).requirements
    assert computed is not None
    assert printed.rounds(computed)


@pytest.mark.requirement("R-001", "R-270")
def test_the_package_comes_to_exactly_1385_million() -> None:
    per_year = [millions(PACKAGE, "totaal", year) for year in YEARS]
    leaves = [line.id for line in PACKAGE.lines if not PACKAGE.children(line.id)]

    assert per_year == [148.5, 714.5, 392, 88, 42]
    assert PACKAGE.computed("totaal") == 1_385 * MILLION
    assert sum(PACKAGE.computed(leaf) or 0 for leaf in leaves) == 1_385 * MILLION


@pytest.mark.requirement("R-001")
def test_the_printed_years_of_the_package_add_up_to_1385() -> None:
    printed = PACKAGE.line("totaal").printed

    assert sum(printed[year].cents or 0 for year in YEARS) == 1_385 * MILLION


@pytest.mark.requirement("R-002")
def test_the_package_has_four_building_blocks_and_a_line_for_the_rest() -> None:
    blocks = [line.name.nl for line in PACKAGE.children("totaal")]

    assert [name.split(".")[0] for name in blocks] == ["1", "2", "3", "4", "5"]
    assert PACKAGE.line("waarborgfonds").parent == "blok_4"
    assert PACKAGE.line("praktijkleren").parent == "blok_1"
    assert [remark.id for remark in PACKAGE.line("praktijkleren").remarks] == ["I-20"]


@pytest.mark.requirement("R-300")
def test_the_amounts_in_the_text_are_those_of_blocks_1_and_2() -> None:
    told = {name: PACKAGE.line(name).elsewhere[0].cell.text for name in ("blok_1", "blok_2")}

    assert told == {"blok_1": "683", "blok_2": "199"}
    assert (millions(PACKAGE, "blok_1"), millions(PACKAGE, "blok_2")) == (682.5, 198.5)


@pytest.mark.requirement("R-253", "R-275")
def test_the_teams_have_195_million_in_three_years_and_the_frame_is_that_line() -> None:
    frame = next(one for one in CATALOGUE.frames(TODAY) if one.id == PACKAGE.line("mobiliteitsteams").frame)

    assert [millions(PACKAGE, "mobiliteitsteams", year) for year in YEARS] == [11, 109, 75, 0, 0]
    assert sum(frame.budget.values()) == PACKAGE.computed("mobiliteitsteams") == 195 * MILLION


@pytest.mark.requirement("R-297", "R-272", "R-273")
def test_re_integration_has_40_90_and_140_million_and_an_impulse_of_50() -> None:
    assert [millions(PACKAGE, "reintegratie_gemeenten", year) for year in YEARS] == [40, 90, 140, 0, 0]
    assert [millions(PACKAGE, "impuls_reintegratie", year) for year in YEARS] == [0, 50, 0, 0, 0]


@pytest.mark.requirement("R-298", "R-274")
def test_employer_services_have_11_million_in_2021() -> None:
    assert millions(PACKAGE, "werkgeversdienstverlening_uwv", 2021) == 11
    assert millions(PACKAGE, "werkgeversdienstverlening_uwv") == 11


@pytest.mark.requirement("R-299", "R-278")
def test_the_self_employed_have_7_5_million_where_the_text_says_7() -> None:
    (found,) = difference(PACKAGE, "zelfstandigen", Against.ELSEWHERE, None)

    assert millions(PACKAGE, "zelfstandigen") == 7.5
    assert (found.printed.text, found.cents) == ("7", -MILLION // 2)
    assert "I-08" in {remark.id for remark in found.remarks}


@pytest.mark.requirement("R-327")
def test_342_million_is_for_school_leavers() -> None:
    (added,) = PACKAGE.sums

    assert added.printed.text == "342"
    assert [millions(PACKAGE, line) for line in added.lines] == [79, 263]
    assert PACKAGE.computed_sum(added) == 342 * MILLION


@pytest.mark.requirement("R-340", "R-341", "R-342", "R-343")
def test_poverty_and_debts_have_146_million() -> None:
    assert [millions(PACKAGE, line.id) for line in PACKAGE.children("blok_4")] == [75, 30, 11, 30]
    assert millions(PACKAGE, "blok_4") == 146


@pytest.mark.requirement("R-312")
def test_a_longer_stay_in_education_has_263_million_in_four_years() -> None:
    assert [millions(PACKAGE, "langere_verblijfsduur", year) for year in YEARS] == [0, 33, 100, 88, 42]


@pytest.mark.requirement("R-463")
def test_sheltered_work_companies_have_50_million_in_2020() -> None:
    assert millions(PACKAGE, "sw_bedrijven", 2020) == millions(PACKAGE, "sw_bedrijven") == 50


# --- Rounding and other readings -----------------------------------------------------------------------


@pytest.mark.requirement("R-270")
@pytest.mark.parametrize(
    ("line", "against", "column", "printed", "computed"),
    [
        ("totaal", Against.LINES, 2021, "714", 714.5),
        ("totaal", Against.PRINTED_LINES, 2021, "714", 716),
        ("totaal", Against.PRINTED_LINES, None, "1.385", 1386),
        ("blok_1", Against.LINES, 2021, "351", 350.5),
        ("blok_1", Against.LINES, None, "683", 682.5),
        ("blok_2", Against.LINES, 2021, "181", 180.5),
        ("blok_2", Against.LINES, None, "199", 198.5),
        ("blok_2", Against.PRINTED_LINES, None, "199", 200),
        ("blok_3", Against.LINES, 2020, "13", 12.5),
        ("blok_3", Against.LINES, 2021, "104", 103.5),
        ("blok_3", Against.PRINTED_YEARS, None, "346", 347),
    ],
)
def test_a_printed_total_that_does_not_add_up_is_explained_by_rounding(
    line: str, against: Against, column: int | None, printed: str, computed: float
) -> None:
    (found,) = difference(PACKAGE, line, against, column)

    assert (found.printed.text, found.other_cents) == (printed, computed * MILLION)
    assert found.by_rounding
    assert "I-07" in {remark.id for remark in found.remarks}


def test_every_difference_of_every_table_has_an_explanation() -> None:
    unexplained = [
        (table.id, one.line.id, one.column)
        for table in CATALOGUE.budget_tables
        for one in table.differences()
        if not one.by_rounding and not one.remarks
    ]

    assert unexplained == []


def test_a_line_that_adds_up_has_no_difference() -> None:
    assert [one for one in PACKAGE.differences() if one.line.id in {"blok_4", "blok_5", "mobiliteitsteams"}] == []


@pytest.mark.requirement("R-280")
def test_206_instead_of_199_is_no_rounding_but_a_motion() -> None:
    found = [one for one in difference(PACKAGE, "blok_2", Against.ELSEWHERE, None) if not one.by_rounding]

    assert [(one.printed.text, [remark.id for remark in one.remarks]) for one in found] == [("206", ["I-06"])]
    assert on_basis(PACKAGE, TABLES, Basis.OPENING).of("blok_2").cents == 205_500_000_00


# --- Asking --------------------------------------------------------------------------------------------


@pytest.mark.requirement("R-006")
def test_a_table_has_its_own_period() -> None:
    before, then = dt.date(2020, 9, 22), dt.date(2020, 9, 23)

    assert [table.id for table in CATALOGUE.budgets(then)] == ["sociaal-pakket"]
    assert CATALOGUE.budgets(before) == ()
    with pytest.raises(NotInForceError):
        CATALOGUE.budget("sectorplannen-2015", TODAY)


def test_a_table_or_line_that_is_not_there_is_refused_with_advice() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'sociaal-pakket'"):
        CATALOGUE.budget("sociaal-paket", TODAY)
    with pytest.raises(UnknownNameError, match="Did you mean 'waarborgfonds'"):
        PACKAGE.line("waarborgfond")


def test_every_line_says_where_it_stands_and_which_requirement_it_is() -> None:
    lines = [(table.id, line) for table in CATALOGUE.budget_tables for line in table.lines]

    assert [one for one in lines if not one[1].requirements] == []
    assert [one for one in lines if not one[1].source or not all(cited.place for cited in one[1].source)] == []
