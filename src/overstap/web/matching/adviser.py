"""Work for somebody whom an adviser guides: every term, what fell out, and loosening it knowingly."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from overstap.core.consent import Item
from overstap.core.decision import Refusal
from overstap.mediation import queries
from overstap.mediation.conditions import Condition
from overstap.web.guards import writing_view
from overstap.web.guidance.opening import ADVISERS, open_file, show
from overstap.web.matching.doing import do
from overstap.web.matching.person import told_wishes, wish_asked
from overstap.web.matching.words import BECAUSE, lines, listed, out_lines
from overstap.web.request import ActingRequest


@writing_view(roles=ADVISERS, purpose="begeleiding")
def suited(request: ActingRequest, case_id: int) -> HttpResponse:
    """The list of one file, with the conditions that crossed out most; one may be loosened in the address."""
    page = open_file(request, case_id, Item.PROFILE)
    loosened = frozenset(one for one in Condition if one.value in request.GET.getlist("los"))
    refusal = None
    if request.method == "POST":
        outcome = do(request, case_id)
        if not isinstance(outcome, Refusal):
            messages.success(request, outcome.sentence)
            asked = [("los", one.value) for one in sorted(loosened)]
            asked += [("wens", " ".join(outcome.wish))] if outcome.wish else []
            here = reverse("matching:suited", args=(case_id,))
            return HttpResponseRedirect(f"{here}?{urlencode(asked)}" if asked else here)
        refusal = outcome
    found = queries.suited_vacancies(request.actor, case_id, now=request.now, loosened=loosened)
    context = {
        "found": found,
        "lines": lines(found.rows),
        "out": out_lines(found.left_out, loosened),
        "unconfirmed": listed(found.unconfirmed),
        "proposals": queries.proposals_of(request.actor, case_id, now=request.now),
        "wishes": told_wishes(request, case_id),
        "wish": wish_asked(request),
        "because": BECAUSE,
        "refusal": refusal,
        "said": request.POST if refusal else {},
        "here": request.get_full_path(),
    }
    answer = show(request, "suited", page, "matching:suited", **context)
    answer.status_code = 400 if refusal else 200
    return answer
