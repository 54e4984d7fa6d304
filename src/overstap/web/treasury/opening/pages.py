"""The windows and their order: how many in each state, who is next, and how fast it goes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from overstap.allotment import queries
from overstap.allotment.values import WindowPage
from overstap.core.actor import Role
from overstap.core.allotment import Opening, State, Way
from overstap.core.decision import NotFoundError
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.looking_back import PastDayForm, local_day
from overstap.web.treasury.showing import MONEY, show
from overstap.web.windows import words as window_words

LINES_PER_PAGE = 50
PAGE_DIGITS = 6
SHOWN_DAYS = 60


class NumberForm(HouseForm):
    """Look for one application by its number."""

    nummer = forms.IntegerField(
        label=_("Nummer van de aanvraag"),
        min_value=1,
        max_value=2**53,
        widget=forms.TextInput({"inputmode": "numeric"}),
        help_text=_("Alleen cijfers. Het nummer staat op het bewijs van ontvangst."),
    )


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
    finder = NumberForm(request.GET if "nummer" in request.GET else None)
    page = queries.window_page(request.actor, code, request.now, **_asked(request, chosen, finder))
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
        status=400 if finder.errors else 200,
        finder=finder,
        sought=finder.cleaned_data.get("nummer") if finder.is_valid() else None,
        numbers=_numbers(page),
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


def _asked(request: ActingRequest, state: str, finder: NumberForm) -> dict[str, Any]:
    """Which applications: one number, or a page of all or of one state."""
    if finder.is_valid():
        return {"only": finder.cleaned_data["nummer"]}
    page = request.GET.get("pagina", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= PAGE_DIGITS else 1
    return {"state": state, "page": number, "size": LINES_PER_PAGE}


def _numbers(page: WindowPage) -> Page[int]:
    """Which page it is of how many."""
    return Paginator(range(page.total), LINES_PER_PAGE).get_page(page.number)
