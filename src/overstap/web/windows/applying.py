"""Applying to a window without an account, and the page that says what became of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters

from overstap.allotment import actions, queries
from overstap.core.actor import Actor, Role
from overstap.core.allotment import Opening
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.windows import words
from overstap.web.windows.forms import ApplicationForm

VISITOR = "aanvrager zonder account"


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
        answer = actions.apply(
            actor=_who(request, name),
            key=form.cleaned_data["key"],
            window=code,
            applicant_key=applicant_key,
            applicant_kind=kind.value,
            applicant_name=name,
            amount=form.amount,
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            return redirect("windows:receipt", answer.key)
        refusal = answer
    context = {"window": window, "form": form, "refusal": refusal, "words": words}
    status = 400 if refusal or form.errors else 200
    shown = window.opening is Opening.OPEN or request.method == "POST"
    return render(request, "windows/apply.html", context | {"shown": shown}, status=status)


def _who(request: ActingRequest, name: str) -> Actor:
    if request.user.is_authenticated:
        return request.actor
    return Actor(user_id=None, name=name or gettext(VISITOR), roles=frozenset({Role.PERSON}))


@reading_view(roles="public")
def receipt(request: ActingRequest, key: UUID) -> HttpResponse:
    """What became of an application; whoever has the address of this page may read it, and it names no person."""
    card = queries.application(request.actor, key, request.now)
    response = render(request, "windows/receipt.html", {"card": card, "words": words})
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
