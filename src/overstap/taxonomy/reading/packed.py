"""Rows of comma-separated files, alone or packed in a zip, read as a stream and within bounds."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from overstap.taxonomy.reading.problems import UnreadableListError

# Technical bounds: the official download of ESCO in one language unpacks to about forty megabytes.
MOST_PACKED = 200 * 1024 * 1024
MOST_UNPACKED = 600 * 1024 * 1024
MOST_PARTS = 200
MOST_TIMES = 200
LONGEST_CELL = 200_000
CHUNK = 1 << 20
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    UnicodeError,
    csv.Error,
)
_AGAIN = "Download the file again."


def fingerprint(path: Path) -> str:
    """The hash of a file. Raises UnreadableListError when it cannot be read or is larger than any list."""
    told = hashlib.sha256()
    try:
        if path.stat().st_size > MOST_PACKED:
            raise UnreadableListError(f"{path.name} is larger than any list. Choose another file.")
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                told.update(chunk)
    except OSError as error:
        raise UnreadableListError(f"{path.name} cannot be read ({error.strerror}). Choose another file.") from error
    return told.hexdigest()


def parts(path: Path) -> dict[str, str]:
    """The comma-separated files in a zip: name without folders, and name in the zip.

    Raises UnreadableListError for what is no zip, is encrypted, or unpacks to far more than a list ever is.
    """
    try:
        with zipfile.ZipFile(path) as package:
            found = package.infolist()
    except _BROKEN as error:
        raise UnreadableListError(f"{path.name} is no zip file, or it is damaged. {_AGAIN}") from error
    unpacked = sum(one.file_size for one in found)
    packed = sum(one.compress_size for one in found)
    if len(found) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > MOST_TIMES * max(packed, 1):
        raise UnreadableListError(f"{path.name} unpacks to more than a list ever is; it was not opened. {_AGAIN}")
    if any(one.flag_bits & _ENCRYPTED for one in found):
        raise UnreadableListError(f"{path.name} has a password. Take the password off.")
    names = [one.filename for one in found if one.filename.endswith(".csv")]
    by_name = {name.rsplit("/", maxsplit=1)[-1]: name for name in names}
    if len(by_name) != len(names):
        raise UnreadableListError(f"{path.name} holds the same file twice. {_AGAIN}")
    return by_name


@contextmanager
def opened(path: Path, part: str = "") -> Iterator[IO[str]]:
    """The text of a file, or of a part of a zip. Raises UnreadableListError as soon as something cannot be read."""
    shown = part.rsplit("/", maxsplit=1)[-1] or path.name
    try:
        if part:
            with (
                zipfile.ZipFile(path) as package,
                package.open(part) as raw,
                io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text,
            ):
                yield text
        else:
            with path.open(encoding="utf-8-sig", newline="") as text:
                yield text
    except UnicodeError as error:
        raise UnreadableListError(f"{shown} is not in UTF-8. {_AGAIN}") from error
    except _BROKEN as error:
        raise UnreadableListError(f"{shown} cannot be read: {error}. {_AGAIN}") from error


def table(text: IO[str], *, after: str = "") -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their line in the file. With `after`, rows before the one that begins so are passed by."""
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(text)
    headings: list[str] = []
    for line in lines:
        if line and (not after or line[0] == after):
            headings = [cell.strip() for cell in line]
            break
    for line in lines:
        if any(line):
            # A row that is too short misses its last cells; what is missing is told where it is needed.
            cells = line + [""] * (len(headings) - len(line))
            yield lines.line_num, dict(zip(headings, cells, strict=False))


def heading(text: IO[str], names: tuple[str, ...]) -> dict[str, str]:
    """What stands behind some names in the rows above a table."""
    csv.field_size_limit(LONGEST_CELL)
    found = {}
    for number, line in enumerate(csv.reader(text)):
        if number > MOST_PARTS:
            break
        if len(line) > 1 and line[0] in names:
            found[line[0]] = line[1].strip()
    return found
