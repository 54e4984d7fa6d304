"""Applying to a window without an account, and the page that says what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.debug import sensitive_post_parameters

from overstap.allotment import actions, queries
from overstap.core.actor import Actor, Role
from overstap.core.allotment import ACTIVE, Opening, State
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest
from overstap.web.windows import words
from overstap.web.windows.elsewhere import elsewhere
from overstap.web.windows.forms import ApplicationForm

VISITOR = N_("aanvrager zonder account")
WITHDRAW, ACCEPT, DECLINE = "trek_in", "neem", "bedank"
GOING_ON = (*(state for state in ACTIVE if state is not State.FUNDED), State.RECEIVED)
IN_VAIN = (State.WAITING, State.REFUSED, State.DECLINED, State.LAPSED)


@sensitive_post_parameters("email", "company")
@writing_view(roles="public")
def apply(request: ActingRequest, code: str) -> HttpResponse:
    """Fill in who applies and for how much; the number on the receipt is the answer, the decision follows in order."""
    window = queries.window(code, request.now)
    if window is None:
        raise NotFoundError(f"no window {code}")
    form = ApplicationForm(request.POST or None, window=window)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        kind, applicant_key, name = form.applicant
        key = form.cleaned_data["key"]
        asked: dict[str, Any] = {
            "actor": _who(request, name),
            "key": key,
            "window": code,
            "applicant_key": applicant_key,
            "applicant_kind": kind.value,
            "applicant_name": name,
            "amount": form.amount,
            "now": request.now,
        }
        word = word_for(request, form.address, get_language() or "nl", key) if form.address else None
        answer = actions.apply_with_word(word=word, **asked) if word else actions.apply(**asked)
        if not isinstance(answer, Refusal):
            return redirect("windows:receipt", answer.key)
        refusal = answer
    context: dict[str, object] = {"window": window, "form": form, "refusal": refusal, "words": words}
    status = 400 if refusal or form.errors else 200
    shown = window.opening is Opening.OPEN or request.method == "POST"
    context["elsewhere"] = None if window.opening is Opening.OPEN else elsewhere(window, request.now)
    return render(request, "windows/apply.html", context | {"shown": shown}, status=status)


def word_for(request: ActingRequest, email: str, language: str, key: UUID) -> actions.Word:
    """Where and how someone wants word about an application with this key."""
    page = request.build_absolute_uri(reverse("windows:receipt", args=(key,)))
    return actions.Word(email, language[:2], page)


def _who(request: ActingRequest, name: str) -> Actor:
    if request.user.is_authenticated:
        return request.actor
    return Actor(user_id=None, name=name or gettext(VISITOR), roles=frozenset({Role.PERSON}))


@writing_view(roles="public")
def receipt(request: ActingRequest, key: UUID) -> HttpResponse:
    """What became of an application, and taking or giving back a place.

    Whoever has the address of this page may read it; it names no person.
    """
    refusal: Refusal | None = None
    card = queries.application(request.actor, key, request.now)
    if request.method == "POST":
        answer = _deed(request, key)
        if not isinstance(answer, Refusal):
            return redirect("windows:receipt", key)
        refusal = answer
        card = queries.application(request.actor, key, request.now)
    context: dict[str, object] = {
        "card": card,
        "words": words,
        "refusal": refusal,
        "may_withdraw": card.state in GOING_ON,
    }
    if card.state in IN_VAIN:
        context["elsewhere"] = elsewhere(card.window, request.now)
    response = render(request, "windows/receipt.html", context, status=400 if refusal else 200)
    response.headers["X-Robots-Tag"] = "noindex"
    # Elsewhere nobody learns the address; without it at all a browser would send no origin, and no form would pass.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _deed(request: ActingRequest, key: UUID) -> State | Refusal | None:
    """What the person who applied does; anything else changes nothing."""
    who = _who(request, "")
    asked = request.POST.get("doe", "")
    if asked == WITHDRAW:
        return actions.withdraw_application(actor=who, key=key, now=request.now)
    if asked in {ACCEPT, DECLINE}:
        return actions.answer_offer(actor=who, key=key, accept=asked == ACCEPT, now=request.now)
    return None
