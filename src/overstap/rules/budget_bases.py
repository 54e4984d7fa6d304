"""The same money on two bases: in the year in which it is paid, and in the year in which people can apply for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from overstap.rules.budget import Basis, BudgetLine, BudgetTable, Column, total


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount on one basis (bedrag op een grondslag), in cents; None when there is none.

    `given` is false when no document tells it on this basis. `borrowed` is the table it comes from when that is
    another one.
    """

    cents: int | None
    given: bool = True
    borrowed: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A whole table on one basis (tabel op een grondslag): computed amounts per line and column."""

    table: BudgetTable
    basis: Basis
    years: tuple[int, ...]
    amounts: Mapping[tuple[str, Column], Figure]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The years, and all of them together."""
        return (*self.years, None)

    def of(self, line_id: str, column: Column = None) -> Figure:
        """The amount of a line in a year, or in all years together."""
        return self.amounts[line_id, column]


@dataclass(frozen=True, slots=True)
class _Other:
    """The line of the other table about the same money, in the years of which both speak."""

    table: BudgetTable
    line: BudgetLine
    years: tuple[int, ...]


def on_basis(table: BudgetTable, tables: Iterable[BudgetTable], basis: Basis) -> Figures:
    """Give a table on a basis; what it does not give itself comes from the table that does (R-210, R-285).

    A figure with a star is on the opening basis. A figure without one, in a table that has stars, is the same on both.
    """
    others = {line.id: _other(table, line, tuple(tables)) for line in table.lines}
    years = sorted({*table.years, *(year for line in table.lines for year in _further(table, line, others[line.id]))})
    amounts: dict[tuple[str, Column], Figure] = {}
    for line in reversed(table.lines):
        below = table.children(line.id)
        for year in years:
            own = _own(line, others[line.id], year, basis)
            amounts[line.id, year] = _sum(amounts[child.id, year] for child in below) if below else own
        whole = _sum(amounts[line.id, year] for year in years) if years else Figure(table.computed(line.id))
        amounts[line.id, None] = whole
    shown = (year for year in years if year in table.years or any(amounts[line.id, year].cents for line in table.lines))
    return Figures(table, basis, tuple(shown), amounts)


def _own(line: BudgetLine, other: _Other | None, year: int, basis: Basis) -> Figure:
    """The amount of a line without lines below it."""
    cell = line.printed.get(year)
    own = Figure(cell.cents if cell else None)
    if other is None or not _deviates(line, other):
        return own
    stars_here = any(one.starred for one in line.printed.values())
    if (basis is Basis.OPENING) is stars_here:
        return own
    if year not in other.years:
        return Figure(None, given=False) if cell is not None and cell.starred else own
    there = other.line.printed.get(year)
    return Figure(there.cents if there else None, borrowed=other.table.id)


def _deviates(line: BudgetLine, other: _Other) -> bool:
    """Tell whether one of both lines is marked as on the other basis."""
    return any(cell.starred for one in (line, other.line) for cell in one.printed.values())


def _further(table: BudgetTable, line: BudgetLine, other: _Other | None) -> Iterator[int]:
    """The years that only the other table has, of money that counts in other years on the other basis."""
    if other is not None and _deviates(line, other):
        yield from (year for year in other.years if year in other.table.years or year in table.years)


def _other(table: BudgetTable, line: BudgetLine, tables: tuple[BudgetTable, ...]) -> _Other | None:
    """Find the other table by what the line says, or by what a line of another table says of this one."""
    if line.counterpart is not None:
        for one in tables:
            if one.id == line.counterpart.table:
                return _Other(one, one.line(line.counterpart.line), line.counterpart.years)
    for one in tables:
        for there in one.lines:
            link = there.counterpart
            if link is not None and (link.table, link.line) == (table.id, line.id):
                return _Other(one, there, link.years)
    return None


def _sum(figures: Iterable[Figure]) -> Figure:
    parts = tuple(figures)
    borrowed = next((part.borrowed for part in parts if part.borrowed), None)
    return Figure(total(part.cents for part in parts), all(part.given for part in parts), borrowed)
