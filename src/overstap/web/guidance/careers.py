"""What else somebody can do with what they can, for a talk between person and adviser."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.casework.actions.wishing import wish_occupation
from overstap.core.consent import Item
from overstap.mediation.careers import career_of_case
from overstap.mediation.occupation_bridges import course_payers
from overstap.web.careers import career_page
from overstap.web.guards import writing_view
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.request import ActingRequest


@writing_view(roles=ADVISERS, purpose="begeleiding")
def ideas(request: ActingRequest, case_id: int) -> HttpResponse:
    """At most ten other occupations with every part of their score; one can become the wish in the profile."""
    page = open_file(request, case_id, Item.PROFILE)
    refusal = None
    if request.method == "POST":
        uri = request.POST.get("beroep", "")
        refusal = refused(wish_occupation(actor=request.actor, case_id=case_id, uri=uri, now=request.now))
        if refusal is None:
            return done(request, gettext("Het beroep staat in het profiel."), "guidance:profile", case_id)
    career = career_of_case(request.actor, case_id, now=request.now)
    wished = page.profile.occupation_uri if page.profile else ""
    context = {
        "told": career_page(career, request.now.date()),
        "refusal": refusal,
        "wished": wished,
        "payers": course_payers(request.actor, case_id, now=request.now),
    }
    return show(request, "careers", page, "guidance:profile", **context)
