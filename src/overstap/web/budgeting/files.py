"""The table as a file: one line per figure, so that a spreadsheet can compute with it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from overstap.core.money import as_number
from overstap.rules.budget import cited
from overstap.rules.budget_bases import on_basis
from overstap.web.budgeting.choosing import Chosen, choose
from overstap.web.oversight.exporting import csv_answer
from overstap.web.request import ActingRequest


def package_file(request: ActingRequest) -> HttpResponse:
    """The chosen table on the chosen basis: per line and year what is printed and what it comes to, in euros."""
    chosen = choose(request)
    return csv_answer(f"begroting-{chosen.table.id}-{chosen.basis}", _lines(chosen))


def _lines(chosen: Chosen) -> Iterator[tuple[str, ...]]:
    yield (
        "tabel",
        "regel",
        gettext("Naam"),
        gettext("Deel van"),
        gettext("Jaar"),
        gettext("Gedrukt (in miljoenen)"),
        gettext("Bedrag in euro"),
        gettext("Bekend"),
        gettext("Kasbasis of openstelling"),
        gettext("Bronnen"),
    )
    language, figures = get_language() or "nl", on_basis(chosen.table, chosen.tables, chosen.basis)
    for line in chosen.table.lines:
        places = "; ".join(citation.text(language) for citation in cited(line))
        for column in figures.columns:
            figure = figures.of(line.id, column)
            printed = line.printed.get(column)
            yield (
                chosen.table.id,
                line.id,
                line.name.get(language),
                line.parent or "",
                gettext("Samen") if column is None else str(column),
                printed.text if printed else "",
                "" if figure.cents is None else as_number(figure.cents),
                gettext("ja") if figure.given else gettext("nee"),
                chosen.basis.value,
                places,
            )
