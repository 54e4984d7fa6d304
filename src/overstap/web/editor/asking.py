"""The questions that a draft asks, and the documents that it cites."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from overstap.casework.policy import catalogue
from overstap.rules.drafting import read_draft
from overstap.rules.reading import question_list, source_list
from overstap.web.editor.parts import tree_of, unreadable
from overstap.web.editor.showing import KEEPERS, page_of, show
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest


@reading_view(roles=KEEPERS)
def questions(request: ActingRequest, draft_id: int) -> HttpResponse:
    """What people are asked because of this scheme, and where its rules are written; facts are not changed here."""
    page = page_of(request, draft_id)
    if tree_of(page) is None:
        return unreadable(request, page)
    reading = read_draft(page.content, catalogue())
    asked: list[Any] = []
    cited: list[Any] = []
    if reading.version is not None and reading.catalogue is not None:
        asked = list(question_list(reading.version, reading.catalogue))
        cited = list(source_list(reading.version))
    return show(request, "questions", page=page, asked=asked, cited=cited, readable=reading.version is not None)
