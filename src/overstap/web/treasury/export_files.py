"""The books as a file, written while it is sent: CSV and XLSX for a spreadsheet, XAF for an auditor.

Whatever the number of entries, only a few rows are in memory. Nothing that people typed becomes a formula: in the CSV
a sign stands before it, in the XLSX every text is a text by its kind of cell.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Container, Iterable, Iterator
from itertools import chain, islice
from xml.sax.saxutils import escape

from django.utils import timezone
from django.utils.translation import gettext

from overstap import __version__
from overstap.core.money import as_number
from overstap.treasury.queries import Export, ExportAccount, ExportLine
from overstap.web.oversight.exporting import harmless
from overstap.web.treasury import words

Cell = str | int | None
ROWS_OF_SHEET = 1_000_000
_ROWS_AT_ONCE = 500
_MOST_OF_ID = 35
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
XAF = "http://www.auditfiles.nl/XAF/3.2"
NOT_KNOWN = "onbekend"


def headings() -> tuple[str, ...]:
    """What each column is called; the names are the same in both languages, so that a program can rely on them."""
    return (
        "boeking",
        "moment",
        "soort",
        "omschrijving",
        "geldstroom",
        "regio",
        "jaar",
        "debet",
        "credit",
        "bedrag",
        "verplichting",
        "ontvanger",
        "deelnemer",
        "instrument",
        "regeling",
        "versie",
        "kenmerk_beoordeling",
        "beeindigt_boeking",
        "draait_terug_boeking",
        "waarom",
        "wie",
    )


def _cells(line: ExportLine) -> tuple[Cell, ...]:
    """One entry as cells; the amount is in cents, each kind of file writes it in its own way."""
    return (
        line.number,
        timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S"),
        line.kind,
        str(words.ENTRIES.get(line.kind, line.kind)),
        line.stream,
        line.region_code or "NL",
        line.year,
        line.debit,
        line.credit,
        line.amount_cents,
        str(line.commitment_key) if line.commitment_key else "",
        line.recipient,
        line.person,
        line.instrument,
        line.scheme,
        str(line.scheme_version or ""),
        line.proof,
        line.ends,
        line.reverses,
        gettext(line.because) if line.because else "",
        line.actor,
    )


_AMOUNT = headings().index("bedrag")


def csv_pieces(export: Export) -> Iterator[bytes]:
    """A CSV file as a Dutch spreadsheet reads it, in pieces."""
    rows: Iterator[Iterable[Cell]] = chain([headings()], map(_cells, export.lines()))
    mark = _BYTE_ORDER_MARK
    while piece := list(islice(rows, _ROWS_AT_ONCE)):
        held = io.StringIO()
        csv.writer(held, delimiter=";", lineterminator="\r\n").writerows(map(_csv_row, piece))
        yield (mark + held.getvalue()).encode()
        mark = ""


def _csv_row(cells: Iterable[Cell]) -> list[str]:
    return [
        as_number(cell) if place == _AMOUNT and isinstance(cell, int) else harmless("" if cell is None else cell)
        for place, cell in enumerate(cells)
    ]


class _Sink(io.RawIOBase):
    """Where a zip file writes to while it is made: holds only what was not sent yet."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        """It is for writing only."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Keep a piece until it is taken."""
        self._held += data
        return len(data)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken, self._held = bytes(self._held), bytearray()
        return taken


def xlsx_pieces(export: Export) -> Iterator[bytes]:
    """An XLSX file in pieces: one sheet per million entries, the amounts as numbers, everything else as text."""
    sink = _Sink()
    names: list[str] = []
    rows = map(_cells, export.lines())
    # A sheet is packed while it is written, so that nothing but the piece under way is kept.
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        first = next(rows, None)
        while first is not None or not names:
            names.append(f"sheet{len(names) + 1}")
            info = zipfile.ZipInfo(f"xl/worksheets/{names[-1]}.xml", (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with book.open(info, "w", force_zip64=True) as sheet:
                sheet.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{_xlsx_row(headings())}'.encode())
                within = islice(chain([first] if first else [], rows), ROWS_OF_SHEET)
                while piece := list(islice(within, _ROWS_AT_ONCE)):
                    sheet.write("".join(map(_xlsx_row, piece)).encode())
                    yield sink.take()
                sheet.write(b"</sheetData></worksheet>")
            first = next(rows, None)
        for name, content in _frame(names).items():
            book.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _XML + content)
    yield sink.take()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f"{_OFFICE}/spreadsheetml/2006/main"
_PARTS = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def one_sheet(rows: Iterable[Iterable[Cell]], *, amounts: Container[int]) -> bytes:
    """A small XLSX file at once; in the columns `amounts` whole cents become amounts, everything else is text."""
    held = io.BytesIO()
    parts = _frame(["sheet1"]) | {
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>'
        f"{''.join(_xlsx_row(row, amounts) for row in rows)}</sheetData></worksheet>"
    }
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _XML + content)
    return held.getvalue()


def _xlsx_row(cells: Iterable[Cell], amounts: Container[int] = (_AMOUNT,)) -> str:
    told = (_xlsx_cell(cell, is_amount=place in amounts) for place, cell in enumerate(cells))
    return f"<row>{''.join(told)}</row>"


def _xlsx_cell(cell: Cell, *, is_amount: bool) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, int):
        return f'<c s="1"><v>{_decimal(cell)}</v></c>' if is_amount else f"<c><v>{cell}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{_xml(cell)}</t></is></c>'


