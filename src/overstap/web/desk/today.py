"""The first screen of the desk: find someone, register someone, and what waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.casework import queries as casework
from overstap.casework.queries import DeskPage
from overstap.core.actor import Role
from overstap.web.desk.finding import DESK, PURPOSE, FindForm
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest

# The first screen is short; the whole list opens page by page.
SHOWN = 10
MOST_OFFERS = 50


@dataclass(frozen=True, slots=True)
class DeskList:
    """A list that the desk can leaf through (lijst van het loket)."""

    title: Promise
    label: Promise
    empty: Promise
    intro: Promise | str = ""


LISTS = {
    casework.TODAY: DeskList(
        _("Vandaag aangemeld"), _("Aanmeldingen van vandaag"), _("Vandaag meldde zich nog niemand aan.")
    ),
    casework.LATE: DeskList(
        _("Te laat"),
        _("Dossiers met een volgende stap die te laat is"),
        _("Niemand wacht te lang."),
        _("Deze mensen wachten het langst. Bel wie helpt en vraag wat er aan de hand is."),
    ),
}


@reading_view(roles=DESK, purpose=PURPOSE)
def start(request: ActingRequest) -> HttpResponse:
    """Today's registrations, what is late, and the hand-overs that wait for an answer of my party.

    With `lijst` one of the lists in whole, page by page: no name stands in the address.
    """
    which = request.GET.get("lijst", "")
    actor, now = request.actor, request.now
    sees_all = actor.has(Role.DESK, Role.COORDINATOR)
    if which in LISTS and sees_all:
        return _whole(request, which)
    context = {
        "form": FindForm(),
        "found": None,
        "lists": [
            {"key": key, "words": words, "page": casework.desk_page(actor, now, key, size=SHOWN)}
            for key, words in LISTS.items()
            if sees_all
        ],
        "handovers": casework.open_handovers(actor, now, only_asked=True, most=MOST_OFFERS),
        "waiting": casework.waiting(actor, now),
        "guides": actor.has(Role.ADVISER, Role.COORDINATOR),
    }
    return render(request, "desk/start.html", context)


def _whole(request: ActingRequest, which: str) -> HttpResponse:
    asked = request.GET.get("bladzij", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1  # noqa: PLR2004 (a page)
    page: DeskPage = casework.desk_page(request.actor, request.now, which, page=number)
    return render(request, "desk/list.html", {"key": which, "words": LISTS[which], "page": page})
