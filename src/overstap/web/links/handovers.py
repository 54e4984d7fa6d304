"""Answering a request for help without an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from overstap.casework import actions, queries
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.links.values import LinkCard
from overstap.web.forms import HouseForm
from overstap.web.guidance.handover_forms import FirstContactForm, QuestionForm, RefuseForm
from overstap.web.request import ActingRequest

ACCEPT, REFUSE, CONTACT, ASK = "aanvaarden", "weigeren", "contact", "vraag"


def answer(request: ActingRequest, card: LinkCard, actor: Actor, path: str) -> HttpResponse:
    """Show a request for help, and say yes, say no with a reason, ask something, or tell when you first talked."""
    handover_id = int(card.object_id)
    forms: dict[str, HouseForm] = {
        REFUSE: RefuseForm(prefix=REFUSE),
        CONTACT: FirstContactForm(prefix=CONTACT),
        ASK: QuestionForm(prefix=ASK),
    }
    refusal: Refusal | None = None
    doe = request.POST.get("doe", "") if request.method == "POST" else ""
    if doe in forms:
        forms[doe] = type(forms[doe])(request.POST, prefix=doe)
    if doe == ACCEPT or (doe in forms and forms[doe].is_valid()):
        given = forms[doe].cleaned_data if doe in forms else {}
        refusal = _do(doe, given, actor, handover_id, request)
        if refusal is None:
            messages.success(request, _said(doe))
            # Who said no has nothing to see here any more: the link ended with it.
            return render(request, "links/answered.html") if doe == REFUSE else redirect(path)
    page = queries.handover_by_link(actor, handover_id, now=request.now)
    wrong = next((form for form in forms.values() if form.is_bound and form.errors), None)
    context = {"page": page, "forms": forms, "refusal": refusal, "form": wrong}
    return render(request, "links/handover.html", context, status=400 if refusal or wrong else 200)


def _do(doe: str, given: Mapping[str, Any], actor: Actor, handover_id: int, request: ActingRequest) -> Refusal | None:
    found: object = None
    if doe == ACCEPT:
        found = actions.accept_handover(actor=actor, handover_id=handover_id, now=request.now)
    elif doe == REFUSE:
        found = actions.refuse_handover(actor=actor, handover_id=handover_id, reason=given["reason"], now=request.now)
    elif doe == CONTACT:
        found = actions.record_first_contact(
            actor=actor, handover_id=handover_id, contact_on=given["on"], now=request.now
        )
    elif doe == ASK:
        found = actions.ask_about_handover(
            actor=actor, handover_id=handover_id, question=given["question"], now=request.now
        )
    return found if isinstance(found, Refusal) else None


def _said(doe: str) -> str:
    return {
        ACCEPT: gettext("U hebt ja gezegd. Neem contact op met de deelnemer en vul daarna de datum in."),
        REFUSE: gettext("U hebt nee gezegd. De afzender en de deelnemer lezen uw reden."),
        CONTACT: gettext("Het eerste gesprek is vastgelegd."),
        ASK: gettext("Uw vraag staat bij de afzender."),
    }[doe]
