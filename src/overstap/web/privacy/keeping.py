"""Terms of keeping, files that must stay, and destroying by two people."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from overstap.core.decision import NotFoundError, Refusal
from overstap.privacy import actions, queries
from overstap.web.guards import reading_view, writing_view
from overstap.web.privacy.forms import HoldForm, TermForm
from overstap.web.privacy.kinds import named
from overstap.web.privacy.opening import OFFICERS, answer, done, one_form, show
from overstap.web.request import ActingRequest
from overstap.web.templatetags.components import spoken

LIST, ONE = "privacy:destructions", "privacy:destruction"


@reading_view(roles=OFFICERS)
def terms(request: ActingRequest) -> HttpResponse:
    """How long each kind of record is kept, and what must still be set."""
    rows = queries.term_rows(request.actor, request.now)
    return show(request, "terms", rows=rows, unset=sum(row.unset for row in rows))


@writing_view(roles=OFFICERS)
def term(request: ActingRequest, record: str) -> HttpResponse:
    """Set a term that no source gives."""
    row = next((one for one in queries.term_rows(request.actor, request.now) if one.record == record), None)
    if row is None or not row.may_set:
        raise NotFoundError(record)
    form = TermForm(request.POST or None)
    if request.method == "POST":
        deed = partial(actions.set_term, actor=request.actor, record_id=record, now=request.now)
        if answer(form, deed):
            return done(request, _("De bewaartermijn is ingesteld."), "privacy:terms")
    back, title = reverse("privacy:terms"), _("Bewaartermijn instellen")
    return one_form(request, form, title=title, button=_("Stel in"), back=back, intro=spoken(row.name))


@reading_view(roles=OFFICERS)
def destructions(request: ActingRequest) -> HttpResponse:
    """What was proposed and what was destroyed."""
    return show(request, "destructions", cards=queries.destructions(request.actor))


@writing_view(roles=OFFICERS, methods=("POST",))
def propose(request: ActingRequest) -> HttpResponse:
    """Put every file, or every single record, whose term has passed on a list."""
    deed = actions.propose_records if "stukken" in request.POST else actions.propose
    outcome = deed(actor=request.actor, now=request.now)
    if isinstance(outcome, Refusal):
        cards = queries.destructions(request.actor)
        return show(request, "destructions", status=400, cards=cards, refusal=outcome)
    return done(request, _("De lijst staat klaar voor een tweede persoon."), ONE, outcome.id)


@writing_view(roles=OFFICERS)
def destruction(request: ActingRequest, destruction_id: int) -> HttpResponse:
    """What would go, counted; by the second person: destroy it, or let it stay."""
    refusal: Refusal | None = None
    if request.method == "POST":
        deed = actions.destroy if "vernietig" in request.POST else actions.reject
        outcome = deed(actor=request.actor, destruction_id=destruction_id, now=request.now)
        if not isinstance(outcome, Refusal):
            said = _("Vernietigd.") if outcome.state == "uitgevoerd" else _("De dossiers blijven.")
            return done(request, said, ONE, destruction_id)
        refusal = outcome
    card = queries.destruction_page(request.actor, destruction_id)
    waiting = card.state == "voorgesteld"
    return show(
        request,
        "destruction",
        status=400 if refusal else 200,
        card=card,
        counts=named(card.counts),
        refusal=refusal,
        waiting=waiting,
        own=card.proposed_by_id == request.actor.user_id,
    )


@writing_view(roles=OFFICERS)
def hold(request: ActingRequest) -> HttpResponse:
    """Let a file stay whatever its term says, or let it go again."""
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person = queries.own_person_with_number(request.actor, given["number"])
        if person is None:
            form.add_error("number", _("Dit nummer kennen wij hier niet. Kijk het na."))
        else:
            outcome = actions.hold(
                actor=request.actor, participant_id=person, because=given["because"], now=request.now
            )
            if outcome is None:
                return done(request, _("Dit dossier blijft, ook als de termijn voorbij is."), "privacy:holds")
            form.refuse(outcome)
    holds = queries.holds(request.actor)
    status = 400 if form.errors else 200
    return show(request, "holds", status=status, form=form, holds=holds)


@writing_view(roles=OFFICERS, methods=("POST",))
def release(request: ActingRequest, participant_id: int) -> HttpResponse:
    """End a hold."""
    actions.release(actor=request.actor, participant_id=participant_id, now=request.now)
    return done(request, _("De bewaarplicht is beëindigd."), "privacy:holds")
