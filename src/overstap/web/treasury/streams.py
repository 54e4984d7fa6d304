"""One stream: how it stands and will stand, its regions and its months, as of now or of a past day."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext

from overstap.arrangements.queries import open_demand
from overstap.treasury import queries
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.chart import draw
from overstap.web.treasury.foretelling import foretold
from overstap.web.treasury.looking_back import StreamForm, end_of_day, local_day
from overstap.web.treasury.showing import MONEY, show

_MILLION = 1_000_000


@reading_view(roles=MONEY)
def stream(request: ActingRequest, code: str) -> HttpResponse:
    """One stream in a year, with its forecast drawn and in a table."""
    today = local_day(request.now)
    years = queries.years(request.actor) or (today.year,)
    usual = today.year if today.year in years else years[-1]
    form = StreamForm(request.GET or None, years=years, today=today, initial={"jaar": usual})
    day = form.day()
    year = (form.cleaned_data.get("jaar") if form.is_bound and form.is_valid() else None) or usual
    page = queries.stream_page(
        request.actor,
        code,
        year=year,
        as_of=request.now if day is None else end_of_day(day),
        waiting=open_demand(request.now) if day is None else None,
    )
    return show(
        request,
        "stream",
        page=page,
        form=form,
        day=day,
        today=day or today,
        years=years,
        foretold=foretold(page.outlook),
        budgets=[(row, foretold(outlook)) for row, outlook in page.budgets],
        chart=draw(page.past, page.ahead, in_short),
        weeks=page.ahead[::4],
    )


def in_short(cents: int) -> str:
    """An amount beside a drawing: round, without cents."""
    whole = cents // 100
    if whole >= _MILLION:
        return gettext("€ %(number)s mln") % {"number": number_format(whole / _MILLION, 1)}
    return f"€ {number_format(whole, force_grouping=True)}"
