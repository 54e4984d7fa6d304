"""Words of reading in that templates need: why a column is proposed, and why two people may be one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from overstap.core.actor import Role
from overstap.core.decision import N_
from overstap.web.request import ActingRequest

DESK = frozenset({Role.DESK, Role.ADVISER, Role.COORDINATOR})
PURPOSE = "begeleiding"

WHY: Mapping[str, str] = MappingProxyType(
    {
        "onthouden": N_("zoals de vorige keer"),
        "kop": N_("door de kop"),
        "inhoud": N_("door wat erin staat"),
        "sonar": N_("plaats in de Sonar-lijst"),
    }
)
GROUNDS: Mapping[str, str] = MappingProxyType(
    {
        "bsn": N_("zelfde burgerservicenummer"),
        "naam": N_("zelfde naam en geboortedatum"),
        "naam_lijkt": N_("naam lijkt, zelfde geboortedatum"),
        "email": N_("zelfde e-mailadres"),
        "telefoon": N_("zelfde telefoonnummer"),
    }
)


def show(request: ActingRequest, template: str, status: int = 200, **context: object) -> HttpResponse:
    """Show a page or fragment of reading in."""
    words = {"why_words": WHY, "ground_words": GROUNDS}
    return render(request, f"desk/importing/{template}.html", {**words, **context}, status=status)


def done(request: ActingRequest, sentence: str, name: str, *args: object) -> HttpResponseRedirect:
    """Say what was done and show where it stands now."""
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(f"desk:{name}", args=args))
