"""Work for the person: why it may fit, what we still want to know, and who may look along."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from overstap.casework import queries as casework
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.mediation import queries
from overstap.web.guards import writing_view
from overstap.web.matching.doing import do
from overstap.web.matching.words import BECAUSE, lines, name_of, wish_words
from overstap.web.request import ActingRequest

PERSON = frozenset({Role.PERSON})


@writing_view(roles=PERSON)
def work(request: ActingRequest) -> HttpResponse:
    """Vacancies that fit, each with a sentence why; what the person says of them counts at once."""
    page = casework.person_page(request.actor, request.now)
    if page.case is None:
        raise NotFoundError
    case_id = page.case.header.id
    refusal = None
    if request.method == "POST":
        outcome = do(request, case_id)
        if not isinstance(outcome, Refusal):
            messages.success(request, outcome.sentence)
            asked = f"?{urlencode({'wens': ' '.join(outcome.wish)})}" if outcome.wish else ""
            return HttpResponseRedirect(reverse("matching:work") + asked)
        refusal = outcome
    found = queries.suited_vacancies(request.actor, case_id, now=request.now)
    proposals = queries.proposals_of(request.actor, case_id, now=request.now)
    context = {
        "found": found,
        "lines": lines(found.rows),
        "question": name_of(found.unconfirmed[0]) if found.unconfirmed else "",
        "question_uri": found.unconfirmed[0].uri if found.unconfirmed else "",
        "asked": [one for one in proposals if one.state == "gevraagd"],
        "agreed": [one for one in proposals if one.state == "akkoord"],
        "sharing": queries.brokering_parties(request.actor, case_id, now=request.now),
        "wishes": told_wishes(request, case_id),
        "wish": wish_asked(request),
        "because": BECAUSE,
        "refusal": refusal,
        "said": request.POST if refusal else {},
    }
    return render(request, "matching/work.html", context, status=400 if refusal else 200)


def told_wishes(request: ActingRequest, case_id: int) -> tuple[tuple[int, str], ...]:
    """The wishes that hold, in words."""
    rows = queries.wishes_of(request.actor, case_id, now=request.now)
    return tuple((one.id, wish_words(one.kind, one.value)) for one in rows)


def wish_asked(request: ActingRequest) -> tuple[str, str, str] | None:
    """The wish that may follow from what was just said: kind, value and words; None when there is none."""
    kind, _space, value = request.GET.get("wens", "").partition(" ")
    return (kind, value, wish_words(kind, value)) if kind and value else None
