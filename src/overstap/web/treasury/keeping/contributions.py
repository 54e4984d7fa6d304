"""Money beside the ledgers: what prepares the start, and what social partners apply for (R-257, R-258)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.decision import Refusal
from overstap.treasury import actions, queries
from overstap.treasury.contribution_rules import AGREEING, KIND, PURPOSE
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.translation import in_english
from overstap.web.treasury.keeping.forms import (
    ApplicationDecisionForm,
    ApplicationForm,
    CapacityForm,
    ContributionForm,
)
from overstap.web.treasury.showing import MONEY, done, refused, region_names, show


def names_of(fact: str, among: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """The answers to a fact with their names in the language of the reader."""
    return tuple((code, en if in_english() else nl) for code, nl, en in queries.choices_of(fact, among))


@reading_view(roles=MONEY)
def contributions(request: ActingRequest) -> HttpResponse:
    """Per region what UWV and the centre municipality get in each year, and every application."""
    found = {(one.region_code, one.year, one.recipient): one for one in queries.contributions(request.actor)}
    years = queries.contribution_years()
    columns = [(year, recipient) for year in years for recipient in ("uwv", "centrumgemeente")]
    rows = [
        (name, [(year, recipient, found.get((code, year, recipient))) for year, recipient in columns])
        for code, name in region_names().items()
        if code
    ]
    return show(
        request,
        "keeping/contributions",
        years=years,
        columns=columns,
        rows=rows,
        entered=len(found),
        whole=sum(one.amount_cents for one in found.values()),
        applications=queries.applications(request.actor),
        kinds=dict(names_of(KIND)),
        may_decide=actions.may_set_budgets(request.actor) is None,
    )


@writing_view(roles=MONEY)
def new_contribution(request: ActingRequest) -> HttpResponse:
    """Enter an amount with its source."""
    form = ContributionForm(
        request.POST if request.method == "POST" else None, names=region_names(), years=queries.contribution_years()
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.record_contribution(
            actor=request.actor,
            key=given["key"],
            year=given["year"],
            region_code=given["region"],
            recipient=given["recipient"],
            amount_cents=given["amount"],
            source=given["source"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De bijdrage is vastgesteld."), "treasury:contributions")
    return _show_form(request, "keeping/contribution_new", form, refusal)


@writing_view(roles=MONEY)
def new_application(request: ActingRequest) -> HttpResponse:
    """Register what a social partner applied for."""
    form = ApplicationForm(
        request.POST if request.method == "POST" else None, kinds=names_of(KIND), purposes=names_of(PURPOSE)
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.register_application(
            actor=request.actor,
            key=given["key"],
            organisation=given["organisation"],
            organisation_kind=given["kind"],
            purpose=given["purpose"],
            asked_cents=given["amount"],
            received_on=given["received_on"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De aanvraag is ingeschreven."), "treasury:application", given["key"])
    return _show_form(request, "keeping/application_new", form, refusal)


@writing_view(roles=MONEY)
def application(request: ActingRequest, key: UUID) -> HttpResponse:
    """One application with its decision, and the people that came of it."""
    card = queries.application(request.actor, key)
    form = ApplicationDecisionForm(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.decide_application(
            actor=request.actor,
            key=key,
            granted_cents=form.granted_cents(),
            source=form.cleaned_data["source"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het besluit is vastgelegd."), "treasury:application", key)
    is_keeper = actions.may_set_budgets(request.actor) is None
    return show(
        request,
        "keeping/application",
        card=card,
        form=form,
        refusal=refusal,
        kinds=dict(names_of(KIND)),
        purposes=dict(names_of(PURPOSE)),
        may_decide=is_keeper and card.state == "ingediend",
        may_record=is_keeper and card.state == "toegekend",
    )


@writing_view(roles=MONEY)
def new_capacity(request: ActingRequest, key: UUID) -> HttpResponse:
    """Record who brings which people to a region."""
    card = queries.application(request.actor, key)
    form = CapacityForm(
        request.POST if request.method == "POST" else None, names=region_names(), agreeing=names_of(KIND, AGREEING)
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.record_capacity(
            actor=request.actor,
            key=given["key"],
            application_key=key,
            region_code=given["region"],
            task=given["task"],
            hours_per_week=given["hours"],
            begins_on=given["begins_on"],
            ends_on=given["ends_on"],
            agreed=given["agreed"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De mensen en uren zijn vastgelegd."), "treasury:application", key)
    return _show_form(request, "keeping/capacity_new", form, refusal, card=card)


def _show_form(
    request: ActingRequest, page: str, form: HouseForm, refusal: Refusal | None, **more: Any
) -> HttpResponse:
    """A page with one form; who may not decide sees why instead of the form."""
    not_mine = actions.may_set_budgets(request.actor)
    if not_mine is not None and request.method != "POST":
        return show(request, page, not_mine=not_mine, **more)
    return show(request, page, form=form if not_mine is None else None, refusal=refusal, **more)
