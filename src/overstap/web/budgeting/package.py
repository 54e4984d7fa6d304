"""The table on screen: every figure as printed, with what its lines come to where that is something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext

from overstap.core.money import millions
from overstap.rules import Text
from overstap.rules.budget import Against, BudgetLine, BudgetTable, Column, Difference, Remark
from overstap.rules.budget_bases import Figures, on_basis
from overstap.web.budgeting.choosing import Chosen, choose
from overstap.web.budgeting.spending import Spent, spent_of
from overstap.web.request import ActingRequest

DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One figure on screen (cijfer op het scherm).

    `text` is as printed, or computed on another basis than the table has. `added` is what the lines come to, when that
    is something else. `year` is the heading, for small screens. `unknown`: no document gives it, or not all of it.
    """

    year: str
    text: str
    added: str = ""
    unknown: bool = False
    borrowed: bool = False

    @property
    def known_part(self) -> bool:
        """Tell whether there is an amount at all."""
        return self.text != DASH


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line on screen (regel op het scherm); `depth` is 0 for the total."""

    line: BudgetLine
    url: str
    depth: int
    is_sum: bool
    cells: tuple[ShownCell, ...]
    computed: str


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A printed figure beside what it should be the sum of, in words (verschil op het scherm)."""

    line: Text
    where: str
    against: str
    printed: str
    other: str
    difference: str
    by_rounding: bool
    remarks: tuple[Remark, ...]


def package_page(request: ActingRequest, place: str) -> dict[str, Any]:
    """Everything the page shows; `place` is the workplace whose addresses lead further."""
    chosen = choose(request)
    figures = on_basis(chosen.table, chosen.tables, chosen.basis)
    top = chosen.table.lines[0]
    return {
        "form": chosen.form,
        "table": chosen.table,
        "as_printed": chosen.as_printed,
        "other_basis": chosen.basis is not chosen.table.basis,
        "whole": in_millions(figures.of(top.id).cents),
        "whole_of_table": in_millions(chosen.table.computed(top.id)),
        "headings": tuple(_heading(column) for column in figures.columns),
        "rows": tuple(_row(chosen, figures, line, place) for line in chosen.table.lines),
        **differences_of(chosen.table.differences()),
        "remarks": remarks_of(chosen.table),
        "sums": tuple(_sums(chosen.table)),
        "borrowed": any(figures.of(line.id).borrowed for line in chosen.table.lines),
        "spent": spending(chosen.table, request),
        "here": reverse(f"{place}:package"),
        "file": f"{reverse(f'{place}:package_file')}?{request.GET.urlencode()}",
    }


def spending(table: BudgetTable, request: ActingRequest) -> tuple[Spent, ...]:
    """What was spent of the lines whose money is in the books."""
    found = spent_of(table.lines, request.now)
    return tuple(found[line.id] for line in table.lines if line.id in found)


def in_millions(cents: int | None) -> str:
    """An amount in the reader's language; a dash when there is none."""
    return DASH if cents is None else millions(cents, get_language() or "nl")


def remarks_of(table: BudgetTable) -> tuple[Remark, ...]:
    """Every remark of a table once, by id."""
    all_of_them = (*table.remarks, *(remark for line in table.lines for remark in line.remarks))
    return tuple(sorted({remark.id: remark for remark in all_of_them}.values(), key=lambda remark: remark.id))


def differences_of(found: Iterable[Difference]) -> dict[str, tuple[ShownDifference, ...]]:
    """Differences for the page: those that rounding explains apart from those that it does not."""
    shown = tuple(shown_difference(one) for one in found)
    return {
        "differences": shown,
        "otherwise": tuple(one for one in shown if not one.by_rounding),
        "by_rounding": tuple(one for one in shown if one.by_rounding),
    }


def shown_difference(one: Difference) -> ShownDifference:
    """A difference in words."""
    against = {
        Against.LINES: gettext("De regels samen"),
        Against.PRINTED_LINES: gettext("De gedrukte regels samen"),
        Against.PRINTED_YEARS: gettext("De gedrukte jaren samen"),
        Against.ELSEWHERE: gettext("De tabel"),
    }
    where = _heading(one.column)
    if one.against is Against.ELSEWHERE:
        places = "; ".join(citation.text(get_language() or "nl") for citation in one.source)
        where = f"{where}, {places}"
    return ShownDifference(
        line=one.line.name,
        where=where,
        against=against[one.against],
        printed=one.printed.text,
        other=in_millions(one.other_cents),
        difference=in_millions(one.cents),
        by_rounding=one.by_rounding,
        remarks=one.remarks,
    )


def _row(chosen: Chosen, figures: Figures, line: BudgetLine, place: str) -> ShownLine:
    table = chosen.table
    cells = _printed_cells(line, figures) if chosen.as_printed else _computed_cells(line, figures)
    return ShownLine(
        line=line,
        url=reverse(f"{place}:package_line", args=(table.id, line.id)),
        depth=table.depth(line),
        is_sum=bool(table.children(line.id)),
        cells=tuple(cells),
        computed=in_millions(table.computed(line.id)),
    )


def _heading(column: Column) -> str:
    return gettext("Samen") if column is None else str(column)


def _printed_cells(line: BudgetLine, figures: Figures) -> Iterator[ShownCell]:
    for column in figures.columns:
        printed, computed = line.printed[column], figures.of(line.id, column).cents
        differs = column is not None and computed is not None and computed != printed.cents
        yield ShownCell(_heading(column), printed.text, in_millions(computed) if differs else "")


def _computed_cells(line: BudgetLine, figures: Figures) -> Iterator[ShownCell]:
    for column in figures.columns:
        figure = figures.of(line.id, column)
        borrowed = figure.borrowed is not None
        yield ShownCell(_heading(column), in_millions(figure.cents), unknown=not figure.given, borrowed=borrowed)


def _sums(table: BudgetTable) -> Iterator[tuple[Text, str, str, str]]:
    """The additions in the text of the document: what, as printed, computed, where."""
    for one in table.sums:
        places = "; ".join(citation.text(get_language() or "nl") for citation in one.source)
        yield one.name, one.printed.text, in_millions(table.computed_sum(one)), places
