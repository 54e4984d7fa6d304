"""Budget tables as files: every mistake is told with advice, and figures that do not add up are never silent."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overstap.rules.budget import Against, Basis, Cell
from overstap.rules.budget_bases import on_basis
from tests.rules.written import load, problems_of

TODAY = dt.date(2021, 2, 1)
MILLION = 100_000_000
PLACE = "begroting/pakket/2020-12-01.yaml"
SOURCE = "{document: werkdocument, place: Bijlage 2}"
HEAD = f"""\
kind: begroting
id: pakket
name: {{nl: Pakket, en: Package}}
summary: {{nl: Het geld., en: The money.}}
valid: {{from: 2020-12-01}}
source: {SOURCE}
unit: miljoen_euro
basis: kas
years: [2020, 2021]
lines:
"""


def line(name: str, printed: str, *, parent: str = "", more: str = "") -> str:
    """One line of a table; `printed` holds the figures of 2020, 2021 and Cum."""
    first, second, whole = printed.split()
    below = f"    parent: {parent}\n" if parent else ""
    figures = f'{{2020: "{first}", 2021: "{second}", cum: "{whole}"}}'
    label = f"    name: {{nl: {name}, en: {name}}}\n"
    return f"  - id: {name}\n{below}{label}    printed: {figures}\n    requirements: [R-270]\n{more}"


TOTAL = line("totaal", "12 5 16")
REST = line("werk", "9 3 12", parent="totaal") + line("leren", "2,5 1,5 4", parent="totaal")
TABLE = HEAD + TOTAL + REST


def told(folder: Path, text: str, more: dict[str, str] | None = None) -> list[str]:
    """What the reading of a table tells."""
    return [str(problem) for problem in problems_of(folder, {PLACE: text, **(more or {})})]


def test_a_table_is_read_with_its_figures_exactly_as_printed(folder: Path) -> None:
    table = load(folder, {PLACE: TABLE}).budget("pakket", TODAY)

    assert [table.computed("totaal", column) for column in table.columns] == [
        11_500_000_00,
        4_500_000_00,
        16_000_000_00,
    ]
    assert table.line("totaal").printed[2020] == Cell("12", 12 * MILLION, MILLION)
    assert [(one.against, one.column, one.cents) for one in table.differences()] == [
        (Against.LINES, 2020, MILLION // 2),
        (Against.LINES, 2021, MILLION // 2),
        (Against.PRINTED_YEARS, None, -MILLION),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        Cell("-", None, 0),
        Cell("0", 0, MILLION),
        Cell("6,5", 650_000_000, MILLION // 10),
        Cell("1.385", 138_500_000_000, MILLION),
        Cell("71,5*", 7_150_000_000, MILLION // 10, starred=True),
        Cell("1,4 miljard", 140_000_000_000, 100 * MILLION),
        Cell("ca. 80", 80 * MILLION, MILLION, about=True),
        Cell("ongeveer 12", 12 * MILLION, MILLION, about=True),
    ],
    ids=lambda cell: cell.text,
)
def test_a_figure_of_a_letter_is_read_to_the_cent(folder: Path, cell: Cell) -> None:
    alone = HEAD.replace("years: [2020, 2021]", "years: []")
    alone += f'  - id: bedrag\n    name: {{nl: Bedrag, en: Amount}}\n    printed: {{cum: "{cell.text}"}}\n'
    table = load(folder, {PLACE: f"{alone}    requirements: [R-256]\n"}).budget("pakket", TODAY)

    assert table.line("bedrag").printed == {None: cell}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (TABLE.replace("parent: totaal", "parent: totaall", 1), "There is no line 'totaall' above this one. Did you"),
        (HEAD + REST + TOTAL, "There is no line 'totaal' above this one."),
        (TABLE.replace('2021: "5", ', ""), "'2021' is missing."),
        (TABLE.replace('2021: "5"', '2022: "5"'), "'2022' is no key here."),
        (TABLE.replace("[2020, 2021]", "[2021, 2020]"), "The years do not follow each other."),
        (TABLE.replace("[2020, 2021]", "[2020, 2020, 2021]"), "The years do not follow each other."),
        (TABLE.replace('"2,5"', '"2.5"'), "'2.5' is no figure."),
        (TABLE.replace('"2,5"', '"12.34"'), "'12.34' is no figure."),
        (TABLE.replace('"2,5"', '""'), "'' is no figure."),
        (TABLE.replace("miljoen_euro", "miljard_euro"), "'miljard_euro' is not accepted here."),
        (TABLE.replace("miljoen_euro", "euro").replace('"2,5"', '"2,555"'), "'2,555' is no whole number of cents."),
        (TABLE.replace("basis: kas", "basis: kast"), "Did you mean 'kas'?"),
        (TABLE.replace(f"source: {SOURCE}\n", ""), "'source' is missing."),
        (TABLE.replace("document: werkdocument", "document: werkdokument"), "Did you mean 'werkdocument'?"),
        (TABLE.replace("R-270", "270", 1), "'270' is no requirement id."),
        (TABLE + line("leren", "0 0 0", parent="totaal"), "The line 'leren' stands here twice."),
        (HEAD.replace("lines:\n", "lines: []\n"), "A table without lines says nothing."),
        (TABLE.replace("id: pakket", "id: paket"), "The id is 'paket' but the folder 'pakket'."),
        (TABLE.replace("from: 2020-12-01", "from: 2020-12-02"), "the file is called 2020-12-01.yaml"),
        (TABLE + "    schemes: [proefplats]\n", "names a scheme 'proefplats' that does not exist."),
        (TABLE + "    streams: [regulier]\n", "names a stream 'regulier' that does not exist."),
        (TABLE + "    frame: rmt\n", "names a frame 'rmt' that does not exist."),
        (TABLE + "    counterpart: {table: ander, line: werk}\n", "There is no budget table 'ander'."),
        (TABLE + "    counterpart: {table: pakket, line: werc}\n", "has no line 'werc'. Did you mean 'werk'?"),
        (TABLE + "    remarks: [{id: zeven, text: {nl: A, en: B}}]\n", "'zeven' cannot be an id."),
        (TABLE + f'    elsewhere: [{{printed: "4", year: 2023, source: {SOURCE}}}]\n', "The table has no year 2023."),
    ],
)
def test_a_mistake_is_told_with_its_place(folder: Path, wrong: str, message: str) -> None:
    found = told(folder, wrong)

    assert any(message in one for one in found), found
    assert all(one.startswith(PLACE) for one in found)


@pytest.mark.parametrize(
    ("wrong", "shown"),
    [
        (TABLE.replace('2020: "12"', '2020: "13"'), "'13' (2020) is not what stands beside it (regels): 11,5."),
        (TABLE.replace('cum: "16"', 'cum: "17"'), "'17' (cum) is not what stands beside it (regels): 16."),
        (TABLE.replace('cum: "4"', 'cum: "5"'), "'5' (cum) is not what stands beside it (regels): 4."),
        (
            TABLE + f'    elsewhere: [{{printed: "7", source: {SOURCE}}}]\n',
            "'7' (cum) is not what stands beside it (elders): 4.",
        ),
    ],
)
def test_a_figure_that_rounding_does_not_explain_needs_a_remark(folder: Path, wrong: str, shown: str) -> None:
    assert any(shown in one and "add 'remarks:'" in one for one in told(folder, wrong))


def test_a_remark_explains_a_figure_and_stands_at_the_difference(folder: Path) -> None:
    more = f'    elsewhere: [{{printed: "ruim 7", source: {SOURCE}}}]\n'
    remark = "    remarks: [{id: I-10, text: {nl: Gelezen als 4., en: Read as 4.}}]\n"
    table = load(folder, {PLACE: TABLE + more + remark}).budget("pakket", TODAY)
    (found,) = [one for one in table.differences() if one.against is Against.ELSEWHERE]

    assert (found.printed.about, found.cents, found.by_rounding) == (True, 3 * MILLION, False)
    assert [one.id for one in found.remarks] == ["I-10"]


def test_a_sum_in_the_text_has_to_be_the_sum_of_its_lines(folder: Path) -> None:
    def added(printed: str) -> str:
        label = "name: {nl: Samen, en: Together}, lines: [werk, leren]"
        return f'{TABLE}sums:\n  - {{id: samen, {label}, printed: "{printed}", source: {SOURCE}, requirements: []}}\n'

    assert told(folder, added("16")) == []
    assert "The sum 'samen' is '18', its lines come to 16." in told(folder, added("18"))[0]


def test_a_frame_holds_the_amounts_of_its_line(folder: Path) -> None:
    streams = f"""\
