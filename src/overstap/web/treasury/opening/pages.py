"""The windows and their order: how many in each state, who is next, and how fast it goes."""

from __future__ import annotations

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpResponse

from overstap.allotment import queries
from overstap.core.actor import Role
from overstap.core.allotment import Opening, State, Way
from overstap.core.decision import NotFoundError
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.looking_back import PastDayForm, local_day
from overstap.web.treasury.showing import MONEY, show
from overstap.web.windows import words as window_words

LINES_PER_PAGE = 50
SHOWN_DAYS = 60


@reading_view(roles=MONEY)
def every(request: ActingRequest) -> HttpResponse:
    """Every window with its counter, in order of opening."""
    counters = [queries.public_counter(card.code, request.now) for card in queries.windows(request.now)]
    return show(request, "opening/every", counters=[one for one in counters if one], window_words=window_words)


@reading_view(roles=MONEY)
def one(request: ActingRequest, code: str) -> HttpResponse:
    """One window: its counter, its tempo and when it is full, the order of arrival without a name, the decisions."""
    today = local_day(request.now)
    form = PastDayForm(request.GET if "op_year" in request.GET else None, today=today)
    day: dt.date = (form.cleaned_data.get("op") if form.is_valid() else None) or today
    state = request.GET.get("stand", "")
    chosen = state if state in set(State) else ""
    page = queries.window_page(request.actor, code, request.now, state=chosen)
    counter = queries.public_counter(code, request.now)
    outlook = queries.window_outlook(code, on=day)
    if counter is None or outlook is None:
        raise NotFoundError(f"no window {code}")
    days = outlook.days[-SHOWN_DAYS:]
    keeper = request.actor.has(Role.FRAMEWORK_KEEPER)
    return show(
        request,
        "opening/one",
        form=form,
        page=page,
        counter=counter,
        outlook=outlook,
        days=days,
        busiest=max((one.applications for one in days), default=0),
        day=day if day != today else None,
        applications=Paginator(page.applications, LINES_PER_PAGE).get_page(request.GET.get("pagina")),
        state=chosen,
        window_words=window_words,
        may_decide=keeper,
        may_plan=keeper and counter.window.opening is not Opening.CLOSED,
        may_fund=request.actor.has(Role.CASHIER) and counter.window.registration_ceiling is not None,
        may_share=request.actor.has(Role.CASHIER)
        and counter.window.way == Way.SHARED
        and counter.window.opening is Opening.CLOSED
        and counter.shared_at is None,
    )
