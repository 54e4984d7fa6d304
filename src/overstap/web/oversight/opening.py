"""What every page of oversight shares: its lines of navigation, opening a region once, and going back after a deed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.parties import refuse_region_manager
from overstap.parties import queries as parties
from overstap.parties.values import RegionPage
from overstap.web.navigation import MenuLine
from overstap.web.request import ActingRequest

OVERSEERS = frozenset({Role.COORDINATOR, Role.STEERING_GROUP})

STEERING = frozenset({Role.STEERING_GROUP})

LINES: tuple[tuple[str, Promise, frozenset[Role]], ...] = (
    ("oversight:start", _("Overzicht"), OVERSEERS),
    ("oversight:reports", _("Rapportages"), OVERSEERS),
    ("placing:figures", _("Plaatsingen"), OVERSEERS),
    ("oversight:signals", _("Signalen"), OVERSEERS),
    ("privacy:emergencies", _("Noodtoegang"), frozenset({Role.COORDINATOR})),
    ("oversight:work", _("Achtergrondwerk"), frozenset({Role.COORDINATOR})),
    ("oversight:taxonomy", _("Beroepenlijsten"), OVERSEERS),
    ("oversight:effects", _("Wat werkt"), STEERING),
    ("oversight:package", _("Begroting van het pakket"), STEERING),
    ("oversight:allocation", _("Verdeelvoorstel"), STEERING),
    ("oversight:colours", _("Kleuren"), STEERING),
)

PAGES: tuple[tuple[str, Promise], ...] = (
    ("oversight:region", _("Cijfers en geld")),
    ("oversight:set_up", _("Inrichting")),
    ("oversight:seats", _("Zetels")),
    ("oversight:functions", _("Functies")),
    ("oversight:desk", _("Loket")),
    ("oversight:parties", _("Partijen")),
    ("oversight:choices", _("Keuzes")),
    ("oversight:own", _("Eigen woorden")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One page about a region."""

    label: Promise
    url: str
    current: bool


def today(request: ActingRequest) -> dt.date:
    """The day of this request, where people live."""
    return timezone.localtime(request.now).date()


def own_regions(actor: Actor) -> tuple[str, ...]:
    """The codes of the regions that this coordinator runs, in order; empty for everyone else."""
    return tuple(sorted(actor.region_codes)) if actor.has(Role.COORDINATOR) else ()


def open_region(request: ActingRequest, code: str) -> RegionPage:
    """Give a region to who runs it or oversees all. Raises NotFoundError for anyone else, and for an unknown code."""
    if refuse_region_manager(request.actor, code) is not None:
        raise NotFoundError(code)
    return parties.region(code, today(request))


def tabs(code: str, current: str) -> tuple[Tab, ...]:
    """The pages about a region."""
    return tuple(Tab(label, reverse(name, args=(code,)), current=name == current) for name, label in PAGES)


def show(request: ActingRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of this workplace with its lines of navigation."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    lines = tuple(
        MenuLine(label, reverse(name), current=name == here)
        for name, label, roles in LINES
        if request.actor.has(*roles)
    )
    return render(request, f"oversight/{template}.html", {"lines": lines} | context, status=status)


def show_region(request: ActingRequest, template: str, page: RegionPage, current: str, **context: Any) -> HttpResponse:
    """Render one page about a region; a wrong form or a refusal answers that the request was not good."""
    form = context.get("form")
    wrong = context.get("refusal") is not None or bool(form is not None and form.errors)
    named = {"page": page, "region": page.region, "tabs": tabs(page.region.code, current)}
    return show(request, template, status=400 if wrong else 200, **(named | context))


def done(request: ActingRequest, sentence: str, name: str, *args: object) -> HttpResponseRedirect:
    """Say what was done and show where it stands now."""
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(name, args=args))


def refused(answer: object) -> Refusal | None:
    """The refusal in an answer, when it is one."""
    return answer if isinstance(answer, Refusal) else None