kind: geldstromen
id: geldstromen
name: {{nl: Geld, en: Money}}
valid: {{from: 2020-12-01}}
source: {SOURCE}
streams:
  - id: pot
    name: {{nl: Pot, en: Pot}}
    summary: {{nl: Pot., en: Pot.}}
    kassier: true
    order: 1
    source: {SOURCE}
frames:
  - id: kader
    name: {{nl: Kader, en: Frame}}
    streams: [pot]
    budget: [{{year: 2020, amount: 2500000.00}}, {{year: 2021, amount: 1500000.00}}]
    source: {SOURCE}
"""
    files = {"menu/geldstromen/2020-12-01.yaml": streams}
    framed = TABLE + "    frame: kader\n    streams: [pot]\n"
    other = {"menu/geldstromen/2020-12-01.yaml": streams.replace("1500000.00", "1600000.00")}

    assert told(folder, framed, files) == []
    assert "Let them be the same" in told(folder, framed, other)[0]


def test_a_table_that_tells_a_line_in_more_detail_comes_to_that_line(folder: Path) -> None:
    def detail(amount: str) -> dict[str, str]:
        head = HEAD.replace("id: pakket", "id: deel") + line("geheel", f"{amount} - {amount}")
        return {"begroting/deel/2020-12-01.yaml": f"{head}specifies: {{table: pakket, line: leren, years: [2020]}}\n"}

    assert told(folder, TABLE, detail("2,5")) == []
    assert "while the line 'leren' of 'pakket' has 250000000" in str(problems_of(folder, {PLACE: TABLE, **detail("3")}))


def test_two_versions_of_a_table_hold_one_after_the_other(folder: Path) -> None:
    later = TABLE.replace("from: 2020-12-01", "from: 2021-03-01")
    earlier = TABLE.replace("{from: 2020-12-01}", "{from: 2020-12-01, until: 2021-02-28}")
    after = {"begroting/pakket/2021-03-01.yaml": later}
    catalogue = load(folder, {PLACE: earlier, **after})

    assert catalogue.budget("pakket", TODAY).valid_until == dt.date(2021, 2, 28)
    assert catalogue.budget("pakket", dt.date(2021, 3, 1)).valid_from == dt.date(2021, 3, 1)
    assert "still holds" in told(folder, TABLE, after)[0]


AMOUNTS = st.lists(
    st.tuples(st.integers(0, 4_000), st.integers(0, 4_000)), min_size=1, max_size=8
)  # tenths of a million per year


def _rounded(tenths: int) -> str:
    return str((Decimal(tenths) / 10).quantize(Decimal(1), ROUND_HALF_UP))


def _exact(tenths: int) -> str:
    return f"{tenths // 10},{tenths % 10}"


@settings(max_examples=60, deadline=None)
@given(AMOUNTS)
def test_totals_rounded_to_millions_are_always_explained_by_rounding(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[tuple[int, int]]
) -> None:
    first, second = (sum(year) for year in zip(*amounts, strict=True))
    text = HEAD + line("totaal", f"{_rounded(first)} {_rounded(second)} {_rounded(first + second)}")
    for number, (one, other) in enumerate(amounts):
        figures = f"{_exact(one)} {_exact(other)} {_rounded(one + other)}"
        text += line(f"regel_{number}", figures, parent="totaal")
    table = load(tmp_path_factory.mktemp("tabel"), {PLACE: text}).budget("pakket", TODAY)
    tenth = MILLION // 10

    assert [table.computed("totaal", column) for column in table.columns] == [
        first * tenth,
        second * tenth,
        (first + second) * tenth,
    ]
    assert all(one.by_rounding for one in table.differences())


@settings(max_examples=40, deadline=None)
@given(AMOUNTS)
def test_on_its_own_basis_a_table_is_what_its_lines_come_to(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[tuple[int, int]]
) -> None:
    text = HEAD + line("totaal", "- - -")
    for number, (one, other) in enumerate(amounts):
        text += line(f"regel_{number}", f"{_exact(one)} {_exact(other)} {_exact(one + other)}", parent="totaal")
    table = load(tmp_path_factory.mktemp("tabel"), {PLACE: text}).budget("pakket", TODAY)

    for basis in Basis:
        figures = on_basis(table, (table,), basis)
        assert figures.of("totaal").cents == table.computed("totaal")
        assert table.differences() == ()
