"""The closing report of a desk for many: one page, and the same as a file; counts and money, nobody by name (R-438)."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from overstap.brokerage import queries
from overstap.brokerage.values import CentrePage
from overstap.core.actor import Role
from overstap.core.money import as_number
from overstap.web.centres.words import PARTNERS, REASONS, STEPS
from overstap.web.guards import reading_view
from overstap.web.oversight.exporting import csv_answer
from overstap.web.request import ActingRequest

BROKERS = frozenset({Role.BROKER, Role.COORDINATOR})


@reading_view(roles=BROKERS)
def show(request: ActingRequest, centre_id: int) -> HttpResponse:
    """The report as a page that prints on paper."""
    page = queries.centre(request.actor, centre_id)
    return render(request, "centres/report.html", {"page": page, "card": page.card})


@reading_view(roles=BROKERS)
def as_file(request: ActingRequest, centre_id: int) -> HttpResponse:
    """The report as a file for a spreadsheet."""
    page = queries.centre(request.actor, centre_id)
    return csv_answer(f"centrum-{page.card.id}", _lines(page))


def _lines(page: CentrePage) -> Iterator[tuple[object, ...]]:
    card = page.card
    yield (_("Onderdeel"), _("Naam"), _("Aantal of bedrag"))
    yield (_("Centrum"), card.employer_name, "")
    yield (_("Regio"), card.region_name, "")
    yield (_("Aanleiding"), REASONS.get(card.reason, card.reason), "")
    yield (_("Begin"), date_format(card.starts_on, "Y-m-d"), "")
    yield (_("Einde"), date_format(card.ends_on, "Y-m-d"), "")
    for step in page.funnel:
        yield (_("Mensen"), STEPS.get(step.code, step.code), step.count)
    yield (_("Mensen"), _("Direct van werk naar werk"), page.placed_directly)
    if page.days_between is not None:
        yield (_("Mensen"), _("Dagen tussen twee banen (middelste)"), page.days_between)
    for line in page.checklist:
        kinds = " / ".join(str(PARTNERS[one]) for one in line.kinds)
        yield (_("Partijen"), kinds, _("ja") if line.present else _("nee"))
    for room in page.rooms:
        yield (_("Regio's"), room.region_name, room.people)
    for one in page.sessions:
        yield (_("Bijeenkomsten"), one.place, "" if one.attended is None else one.attended)
    for expense in page.expenses:
        yield (_("Uitgaven"), expense.what, as_number(expense.cents))
    yield (_("Geld"), _("Begroot"), as_number(card.budget_cents))
    yield (_("Geld"), _("Over"), as_number(page.left_cents))
