"""Periods of the books: asked to close by one, closed by another, and the report that stays as it was."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.treasury import actions, queries
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.looking_back import PastDayForm, end_of_day, local_day
from overstap.web.treasury.showing import MONEY, done, refused, show

ASK = "vragen"


@reading_view(roles=MONEY)
def overview(request: ActingRequest) -> HttpResponse:
    """Every month from the first entry to this one, per year, newest first."""
    form = PastDayForm(request.GET or None, today=local_day(request.now))
    day = form.day()
    if day is None:
        cards = queries.periods(request.actor, request.now)
    else:
        cards = queries.periods_at(request.actor, end_of_day(day))
    closed = {card.year: card for card in queries.book_years(request.actor, request.now)}
    years = [(closed.get(year), year, tuple(months)) for year, months in groupby(cards, key=lambda card: card.year)]
    return show(request, "keeping/periods", years=years, form=form, day=day)


@writing_view(roles=MONEY)
def period(request: ActingRequest, year: int, month: int) -> HttpResponse:
    """The report of a month; from here it is closed, by two people."""
    refusal: Refusal | None = None
    report = queries.period_report(request.actor, year=year, month=month, now=request.now)
    if request.method == "POST":
        asks = request.POST.get("daad") == ASK
        act = actions.ask_to_close if asks else actions.close_period
        refusal = refused(act(actor=request.actor, year=year, month=month, now=request.now))
        sentence = gettext("De periode is gesloten. De stand ligt nu vast.")
        if asks:
            sentence = gettext("U vroeg om deze periode te sluiten. Een collega bevestigt het.")
        if refusal is None:
            return done(request, sentence, "treasury:period", year, month)
    card = report.card
    own = card.asked_by_id == request.actor.user_id
    return show(
        request,
        "keeping/period",
        report=report,
        card=card,
        refusal=refusal,
        own=own,
        may_ask=card.state == "voorbij" and request.actor.has(Role.CASHIER),
        may_close=card.state == "gevraagd" and not own and request.actor.has(Role.CASHIER, Role.CASHIER_APPROVER),
    )


@writing_view(roles=MONEY)
def book_year(request: ActingRequest, year: int) -> HttpResponse:
    """The report of a year with what it carries on; from here it is closed, by two people."""
    refusal: Refusal | None = None
    report = queries.year_report(request.actor, year=year, now=request.now)
    if request.method == "POST":
        asks = request.POST.get("daad") == ASK
        act = actions.ask_to_close_year if asks else actions.close_year
        refusal = refused(act(actor=request.actor, year=year, now=request.now))
        sentence = gettext("Het jaar is gesloten. De stand ligt nu vast.")
        if asks:
            sentence = gettext("U vroeg om dit jaar te sluiten. Een collega bevestigt het.")
        if refusal is None:
            return done(request, sentence, "treasury:book_year", year)
    card = report.card
    own = card.asked_by_id == request.actor.user_id
    return show(
        request,
        "keeping/year",
        report=report,
        card=card,
        refusal=refusal,
        own=own,
        may_ask=card.state == "voorbij" and not card.open_months and request.actor.has(Role.CASHIER),
        may_close=card.state == "gevraagd" and not own and request.actor.has(Role.CASHIER, Role.CASHIER_APPROVER),
    )
