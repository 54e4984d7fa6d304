"""Which parties work in a region, and who of the unions is first contact (R-032, R-047)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.decision import NotFoundError, Refusal
from overstap.parties import actions
from overstap.parties import queries as parties
from overstap.parties.values import PartyCard, RegionPage
from overstap.web.guards import reading_view, writing_view
from overstap.web.oversight.opening import OVERSEERS, done, open_region, refused, show_region, today
from overstap.web.oversight.region_forms import FirstContactForm, KnownPartyForm, LastDayForm, NewPartyForm
from overstap.web.request import ActingRequest

HERE = "oversight:parties"
UNION = "vakbond"


@reading_view(roles=OVERSEERS)
def partners(request: ActingRequest, code: str) -> HttpResponse:
    """The parties of the region."""
    return _show(request, open_region(request, code))


def _show(request: ActingRequest, page: RegionPage, **context: Any) -> HttpResponse:
    first = parties.first_responsible_party(page.region.code, "sociale_partners", "", today(request))
    return show_region(request, "parties", page, HERE, **({"first_contact": first} | context))


@writing_view(roles=OVERSEERS)
def add_new(request: ActingRequest, code: str) -> HttpResponse:
    """Let an organisation take part that is not known yet."""
    page, day = open_region(request, code), today(request)
    form = NewPartyForm(request.POST or None, on=day, initial={"valid_from": day})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.add_party(actor=request.actor, region_code=code, now=request.now, **form.cleaned_data)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De partij werkt nu mee in deze regio."), HERE, code)
    names = parties.municipality_names(day)
    return show_region(request, "new_party", page, HERE, form=form, refusal=refusal, municipalities=names)


@writing_view(roles=OVERSEERS)
def add_known(request: ActingRequest, code: str) -> HttpResponse:
    """Let an organisation work here that works elsewhere already."""
    page, day = open_region(request, code), today(request)
    here = {card.id for card in page.parties}
    others = [card for card in parties.parties() if card.id not in here]
    form = KnownPartyForm(request.POST or None, others=others, initial={"valid_from": day})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.add_party_to_region(
            actor=request.actor,
            region_code=code,
            party_id=form.cleaned_data["party"],
            valid_from=form.cleaned_data["valid_from"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De partij werkt nu mee in deze regio."), HERE, code)
    return show_region(request, "known_party", page, HERE, form=form, refusal=refusal)


@writing_view(roles=OVERSEERS)
def leave(request: ActingRequest, code: str) -> HttpResponse:
    """Let one's own organisation leave the region; nobody decides that for another (R-026)."""
    page = open_region(request, code)
    own = next((card for card in page.parties if card.id == request.actor.party_id), None)
    if own is None:
        raise NotFoundError(code)
    form = LastDayForm(request.POST or None, initial={"until": today(request)})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.end_party_in_region(
            actor=request.actor,
            region_code=code,
            party_id=own.id,
            until=form.cleaned_data["until"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De laatste dag in deze regio is vastgelegd."), HERE, code)
    return show_region(request, "leave", page, HERE, form=form, refusal=refusal, own=own)


@writing_view(roles=OVERSEERS)
def first_contact(request: ActingRequest, code: str) -> HttpResponse:
    """Which union takes up people who name no union of their own (R-047)."""
    page = open_region(request, code)
    unions: list[PartyCard] = [card for card in page.parties if card.kind == UNION]
    current = parties.first_responsible_party(code, "sociale_partners", "", today(request))
    form = FirstContactForm(request.POST or None, unions=unions, initial={"party": current.id if current else None})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        agreed = [card.id for card in unions] if form.cleaned_data["agreed"] else []
        answer = actions.set_first_contact(
            actor=request.actor,
            region_code=code,
            party_id=form.cleaned_data["party"],
            agreed_party_ids=agreed,
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het eerste aanspreekpunt van de vakbonden is vastgelegd."), HERE, code)
    return show_region(request, "first_contact", page, HERE, form=form, refusal=refusal)
