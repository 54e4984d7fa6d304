"""The colours that the installation chose, as a style sheet of its own: no style stands in a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from overstap.parties.own.queries import theme
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest

KEPT_FOR = 300
"""Seconds that a browser keeps the colours: so long an old colour may stay."""


@reading_view(roles="public")
def style(request: ActingRequest) -> HttpResponse:
    """The tokens that differ from the standard; an empty sheet when none does."""
    chosen = theme(timezone.localtime(request.now).date())
    lines = "".join(f"  {token}: {value};\n" for token, value in sorted(chosen.items()))
    body = f".overstap-theme {{\n{lines}}}\n" if lines else ""
    return HttpResponse(body, content_type="text/css; charset=utf-8", headers={"Cache-Control": f"max-age={KEPT_FOR}"})
