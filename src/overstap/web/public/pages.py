"""The start, the language, the texts about privacy and accessibility, and the workplace chooser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.i18n import set_language

from overstap.web.actors import PLACE
from overstap.web.guards import reading_view, writing_view
from overstap.web.navigation import first_screen
from overstap.web.request import ActingRequest, plays_demo


@reading_view(roles="public")
def start(request: ActingRequest) -> HttpResponse:
    """The front door: one's work for who is signed in, the story in a demo, and the start for a person otherwise."""
    if request.user.is_authenticated or request.actor.is_person:
        return redirect("public:workplace")
    if plays_demo(request):
        return redirect("demo:start")
    return render(request, "public/welcome.html")


@reading_view(roles="public")
def welcome(request: ActingRequest) -> HttpResponse:
    """The start for a person who lost a job or is about to."""
    return render(request, "public/welcome.html")


@reading_view(roles="public")
def privacy(request: ActingRequest) -> HttpResponse:
    """What happens with your data, in plain words."""
    return render(request, "public/privacy.html")


@reading_view(roles="public")
def accessibility(request: ActingRequest) -> HttpResponse:
    """What we do so that everyone can use this, and whom to tell when it does not work."""
    return render(request, "public/accessibility.html")


@writing_view(roles="public", methods=("POST",))
def language(request: HttpRequest) -> HttpResponse:
    """Choose Dutch or English; stays on the same page."""
    if not check_for_language(request.POST.get("language", "")):
        return redirect("public:start")
    answer: HttpResponse = set_language(request)
    return answer


@writing_view(roles="signed_in")
def workplace(request: ActingRequest) -> HttpResponse:
    """Choose for whom you work now; goes on by itself when there is nothing to choose."""
    if request.method == "POST":
        chosen = next((card for card in request.memberships if str(card.id) == request.POST.get("place")), None)
        if chosen is not None:
            request.session[PLACE] = chosen.id
            return redirect("public:workplace")
    first = first_screen(request.actor)
    if first is not None and "kies" not in request.GET:
        return redirect(first)
    return render(request, "public/workplace.html", {"places": request.memberships})


def safe_next(request: HttpRequest, fallback: str) -> str:
    """The address that a form wants to go to next, when it lies on this site."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse(fallback)
