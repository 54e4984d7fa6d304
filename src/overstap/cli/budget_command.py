"""`overstap budget`: the tables of the letters, as printed and computed, on either basis."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from overstap.cli.case_input import WRONG_INPUT, Subparsers, show
from overstap.cli.program import edge_now
from overstap.core.money import millions
from overstap.rules import NotInForceError, SchemeFilesError, UnknownNameError, load_catalogue
from overstap.rules.budget import Against, Basis, BudgetTable, Column
from overstap.rules.budget_bases import Figures, on_basis

NOTHING, NOT_GIVEN = "-", "?"
_AMOUNT_WIDTH = 10
_AGAINST = {
    Against.LINES: "the lines come to",
    Against.PRINTED_LINES: "the printed lines come to",
    Against.PRINTED_YEARS: "the printed years come to",
    Against.ELSEWHERE: "in a text, where the lines come to",
}


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the verb and its options to the command line."""
    parser = subparsers.add_parser(
        "budget",
        help="show the money of the letters, printed beside computed",
        description=(
            "Without a table: which tables there are. With one: every line in million euros, what the lines come to, "
            "and the printed figures that are something else."
        ),
        epilog="example: overstap budget sociaal-pakket --basis opening",
    )
    parser.add_argument("table", nargs="?", metavar="TABLE", help="the id of a table, such as sociaal-pakket")
    parser.add_argument("--basis", choices=[basis.value for basis in Basis], help="kas: when it is paid; "
                        "opening: when people can apply (default: the basis of the table)")  # fmt: skip
    parser.add_argument("--on", metavar="2021-02-01", help="the tables in force on this day (default: today)")
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the names (default: nl)")
    parser.add_argument("--csv", action="store_true", help="one line per figure, in whole cents, for a spreadsheet")
    parser.set_defaults(handle=handle)


def handle(args: argparse.Namespace) -> int:
    """Print what was asked, or on standard error what is wrong with the question (exit status 2)."""
    return show(run_budget(args.table, on=args.on, basis=args.basis, language=args.lang, as_csv=args.csv))


def run_budget(
    table_id: str | None, *, on: str | None = None, basis: str | None = None, language: str = "nl", as_csv: bool = False
) -> tuple[int, str]:
    """Give the exit status and the text: 0 with the table, 2 with what is wrong."""
    try:
        day = date.fromisoformat(on) if on else edge_now().date()
    except ValueError:
        return WRONG_INPUT, f"--on: '{on}' is no date. Write it as 2021-02-01."
    try:
        tables = load_catalogue().budgets(day)
        if table_id is None:
            return 0, "\n".join(_list(tables, language)) or f"No budget table is in force on {day}."
        table = load_catalogue().budget(table_id, day)
    except SchemeFilesError as error:
        return WRONG_INPUT, f"The scheme files cannot be used:\n{error}"
    except (UnknownNameError, NotInForceError) as error:
        return WRONG_INPUT, str(error)
    figures = on_basis(table, tables, Basis(basis) if basis else table.basis)
    return 0, _as_csv(figures, language) if as_csv else "\n".join(_shown(figures, language))


def _list(tables: Sequence[BudgetTable], language: str) -> Iterator[str]:
    width = max((len(table.id) for table in tables), default=0)
    for table in tables:
        years = "-".join(dict.fromkeys(map(str, (*table.years[:1], *table.years[-1:])))) or "no years"
        whole = sum(table.computed(line.id) or 0 for line in table.children(None))
        yield f"{table.id:<{width}}  {table.name.get(language)} ({years}, {millions(whole, language)})"


def _shown(figures: Figures, language: str) -> Iterator[str]:
    table = figures.table
    yield f"{table.name.get(language)} ({table.id}), basis {figures.basis.value}, million euros"
    yield "; ".join(citation.text(language) for citation in table.source)
    names = {line.id: "  " * table.depth(line) + line.name.get(language) for line in table.lines}
    width = max(map(len, names.values()))
    heads = "".join(f"{_heading(column):>{_AMOUNT_WIDTH}}" for column in figures.columns)
    yield f"{'':<{width}}{heads}{'printed':>{_AMOUNT_WIDTH}}"
    for line in table.lines:
        amounts = "".join(
            f"{_amount(figures, line.id, column, language):>{_AMOUNT_WIDTH}}" for column in figures.columns
        )
        yield f"{names[line.id]:<{width}}{amounts}{line.printed[None].text:>{_AMOUNT_WIDTH}}"
    if not all(figures.of(line.id).given for line in table.lines):
        yield f"{NOT_GIVEN}: no document gives this, or not all of it, on this basis"
    yield from _differences(table, language)


def _differences(table: BudgetTable, language: str) -> Iterator[str]:
    for one in table.differences():
        why = ["rounding"] if one.by_rounding else []
        why += [remark.id for remark in one.remarks]
        yield (
            f"{one.line.name.get(language)}, {_heading(one.column)}: printed {one.printed.text}, "
            f"{_AGAINST[one.against]} {millions(one.other_cents, language)} ({', '.join(why)})"
        )


def _heading(column: Column) -> str:
    return "cum" if column is None else str(column)


def _amount(figures: Figures, line_id: str, column: Column, language: str) -> str:
    figure = figures.of(line_id, column)
    text = NOTHING if figure.cents is None else millions(figure.cents, language)
    return text if figure.given else f"{text}{NOT_GIVEN}".removeprefix(NOTHING)


def _as_csv(figures: Figures, language: str) -> str:
    held = io.StringIO()
    out = csv.writer(held, delimiter=";", lineterminator="\n")
    out.writerow(("table", "line", "name", "parent", "year", "printed", "cents", "given", "basis", "from_table"))
    for line in figures.table.lines:
        for column in figures.columns:
            figure = figures.of(line.id, column)
            printed = line.printed[column].text if column in line.printed else ""
            cents = "" if figure.cents is None else figure.cents
            name, parent, basis = line.name.get(language), line.parent or "", figures.basis.value
            from_table = figure.borrowed or figures.table.id
            given = "yes" if figure.given else "no"
            row = (figures.table.id, line.id, name, parent, _heading(column), printed, cents, given, basis, from_table)
            out.writerow(row)
    return held.getvalue().rstrip()
