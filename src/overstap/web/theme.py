"""The colours and the logo that an installation or a region chose, each at an address of its own."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone

from overstap.parties.own.queries import logo_content, theme
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest

KEPT_FOR = 300
"""Seconds that a browser keeps the colours: so long an old colour may stay."""

LOGO_KEPT_FOR = 86_400
LONGEST_CODE = 4


@reading_view(roles="public")
def style(request: ActingRequest) -> HttpResponse:
    """The tokens that differ from the standard, of a region when the address names one; an empty sheet when none."""
    code = request.GET.get("regio", "")[:LONGEST_CODE]
    chosen = theme(timezone.localtime(request.now).date(), code)
    lines = "".join(f"  {token}: {value};\n" for token, value in sorted(chosen.items()))
    body = f".overstap-theme {{\n{lines}}}\n" if lines else ""
    return HttpResponse(body, content_type="text/css; charset=utf-8", headers={"Cache-Control": f"max-age={KEPT_FOR}"})


@reading_view(roles="public")
def logo(_request: ActingRequest, code: str, digest: str) -> HttpResponse:
    """The logo of the desk of a region: a picture and nothing else, also when somebody opens it by itself."""
    content = logo_content(code, digest)
    if content is None:
        raise Http404
    headers = {
        "Cache-Control": f"public, max-age={LOGO_KEPT_FOR}, immutable",
        "Content-Disposition": 'inline; filename="logo.png"',
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return HttpResponse(content, content_type="image/png", headers=headers)
