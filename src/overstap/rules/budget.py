"""Budget tables of the letters: every figure as printed, and beside it what the lines come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from overstap.rules.model import Citation, Citations, Text
from overstap.rules.problems import UnknownNameError

Column = int | None
"""A year, or None for all years together (the column "Cum." of the letters)."""


class Basis(StrEnum):
    """In which year an amount counts (grondslag): when it is paid, or when people can apply for it (R-280, R-285)."""

    KAS = "kas"
    OPENING = "opening"


class Against(StrEnum):
    """What a printed figure is held against (vergelijking)."""

    LINES = "regels"
    PRINTED_LINES = "gedrukte_regels"
    PRINTED_YEARS = "gedrukte_jaren"
    ELSEWHERE = "elders"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as it is printed (cijfer).

    `cents` is None when the document has a dash there. `step` is what the last printed digit stands for, in cents: a
    rounded figure is at most half of it off. `starred`: the document marks it as on the other basis. `about`: the
    document says "about" or "more than".
    """

    text: str
    cents: int | None
    step: int
    starred: bool = False
    about: bool = False

    def rounds(self, cents: int, figures: int = 0) -> bool:
        """Tell whether rounding explains this figure beside an amount that was made of so many rounded figures."""
        return self.cents is not None and 2 * abs(self.cents - cents) <= self.step * (figures + 1)


@dataclass(frozen=True, slots=True)
class Remark:
    """Why figures disagree and which reading was chosen (kanttekening); `id` is its place in the list of those."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same amount in another place (vermelding elders): of one year, or (None) of all years together."""

    cell: Cell
    column: Column
    source: Citations


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The line of another table that is about the same money (tegenhanger), in the years that this one speaks of."""

    table: str
    line: str
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of a budget table (begrotingsregel)."""

    id: str
    name: Text
    parent: str | None
    printed: Mapping[Column, Cell]
    requirements: tuple[str, ...]
    source: Citations
    summary: Text | None = None
    recipient: Text | None = None
    audience: Text | None = None
    schemes: tuple[str, ...] = ()
    streams: tuple[str, ...] = ()
    frame: str | None = None
    remarks: tuple[Remark, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    counterpart: Counterpart | None = None


@dataclass(frozen=True, slots=True)
class BudgetSum:
    """Lines that a document adds up in its text, across the blocks (optelling in de tekst)."""

    id: str
    name: Text
    lines: tuple[str, ...]
    printed: Cell
    source: Citations
    requirements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A printed figure that is not what it is held against (verschil), in cents.

    `remarks` say why when rounding alone does not.
    """

    line: BudgetLine
    column: Column
    against: Against
    printed: Cell
    other_cents: int
    by_rounding: bool
    remarks: tuple[Remark, ...] = ()
    source: Citations = ()

    @property
    def cents(self) -> int:
        """Printed minus computed."""
        return (self.printed.cents or 0) - self.other_cents


@dataclass(frozen=True, slots=True, eq=False)
class BudgetTable:
    """One table of a document (begrotingstabel), as it held from one day to another."""

    id: str
    name: Text
    summary: Text
    valid_from: date
    valid_until: date | None
    source: Citations
    basis: Basis
    years: tuple[int, ...]
    lines: tuple[BudgetLine, ...]
    requirements: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    sums: tuple[BudgetSum, ...] = ()
    specifies: Counterpart | None = None
    file: str = ""
    _children: Mapping[str | None, tuple[BudgetLine, ...]] = field(default_factory=dict)

    def valid_on(self, day: date) -> bool:
        """Tell whether this version is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The years, and all of them together."""
        return (*self.years, None)

    def line(self, line_id: str) -> BudgetLine:
        """Give a line. Raises `UnknownNameError`."""
        for line in self.lines:
            if line.id == line_id:
                return line
        raise UnknownNameError("budget line", line_id, [line.id for line in self.lines])

    def children(self, line_id: str | None) -> tuple[BudgetLine, ...]:
        """Give the lines right below a line; of None the lines at the top."""
        return self._children.get(line_id, ())

    def depth(self, line: BudgetLine) -> int:
        """How far a line stands below the top: 0 for the total."""
        return 0 if line.parent is None else 1 + self.depth(self.line(line.parent))

    def computed(self, line_id: str, column: Column = None) -> int | None:
        """What the lines come to, in cents and unrounded; None when no document gives an amount.

        Of a line without lines below it: its own figures, of which "Cum." is their sum.
        """
        line = self.line(line_id)
        below = self.children(line_id)
        if below:
            return total(self.computed(child.id, column) for child in below)
        if column is None and self.years:
            return total(line.printed[year].cents for year in self.years)
        return line.printed[column].cents

    def computed_sum(self, of: BudgetSum) -> int:
        """What the lines of a sum in the text come to, all years together, in cents."""
        return total(self.computed(line) for line in of.lines) or 0

    def differences(self) -> tuple[Difference, ...]:
        """Every printed figure that is not what its parts come to, in the order of the table."""
        return tuple(found for line in self.lines for found in (*self._in_table(line), *self._elsewhere(line)))

    def _in_table(self, line: BudgetLine) -> Iterator[Difference]:
        for column in self.columns:
            cell = line.printed[column]
            if cell.cents is None:
                continue
            computed = self.computed(line.id, column)
            if computed is not None:
                yield from self._difference(line, column, Against.LINES, cell, computed)
            below = [child.printed[column] for child in self.children(line.id)]
            added = total(one.cents for one in below)
            if added not in (None, computed):
                yield from self._difference(line, column, Against.PRINTED_LINES, cell, added or 0, len(below))
        yield from self._row(line)

    def _row(self, line: BudgetLine) -> Iterator[Difference]:
        """The printed years beside the printed "Cum."."""
        whole, years = line.printed[None], [line.printed[year] for year in self.years]
        added = total(cell.cents for cell in years)
        if whole.cents is not None and added not in (None, self.computed(line.id)):
            yield from self._difference(line, None, Against.PRINTED_YEARS, whole, added or 0, len(years))

    def _elsewhere(self, line: BudgetLine) -> Iterator[Difference]:
        for other in line.elsewhere:
            computed = self.computed(line.id, other.column)
            if computed is not None:
                where = other.source
                yield from self._difference(line, other.column, Against.ELSEWHERE, other.cell, computed, source=where)

    def _difference(  # noqa: PLR0917 (what is compared, in the order of the sentence)
        self,
        line: BudgetLine,
        column: Column,
        against: Against,
        cell: Cell,
        other: int,
        figures: int = 0,
        source: Citations = (),
    ) -> Iterator[Difference]:
        if cell.cents != other:
            rounding = cell.rounds(other, figures)
            remarks = (*line.remarks, *self.remarks) if rounding else line.remarks
            yield Difference(line, column, against, cell, other, rounding, remarks, source)


def total(amounts: Iterable[int | None]) -> int | None:
    """Add what is there; None when nothing is."""
    there = [cents for cents in amounts if cents is not None]
    return sum(there) if there else None


def make_table(lines: tuple[BudgetLine, ...]) -> Mapping[str | None, tuple[BudgetLine, ...]]:
    """Put the lines under the line that they are part of."""
    found: dict[str | None, tuple[BudgetLine, ...]] = {}
    for line in lines:
        found[line.parent] = (*found.get(line.parent, ()), line)
    return found


def cited(line: BudgetLine) -> tuple[Citation, ...]:
    """Every place where the amount of a line stands, each once."""
    return tuple(dict.fromkeys((*line.source, *(one for other in line.elsewhere for one in other.source))))
