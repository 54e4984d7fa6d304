"""Figures as a file that a spreadsheet opens: one line per number, with what it means and as of when."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from overstap.core.money import as_number
from overstap.web.oversight.figures import FiguresView, Stream

HIDDEN = "te klein om te tonen"
NUMBER = re.compile(r"-?\d+(?:,\d+)?")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
Line = tuple[str, str, str, str, str]


def csv_answer(name: str, lines: Iterable[Iterable[object]]) -> HttpResponse:
    """Give lines as a CSV file in the way that a Dutch spreadsheet reads it."""
    held = io.StringIO()
    csv.writer(held, delimiter=";", lineterminator="\r\n").writerows(
        [harmless(cell) for cell in line] for line in lines
    )
    answer = HttpResponse("\N{ZERO WIDTH NO-BREAK SPACE}" + held.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def harmless(cell: object) -> str:
    """A cell that a spreadsheet shows and never computes: words that begin like a formula get a sign before them."""
    text = str(cell)
    is_formula = text.startswith(FORMULA_SIGNS) and not NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def figure_lines(view: FiguresView, *, region: str) -> Iterator[Line]:
    """Every figure as a line: part, code, what it is, value, definition."""
    card = view.card
    yield ("onderdeel", "code", "omschrijving", "waarde", "definitie")
    yield ("rapport", "regio", gettext("Regio"), region, "")
    yield ("rapport", "van", gettext("Eerste dag van de periode"), card.start.isoformat(), "")
    yield ("rapport", "tot", gettext("Tot (deze dag telt niet mee)"), card.until.isoformat(), "")
    as_of = timezone.localtime(card.as_of).isoformat(timespec="minutes")
    yield ("rapport", "stand_van", gettext("Gegevens zoals ze waren op"), as_of, "")
    for tile in view.tiles:
        yield ("kerncijfer", tile.code, tile.label, told(tile.value), tile.definition)
    for table in (view.funnel, *view.tables):
        for bar in table.bars:
            value = None if bar.count is None else str(bar.count)
            yield (table.code, bar.code, bar.label, told(value), table.definition)
    for stream in view.streams:
        yield from _money_lines(stream)


def told(value: str | None) -> str:
    """A value as text; hidden values say that they are hidden."""
    return gettext(HIDDEN) if value is None else value


def _money_lines(stream: Stream) -> Iterator[Line]:
    position = stream.position
    parts = (
        ("plafond", gettext("Plafond"), position.ceiling),
        ("gereserveerd", gettext("Gereserveerd"), position.reserved),
        ("toegezegd", gettext("Toegezegd"), position.committed),
        ("betaald", gettext("Betaald"), position.paid),
        ("vrij", gettext("Vrij"), position.free),
        ("verwacht", gettext("Verwacht gebruik aan het einde van het jaar"), stream.expected_cents),
    )
    for code, label, cents in parts:
        yield ("geld", f"{stream.code}.{code}", f"{stream.name}: {label}", as_number(cents), gettext("Euro"))
