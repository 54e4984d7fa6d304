"""What a file is, by its contents, and whether it is safe to open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum

from overstap.core.decision import N_, Refusal

# Technical bounds: a file of people, not of pictures. Ten thousand rows of forty columns fit many times.
MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 120 * 1024 * 1024
MOST_PARTS = 2000
MOST_ROWS, MOST_COLUMNS = 25_000, 200
CHUNK = 1 << 20
WIDEST_NAME = 2
LONGEST_COUNT = 10

_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
# XML takes either quotation mark.
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]+)([0-9]+)["']""", re.IGNORECASE)
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["']([0-9]+)["']""")


class SheetKind(StrEnum):
    """In which form a table comes (soort bestand)."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"


TOO_BIG = Refusal(
    "inlezen.te_groot",
    N_("Dit bestand is te groot. Hier past hoogstens 10 MB."),
    remedy=N_("Haal plaatjes en lege bladen weg, of verdeel de mensen over twee bestanden."),
)
EMPTY = Refusal("inlezen.leeg", N_("Dit bestand is leeg."), remedy=N_("Kies een bestand met een regel per persoon."))
OTHER_KIND = Refusal(
    "inlezen.soort",
    N_("Dit is geen tabel die wij kunnen lezen."),
    remedy=N_("Kies een bestand uit Excel (xlsx), LibreOffice (ods) of met komma's of puntkomma's (csv)."),
)
OLD_KIND = Refusal(
    "inlezen.oud_excel",
    N_("Dit is een oud Excelbestand (xls), of een bestand met een wachtwoord."),
    remedy=N_("Haal het wachtwoord eraf en bewaar het als Excelwerkmap (xlsx)."),
)
MACROS = Refusal(
    "inlezen.macros",
    N_("In dit bestand zitten macro's. Dat zijn kleine programma's; die nemen wij niet aan."),
    remedy=N_("Bewaar het bestand als gewone Excelwerkmap (xlsx)."),
)
BROKEN = Refusal(
    "inlezen.beschadigd",
    N_("Dit bestand is beschadigd."),
    remedy=N_("Open het in uw rekenprogramma, bewaar het opnieuw en kies het nog eens."),
)
UNSAFE = Refusal(
    "inlezen.onveilig",
    N_("Dit bestand is anders gemaakt dan een gewone tabel. Wij openen het niet."),
    remedy=N_("Kopieer de regels naar een nieuw, leeg bestand en kies dat."),
)
TOO_MANY = Refusal(
    "inlezen.te_veel",
    N_("Dit bestand heeft te veel regels of kolommen. Hier passen hoogstens 25.000 regels en 200 kolommen."),
    remedy=N_("Haal lege regels en kolommen weg, of verdeel de mensen over twee bestanden."),
)


def kind_of(data: bytes) -> SheetKind | Refusal:
    """Tell what a file is, from its contents and never from its name; a refusal when it is not safe or no table."""
    if len(data) > MOST_BYTES:
        return TOO_BIG
    if not data.strip():
        return EMPTY
    if data.startswith(_OLD_OFFICE):
        return OLD_KIND
    if data.startswith(_ZIP):
        return _packed(data)
    has_bom = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if data.startswith(_OTHER_KINDS) or (b"\x00" in data and not has_bom):
        return OTHER_KIND
    return SheetKind.CSV


def _packed(data: bytes) -> SheetKind | Refusal:
    """An office file is a package of parts: each is looked at before any is given to the reader of tables."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _look_inside(package)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return BROKEN


def _look_inside(package: zipfile.ZipFile) -> SheetKind | Refusal:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED or len(names) != len(parts):
        return UNSAFE
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return MACROS
    kind = _kind_inside(package, names)
    if kind is None:
        return OTHER_KIND
    left = MOST_UNPACKED
    for part in parts:
        content = _unpack(package, part, left)
        if content is None:
            return UNSAFE
        left -= len(content)
        refusal = _refuse_part(part.filename, content)
        if refusal is not None:
            return refusal
    return kind


def _kind_inside(package: zipfile.ZipFile, names: set[str]) -> SheetKind | None:
    if "xl/workbook.xml" in names:
        return SheetKind.XLSX
    if "mimetype" in names and "content.xml" in names and package.read("mimetype").strip() == _ODS_TYPE:
        return SheetKind.ODS
    return None


def _unpack(package: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes | None:
    """The contents of a part; None when there is more in it than it says or than fits."""
    found, size = [], 0
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > most:
                return None
            found.append(chunk)
    return b"".join(found)


def _refuse_part(name: str, content: bytes) -> Refusal | None:
    # By its content: a package may give a sheet any name.
    if not name.endswith((".xml", ".rels")) and not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    # A text in another encoding would hide what we look for.
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")) or _DECLARATION.search(content):
        return UNSAFE
    if b"sheetData" in content and _too_wide(content):
        return TOO_MANY
    return _refuse_repeats(content) if name == "content.xml" else None


def _too_wide(sheet: bytes) -> bool:
    """Whether a cell stands so far down or right that the table up to there would fill the memory."""
    if any(int(row[1]) > MOST_ROWS * 4 for row in _ROW.finditer(sheet)):
        return True
    return any(len(cell[1]) > WIDEST_NAME or int(cell[2]) > MOST_ROWS * 4 for cell in _CELL.finditer(sheet))


# --- OpenDocument writes “the same once more, so many times” ---------------------------------------

_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_ROWS_AGAIN = re.compile(rb"""table:number-rows-repeated\s*=\s*["']([^"']*)["']""")
_COLUMNS_AGAIN = re.compile(rb"""table:number-columns-repeated\s*=\s*["']([^"']*)["']""")
_FILLED = re.compile(rb"office:value|<text:p")


def _refuse_repeats(content: bytes) -> Refusal | None:
    """Look how far a sheet reaches when everything is written out; empty rows at the end do not count."""
    for sheet in content.split(b"<table:table ")[1:]:
        row = 0
        for found in _ODS_ROW.finditer(sheet):
            row += _times(_ROWS_AGAIN.search(found[1]))
            body = found[2] or b""
            if _FILLED.search(body) and (row > MOST_ROWS * 4 or _width(body) > MOST_COLUMNS * 4):
                return TOO_MANY
    return None


def _times(again: re.Match[bytes] | None) -> int:
    """How often something is repeated: once when nothing says so, too often when it is not written as a number."""
    if again is None:
        return 1
    return int(again[1]) if again[1].isdigit() and len(again[1]) < LONGEST_COUNT else MOST_UNPACKED


def _width(row: bytes) -> int:
    column = filled = 0
    cells = list(_ODS_CELL.finditer(row))
    for place, cell in enumerate(cells):
        column += _times(_COLUMNS_AGAIN.search(cell[1]))
        end = cells[place + 1].start() if place + 1 < len(cells) else len(row)
        if _FILLED.search(row[cell.start() : end]):
            filled = column
    return filled
