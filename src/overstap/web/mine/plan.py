"""The person's arrangement: what it holds, who pays, who agreed, and what they can say of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from overstap.arrangements import queries
from overstap.arrangements.agreeing_values import Together
from overstap.arrangements.queries import papers
from overstap.arrangements.values import ArrangementPage
from overstap.casework import queries as casework
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.agreeing import by_item, pdf
from overstap.web.guards import reading_view, writing_view
from overstap.web.mine.now import PERSON
from overstap.web.planning import do_with_plan
from overstap.web.request import ActingRequest


def _arrangement(request: ActingRequest) -> ArrangementPage | None:
    page = casework.person_page(request.actor, request.now)
    if page.case is None:
        return None
    try:
        return queries.arrangement_page(request.actor, page.case.header.id, now=request.now)
    except NotFoundError:
        return None


def _mine(request: ActingRequest) -> ArrangementPage:
    arrangement = _arrangement(request)
    if arrangement is None:
        raise NotFoundError
    return arrangement


@reading_view(roles=PERSON)
def show(request: ActingRequest) -> HttpResponse:
    """The plan, or that there is none yet."""
    return _show(request, _arrangement(request), None)


@writing_view(roles=PERSON, methods=("POST",))
def agree(request: ActingRequest) -> HttpResponse:
    """Agree, say no, react, or stop sharing: always about the text that was on the screen."""
    arrangement = _mine(request)
    refusal, sentence = do_with_plan(request, request.actor, arrangement.card.id)
    if refusal is not None:
        return _show(request, _arrangement(request), refusal)
    messages.success(request, sentence)
    return redirect("mine:plan")


@reading_view(roles=PERSON)
def version(request: ActingRequest, number: int) -> HttpResponse:
    """A version as it was agreed, and what changed in it."""
    found = queries.version_page(request.actor, _mine(request).card.id, number, now=request.now)
    return render(request, "mine/plan_version.html", {"version": found})


@reading_view(roles=PERSON)
def statement(request: ActingRequest, item_id: int) -> HttpResponse:
    """The statement “in training”, to take along."""
    return pdf(papers.statement_paper(request.actor, item_id, now=request.now))


@reading_view(roles=PERSON)
def training(request: ActingRequest, item_id: int) -> HttpResponse:
    """The training agreement, to take along."""
    return pdf(papers.training_paper(request.actor, item_id, now=request.now))


def _show(request: ActingRequest, arrangement: ArrangementPage | None, refusal: Refusal | None) -> HttpResponse:
    found: Together | None = None
    if arrangement is not None:
        found = queries.together(request.actor, arrangement.card.id, now=request.now)
    context = {
        "arrangement": arrangement,
        "together": found,
        "of_items": by_item(arrangement, found) if arrangement and found else {},
        "refusal": refusal,
        "action": reverse("mine:agree"),
        "typed": request.POST.get("text", "") if refusal else "",
    }
    return render(request, "mine/plan.html", context, status=400 if refusal else 200)
