"""Reversals: asked from an entry, decided by a second person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.actor import Actor, Role
from overstap.core.decision import Refusal
from overstap.treasury import actions, queries
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.keeping.forms import REJECT, ReversalDecisionForm, ReversalForm
from overstap.web.treasury.showing import MONEY, done, refused, show


@reading_view(roles=MONEY)
def waiting(request: ActingRequest) -> HttpResponse:
    """The requests that nobody decided on yet, oldest first."""
    return show(request, "keeping/reversals", cards=queries.reversals_waiting(request.actor))


@writing_view(roles=MONEY)
def entry(request: ActingRequest, entry_id: int) -> HttpResponse:
    """One entry; from here somebody asks to undo it."""
    page = queries.entry_page(request.actor, entry_id)
    form = ReversalForm(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.ask_reversal(
            actor=request.actor,
            key=form.cleaned_data["key"],
            entry_id=entry_id,
            because=form.cleaned_data["because"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            sentence = gettext("U vroeg een tegenboeking. Een collega beslist.")
            return done(request, sentence, "treasury:reversal", form.cleaned_data["key"])
    asked = next((one for one in page.requests if one.state == "gevraagd"), None)
    may_ask = page.obstacle is None and asked is None and _asks(request.actor, of_framework=page.of_framework)
    return show(request, "keeping/entry", page=page, form=form, refusal=refusal, asked=asked, may_ask=may_ask)


def _asks(actor: Actor, *, of_framework: bool) -> bool:
    """Tell whether this is someone who asks to undo such an entry."""
    return actions.may_set_budgets(actor) is None if of_framework else actor.has(Role.CASHIER)


def _decides(actor: Actor, *, of_framework: bool) -> bool:
    """Tell whether this is someone who decides about undoing such an entry."""
    return actions.may_set_budgets(actor) is None if of_framework else actor.has(Role.CASHIER_APPROVER)


@writing_view(roles=MONEY)
def reversal(request: ActingRequest, key: UUID) -> HttpResponse:
    """One request, and the decision about it for who may take it."""
    card = queries.reversal(request.actor, key)
    page = queries.entry_page(request.actor, card.entry_id)
    form = ReversalDecisionForm(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["decision"] == REJECT:
            because = form.cleaned_data["because"]
            answer = actions.reject_reversal(actor=request.actor, key=key, because=because, now=request.now)
            sentence = gettext("De boeking blijft staan.")
        else:
            answer = actions.reverse_entry(actor=request.actor, key=key, now=request.now)
            sentence = gettext("De boeking is tegengeboekt.")
        refusal = refused(answer)
        if refusal is None:
            return done(request, sentence, "treasury:entry", card.entry_id)
    waits, own = card.state == "gevraagd", card.asked_by_id == request.actor.user_id
    return show(
        request,
        "keeping/reversal",
        card=card,
        page=page,
        form=form,
        refusal=refusal,
        waits=waits,
        own=own,
        may_decide=waits and not own and _decides(request.actor, of_framework=page.of_framework),
    )
