"""The first screen: what waits for me, and how every stream stands, now or on a past day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.vary import vary_on_headers

from overstap.core.actor import Role
from overstap.treasury import queries
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest, wants_fragment
from overstap.web.treasury.forms import BoardForm
from overstap.web.treasury.showing import MONEY, region_names, show


@vary_on_headers("HX-Request")
@reading_view(roles=MONEY)
def start(request: ActingRequest) -> HttpResponse:
    """Every stream with its bar, per year and region; for each budget a line."""
    actor = request.actor
    today = timezone.localtime(request.now).date()
    years = queries.years(actor) or (today.year,)
    names = region_names()
    usual = today.year if today.year in years else years[-1]
    form = BoardForm(request.GET or None, years=years, names=names, today=today, initial={"jaar": usual})
    chosen = form.cleaned_data if form.is_valid() else {}
    year = chosen.get("jaar") or usual
    region, day = chosen.get("regio") or None, chosen.get("op")
    if day is None:
        streams = queries.board(actor, year=year, region_code=region)
    else:
        streams = queries.utilisation(region_code=region, as_of=_end_of(day), year=year)
    context: dict[str, Any] = {
        "form": form,
        "streams": streams,
        "year": year,
        "region": region,
        "day": day,
        "claims": queries.claims_waiting(actor) if actor.has(Role.CASHIER_APPROVER) else (),
        "payments": queries.payments_waiting(actor) if actor.has(Role.CASHIER) else (),
    }
    return show(request, "_board" if wants_fragment(request) else "start", **context)


def _end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day, where people live."""
    morning = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))
    return morning - dt.timedelta(microseconds=1)
