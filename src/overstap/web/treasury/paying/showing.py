"""What the pages of payments share."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from overstap.treasury import queries as treasury
from overstap.web.request import ActingRequest
from overstap.web.translation import in_english
from overstap.web.treasury.paying import words
from overstap.web.treasury.showing import show


def show_paying(request: ActingRequest, template: str, **context: Any) -> HttpResponse:
    """Render a page of payments with its own words and the names of the streams."""
    return show(request, f"paying/{template}", pay=words, stream_names=stream_names(), **context)


def stream_names() -> dict[str, str]:
    """The name of every stream with a ledger, by its code."""
    return {one.code: one.name_en if in_english() else one.name_nl for one in treasury.framework_choices()}
