"""Whether two names, numbers or people are alike: accents, capitals, particles and slips of typing do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_UNLIKE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "\u0131": "i", "ĳ": "ij"}
)
_PARTICLES = frozenset(
    re.findall(
        "[a-z]+",
        "van de der den het t ten ter te in op aan bij onder over uit voor vd vdr d la le du el al von zu dos da",
    )
)
_NO_LETTER = re.compile(r"[^a-z0-9]+")
# Of a telephone number the last nine digits tell: +31 6 and 06 are the same.
TELLING_DIGITS = 9
SHORT_NAME, SLIPS_IN_SHORT, SLIPS_IN_LONG = 5, 1, 2


def fold(text: str) -> str:
    """A text without accents, capitals and signs, its words parted by one blank."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_UNLIKE_LETTERS))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NO_LETTER.sub(" ", letters.replace("'", "").replace("\u2019", "")).strip()


def family_name(text: str) -> str:
    """The family name folded, without “van der” and the like: those are put before, behind, or left out."""
    words = fold(text).split()
    return " ".join(word for word in words if word not in _PARTICLES) or " ".join(words)


def phone_key(text: str) -> str:
    """The digits that tell a telephone number; empty when there are too few."""
    digits = re.sub(r"\D", "", text)
    return digits[-TELLING_DIGITS:] if len(digits) >= TELLING_DIGITS else ""


def slips(one: str, other: str, most: int) -> int:
    """How many slips of typing (a letter more, less, other, or two swapped) part two words; `most` + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, sign in enumerate(one, 1):
        line = [row]
        for column, letter in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (sign != letter))
            if row > 1 and column > 1 and sign == other[column - 2] and one[row - 2] == letter:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]


def alike(one: str, other: str) -> bool:
    """Whether two folded names may be the same, mistyped."""
    if one == other:
        return True
    most = SLIPS_IN_SHORT if min(len(one), len(other)) < SHORT_NAME else SLIPS_IN_LONG
    return min(len(one), len(other)) > SLIPS_IN_LONG and slips(one, other, most) <= most


def nearly_named(text: str, full_name: str) -> bool:
    """Whether every word that somebody typed may be a part of this name, mistyped; never for no words."""
    parts = family_name(full_name).split()
    words = family_name(text).split()
    return bool(words) and all(any(alike(word, part) for part in parts) for word in words)


class Likeness(StrEnum):
    """Why two registrations may be one person (grond van een voorstel)."""

    NUMBER = "bsn"
    NAME = "naam"
    NEARLY = "naam_lijkt"
    EMAIL = "email"
    PHONE = "telefoon"


STRONG = frozenset({Likeness.NUMBER, Likeness.NAME})
"""Grounds on which somebody has to say whether it is the same person before anything is registered."""


@dataclass(frozen=True, slots=True)
class Features:
    """By what people are compared (kenmerken), folded once."""

    first: str
    last: str
    born: date
    email: str = ""
    phone: str = ""
    number: str = ""

    @classmethod
    def of(
        cls, *, first_name: str, last_name: str, birth_date: date, email: str = "", phone: str = "", number: str = ""
    ) -> Features:
        """Fold what somebody filled in; `number` is the fingerprint of a citizen service number, never the number."""
        return cls(
            fold(first_name), family_name(last_name), birth_date, email.strip().lower(), phone_key(phone), number
        )


def likeness(one: Features, other: Features) -> tuple[Likeness, ...]:
    """Every ground on which two registrations may be the same person, the strongest first."""
    found = []
    if one.number and one.number == other.number:
        found.append(Likeness.NUMBER)
    if _same_day(one.born, other.born):
        same = one.born == other.born and (one.first, one.last) == (other.first, other.last)
        if same:
            found.append(Likeness.NAME)
        elif _same_names(one, other):
            found.append(Likeness.NEARLY)
    if one.email and one.email == other.email:
        found.append(Likeness.EMAIL)
    if one.phone and one.phone == other.phone:
        found.append(Likeness.PHONE)
    return tuple(found)


def _same_day(one: date, other: date) -> bool:
    """The same day, or with day and month swapped, as a spreadsheet of another country does."""
    return one == other or (one.year == other.year and one.day == other.month and one.month == other.day)


def _same_names(one: Features, other: Features) -> bool:
    straight = alike(one.last, other.last) and _same_first(one.first, other.first)
    return straight or (alike(one.last, other.first) and alike(one.first, other.last))


def _same_first(one: str, other: str) -> bool:
    """Mistyped, or one is an initial or a part of the other: J. and Jan, Anna and Anna Maria."""
    if alike(one, other):
        return True
    words, others = one.split(), other.split()
    if not words or not others:
        return False
    short, long = sorted((words[0], others[0]), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def keys_of(one: Features) -> Iterable[tuple[str, object]]:
    """Under which keys a person is filed, so that only those who can be alike are compared."""
    yield ("dag", one.born)
    if one.born.day <= 12 and one.born.day != one.born.month:  # noqa: PLR2004 (a month)
        yield ("dag", one.born.replace(day=one.born.month, month=one.born.day))
    for name, value in (("email", one.email), ("telefoon", one.phone), ("bsn", one.number)):
        if value:
            yield (name, value)
