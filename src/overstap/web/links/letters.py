"""One letter without an account: read it, or keep it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from overstap.core.actor import Actor
from overstap.correspondence import queries
from overstap.links.values import LinkCard
from overstap.web.mine.post import as_pdf
from overstap.web.request import ActingRequest

PAPER = "pdf"


def read(request: ActingRequest, card: LinkCard, actor: Actor, path: str) -> HttpResponse:
    """The letter that the notice was about."""
    found = queries.letter_by_link(actor, card.object_id, now=request.now)
    if request.GET.get("papier") == PAPER:
        return as_pdf(queries.paper(found), f"brief-{found.card.id}.pdf")
    return render(request, "links/letter.html", {"read": found, "pdf": f"{path}?papier={PAPER}"})
