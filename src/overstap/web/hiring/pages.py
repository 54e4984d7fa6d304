"""Waiting lists for the person: sign up, answer, leave; and for the employer: how many wait and who starts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from overstap.casework import queries as casework
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.placement import actions, queries
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest

PERSON, EMPLOYERS = frozenset({Role.PERSON}), frozenset({Role.EMPLOYER})
LONGEST_NUMBER = 12


@writing_view(roles=PERSON)
def own_lists(request: ActingRequest) -> HttpResponse:
    """Every list of the region with one's own place; one form for each answer."""
    page = casework.person_page(request.actor, request.now)
    if page.case is None:
        raise NotFoundError
    case_id = page.case.header.id
    refusal = None
    if request.method == "POST":
        refusal = _do(request, case_id)
        if refusal is None:
            messages.success(request, _("Bewaard."))
            return HttpResponseRedirect(reverse("matching:hiring"))
    context = {"lines": queries.lists_for(request.actor, case_id, now=request.now), "refusal": refusal}
    return render(request, "hiring/mine.html", context, status=400 if refusal else 200)


def _do(request: ActingRequest, case_id: int) -> Refusal | None:
    number, deed = request.POST.get("vacature", ""), request.POST.get("daad", "")
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
        raise NotFoundError(number)
    actor, now, vacancy = request.actor, request.now, int(number)
    answer: object
    if deed == "aanmelden":
        coach = request.POST.get("lifecoach") == "ja"
        answer = actions.join_list(actor=actor, case_id=case_id, vacancy_id=vacancy, life_coach=coach, now=now)
    elif deed in {"ja", "nee"}:
        answer = actions.answer_turn(actor=actor, case_id=case_id, vacancy_id=vacancy, agrees=deed == "ja", now=now)
    elif deed == "weg":
        answer = actions.leave_list(actor=actor, case_id=case_id, vacancy_id=vacancy, now=now)
    else:
        raise NotFoundError(deed)
    return answer if isinstance(answer, Refusal) else None


@reading_view(roles=EMPLOYERS, purpose="bemiddeling")
def employer_lists(request: ActingRequest) -> HttpResponse:
    """How many wait for each vacancy, and who starts after a yes; nothing to choose on."""
    return render(request, "hiring/employer.html", {"rows": queries.employer_lists(request.actor)})
