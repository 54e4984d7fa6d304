"""What happens to one item: taken out, reserved again, started, finished, stopped, reviewed, paid, put on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.arrangements import actions, queries
from overstap.arrangements.values import ItemCard
from overstap.core.decision import Refusal
from overstap.web.guards import View, reading_view, writing_view
from overstap.web.guidance.arrangement_forms import CostForm, FeeForm, ReviewForm
from overstap.web.guidance.arrangement_page import HERE, item_of, plan_of, show_arrangement, show_form
from overstap.web.guidance.forms import ReasonForm
from overstap.web.guidance.opening import ADVISERS, done, refused
from overstap.web.request import ActingRequest
from overstap.web.translation import own_language

Action = Callable[..., Any]


def _deed(action: Action, sentence: Promise) -> View:
    """A deed on an item that needs nothing but the press of its button."""

    @writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
    def deed(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
        item_of(plan_of(request, case_id), item_id)
        refusal = refused(action(actor=request.actor, item_id=item_id, now=request.now))
        if refusal is not None:
            return show_arrangement(request, case_id, refusal=refusal)
        return done(request, str(sentence), HERE, case_id)

    return deed


remove = _deed(actions.remove_item, _("Het onderdeel is eruit gehaald. Het geld is weer vrij."))
reserve = _deed(actions.reserve_again, _("Het geld is opnieuw gereserveerd."))
start = _deed(actions.start_item, _("Het onderdeel loopt."))
finish = _deed(actions.complete_item, _("Het onderdeel is afgerond."))


@writing_view(roles=ADVISERS, purpose="begeleiding")
def stop(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """Stop an item, with the reason."""
    item = item_of(plan_of(request, case_id), item_id)
    form = ReasonForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        answer = actions.stop_item(
            actor=request.actor, item_id=item_id, because=form.cleaned_data["reason"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            return done(
                request, gettext("Het onderdeel is gestopt. Wat niet is gebruikt, is weer vrij."), HERE, case_id
            )
    return show_form(request, case_id, "arrangement_stop_item", form=form, refusal=refusal, item=item)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def review(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """Record a look at whether someone can move on to regular work."""
    item = item_of(plan_of(request, case_id), item_id)
    days = [(line.due_on.isoformat(), date_format(line.due_on, "j F Y")) for line in item.reviews if not line.held_on]
    form = ReviewForm(request.POST or None, days=days)
    refusal = None
    if request.method == "POST" and form.is_valid():
        answer = actions.record_review(
            actor=request.actor,
            item_id=item_id,
            due_on=dt.date.fromisoformat(form.cleaned_data["due_on"]),
            can_move_on=bool(form.cleaned_data["can_move_on"]),
            finding=form.cleaned_data["finding"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De toets is vastgelegd."), HERE, case_id)
    return show_form(request, case_id, "arrangement_review", form=form, refusal=refusal, item=item)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def fee(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """Ask the fee for the employer of a praktijkleren item."""
    item = item_of(plan_of(request, case_id), item_id)
    form = FeeForm(request.POST or None, today=timezone.localtime(request.now).date())
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.claim_employer_fee(
            actor=request.actor,
            item_id=item_id,
            weeks_present=given["weeks_present"],
            paper=form.paper,
            key=given["key"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return _claimed(request, case_id)
    return _claim(request, case_id, item, form=form, refusal=refusal, for_employer=True)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def cost(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """Ask payment of what an item cost."""
    item = item_of(plan_of(request, case_id), item_id)
    streams = [(one.stream, own_language({"nl": one.name.nl, "en": one.name.en})) for one in item.bound]
    form = CostForm(request.POST or None, streams=streams, today=timezone.localtime(request.now).date())
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.claim_cost(
            actor=request.actor,
            item_id=item_id,
            amount_cents=given["amount"],
            stream=given.get("stream", ""),
            paper=form.paper,
            key=given["key"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return _claimed(request, case_id)
    return _claim(request, case_id, item, form=form, refusal=refusal, for_employer=False)


def _claim(request: ActingRequest, case_id: int, item: ItemCard, **context: Any) -> HttpResponse:
    return show_form(request, case_id, "arrangement_claim", item=item, **context)


def _claimed(request: ActingRequest, case_id: int) -> HttpResponse:
    return done(request, gettext("De aanvraag ligt nu bij de kassier."), HERE, case_id)


@reading_view(roles=ADVISERS, purpose="begeleiding")
def statement(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """The statement that someone is in training (R-126), to print."""
    item_of(plan_of(request, case_id), item_id)
    found = queries.training_statement(request.actor, item_id, now=request.now)
    if isinstance(found, Refusal):
        return show_arrangement(request, case_id, refusal=found)
    return render(
        request, "guidance/arrangement_statement.html", {"statement": found, "case_id": case_id, "item_id": item_id}
    )