def _frame(names: list[str]) -> dict[str, str]:
    """The small parts around the sheets."""
    relations = f"{_OFFICE}/package/2006/relationships"
    kinds = f"{_OFFICE}/officeDocument/2006/relationships"
    numbered = list(enumerate(names, start=1))
    sheets = "".join(f'<sheet name="boekingen {at}" sheetId="{at}" r:id="rId{at}"/>' for at, _ in numbered)
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{kinds}/worksheet" Target="worksheets/{name}.xml"/>' for at, name in numbered
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/{name}.xml" ContentType="{_PARTS}.worksheet+xml"/>' for name in names
    )
    return {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{kinds}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}">{links}<Relationship Id="rId0" '
        f'Type="{kinds}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
        '<xf xfId="0"/><xf xfId="0" numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{kinds}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_PARTS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_PARTS}.styles+xml"/>{parts}</Types>',
    }


def xaf_pieces(export: Export, *, made_on: dt.date) -> Iterator[bytes]:
    """The Dutch XML Auditfile Financieel 3.2 in pieces: the accounts, what stood on them, and every posted entry.

    Reservations and their lapse set money aside and post nothing; they are in the CSV and the XLSX only.
    """
    asked = export.asked
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="{XAF}"><header>'
        f"<fiscalYear>{asked.since.year}</fiscalYear><startDate>{asked.since}</startDate>"
        f"<endDate>{asked.until}</endDate><curCode>EUR</curCode><dateCreated>{made_on}</dateCreated>"
        f"<softwareDesc>Overstap</softwareDesc><softwareVersion>{_xml(__version__)[:20]}</softwareVersion></header>"
        f"<company><companyName>UWV, kassier van de regionale mobiliteitsteams</companyName>"
        f"<taxRegistrationCountry>NL</taxRegistrationCountry><taxRegIdent>{NOT_KNOWN}</taxRegIdent>"
    ).encode()
    accounts = export.accounts()
    yield _general_ledger(accounts).encode()
    months = _months(asked.since, asked.until)
    yield _periods(months, asked.until).encode()
    yield _opening_balance(accounts, asked.since).encode()
    total = _decimal(export.posted_cents)
    yield (
        f"<transactions><linesCount>{2 * export.posted_count}</linesCount><totalDebit>{total}</totalDebit>"
        f"<totalCredit>{total}</totalCredit><journal><jrnID>KAS</jrnID><desc>Kassier</desc><jrnTp>M</jrnTp>"
    ).encode()
    number_of = {month: number for number, month in enumerate(months, start=1)}
    lines = export.posted_lines()
    while piece := list(islice(lines, _ROWS_AT_ONCE)):
        yield "".join(_transaction(line, number_of[line.day.replace(day=1)]) for line in piece).encode()
    yield b"</journal></transactions></company></auditfile>\n"


def _general_ledger(accounts: Iterable[ExportAccount]) -> str:
    told = "".join(
        f"<ledgerAccount><accID>{_account(account.budget_id, account.kind)}</accID>"
        f"<accDesc>{_xml(account.stream_name_nl)}, {account.region_code or 'NL'}, {account.year}: {account.kind}"
        "</accDesc><accTp>B</accTp></ledgerAccount>"
        for account in accounts
    )
    return f"<generalLedger>{told}</generalLedger>" if told else ""


def _months(since: dt.date, until: dt.date) -> list[dt.date]:
    first, last = (day.year * 12 + day.month - 1 for day in (since, until))
    return [dt.date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]


def _periods(months: list[dt.date], until: dt.date) -> str:
    ends = [month - dt.timedelta(days=1) for month in months[1:]] + [until]
    told = "".join(
        f"<period><periodNumber>{number}</periodNumber><periodDesc>{month:%Y-%m}</periodDesc>"
        f"<startDatePeriod>{month}</startDatePeriod><endDatePeriod>{end}</endDatePeriod></period>"
        for number, (month, end) in enumerate(zip(months, ends, strict=True), start=1)
    )
    return f"<periods>{told}</periods>"


def _opening_balance(accounts: Iterable[ExportAccount], on: dt.date) -> str:
    standing = [account for account in accounts if account.before_cents]
    debit = _decimal(sum(-account.before_cents for account in standing if account.before_cents < 0))
    credit = _decimal(sum(account.before_cents for account in standing if account.before_cents > 0))
    told = "".join(
        f"<obLine><nr>{number}</nr><accID>{_account(account.budget_id, account.kind)}</accID>"
        f"<amnt>{_decimal(abs(account.before_cents))}</amnt>"
        f"<amntTp>{'C' if account.before_cents > 0 else 'D'}</amntTp></obLine>"
        for number, account in enumerate(standing, start=1)
    )
    return (
        f"<openingBalance><opBalDate>{on}</opBalDate><linesCount>{len(standing)}</linesCount>"
        f"<totalDebit>{debit}</totalDebit><totalCredit>{credit}</totalCredit>{told}</openingBalance>"
    )


def _transaction(line: ExportLine, period: int) -> str:
    def side(number: int, kind: str, way: str) -> str:
        return (
            f"<trLine><nr>{number}</nr><accID>{_account(line.budget_id, kind)}</accID>"
            f"<docRef>{line.commitment_key or line.number}</docRef><effDate>{line.day}</effDate>"
            f"<desc>{_xml(line.recipient)}</desc><amnt>{_decimal(line.amount_cents)}</amnt><amntTp>{way}</amntTp></trLine>"
        )

    return (
        f"<transaction><nr>{line.number}</nr><desc>{_xml(f'{line.kind}: {line.because}')}</desc>"
        f"<periodNumber>{period}</periodNumber><trDt>{line.day}</trDt><userID>{_xml(line.actor[:_MOST_OF_ID])}</userID>"
        f"{side(1, line.debit, 'D')}{side(2, line.credit, 'C')}</transaction>"
    )


def _account(budget_id: int, kind: str) -> str:
    return f"{budget_id}-{kind}"


def _decimal(cents: int) -> str:
    return as_number(cents, ".")


def _xml(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))
