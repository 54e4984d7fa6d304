"""What the pages of privacy share: their lines of navigation, a page that is one form, and going back after a deed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.web.forms import HouseForm
from overstap.web.navigation import MenuLine
from overstap.web.request import ActingRequest

OFFICERS = frozenset({Role.PRIVACY_OFFICER})
REVIEWERS = frozenset({Role.PRIVACY_OFFICER, Role.COORDINATOR})

LINES: tuple[tuple[str, Promise, frozenset[Role]], ...] = (
    ("privacy:start", _("Verzoeken"), OFFICERS),
    ("privacy:emergencies", _("Noodtoegang"), REVIEWERS),
    ("privacy:terms", _("Bewaartermijnen"), OFFICERS),
    ("privacy:destructions", _("Vernietigen"), OFFICERS),
    ("processing:start", _("Verwerkingsregister"), REVIEWERS),
)


def show(request: ActingRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of this workplace with its lines of navigation."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    lines = tuple(
        MenuLine(label, reverse(name), current=name == here)
        for name, label, roles in LINES
        if request.actor.has(*roles)
    )
    return render(request, f"privacy/{template}.html", {"lines": lines} | context, status=status)


def done(request: ActingRequest, sentence: str, name: str, *args: object) -> HttpResponseRedirect:
    """Say what was done and show where it stands now."""
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(name, args=args))


def answer(form: HouseForm, deed: Callable[..., object]) -> object | None:
    """Do a deed with what was typed; None when the form is wrong or a rule said no, which the form then says."""
    if not form.is_valid():
        return None
    outcome = deed(**form.cleaned_data)
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return None
    return outcome if outcome is not None else True


def one_form(
    request: ActingRequest,
    form: HouseForm,
    *,
    title: str,
    button: str,
    back: str,
    intro: str = "",
    base: str = "privacy/base.html",
    **context: Any,
) -> HttpResponse:
    """A page that is one form."""
    shown = {"form": form, "title": title, "button": button, "back": back, "intro": intro, "base": base}
    return show(request, "form", status=400 if form.errors else 200, **(shown | context))
