"""Opening a safe link: a page that tells what it is about, and a button. Only the button uses it.

What a mail scanner opens is the first page; it does nothing, and holds no name.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from overstap.core.decision import Refusal
from overstap.links import actions, policy, queries
from overstap.links.values import LinkCard
from overstap.web import clock
from overstap.web.forms import HouseForm
from overstap.web.guards import writing_view
from overstap.web.links.deeds import DEEDS
from overstap.web.request import ActingRequest

OPENED = "geopende_links"
"""Session key: until when which links are open in this browser."""
OPEN = "openen"
GONE, UNKNOWN = 410, 404


class CodeForm(HouseForm):
    """The code that came by another way."""

    code = forms.CharField(label=_("Code van zes cijfers"), max_length=12)

    def __init__(self, *args: Any, needed: bool, **kwargs: Any) -> None:
        """Leave the question out when the link has no code."""
        super().__init__(*args, **kwargs)
        if not needed:
            del self.fields["code"]
        else:
            self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})


@sensitive_post_parameters("code")
@sensitive_variables("token")
@writing_view(roles="public")
def link(request: ActingRequest, token: str) -> HttpResponse:
    """What a link is for; after the button (and the code), the page of its deed."""
    card = queries.look(token, request.now)
    if card is not None and card.works and card.deed in DEEDS and is_open(request, card):
        response = DEEDS[card.deed].page(request, card, queries.actor_of(card), reverse("links:link", args=(token,)))
    else:
        response = _door(request, token, card)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    # Elsewhere nobody learns the address; without it at all a browser would send no origin, and no form would pass.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _door(request: ActingRequest, token: str, card: LinkCard | None) -> HttpResponse:
    refusal: Refusal | None = None
    context: dict[str, object]
    if card is None or card.deed not in DEEDS:
        context = {"refusal": actions.UNKNOWN, "form": None}
        return render(request, "links/door.html", context, status=UNKNOWN)
    if not card.works:
        context = {"refusal": actions.NOT_WORKING[card.state], "form": None}
        return render(request, "links/door.html", context, status=GONE)
    asked = request.method == "POST" and request.POST.get("doe") == OPEN
    form = CodeForm(request.POST if asked else None, needed=card.needs_code)
    if asked and form.is_valid():
        answer = actions.use_link(token=token, code=form.cleaned_data.get("code", ""), now=request.now)
        if not isinstance(answer, Refusal):
            _remember(request, answer)
            return redirect("links:link", token)
        refusal = answer
    about = DEEDS[card.deed].about
    context = {"card": card, "about": about, "form": form, "refusal": refusal, "shut": refusal and not _again(refusal)}
    return render(request, "links/door.html", context, status=400 if refusal or form.errors else 200)


def _again(refusal: Refusal) -> bool:
    return refusal.rule == actions.WRONG_CODE.rule


def is_open(request: ActingRequest, card: LinkCard) -> bool:
    """Tell whether this browser used the link, not too long ago."""
    until = parse_datetime(request.session.get(OPENED, {}).get(str(card.id), ""))
    return until is not None and clock.real() < until


def _remember(request: ActingRequest, card: LinkCard) -> None:
    real: dt.datetime = clock.real()
    kept = {key: until for key, until in request.session.get(OPENED, {}).items() if until > real.isoformat()}
    kept[str(card.id)] = (real + policy.open_for(request.now)).isoformat()
    request.session[OPENED] = kept
