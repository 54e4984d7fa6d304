"""The statement of one recipient over a period, on a page to print and as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from overstap.core.money import as_number
from overstap.payments import queries
from overstap.treasury.queries.recipients import RecipientStatement, recipient_statement
from overstap.web.guards import reading_view
from overstap.web.oversight.exporting import csv_answer
from overstap.web.request import ActingRequest
from overstap.web.treasury import words
from overstap.web.treasury.export_files import one_sheet
from overstap.web.treasury.paying.forms import PeriodForm
from overstap.web.treasury.paying.showing import show_paying, stream_names
from overstap.web.treasury.showing import MONEY

AMOUNTS_FROM, COLUMNS = 4, 7
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@reading_view(roles=MONEY)
def recipient(request: ActingRequest, key: UUID) -> HttpResponse:
    """What was bound, asked, paid and came back; of a period, as it was known on a day."""
    page = queries.payee(request.actor, key)
    found, form, period = _statement(request, page.card.recipient)
    return show_paying(request, "recipient", card=page.card, found=found, form=form, totals=totals(found),
                       entry_words=_words(), **period)  # fmt: skip


@reading_view(roles=MONEY)
def recipient_file(request: ActingRequest, key: UUID) -> HttpResponse:
    """The same statement as a file for a spreadsheet; the name of the recipient stays out of its name."""
    page = queries.payee(request.actor, key)
    found, _, period = _statement(request, page.card.recipient)
    name = f"afrekening-{period['start'].isoformat()}-{period['last'].isoformat()}"
    if request.GET.get("soort") != "xlsx":
        return csv_answer(name, (tuple(as_number(cell) if isinstance(cell, int) else cell for cell in row)
                                 for row in _rows(found)))  # fmt: skip
    answer = HttpResponse(one_sheet(_rows(found), amounts=range(AMOUNTS_FROM, COLUMNS)), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _statement(request: ActingRequest, name: str) -> tuple[RecipientStatement, PeriodForm, dict[str, Any]]:
    today = timezone.localdate(request.now)
    usual = {"van": dt.date(today.year, 1, 1), "tot_en_met": today, "op": today}
    form = PeriodForm(request.GET or None, today=today, initial=usual)
    chosen = {**usual, **{name: day for name, day in form.cleaned_data.items() if day}} if form.is_valid() else usual
    start, last, known = chosen["van"], chosen["tot_en_met"], chosen["op"]
    found = recipient_statement(
        request.actor, name, start=_morning(start), until=_morning(last + dt.timedelta(days=1)),
        as_of=_morning(known + dt.timedelta(days=1)) - dt.timedelta(microseconds=1),
    )  # fmt: skip
    return found, form, {"start": start, "last": last, "known": known}


def _morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _words() -> dict[str, Any]:
    """What happened, in the words of the screens: entries and claims together."""
    return words.ENTRIES | {"ingediend": gettext("Gevraagd"), "afgewezen": gettext("Afgewezen")}


def _rows(found: RecipientStatement) -> Iterator[tuple[str | int, ...]]:
    """The lines and then the totals; amounts are whole cents, all in the last columns."""
    names, told = stream_names(), _words()
    yield (gettext("Ontvanger"), found.recipient)
    yield (gettext("Datum"), gettext("Wat"), gettext("Geldstroom"), gettext("Bewijs"), gettext("Bedrag in euro"))
    for line in found.lines:
        day = timezone.localdate(line.at).isoformat()
        yield (day, str(told[line.kind]), names.get(line.stream, line.stream), line.evidence, line.cents)
    yield (
        "",
        gettext("Totaal"),
        "",
        "",
        gettext("Voor de periode"),
        gettext("In de periode"),
        gettext("Aan het einde"),
    )
    for label, before, during, after in totals(found):
        yield ("", label, "", "", before, during, after)


def totals(found: RecipientStatement) -> Iterator[tuple[str, int, int, int]]:
    """Each sum before, during and after the period."""
    names = (
        ("committed_cents", gettext("Toegezegd")),
        ("claimed_cents", gettext("Gevraagd")),
        ("paid_cents", gettext("Betaald")),
        ("returned_cents", gettext("Teruggekomen")),
        ("open_cents", gettext("Nog te betalen")),
    )
    for name, label in names:
        yield label, getattr(found.before, name), getattr(found.during, name), getattr(found.after, name)
