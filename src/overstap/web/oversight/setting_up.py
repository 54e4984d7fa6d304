"""How far a region is, what it still lacks, and the steps of its life: agreement, building up, opening, closing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.decision import Refusal
from overstap.core.parties import CLOSED, OPERATIONAL, PLANNED
from overstap.parties import actions
from overstap.parties.values import RegionPage, RegionWarning
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.oversight.opening import OVERSEERS, done, open_region, refused, show_region, today
from overstap.web.oversight.region_forms import AgreementForm, CentreForm, ClosingForm, OpeningForm
from overstap.web.request import ActingRequest

HERE = "oversight:set_up"

_SOLVED_AT: dict[str, tuple[str, Promise]] = {
    "parties.no-centre-municipality": (HERE, _("Leg vast")),
    "parties.centre-unverified": (HERE, _("Bevestig")),
    "parties.no-coordinator": ("oversight:seats", _("Naar de zetels")),
    "parties.no-quartermaster": ("oversight:seats", _("Naar de zetels")),
    "parties.quartermaster-outside-body": ("oversight:seats", _("Naar de zetels")),
    "parties.body-incomplete": ("oversight:seats", _("Naar de zetels")),
    "parties.no-banenafspraak-expert": ("oversight:seats", _("Naar de zetels")),
    "parties.desk-incomplete": ("oversight:desk", _("Naar het loket")),
}


@dataclass(frozen=True, slots=True)
class WarningLine:
    """Something that a region lacks, and the page where that can be mended (empty when no page can)."""

    warning: RegionWarning
    url: str
    action: Promise | str


def warning_lines(page: RegionPage) -> tuple[WarningLine, ...]:
    """What a region still lacks, each with its way out."""
    lines = []
    for warning in page.warnings:
        name, action = _SOLVED_AT.get(warning.rule, ("", ""))
        lines.append(WarningLine(warning, reverse(name, args=(page.region.code,)) if name else "", action))
    return tuple(lines)


@reading_view(roles=OVERSEERS)
def set_up(request: ActingRequest, code: str) -> HttpResponse:
    """How far the region is and which step can be taken now."""
    return _show(request, open_region(request, code))


def _show(
    request: ActingRequest, page: RegionPage, form: HouseForm | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    region, day = page.region, today(request)
    rules = {warning.rule for warning in page.warnings}
    blank: dict[str, HouseForm] = {
        "centre_form": CentreForm(
            names=page.municipalities, initial={"municipality": region.centre_municipality}, prefix="centrum"
        ),
        "agreement_form": AgreementForm(initial={"agreement_on": region.agreement_on}, prefix="afspraak"),
        "opening_form": OpeningForm(initial={"live_on": max(day, region.planned_from)}, prefix="opening"),
        "closing_form": ClosingForm(prefix="sluiting"),
    }
    filled = {name: form for name, one in blank.items() if form is not None and type(one) is type(form)}
    context: dict[str, Any] = {
        "lacking": warning_lines(page),
        "asks_centre": bool({"parties.no-centre-municipality", "parties.centre-unverified"} & rules),
        "can_start": region.state == PLANNED,
        "can_open": region.state not in {OPERATIONAL, CLOSED},
        "can_close": region.state == OPERATIONAL,
        "form": form,
        "refusal": refusal,
    }
    return show_region(request, "set_up", page, HERE, **(blank | filled | context))


def _after(request: ActingRequest, code: str, answer: object, form: HouseForm | None, sentence: str) -> HttpResponse:
    refusal = refused(answer)
    if refusal is None:
        return done(request, sentence, HERE, code)
    return _show(request, open_region(request, code), form, refusal)


@writing_view(roles=OVERSEERS, methods=("POST",))
def centre(request: ActingRequest, code: str) -> HttpResponse:
    """Confirm the centre municipality (R-026)."""
    page = open_region(request, code)
    form = CentreForm(request.POST, names=page.municipalities, prefix="centrum")
    if not form.is_valid():
        return _show(request, page, form)
    answer = actions.confirm_centre(actor=request.actor, region_code=code, now=request.now, **form.cleaned_data)
    return _after(request, code, answer, form, gettext("De centrumgemeente is bevestigd."))


@writing_view(roles=OVERSEERS, methods=("POST",))
def agreement(request: ActingRequest, code: str) -> HttpResponse:
    """Record the cooperation agreement (R-381)."""
    page = open_region(request, code)
    form = AgreementForm(request.POST, prefix="afspraak")
    if not form.is_valid():
        return _show(request, page, form)
    answer = actions.record_agreement(actor=request.actor, region_code=code, now=request.now, **form.cleaned_data)
    return _after(request, code, answer, form, gettext("De samenwerkingsafspraak is vastgelegd."))


@writing_view(roles=OVERSEERS, methods=("POST",))
def start_set_up(request: ActingRequest, code: str) -> HttpResponse:
    """Start building up the team."""
    open_region(request, code)
    answer = actions.start_set_up(actor=request.actor, region_code=code, now=request.now)
    return _after(request, code, answer, None, gettext("De opbouw van het team is begonnen."))


@writing_view(roles=OVERSEERS, methods=("POST",))
def open_team(request: ActingRequest, code: str) -> HttpResponse:
    """Open the team (R-036, R-381)."""
    page = open_region(request, code)
    form = OpeningForm(request.POST, prefix="opening")
    if not form.is_valid():
        return _show(request, page, form)
    answer = actions.open_region(actor=request.actor, region_code=code, now=request.now, **form.cleaned_data)
    return _after(request, code, answer, form, gettext("Het team is open. Gefeliciteerd."))


@writing_view(roles=OVERSEERS, methods=("POST",))
def close(request: ActingRequest, code: str) -> HttpResponse:
    """Close the approach in the region (R-009)."""
    page = open_region(request, code)
    form = ClosingForm(request.POST, prefix="sluiting")
    if not form.is_valid():
        return _show(request, page, form)
    answer = actions.close_region(actor=request.actor, region_code=code, now=request.now, **form.cleaned_data)
    return _after(request, code, answer, form, gettext("De regio is afgesloten."))
