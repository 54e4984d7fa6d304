"""One budget with everything that happened to it, and the decision of the framework keeper."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.treasury import actions, queries
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.forms import BudgetForm
from overstap.web.treasury.looking_back import PastDayForm, end_of_day, local_day
from overstap.web.treasury.showing import MONEY, done, refused, region_names, show

LINES_PER_PAGE = 50


@reading_view(roles=MONEY)
def budget(request: ActingRequest, budget_id: int) -> HttpResponse:
    """One budget: how it stands, the decisions behind it, and every entry, newest first."""
    asked = {name: value for name, value in request.GET.items() if name != "pagina"}
    form = PastDayForm(asked or None, today=local_day(request.now))
    day = form.day()
    page = queries.budget_page(request.actor, budget_id, as_of=None if day is None else end_of_day(day))
    # It is long and can be cut, which is all that a paginator asks.
    newest: Any = page.newest
    entries: Page[Any] = Paginator(newest, LINES_PER_PAGE).get_page(request.GET.get("pagina"))
    may_decide = request.actor.has(Role.FRAMEWORK_KEEPER)
    may_propose = request.actor.has(Role.CASHIER, Role.FRAMEWORK_KEEPER)
    return show(
        request,
        "budget",
        page=page,
        row=page.row,
        entries=entries,
        form=form,
        day=day,
        asked=f"{urlencode(asked)}&" if asked else "",
        may_decide=may_decide,
        may_propose=may_propose,
    )


@writing_view(roles=MONEY)
def decide(request: ActingRequest) -> HttpResponse:
    """Set how much a region has; the cashier hears here why that is not theirs to decide (R-251)."""
    not_mine = actions.may_set_budgets(request.actor)
    if not_mine is not None and request.method != "POST":
        return show(request, "decide", not_mine=not_mine)
    refusal: Refusal | None = None
    form = BudgetForm(
        request.POST if request.method == "POST" else None,
        streams=queries.framework_choices(),
        names=region_names(),
        years=queries.framework_years(request.now.date()),
        initial=_asked(request),
    )
    if request.method == "POST" and form.is_valid():
        answer = actions.set_budget(
            actor=request.actor,
            stream=form.cleaned_data["stream"],
            region_code=form.region_code(),
            year=form.cleaned_data["year"],
            amount_cents=form.cleaned_data["amount"],
            source=form.cleaned_data["source"],
            key=form.cleaned_data["key"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return _decided(request, form)
    return show(request, "decide", form=form if not_mine is None else None, refusal=refusal or not_mine)


def _asked(request: ActingRequest) -> dict[str, Any]:
    """What a link from a budget fills in beforehand."""
    asked = {"stream": "geldstroom", "region": "regio", "year": "jaar"}
    found = {field: request.GET[name] for field, name in asked.items() if request.GET.get(name)}
    return {"year": request.now.year} | found


def _decided(request: ActingRequest, form: BudgetForm) -> HttpResponse:
    rows = queries.positions(region_code=form.region_code(), year=form.cleaned_data["year"])
    (row,) = (one for one in rows if one.stream.code == form.cleaned_data["stream"])
    return done(request, gettext("Het budget is vastgesteld."), "treasury:budget", row.budget_id)
