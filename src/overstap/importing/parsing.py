"""Reading one cell: what a person meant, in the many ways in which people and programs write it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from stdnum.nl import bsn as citizen_number

from overstap.casework.policy import catalogue
from overstap.core.likeness import fold
from overstap.importing.fields import CHOICE_WORDS
from overstap.rules import FactValueError, number_of
from overstap.rules.values import Plain

BSN_DIGITS = 9
LONGEST_PHONE = 19
EXCEL_EPOCH = dt.date(1899, 12, 30)
EARLIEST_SERIAL, LATEST_SERIAL = 3_000, 75_000
CENTURY = 100

_YES = frozenset({"ja", "j", "yes", "y", "1", "waar", "true", "x", "wel", "akkoord"})
_NO = frozenset({"nee", "n", "no", "0", "2", "onwaar", "false", "niet", "geen"})
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb february", "maart mrt mar march", "april apr", "mei may",
            "juni jun june", "juli jul july", "augustus aug august", "september sep sept", "oktober okt oct october",
            "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_WITH_MONTH = re.compile(r"(\d{1,2})[-/. ]+([a-z]+)\.?[-/. ]+(\d{4}|\d{2})")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LANGUAGES = {
    "nl": "nl", "nederlands": "nl", "dutch": "nl", "nld": "nl", "": "nl",
    "en": "en", "engels": "en", "english": "en", "eng": "en",
}  # fmt: skip


class CellError(ValueError):
    """The cell does not hold what its column should; the text of a cell is never part of it."""


def read_date(text: str, today: dt.date) -> dt.date:
    """A day: 14-03-1985, 1985-03-14, 14 mrt 1985, 19850314, or the number by which Excel counts days.

    A year of two digits is the latest that is not in the future. Raises CellError.
    """
    plain = text.strip().lower()
    try:
        if found := _YEAR_FIRST.fullmatch(plain) or _PACKED.fullmatch(plain):
            return dt.date(*(int(part) for part in found.groups()[:3]))
        if found := _DAY_FIRST.fullmatch(plain):
            return dt.date(_year(found[3], today), int(found[2]), int(found[1]))
        if (found := _WITH_MONTH.fullmatch(plain)) and found[2] in _MONTHS:
            return dt.date(_year(found[3], today), _MONTHS[found[2]], int(found[1]))
        if plain.isdecimal() and EARLIEST_SERIAL <= int(plain) <= LATEST_SERIAL:
            return EXCEL_EPOCH + dt.timedelta(days=int(plain))
    except ValueError:
        raise CellError("datum") from None
    raise CellError("datum")


def _year(text: str, today: dt.date) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 (a year in full)
        return year
    return year + CENTURY * ((today.year - year) // CENTURY)


def read_yes_no(text: str) -> bool:
    """Yes or no; raises CellError for anything else, and for nothing."""
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError("keuze")


def read_phone(text: str) -> str:
    """A telephone number: also without the zero that a spreadsheet drops. Raises CellError."""
    plain = re.sub(r"[^\d+() -]", "", text.replace("/", "-")).strip(" -")
    digits = re.sub(r"\D", "", plain)
    if plain.startswith("00"):
        plain = f"+{digits[2:]}"
    elif len(digits) == BSN_DIGITS and not plain.startswith(("0", "+")):
        plain = f"0{digits}"
    if not 9 <= len(digits) <= 15 or len(plain) > LONGEST_PHONE:  # noqa: PLR2004 (E.164)
        raise CellError("telefoon")
    return plain


def read_citizen_number(text: str) -> str:
    """A citizen service number of nine digits that passes the test of eleven; the zeros that a spreadsheet drops count.

    Raises CellError.
    """
    digits = re.sub(r"[ .-]", "", text.strip())
    if not digits.isascii() or not digits.isdecimal() or not citizen_number.is_valid(digits.zfill(BSN_DIGITS)):
        raise CellError("bsn")
    return digits.zfill(BSN_DIGITS)


def read_language(text: str) -> str:
    """The language of letters; raises CellError for one that we have no letters in."""
    found = _LANGUAGES.get(fold(text))
    if found is None:
        raise CellError("taal")
    return found


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its two parts (naam)."""

    first: str
    last: str


def read_name(text: str) -> Name:
    """A full name: “Jansen, Piet van”, or “Piet van Jansen”. Raises CellError when it has one part only."""
    plain = " ".join(text.split())
    if "," in plain:
        last, _, rest = plain.partition(",")
        first, _, particle = rest.strip().partition(" ")
        last = f"{particle} {last}".strip() if particle and particle == particle.lower() else last.strip()
        first = first if particle == particle.lower() else rest.strip()
    else:
        first, _, last = plain.partition(" ")
    if not first or not last:
        raise CellError("leeg")
    return Name(first, last)


def read_fact(fact_id: str, text: str, today: dt.date) -> Plain:
    """An answer of the fact dictionary, by its word in Dutch or English or by its id. Raises CellError."""
    fact = catalogue().facts[fact_id]
    kind = fact.type.kind
    value: Any
    if kind == "boolean":
        value = read_yes_no(text)
    elif kind == "date":
        value = read_date(text, today)
    elif kind == "integer":
        value = read_count(text)
    else:
        value = _choices(fact_id).get(fold(text))
    try:
        number_of(fact, value if value is not None else "")
    except FactValueError:
        raise CellError("keuze") from None
    return value  # type: ignore[no-any-return] # (checked against its domain)


def read_count(text: str) -> int:
    """A whole number. Raises CellError."""
    plain = text.strip().replace(",", ".").removesuffix(".0")
    if not plain.isascii() or not plain.isdecimal() or len(plain) > BSN_DIGITS:
        raise CellError("keuze")
    return int(plain)


@lru_cache(maxsize=64)
def _choices(fact_id: str) -> dict[str, str]:
    """The folded words for the choices of a fact."""
    words = dict(CHOICE_WORDS.get(fact_id, {}))
    for choice in catalogue().facts[fact_id].choices:
        for word in (choice.id, choice.label.nl, choice.label.en):
            words.setdefault(fold(word), choice.id)
    return words
