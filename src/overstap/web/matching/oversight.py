"""Whether groups come equally into view, for who oversees a region."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from overstap.casework.policy import catalogue
from overstap.core.actor import Role
from overstap.mediation.fairness import fairness
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest
from overstap.web.translation import in_english

OVERSEERS = frozenset({Role.COORDINATOR, Role.STEERING_GROUP})
PERIOD = dt.timedelta(days=91)
EDUCATION, EDUCATION_FACT = "opleiding", "hoogste_opleiding"


@reading_view(roles=OVERSEERS)
def report(request: ActingRequest) -> HttpResponse:
    """The last quarter: per group how many people agreed, how many came into view, and how high they stood."""
    until = request.now.date()
    found = fairness(request.actor, since=until - PERIOD, until=until, now=request.now)
    rows = [
        (
            _(one.dimension),
            _group(one.dimension, one.group),
            one.people,
            None if one.share is None else round(100 * one.share),
            one.mean_position,
        )
        for one in found.lines
    ]
    return render(request, "matching/fairness.html", {"found": found, "rows": rows})


def _group(dimension: str, group: str) -> str:
    """What a group is called: an education as the intake asks it, anything else in our own words."""
    if dimension == EDUCATION:
        language = "en" if in_english() else "nl"
        known = {one.id: one.label.get(language) for one in catalogue().fact(EDUCATION_FACT).choices}
        return known.get(group) or _(group)
    return _(group)
