"""Opening a safe link: a page that tells what it is about, and a button. Only the button uses it.

What a mail scanner opens is the first page; it does nothing, and holds no name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from overstap.casework.safe_links import ask_new_link, renewable
from overstap.core.decision import N_, Refusal
from overstap.links import actions, policy, queries
from overstap.links.values import LinkCard
from overstap.web import clock
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.guards import writing_view
from overstap.web.links.deeds import DEEDS
from overstap.web.request import ActingRequest

OPENED = "geopende_links"
"""Session key: until when which links are open in this browser."""
OPEN, RENEW = "openen", "nieuw"
TO_RENEW = N_("Dat geeft niet. Met de knop hieronder krijgt u een nieuwe link.")
GONE, UNKNOWN = 410, 404


class CodeForm(HouseForm):
    """What the link asks: the code that came by another way, or the birth date that the person knows."""

    code = forms.CharField(label=_("Code van zes cijfers"), max_length=12)
    birth_date = DatePartsField(
        label=_("Uw geboortedatum"), help_text=_("Zo weten wij dat u het bent. Bijvoorbeeld 14 3 1985.")
    )

    def __init__(self, *args: Any, card: LinkCard, **kwargs: Any) -> None:
        """Leave out what the link does not ask."""
        super().__init__(*args, **kwargs)
        if not card.by_birth_date:
            del self.fields["birth_date"]
        if not card.needs_code or card.by_birth_date:
            del self.fields["code"]
        else:
            self.fields["code"].widget.attrs.update({"inputmode": "numeric", "autocomplete": "one-time-code"})

    def typed(self) -> str:
        """What was filled in, as the code of the link."""
        day = self.cleaned_data.get("birth_date")
        return actions.birth_code(day) if day is not None else self.cleaned_data.get("code", "")


@sensitive_post_parameters("code", "birth_date_day", "birth_date_month", "birth_date_year")
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
    if card is None or card.deed not in DEEDS or not card.works:
        return _shut(request, token, card if card is not None and card.deed in DEEDS else None)
    asked = request.method == "POST" and request.POST.get("doe") == OPEN
    form = CodeForm(request.POST if asked else None, card=card)
    if asked and form.is_valid():
        answer = actions.use_link(token=token, code=form.typed(), now=request.now)
        if not isinstance(answer, Refusal):
            _remember(request, answer)
            return redirect("links:link", token)
        refusal = answer
    about = DEEDS[card.deed].about
    context = {"card": card, "about": about, "form": form, "refusal": refusal, "shut": refusal and not _again(refusal)}
    return render(request, "links/door.html", context, status=400 if refusal or form.errors else 200)


def _shut(request: ActingRequest, token: str, card: LinkCard | None) -> HttpResponse:
    """Why the link does not work, and for a person a button to get a new one. The answer to it is always the same."""
    offered = card is None or renewable(card)
    if offered and request.method == "POST" and request.POST.get("doe") == RENEW:
        ask_new_link(token=token, now=request.now)
        return render(request, "links/asked.html")
    refusal = actions.NOT_WORKING[card.state] if card is not None else actions.UNKNOWN
    if card is not None and offered:
        refusal = replace(refusal, remedy=TO_RENEW)
    context = {"refusal": refusal, "form": None, "offered": offered}
    return render(request, "links/door.html", context, status=GONE if card is not None else UNKNOWN)


def _again(refusal: Refusal) -> bool:
    return refusal.rule in {actions.WRONG_CODE.rule, actions.WRONG_BIRTH_DATE.rule}


def is_open(request: ActingRequest, card: LinkCard) -> bool:
    """Tell whether this browser used the link, not too long ago."""
    until = parse_datetime(request.session.get(OPENED, {}).get(str(card.id), ""))
    return until is not None and clock.real() < until


def _remember(request: ActingRequest, card: LinkCard) -> None:
    real: dt.datetime = clock.real()
    kept = {key: until for key, until in request.session.get(OPENED, {}).items() if until > real.isoformat()}
    kept[str(card.id)] = (real + policy.open_for(request.now)).isoformat()
    request.session[OPENED] = kept
