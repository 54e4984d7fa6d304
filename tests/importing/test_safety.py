"""Files made to do harm, and files made clumsily."""

import io
import zipfile

import pytest

from overstap.core.decision import Refusal
from overstap.importing.reading import MOST_BYTES, SheetKind, kind_of, read_table
from overstap.importing.reading.tables import Reading

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'  # noqa: E501
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'  # noqa: E501
WORKBOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Mensen" sheetId="1" r:id="r1"/></sheets></workbook>'  # noqa: E501
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def packed(parts: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return held.getvalue()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def xlsx(rows: str, **more: str | bytes) -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"),
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": SHEET.format(rows=rows),
    }
    return packed(parts | more)


TWO_ROWS = (
    f'<row r="1">{cell("A1", "Voornaam")}{cell("B1", "BSN")}</row>'
    f'<row r="2">{cell("A2", "Anna")}<c r="B2"><v>12345678</v></c></row>'
)


def ods(rows: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
        f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Mensen">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"})


def ods_cell(text: str, again: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{again}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def rule_of(data: bytes) -> str:
    found = kind_of(data)
    return found.rule if isinstance(found, Refusal) else found.value


def test_an_ordinary_workbook_is_read_with_its_numbers_whole() -> None:
    data = xlsx(TWO_ROWS)

    assert kind_of(data) is SheetKind.XLSX
    table = read_table(data, SheetKind.XLSX)
    assert not isinstance(table, Refusal)
    assert table.headings == ("Voornaam", "BSN")
    assert table.rows == ((2, ("Anna", "12345678")),)


def test_an_open_document_is_read_and_its_empty_million_rows_do_no_harm() -> None:
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'  # noqa: E501
    data = ods(
        f"<table:table-row>{ods_cell('Voornaam')}{ods_cell('Achternaam')}</table:table-row>"
        f"<table:table-row>{ods_cell('Anna')}{ods_cell('Smit')}</table:table-row>{empty}"
    )

    assert kind_of(data) is SheetKind.ODS
    table = read_table(data, SheetKind.ODS)
    assert not isinstance(table, Refusal)
    assert table.rows == ((2, ("Anna", "Smit")),)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        pytest.param(b"", "inlezen.leeg", id="empty"),
        pytest.param(b"x" * (MOST_BYTES + 1), "inlezen.te_groot", id="too big"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "inlezen.soort", id="a picture called csv"),
        pytest.param(b"a;b\n1;\x002", "inlezen.soort", id="binary"),
        pytest.param(packed({"leesmij.txt": "niets"}), "inlezen.soort", id="a zip of something else"),
        pytest.param(xlsx(TWO_ROWS)[:-40], "inlezen.beschadigd", id="cut off"),
        pytest.param(xlsx(TWO_ROWS, **{"xl/vbaProject.bin": b"1"}), "inlezen.macros", id="macros"),
        pytest.param(xlsx(TWO_ROWS, **{"xl/media/bomb.bin": b"0" * 130_000_000}), "inlezen.onveilig", id="zip bomb"),
        pytest.param(
            xlsx(TWO_ROWS, **{"xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "b">]><sst>&a;</sst>'}),
            "inlezen.onveilig",
            id="xml entities",
        ),
        pytest.param(
            xlsx(TWO_ROWS, **{"xl/sharedStrings.xml": "<!DOCTYPE x><sst/>".encode("utf-16")}),
            "inlezen.onveilig",
            id="xml in another encoding",
        ),
        pytest.param(xlsx(f'<row r="1048576">{cell("XFD1048576", "ver weg")}</row>'), "inlezen.te_veel", id="far cell"),
        pytest.param(
            ods(f'<table:table-row table:number-rows-repeated="9999999">{ods_cell("x")}</table:table-row>'),
            "inlezen.te_veel",
            id="repeated rows",
        ),
        pytest.param(
            ods(f"<table:table-row table:number-rows-repeated='99999999999'>{ods_cell('x')}</table:table-row>"),
            "inlezen.te_veel",
            id="repeated rows, written otherwise",
        ),
        pytest.param(
            xlsx(f"<row>{cell('XFD1048576', 'ver weg')}</row>".replace('"', "'")), "inlezen.te_veel", id="other quotes"
        ),
        pytest.param(
            xlsx("", **{"xl/blad.dat": SHEET.format(rows=f"<row>{cell('XFD1048576', 'ver')}</row>")}),
            "inlezen.te_veel",
            id="a sheet by another name",
        ),
        pytest.param(
            ods(f"<table:table-row>{ods_cell('x', again=99999)}</table:table-row>"),
            "inlezen.te_veel",
            id="repeated cells",
        ),
    ],
)
def test_what_could_do_harm_is_refused_before_it_is_opened(data: bytes, rule: str) -> None:
    assert rule_of(data) == rule


@pytest.mark.parametrize(
    ("data", "encoding", "delimiter"),
    [
        ("Naam;Plaats\nJosé;Tilburg\n".encode(), "utf-8", ";"),
        ("Naam,Plaats\nJosé,Tilburg\n".encode("cp1252"), "cp1252", ","),
        ("Naam\tPlaats\nJosé\tTilburg\n".encode("utf-16"), "utf-16", "\t"),
        ("\ufeffNaam|Plaats\nJosé|Tilburg\n".encode(), "utf-8", "|"),
        ("sep=,\nNaam,Plaats\nJosé,Tilburg\n".encode(), "utf-8", ","),
    ],
)
def test_encoding_and_delimiter_are_guessed(data: bytes, encoding: str, delimiter: str) -> None:
    table = read_table(data, SheetKind.CSV)

    assert not isinstance(table, Refusal)
    assert (table.reading.encoding, table.reading.delimiter) == (encoding, delimiter)
    assert table.rows[-1][1] == ("José", "Tilburg")


def test_a_title_above_the_headings_is_passed_by_and_another_row_can_be_chosen() -> None:
    data = b"Lijst van maandag\n\nNaam;Plaats;Telefoon\nAnna;Tilburg;0612345678\n"

    guessed = read_table(data, SheetKind.CSV)
    chosen = read_table(data, SheetKind.CSV, Reading(headings_at=1))

    assert not isinstance(guessed, Refusal)
    assert guessed.headings == ("Naam", "Plaats", "Telefoon")
    assert guessed.rows == ((4, ("Anna", "Tilburg", "0612345678")),)
    assert not isinstance(chosen, Refusal)
    assert chosen.headings[0] == "Lijst van maandag"
