"""Handing over a file, or asking another party for help; and answering such an offer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from overstap.casework import actions
from overstap.casework.queries import CasePage
from overstap.core.decision import NotFoundError
from overstap.parties import queries as parties
from overstap.web.guards import writing_view
from overstap.web.guidance.forms import FirstContactForm, HandoverForm, ReasonForm
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.request import ActingRequest


@writing_view(roles=ADVISERS, purpose="begeleiding")
def handovers(request: ActingRequest, case_id: int) -> HttpResponse:
    """The hand-overs of a file, and the form for a new offer."""
    page = open_file(request, case_id)
    on = timezone.localtime(request.now).date()
    found = parties.parties_in_region(page.header.region_code, on=on, kinds=None)
    others = [(card.id, card.name) for card in found if card.id != request.actor.party_id]
    form = HandoverForm(request.POST or None, parties=others)
    if request.method == "POST" and form.is_valid():
        answer = actions.offer_handover(actor=request.actor, case_id=case_id, now=request.now, **_offer(form))
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De overdracht is aangeboden."), "guidance:handovers", case_id)
        form.refuse(refusal)
    return show(
        request, "handovers", page, "guidance:handovers", form=form, first_contact=FirstContactForm(prefix="contact")
    )


def _open(request: ActingRequest, case_id: int, handover_id: int) -> CasePage:
    """Give the file of a hand-over; raises NotFoundError when the hand-over is of another file."""
    page = open_file(request, case_id)
    if handover_id not in {card.id for card in page.handovers}:
        raise NotFoundError(handover_id)
    return page


def _offer(form: HandoverForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "kind": given["kind"],
        "to_party_id": given["to_party"],
        "because": given["because"],
        "person_agrees": given["person_agrees"],
        "agreed_through": given["how"],
    }


@writing_view(roles=ADVISERS, purpose="overdracht", methods=("POST",))
def accept(request: ActingRequest, case_id: int, handover_id: int) -> HttpResponse:
    """Take over what was offered."""
    _open(request, case_id, handover_id)
    answer = actions.accept_handover(actor=request.actor, handover_id=handover_id, now=request.now)
    if refusal := refused(answer):
        return _again(request, case_id, refusal=refusal)
    return done(request, gettext("U hebt de overdracht aanvaard."), "guidance:case", case_id)


@writing_view(roles=ADVISERS, purpose="overdracht")
def refuse(request: ActingRequest, case_id: int, handover_id: int) -> HttpResponse:
    """Refuse what was offered, with the reason."""
    page = _open(request, case_id, handover_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = actions.refuse_handover(
            actor=request.actor, handover_id=handover_id, reason=form.cleaned_data["reason"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            messages.success(request, gettext("U hebt de overdracht geweigerd. De andere partij ziet uw reden."))
            return HttpResponseRedirect(reverse("guidance:start"))
        form.refuse(refusal)
    return show(request, "refuse_handover", page, "guidance:handovers", form=form)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def withdraw(request: ActingRequest, case_id: int, handover_id: int) -> HttpResponse:
    """Take an offer back."""
    _open(request, case_id, handover_id)
    answer = actions.withdraw_handover(actor=request.actor, handover_id=handover_id, now=request.now)
    if refusal := refused(answer):
        return _again(request, case_id, refusal=refusal)
    return done(request, gettext("De overdracht is ingetrokken."), "guidance:handovers", case_id)


@writing_view(roles=ADVISERS, purpose="overdracht", methods=("POST",))
def first_contact(request: ActingRequest, case_id: int, handover_id: int) -> HttpResponse:
    """Record the first talk after a hand-over."""
    _open(request, case_id, handover_id)
    form = FirstContactForm(request.POST, prefix="contact")
    if form.is_valid():
        answer = actions.record_first_contact(
            actor=request.actor, handover_id=handover_id, contact_on=form.cleaned_data["on"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het eerste gesprek is vastgelegd."), "guidance:handovers", case_id)
        form.refuse(refusal)
    return _again(request, case_id, first_contact=form)


def _again(request: ActingRequest, case_id: int, **context: object) -> HttpResponse:
    return show(request, "handovers", open_file(request, case_id), "guidance:handovers", **context)
