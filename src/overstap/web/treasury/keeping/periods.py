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
from overstap.web.treasury.showing import MONEY, done, refused, show

ASK = "vragen"


@reading_view(roles=MONEY)
def overview(request: ActingRequest) -> HttpResponse:
    """Every month from the first entry to this one, per year, newest first."""
    cards = queries.periods(request.actor, request.now)
    years = [(year, tuple(months)) for year, months in groupby(cards, key=lambda card: card.year)]
    return show(request, "keeping/periods", years=years)


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
