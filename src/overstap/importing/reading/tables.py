"""A table of texts out of a file, with how it was read: guessed, shown, and to be chosen otherwise."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from overstap.core.decision import N_, Refusal
from overstap.importing.reading.safety import BROKEN, MOST_COLUMNS, MOST_ROWS, TOO_MANY, SheetKind

ENCODINGS = ("utf-8", "cp1252", "iso-8859-15", "utf-16")
DELIMITERS = (";", ",", "\t", "|")
LOOKED_AT = 50
LONGEST_CELL = 2000
NO_ROWS = Refusal(
    "inlezen.geen_regels",
    N_("In dit blad staan geen regels met mensen."),
    remedy=N_("Kies een ander blad, of een bestand met koppen en daaronder een regel per persoon."),
)
UNREADABLE = Refusal(
    "inlezen.tekens",
    N_("Met deze tekenset is het bestand niet te lezen."),
    remedy=N_("Kies een andere tekenset."),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read (leeswijze). `headings_at` is the row of the headings, counted from 1."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    headings_at: int = 0

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Reading:
        """What was kept, or what somebody chose; nothing else than it knows."""
        return cls(**{name: kept[name] for name in cls.__slots__ if name in kept})

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Table:
    """What stands in a file: headings and rows of texts, each with its number in the file (tabel)."""

    reading: Reading
    sheets: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(data: bytes, kind: SheetKind, wanted: Reading | None = None) -> Table | Refusal:
    """Read a file that `kind_of` found safe. What `wanted` leaves open is guessed."""
    wanted = wanted or Reading()
    found = _from_text(data, wanted) if kind is SheetKind.CSV else _from_office(data, wanted)
    if isinstance(found, Refusal):
        return found
    reading, sheets, lines = found
    if len(lines) > MOST_ROWS + 1 or max((len(line) for _, line in lines), default=0) > MOST_COLUMNS:
        return TOO_MANY
    at = wanted.headings_at or _headings_at(lines)
    headings = next((line for number, line in lines if number == at), ())
    rows = tuple((number, line) for number, line in lines if number > at)
    if not headings or not rows:
        return NO_ROWS
    width = max(len(headings), *(len(line) for _, line in rows))
    return Table(
        reading=Reading(reading.encoding, reading.delimiter, reading.sheet, at),
        sheets=sheets,
        headings=_padded(headings, width),
        rows=tuple((number, _padded(line, width)) for number, line in rows),
    )


_Lines = list[tuple[int, tuple[str, ...]]]
_Found = tuple[Reading, tuple[str, ...], _Lines]


def _padded(line: tuple[str, ...], width: int) -> tuple[str, ...]:
    return line + ("",) * (width - len(line))


def _headings_at(lines: _Lines) -> int:
    """The row of the headings: the first that is about as wide as the rows below it, so that a title is passed by."""
    top = lines[:LOOKED_AT]
    usual = Counter(_filled(line) for _, line in top).most_common(1)
    wide = max(2, (usual[0][0] + 1) // 2) if usual else 1
    return next((number for number, line in top if _filled(line) >= wide), top[0][0] if top else 0)


def _filled(line: Iterable[str]) -> int:
    return sum(bool(cell) for cell in line)


# --- Text ------------------------------------------------------------------------------------------


def _from_text(data: bytes, wanted: Reading) -> _Found | Refusal:
    encoding = wanted.encoding if wanted.encoding in ENCODINGS else guess_encoding(data)
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeError:
        return UNREADABLE
    text = text.lstrip("\ufeff").replace("\x00", "")
    text, told = _told_delimiter(text)
    delimiter = wanted.delimiter if wanted.delimiter in DELIMITERS else told or guess_delimiter(text)
    # A stray quotation mark must not swallow the rest of the file.
    try:
        lines = _lines(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))
    except csv.Error:
        return BROKEN
    return Reading(encoding, delimiter), (), lines


def guess_encoding(data: bytes) -> str:
    """The encoding of a text: by its mark, as UTF-8 where that fits, else what Windows writes here."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252" if _decodes(data, "cp1252") else "iso-8859-15"
    return "utf-8"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _told_delimiter(text: str) -> tuple[str, str]:
    """Excel may write “sep=;” on the first line; that line is no row."""
    first, _, rest = text.partition("\n")
    told = first.strip().removeprefix("sep=")
    return (rest, told) if first.startswith("sep=") and told in DELIMITERS else (text, "")


def guess_delimiter(text: str) -> str:
    """The sign between the columns: the one that gives the most rows the same, greatest number of columns."""
    top = text.splitlines()[:LOOKED_AT]

    def fit(sign: str) -> tuple[int, int]:
        try:
            widths = Counter(len(line) for line in csv.reader(top, delimiter=sign) if line)
        except csv.Error:
            return (0, 0)
        width, often = max(widths.items(), key=lambda one: (one[1], one[0]), default=(1, 0))
        return (often if width > 1 else 0, width)

    return max(DELIMITERS, key=fit)


# --- Office ----------------------------------------------------------------------------------------


def _from_office(data: bytes, wanted: Reading) -> _Found | Refusal:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = tuple(
                one.name
                for one in book.sheets_metadata
                if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
            )
            if not sheets:
                return NO_ROWS
            name = wanted.sheet if wanted.sheet in sheets else sheets[0]
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError):
        return BROKEN
    return Reading(sheet=name), sheets, _lines(cells)


def _lines(rows: Iterable[Iterable[object]]) -> _Lines:
    """The rows that hold something, each with its place in the file and without empty cells at its end."""
    lines: _Lines = []
    for number, row in enumerate(rows, 1):
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            lines.append((number, tuple(cells)))
        if len(lines) > MOST_ROWS + 1:
            break
    return lines


def _text(cell: object) -> str:
    """A cell as a person would type it: days as 2021-02-15, whole numbers without a point."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004 (beyond this a float is not exact)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date | dt.time | int):
        return str(cell)
    return " ".join(str(cell).split())[:LONGEST_CELL] if cell else ""
