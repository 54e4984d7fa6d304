"""The windows: what each has, for whom, when it is open and how it stands; nobody's data (R-226, R-228)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from overstap.allotment import queries
from overstap.allotment.values import CounterCard
from overstap.core.allotment import Opening
from overstap.core.decision import NotFoundError
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest
from overstap.web.translation import own_language
from overstap.web.windows import words
from overstap.web.windows.elsewhere import elsewhere

LONGEST_SEARCH = 60


def counter_of(request: ActingRequest, code: str) -> CounterCard:
    """How a window stands now; not found when there is none."""
    found = queries.public_counter(code, request.now)
    if found is None:
        raise NotFoundError(f"no window {code}")
    return found


@reading_view(roles="public")
def every(request: ActingRequest) -> HttpResponse:
    """Every window, those that are open first; a word finds the ones that have it in their name."""
    wanted = request.GET.get("zoek", "").strip()[:LONGEST_SEARCH]
    found = [
        card
        for card in queries.windows(request.now)
        if wanted.casefold() in own_language({"nl": card.name_nl, "en": card.name_en}).casefold()
    ]
    found.sort(key=lambda card: words.OPENINGS.index(card.opening))
    return render(request, "windows/every.html", {"windows": found, "wanted": wanted, "words": words})


@reading_view(roles="public")
def one(request: ActingRequest, code: str) -> HttpResponse:
    """One window: its terms in plain words, its counter, and where else to go when it is closed or full (R-223)."""
    counter = counter_of(request, code)
    in_vain = counter.full or counter.window.opening is not Opening.OPEN
    context = {"counter": counter, "words": words, "elsewhere": in_vain and elsewhere(counter.window, request.now)}
    return render(request, "windows/one.html", context)
