"""The desks of the 35 regions (R-100): find yours, see where it is and who does what."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from overstap.parties import queries as parties
from overstap.parties.own.queries import logo, own_word
from overstap.parties.values import RegionCard
from overstap.web.guards import reading_view
from overstap.web.municipalities import Guess, guess_municipality
from overstap.web.request import ActingRequest, wants_fragment

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region in the list, and whether its team works today."""

    region: RegionCard
    is_open: bool


@reading_view(roles="public")
def regions(request: ActingRequest) -> HttpResponse:
    """All regions, and the one of the municipality that someone looks for."""
    today = request.now.date()
    wanted = request.GET.get("gemeente", "").strip()[:LONGEST_NAME]
    guess = guess_municipality(wanted, today) if wanted else Guess()
    context = {
        "lines": [RegionLine(card, card.is_open(today)) for card in parties.regions()],
        "wanted": wanted,
        "guess": guess,
        "found": parties.region_of(guess.name, today) if guess.name else None,
        "municipalities": parties.municipality_names(today),
        "today": today,
    }
    template = "public/_found_region.html" if wants_fragment(request) else "public/regions.html"
    return render(request, template, context)


@reading_view(roles="public")
def region(request: ActingRequest, code: str) -> HttpResponse:
    """The desk of one region: address, opening hours, functions with their owners. 404 for an unknown code."""
    today = request.now.date()
    page = parties.region(code, today)
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    context = {
        "page": page,
        "is_open": page.region.is_open(today),
        "opens_on": page.region.live_on or page.region.planned_from,
        "theme_region": code,
        "logo": logo(code),
        "welcome": own_word(code, "loket_welkom", language, today),
        "no_answer": own_word(code, "loket_geen_antwoord", language, today, telefoon=page.desk.phone),
    }
    return render(request, "public/region.html", context)
