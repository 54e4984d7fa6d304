"""A draft as a whole: its steps, who wrote at it, and what is still wrong."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse

from overstap.publication import queries
from overstap.web.deeds import lines_of
from overstap.web.editor.draft_reading import reading_of
from overstap.web.editor.problems import placed_problems, step_of
from overstap.web.editor.showing import KEEPERS, page_of, show
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest


@reading_view(roles=KEEPERS)
def overview(request: ActingRequest, draft_id: int) -> HttpResponse:
    """What a draft holds and what it still needs."""
    page = page_of(request, draft_id)
    reading = reading_of(page.content)
    problems = placed_problems(page, reading.problems)
    counts = Counter(step_of(one.place) for one in problems)
    history = lines_of(queries.deeds(request.actor, draft_id))
    return show(request, "draft", page=page, problems=problems, counts=counts, deeds=history)
