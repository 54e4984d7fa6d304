"""New work in a file: what was agreed, agreeing on more, the first day, stopping, and work that does not begin."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from overstap.casework.queries import CasePage
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from overstap.mediation import queries as mediation
from overstap.placement import actions, queries
from overstap.placement.values import PlacementCard, VacancyChoice
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, tabs
from overstap.web.placing.forms import FIELD_OF, CancelForm, PlacementForm, StartForm, StopForm
from overstap.web.placing.words import words
from overstap.web.request import ActingRequest

HERE = "placing:list"
LONGEST_NUMBER = 12
SAID_YES = "akkoord"
POSSIBLE = {"begonnen": "afgesproken", "vervallen": "afgesproken", "gestopt": "begonnen"}
"""From which state each deed goes."""


@reading_view(roles=ADVISERS, purpose="begeleiding")
def placements(request: ActingRequest, case_id: int) -> HttpResponse:
    """What was agreed, the newest first."""
    page = open_file(request, case_id)
    rows = queries.placements_of(request.actor, case_id, now=request.now)
    return _show(request, "list", page, rows=rows, words=words())


@writing_view(roles=ADVISERS, purpose="begeleiding")
def agree(request: ActingRequest, case_id: int) -> HttpResponse:
    """Write down new work: of a vacancy to which the person said yes, or found elsewhere."""
    page = open_file(request, case_id)
    asked = request.GET.get("vacature", "")
    wanted = {int(asked)} if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER else set()
    if Item.PROFILE in page.standing:
        proposed = mediation.proposals_of(request.actor, case_id, now=request.now)
        wanted |= {one.vacancy.id for one in proposed if one.state == SAID_YES}
    choices = queries.vacancy_choices(request.actor, case_id, wanted, now=request.now)
    chosen = next((one for one in choices if str(one.id) == asked), None)
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    form = PlacementForm(request.POST or None, choices=choices, language=language, initial=_first(chosen))
    if request.method == "POST" and form.is_valid():
        answer = actions.agree_placement(actor=request.actor, case_id=case_id, fields=form.placement(), now=request.now)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het nieuwe werk is afgesproken."), HERE, case_id)
        form.refuse(refusal, FIELD_OF.get(refusal.rule))
    return _show(request, "new", page, form=form)


def _first(chosen: VacancyChoice | None) -> dict[str, Any]:
    if chosen is None:
        return {}
    return {
        "vacancy": chosen.id,
        "contract": chosen.contract,
        "hours_per_week": chosen.hours_most,
        "starts_on": chosen.starts_on,
        "through": "open_hiring" if chosen.turn else "voorstel",
    }


@writing_view(roles=ADVISERS, purpose="begeleiding")
def turn(request: ActingRequest, case_id: int, placement_id: int, deed: str) -> HttpResponse:
    """Write down that somebody began or stopped, or that agreed work does not begin."""
    if deed not in POSSIBLE:
        raise Http404
    page = open_file(request, case_id)
    card = _card(request, case_id, placement_id)
    form = _form(request, card, deed)
    if request.method == "POST" and form.is_valid():
        refusal = refused(_do(request, placement_id, deed, form.cleaned_data))
        if refusal is None:
            return done(request, gettext("Dat is vastgelegd."), HERE, case_id)
        form.refuse(refusal, "on" if "on" in form.fields and refusal.rule != "plaatsing.stand" else None)
    return _show(request, "turn", page, form=form, card=card, deed=deed, words=words())


def _card(request: ActingRequest, case_id: int, placement_id: int) -> PlacementCard:
    rows = queries.placements_of(request.actor, case_id, now=request.now)
    card = next((one for one in rows if one.id == placement_id), None)
    if card is None:
        raise NotFoundError(placement_id)
    return card


def _form(request: ActingRequest, card: PlacementCard, deed: str) -> HouseForm:
    if deed == "begonnen":
        return StartForm(request.POST or None, initial={"on": card.starts_on})
    return (StopForm if deed == "gestopt" else CancelForm)(request.POST or None)


def _do(request: ActingRequest, placement_id: int, deed: str, given: dict[str, Any]) -> object:
    actor, now = request.actor, request.now
    if deed == "begonnen":
        return actions.start_placement(actor=actor, placement_id=placement_id, on=given["on"], now=now)
    if deed == "gestopt":
        return actions.stop_placement(
            actor=actor, placement_id=placement_id, on=given["on"], because=given["because"], now=now
        )
    return actions.cancel_placement(actor=actor, placement_id=placement_id, because=given["because"], now=now)


def _show(request: ActingRequest, template: str, page: CasePage, **context: Any) -> HttpResponse:
    form = context.get("form")
    named = {"page": page, "header": page.header, "tabs": tabs(page, HERE)}
    wrong = form is not None and bool(form.errors)
    return render(request, f"placing/{template}.html", named | context, status=400 if wrong else 200)
