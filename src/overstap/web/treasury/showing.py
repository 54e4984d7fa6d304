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

KEEPER = frozenset({Role.FRAMEWORK_KEEPER})

GROUPS: tuple[tuple[Promise, tuple[tuple[str, Promise, frozenset[Role]], ...]], ...] = (
    (
        _("Geldstromen"),
        (
            ("treasury:start", _("Overzicht"), MONEY),
            ("treasury:package", _("Begroting van het pakket"), MONEY),
            ("treasury:export", _("Boekingen ophalen"), MONEY),
        ),
    ),
    (
        _("Betalen"),
        (
            ("treasury:claims", _("Aanspraken"), MONEY),
            ("treasury:payments", _("Betalingen"), MONEY),
            ("treasury:runs", _("Betaalopdrachten"), MONEY),
            ("treasury:payees", _("Begunstigden"), MONEY),
            ("treasury:statements", _("Afschriften"), MONEY),
        ),
    ),
    (_("Loketten"), (("treasury:windows", _("Loketten"), MONEY),)),
    (
        _("Kaders"),
        (
            ("treasury:lines", _("Alle geldlijnen"), MONEY),
            ("treasury:decide", _("Budget vaststellen"), KEEPER),
        ),
    ),
    (
        _("Perioden"),
        (
            ("treasury:periods", _("Maanden en jaren"), MONEY),
            ("treasury:reversals", _("Tegenboekingen"), MONEY),
        ),
    ),
)
"""The pages of the workplace by what one does there, so that the menu is one row and a short row under it."""


def menu(request: ActingRequest) -> tuple[tuple[MenuLine, ...], tuple[MenuLine, ...]]:
    """The groups, and the pages of the group in which the reader is; each leads to a page, without a script."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    rows = [
        (label, [(name, reverse(name), text) for name, text, roles in pages if request.actor.has(*roles)])
        for label, pages in GROUPS
    ]
    every = [url for _, pages in rows for _, url, _ in pages]
    # A page of one claim belongs to the claims: the longest address that this one begins with.
    nearest = max((url for url in every if request.path.startswith(url)), key=len, default=every[0])
    groups, pages_here = [], []
    for label, pages in rows:
        inside = any(url == nearest for _, url, _ in pages)
        groups.append(MenuLine(label, pages[0][1], current=inside))
        if inside and len(pages) > 1:
            pages_here = [MenuLine(text, url, current=name == here) for name, url, text in pages]
    return tuple(groups), tuple(pages_here)


def region_names() -> dict[str, str]:
    """The name of every region by its code; a budget without region is of the whole country."""
    return {"": gettext("Heel Nederland")} | {card.code: card.name for card in parties.regions()}


def show(request: ActingRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of this workplace; a wrong form or a refusal answers that the request was not good."""
    groups, pages = menu(request)
    form = context.get("form")
    if status == 200 and (context.get("refusal") or (form is not None and form.errors)):  # noqa: PLR2004 (plain OK)
        status = 400
    shared = {"groups": groups, "pages_here": pages, "regions": region_names(), "words": words}
    return render(request, f"treasury/{template}.html", shared | context, status=status)


def done(request: ActingRequest, sentence: str, name: str, *args: object) -> HttpResponseRedirect:
    """Say what was done and show where it stands now."""
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(name, args=args))


def refused(answer: object) -> Refusal | None:
    """The refusal in an answer, when it is one."""
    return answer if isinstance(answer, Refusal) else None
