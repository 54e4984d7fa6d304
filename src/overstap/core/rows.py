"""Tables as people keep them, read row by row: what a cell holds, and all that is wrong told together; pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from overstap.core.decision import N_, Refusal
from overstap.core.likeness import fold
from overstap.core.money import parse_euros

HOUSE = "huisregels"
LONGEST_TEXT, LONGEST_WORD = 20_000, 80
T = TypeVar("T")
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a row (fout in een regel): which row, counted as in the file, which column, and why."""

    number: int
    column: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of a list (ingelezen lijst): how many are new, changed and as they were, and what is wrong.

    `done` tells that it was written; a list that was only looked at, or that holds something wrong, is not.
    """

    made: int
    changed: int
    same: int
    problems: tuple[RowProblem, ...]
    done: bool


def row_refusal(rule: str, because: str, remedy: str, **details: str) -> Refusal:
    """What is wrong with a cell, and what to do about it."""
    return Refusal(rule=f"inlezen.{rule}", because=because, source=HOUSE, remedy=remedy, details=tuple(details.items()))


EMPTY = row_refusal("leeg", N_("Dit is niet ingevuld."), N_("Vul het in."))
NO_DAY = row_refusal("datum", N_("Dit is geen datum."), N_("Schrijf een datum zo: 1-3-2021."))
NO_AMOUNT = row_refusal("bedrag", N_("Dit is geen bedrag."), N_("Schrijf het zo: 14,50."))
NO_CHOICE = row_refusal("keuze", N_("Dit antwoord kennen wij niet."), N_("Kijk in het voorbeeldbestand wat kan."))
TURNED = row_refusal("volgorde", N_("Het einde ligt voor het begin."), N_("Kijk de twee kolommen na."))


def missing_columns(headings: Sequence[str], known: Mapping[str, tuple[str, ...]], needed: Iterable[str]) -> list[str]:
    """Which needed columns no heading of a list holds."""
    there = columns_of(headings, known)
    return [name for name in needed if name not in there]


def columns_of(headings: Sequence[str], known: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Where each known column stands; the first heading that fits wins."""
    names = {fold(one): name for name, others in known.items() for one in (*others, name)}
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = names.get(fold(heading))
        if name is not None:
            found.setdefault(name, place)
    return found


class RowReader:
    """Reads the cells of one row by the name of their column, and keeps what is wrong."""

    def __init__(self, number: int, cells: Sequence[str], columns: Mapping[str, int]) -> None:
        self.number, self._cells, self._columns = number, cells, columns
        self.problems: list[RowProblem] = []

    def wrong(self, column: str, refusal: Refusal) -> None:
        """Keep that something is wrong with a column."""
        self.problems.append(RowProblem(self.number, column, refusal))

    def text(self, column: str, longest: int, *, needed: bool = False) -> str:
        """The words of a cell; too many of them are told, never cut off in silence."""
        place = self._columns.get(column)
        found = self._cells[place].strip() if place is not None and place < len(self._cells) else ""
        if needed and not found:
            self.wrong(column, EMPTY)
        if len(found) > longest:
            refusal = row_refusal(
                "lang",
                N_("Deze tekst is te lang: hoogstens %(meest)s tekens."),
                N_("Maak de tekst korter."),
                meest=str(longest),
            )
            self.wrong(column, refusal)
        return found[:longest]

    def many(self, column: str) -> tuple[str, ...]:
        """Words with a bar between them."""
        return tuple(one.strip() for one in self.text(column, LONGEST_TEXT).split("|") if one.strip())

    def day(self, column: str, *, needed: bool = False) -> dt.date | None:
        """A day, as it is written here or by programs."""
        return self._read(column, _day, NO_DAY, needed=needed)

    def cents(self, column: str) -> int | None:
        """An amount of money."""
        return self._read(column, _cents, NO_AMOUNT)

    def count(self, column: str, most: int, *, default: int | None = None) -> int:
        """A whole number from 1; without a default it is needed."""
        text = self.text(column, LONGEST_WORD, needed=default is None)
        if not text:
            return default or 1
        if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= most:
            refusal = row_refusal(
                "getal",
                N_("Dit is geen getal van 1 tot en met %(meest)s."),
                N_("Vul alleen een heel getal in."),
                meest=str(most),
            )
            self.wrong(column, refusal)
            return 1
        return int(text)

    def choice(self, column: str, choices: Mapping[str, str], *, default: str) -> str:
        """One of the words that are known."""
        text = fold(self.text(column, LONGEST_WORD))
        if text and text not in choices:
            self.wrong(column, NO_CHOICE)
        return choices.get(text, default)

    def _read(self, column: str, read: Callable[[str], T | None], wrong: Refusal, *, needed: bool = False) -> T | None:
        text = self.text(column, LONGEST_WORD, needed=needed)
        found = read(text) if text else None
        if text and found is None:
            self.wrong(column, wrong)
        return found


def _day(text: str) -> dt.date | None:
    dutch = _DUTCH_DAY.fullmatch(text)
    try:
        return dt.date(int(dutch[3]), int(dutch[2]), int(dutch[1])) if dutch else dt.date.fromisoformat(text)
    except ValueError:
        return None


def _cents(text: str) -> int | None:
    found = parse_euros(text)
    return found if found is not None and found >= 0 else None
