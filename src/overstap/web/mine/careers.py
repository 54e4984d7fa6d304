"""What else the person can do with what they can: ideas, never a decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from overstap.casework import queries
from overstap.casework.actions.wishing import wish_occupation
from overstap.core.decision import NotFoundError, Refusal
from overstap.mediation.careers import career_of_case
from overstap.web.careers import career_page
from overstap.web.guards import writing_view
from overstap.web.mine.now import PERSON
from overstap.web.request import ActingRequest


@writing_view(roles=PERSON)
def ideas(request: ActingRequest) -> HttpResponse:
    """At most ten other occupations; one of them can become the wish of the person."""
    page = queries.person_page(request.actor, request.now).case
    if page is None:
        raise NotFoundError
    refusal = None
    if request.method == "POST":
        uri = request.POST.get("beroep", "")
        answer = wish_occupation(actor=request.actor, case_id=page.header.id, uri=uri, now=request.now)
        if not isinstance(answer, Refusal):
            messages.success(request, _("Dit werk staat nu in uw profiel. U kunt het altijd veranderen."))
            return redirect("mine:profile")
        refusal = answer
    career = career_of_case(request.actor, page.header.id, now=request.now)
    wished = page.profile.occupation_uri if page.profile else ""
    context = {"told": career_page(career, request.now.date()), "refusal": refusal, "wished": wished, "mine": True}
    return render(request, "mine/careers.html", context, status=400 if refusal else 200)
