"""The person's arrangement: what it holds, who pays, and the button to agree."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from overstap.arrangements import actions, queries
from overstap.arrangements.values import ArrangementPage
from overstap.casework import queries as casework
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.guards import reading_view, writing_view
from overstap.web.mine.now import PERSON
from overstap.web.request import ActingRequest


def _arrangement(request: ActingRequest) -> ArrangementPage | None:
    page = casework.person_page(request.actor, request.now)
    if page.case is None:
        return None
    try:
        return queries.arrangement_page(request.actor, page.case.header.id, now=request.now)
    except NotFoundError:
        return None


@reading_view(roles=PERSON)
def show(request: ActingRequest) -> HttpResponse:
    """The plan, or that there is none yet."""
    return _show(request, _arrangement(request), None)


@writing_view(roles=PERSON, methods=("POST",))
def agree(request: ActingRequest) -> HttpResponse:
    """Agree to the plan as it is shown; when it changed meanwhile the person reads it again first."""
    arrangement = _arrangement(request)
    if arrangement is None:
        raise NotFoundError
    if request.POST.get("items") != agreed_content(arrangement):
        messages.warning(request, _("Uw plan is net veranderd. Lees het nog een keer voordat u akkoord gaat."))
        return redirect("mine:plan")
    outcome = actions.agree(actor=request.actor, arrangement_id=arrangement.card.id, now=request.now)
    if isinstance(outcome, Refusal):
        return _show(request, arrangement, outcome)
    messages.success(request, _("U bent akkoord. Uw begeleider gaat ermee aan de slag."))
    return redirect("mine:plan")


def agreed_content(arrangement: ArrangementPage) -> str:
    """What is agreed to, as one word that changes when the content changes."""
    return ",".join(f"{item.id}:{item.cost_cents}" for item in arrangement.items)


def _show(request: ActingRequest, arrangement: ArrangementPage | None, refusal: Refusal | None) -> HttpResponse:
    context = {
        "arrangement": arrangement,
        "content": agreed_content(arrangement) if arrangement else "",
        "refusal": refusal,
    }
    return render(request, "mine/plan.html", context, status=400 if refusal else 200)
