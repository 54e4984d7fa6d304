"""Reallocation: proposed with how both budgets stand, decided by the framework keeper, kept for ever (R-262)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.core.ledger import Position
from overstap.treasury import actions, queries
from overstap.treasury.framework_cards import ReallocationCard
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.keeping.forms import REJECT, ReallocationDecisionForm, ReallocationForm
from overstap.web.treasury.showing import MONEY, done, refused, region_names, show

PROPOSERS = (Role.CASHIER, Role.FRAMEWORK_KEEPER)


@reading_view(roles=MONEY)
def history(request: ActingRequest) -> HttpResponse:
    """Every proposal and decision, newest first."""
    cards = queries.reallocations(request.actor)
    return show(request, "keeping/reallocations", cards=cards, may_propose=request.actor.has(*PROPOSERS))


@writing_view(roles=frozenset(PROPOSERS))
def propose(request: ActingRequest) -> HttpResponse:
    """Propose that money goes to another budget."""
    form = ReallocationForm(
        request.POST if request.method == "POST" else None,
        streams=queries.framework_choices(),
        names=region_names(),
        years=queries.framework_years(request.now.date()),
        initial=_asked(request),
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.propose_reallocation(
            actor=request.actor,
            key=form.cleaned_data["key"],
            giver=form.place("from"),
            taker=form.place("to"),
            year=form.cleaned_data["year"],
            amount_cents=form.cleaned_data["amount"],
            because=form.cleaned_data["because"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            sentence = gettext("Het voorstel is opgeslagen. De kaderhouder besluit.")
            return done(request, sentence, "treasury:reallocation", form.cleaned_data["key"])
    return show(request, "keeping/reallocate", form=form, refusal=refusal)


def _asked(request: ActingRequest) -> dict[str, Any]:
    """What a link from a budget fills in beforehand."""
    asked = {"from_stream": "geldstroom", "from_region": "regio", "year": "jaar"}
    return {"year": request.now.year} | {
        field: request.GET[name] for field, name in asked.items() if name in request.GET
    }


@writing_view(roles=MONEY)
def reallocation(request: ActingRequest, key: UUID) -> HttpResponse:
    """One proposal, and the decision about it for who may take it."""
    card = queries.reallocation(request.actor, key)
    form = ReallocationDecisionForm(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data["source"]
        if form.cleaned_data["decision"] == REJECT:
            answer = actions.reject_reallocation(actor=request.actor, key=key, because=source, now=request.now)
            sentence = gettext("Het geld blijft waar het is.")
        else:
            answer = actions.decide_reallocation(actor=request.actor, key=key, source=source, now=request.now)
            sentence = gettext("Het geld is herverdeeld.")
        refusal = refused(answer)
        if refusal is None:
            return done(request, sentence, "treasury:reallocation", key)
    open_still = card.state == "voorgesteld"
    not_mine = actions.may_set_budgets(request.actor)
    own = card.proposed_by_id == request.actor.user_id
    return show(
        request,
        "keeping/reallocation",
        card=card,
        form=form,
        refusal=refusal,
        waits=open_still,
        own=own,
        may_decide=open_still and not_mine is None and not own,
        standings=_standings(card),
    )


def _standings(card: ReallocationCard) -> tuple[tuple[str, Position, int], ...]:
    """Both budgets as they were with the proposal and as they are now, with what is in use."""
    now = [
        queries.position(stream=one.stream, region_code=one.region_code, year=one.year)
        for one in (card.giver, card.taker)
    ]
    told = (
        (gettext("Van, bij het voorstel"), card.giver_then),
        (gettext("Van, nu"), now[0]),
        (gettext("Naar, bij het voorstel"), card.taker_then),
        (gettext("Naar, nu"), now[1]),
    )
    return tuple((name, standing, standing.ceiling - standing.free) for name, standing in told)
