"""One line of a budget table: both bases beside each other, where it stands, which schemes it pays, what was spent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext

from overstap.casework.policy import catalogue
from overstap.core.decision import NotFoundError
from overstap.rules import Text
from overstap.rules.budget import Basis, BudgetLine, BudgetTable, Elsewhere, cited
from overstap.rules.budget_bases import Figure, on_basis
from overstap.web.budgeting.choosing import tables_of
from overstap.web.budgeting.package import differences_of, in_millions
from overstap.web.budgeting.spending import spent_of
from overstap.web.request import ActingRequest


@dataclass(frozen=True, slots=True)
class SchemeLink:
    """A scheme that a line pays (regeling bij een regel); without address when there is no page about it."""

    name: Text
    url: str


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of a line (jaar van een regel): as printed, and what it is on both bases."""

    year: str
    printed: str
    paid: str
    opened: str


def line_page(request: ActingRequest, place: str, table_id: str, line_id: str) -> dict[str, Any]:
    """Everything about one line. Raises NotFoundError when there is no such line in force."""
    tables = tables_of(request)
    table = next((one for one in tables if one.id == table_id), None)
    if table is None or line_id not in {line.id for line in table.lines}:
        raise NotFoundError(f"no budget line {table_id} {line_id}")
    line = table.line(line_id)
    language = get_language() or "nl"
    return {
        "table": table,
        "line": line,
        "part_of": table.line(line.parent) if line.parent else None,
        "parts": table.children(line.id),
        "years": _years(table, line, tables),
        **differences_of(one for one in table.differences() if one.line.id == line.id),
        "schemes": tuple(_schemes(line)),
        "details": tuple(one for one in tables if _specifies(one, table, line)),
        "sources": tuple(citation.text(language) for citation in cited(line)),
        "elsewhere": tuple((_told(one), one.cell.text, one.source[0].text(language)) for one in line.elsewhere),
        "spent": spent_of((line,), request.now).get(line.id),
        "back": f"{reverse(f'{place}:package')}?tabel={table.id}",
        "package": reverse(f"{place}:package"),
        "place_of_line": f"{place}:package_line",
    }


def _years(table: BudgetTable, line: BudgetLine, tables: tuple[BudgetTable, ...]) -> tuple[YearLine, ...]:
    paid, opened = (on_basis(table, tables, basis) for basis in (Basis.KAS, Basis.OPENING))
    columns = (*sorted({*paid.years, *opened.years}), None)
    none = Figure(None)
    return tuple(
        YearLine(
            gettext("Samen") if column is None else str(column),
            line.printed[column].text if column in line.printed else in_millions(None),
            _amount(paid.amounts.get((line.id, column), none)),
            _amount(opened.amounts.get((line.id, column), none)),
        )
        for column in columns
    )


def _amount(figure: Figure) -> str:
    if figure.given:
        return in_millions(figure.cents)
    if figure.cents is None:
        return gettext("niet bekend")
    return gettext("%(amount)s en een deel dat niet bekend is") % {"amount": in_millions(figure.cents)}


def _schemes(line: BudgetLine) -> list[SchemeLink]:
    return [SchemeLink(catalogue().all_versions(name)[-1].name, _scheme_page(name)) for name in line.schemes]


def _scheme_page(scheme_id: str) -> str:
    try:
        return reverse("catalogue:scheme", args=(scheme_id,))
    except NoReverseMatch:
        return ""


def _specifies(one: BudgetTable, table: BudgetTable, line: BudgetLine) -> bool:
    """Tell whether a table tells this line in more detail."""
    return one.specifies is not None and (one.specifies.table, one.specifies.line) == (table.id, line.id)


def _told(one: Elsewhere) -> str:
    return gettext("Alle jaren samen") if one.column is None else str(one.column)
