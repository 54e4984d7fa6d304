"""What every page of the cashier shares: its lines of navigation, names of regions, and going back after a deed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.parties import queries as parties
from overstap.web.navigation import MenuLine
from overstap.web.request import ActingRequest
from overstap.web.treasury import words

MONEY = frozenset({Role.CASHIER, Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER})

COUNTRY = "NL"

LINES: tuple[tuple[str, Promise, frozenset[Role]], ...] = (
    ("treasury:start", _("Geldstromen"), MONEY),
    ("treasury:export", _("Boekingen ophalen"), MONEY),
    ("treasury:package", _("Begroting van het pakket"), MONEY),
    ("treasury:windows", _("Loketten"), MONEY),
    ("treasury:claims", _("Aanspraken"), MONEY),
    ("treasury:payments", _("Betalingen"), MONEY),
    ("treasury:runs", _("Betaalopdrachten"), MONEY),
    ("treasury:payees", _("Begunstigden"), MONEY),
    ("treasury:statements", _("Afschriften"), MONEY),
    ("treasury:lines", _("Kaders"), MONEY),
    ("treasury:periods", _("Perioden"), MONEY),
    ("treasury:decide", _("Budget vaststellen"), frozenset({Role.FRAMEWORK_KEEPER})),
)


def region_names() -> dict[str, str]:
    """The name of every region by its code; a budget without region is of the whole country."""
    return {"": gettext("Heel Nederland")} | {card.code: card.name for card in parties.regions()}


def show(request: ActingRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of this workplace; a wrong form or a refusal answers that the request was not good."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    lines = tuple(
        MenuLine(label, reverse(name), current=name == here)
        for name, label, roles in LINES
        if request.actor.has(*roles)
    )
    form = context.get("form")
    if status == 200 and (context.get("refusal") or (form is not None and form.errors)):  # noqa: PLR2004 (plain OK)
        status = 400
    shared = {"lines": lines, "regions": region_names(), "words": words}
    return render(request, f"treasury/{template}.html", shared | context, status=status)


def done(request: ActingRequest, sentence: str, name: str, *args: object) -> HttpResponseRedirect:
    """Say what was done and show where it stands now."""
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(name, args=args))


def refused(answer: object) -> Refusal | None:
    """The refusal in an answer, when it is one."""
    return answer if isinstance(answer, Refusal) else None
