"""Other work for who did a certain occupation: for everyone, and nothing of it is kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from overstap.mediation.careers import career_of_occupation
from overstap.parties import queries as parties
from overstap.taxonomy.queries import find
from overstap.taxonomy.values import STARTER_SCHEME, ConceptKind
from overstap.web.careers import career_page
from overstap.web.concepts import LONGEST, MOST_FOUND
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest


@reading_view(roles="public")
def ideas(request: ActingRequest) -> HttpResponse:
    """Search an occupation, choose the one that is meant, and see where it can lead. 404 for an unknown address."""
    today = request.now.date()
    text, uri = request.GET.get("zoek", "").strip()[:LONGEST], request.GET.get("beroep", "")
    regions = parties.regions()
    region = request.GET.get("regio", "")
    region = region if region in {card.code for card in regions} else ""
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    context = {
        "text": text,
        "regions": regions,
        "region": region,
        "found": find(text, ConceptKind.OCCUPATION, MOST_FOUND, language=language, scheme=STARTER_SCHEME)
        if text
        else (),
        "told": career_page(career_of_occupation(uri, region, today), today) if uri else None,
    }
    return render(request, "public/careers.html", context)
