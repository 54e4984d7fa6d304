"""Decisions on a window: when it opens, how much it has, an extra one, and dividing after closing."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.allotment import actions, queries
from overstap.allotment.values import WindowCard
from overstap.core.actor import Role
from overstap.core.allotment import Unit, Way
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.opening.forms import CeilingForm, ExtraForm, PlanForm
from overstap.web.treasury.showing import MONEY, done, refused, show
from overstap.web.windows import words as window_words

HERE = "treasury:window"


def _window(request: ActingRequest, code: str) -> WindowCard:
    found = queries.window(code, request.now)
    if found is None:
        raise NotFoundError(f"no window {code}")
    return found


def _page(request: ActingRequest, template: str, window: WindowCard, **context: Any) -> HttpResponse:
    return show(request, f"opening/{template}", window=window, window_words=window_words, **context)


@writing_view(roles=frozenset({Role.FRAMEWORK_KEEPER}))
def plan(request: ActingRequest, code: str) -> HttpResponse:
    """Decide when a window opens and closes."""
    window = _window(request, code)
    form = PlanForm(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.plan_window(
            actor=request.actor,
            key=form.cleaned_data["key"],
            window=code,
            opens_at=form.opens_at,
            closes_at=form.closes_at,
            source=form.cleaned_data["source"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De datums zijn vastgesteld."), HERE, code)
    return _page(request, "plan", window, form=form, refusal=refusal)


@writing_view(roles=frozenset({Role.FRAMEWORK_KEEPER}))
def ceiling(request: ActingRequest, code: str) -> HttpResponse:
    """Decide how much a window has; what comes free goes to the waiting list."""
    window = _window(request, code)
    form = CeilingForm(request.POST if request.method == "POST" else None, window=window)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.change_ceiling(
            actor=request.actor,
            key=form.cleaned_data["key"],
            window=code,
            funded_ceiling=form.cleaned_data["funded"],
            registration_ceiling=form.cleaned_data.get("registrations"),
            source=form.cleaned_data["source"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het plafond is vastgesteld."), HERE, code)
    return _page(request, "ceiling", window, form=form, refusal=refusal)


@writing_view(roles=frozenset({Role.FRAMEWORK_KEEPER}))
def extra(request: ActingRequest, code: str) -> HttpResponse:
    """Decide on an extra window beside this one, of the same scheme and divided the same way."""
    window = _window(request, code)
    form = ExtraForm(request.POST if request.method == "POST" else None, window=window)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.open_window(
            actor=request.actor,
            key=given["key"],
            code=given["code"],
            like=code,
            name_nl=given["name_nl"],
            name_en=given["name_en"],
            terms=actions.Terms(
                unit=Unit(window.unit),
                way=Way(window.way),
                funded_ceiling=given["funded"],
                has_list=window.has_list,
                applicants=window.applicants,
                most_per_application=window.most_per_application,
                opens_at=form.planned,
                closes_at=form.closes_at,
            ),
            source=given["source"],
            stream=window.stream,
            region_code=window.region_code,
            year=window.year,
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het extra loket staat klaar."), HERE, given["code"])
    return _page(request, "extra", window, form=form, refusal=refusal)


@writing_view(roles=MONEY)
def share(request: ActingRequest, code: str) -> HttpResponse:
    """Divide a closed window: everybody the same share of what they asked."""
    window = _window(request, code)
    refusal: Refusal | None = None
    if request.method == "POST":
        answer = actions.close_and_share(actor=request.actor, window=code, now=request.now)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het loket is verdeeld. Iedereen heeft hetzelfde deel."), HERE, code)
    counter = queries.public_counter(code, request.now)
    return _page(request, "share", window, counter=counter, refusal=refusal, asked=queries.asked_together(code))
