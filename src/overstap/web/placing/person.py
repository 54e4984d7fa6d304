"""One's own new work: what was agreed, when it begins, and whom to call when it goes wrong."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from overstap.casework import queries as casework
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError
from overstap.parties.queries import region
from overstap.placement import queries
from overstap.web.guards import reading_view
from overstap.web.placing.words import words
from overstap.web.request import ActingRequest

PERSON = frozenset({Role.PERSON})


@reading_view(roles=PERSON)
def own(request: ActingRequest) -> HttpResponse:
    """What was agreed for the person who reads."""
    page = casework.person_page(request.actor, request.now)
    if page.case is None:
        raise NotFoundError
    header = page.case.header
    rows = queries.placements_of(request.actor, header.id, now=request.now)
    desk = region(header.region_code, request.now.date()).desk
    context = {"rows": rows, "words": words(), "helper": header.first_responsible, "desk": desk}
    return render(request, "placing/mine.html", context)
