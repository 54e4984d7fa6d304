"""The first screen of the person: what happens now, by whom, before when."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from overstap.casework import queries as casework
from overstap.core.actor import Role
from overstap.parties import queries as parties
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest

PERSON = frozenset({Role.PERSON})


@reading_view(roles=PERSON)
def start(request: ActingRequest) -> HttpResponse:
    """What happens now, whom to call, and what one can do oneself."""
    page = casework.person_page(request.actor, request.now)
    desk = None
    if page.case is not None:
        desk = parties.region(page.case.header.region_code, request.now.date()).desk
    return render(request, "mine/start.html", {"page": page, "case": page.case, "desk": desk})
