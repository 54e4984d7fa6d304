"""Registering at the digital desk (aanmelden), one small page at a time."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest


@reading_view(roles="public")
def begin(request: ActingRequest) -> HttpResponse:
    """What will be asked, how long it takes, and that it is voluntary."""
    return render(request, "public/register_begin.html")
