"""What we answer where the library would make an account."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest


@reading_view(roles="public")
def register_instead(request: ActingRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """An account comes from registering as a participant, or from one's own organisation."""
    return redirect("public:register")
