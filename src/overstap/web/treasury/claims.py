"""Claims that wait for a decision by a second person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.treasury import actions, queries
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.forms import REJECT, DecisionForm
from overstap.web.treasury.showing import MONEY, done, refused, show


@reading_view(roles=MONEY)
def waiting(request: ActingRequest) -> HttpResponse:
    """The claims that nobody decided on yet, oldest first."""
    return show(request, "claims", claims=queries.claims_waiting(request.actor))


@writing_view(roles=MONEY)
def claim(request: ActingRequest, key: UUID) -> HttpResponse:
    """One claim, and the decision about it for who may take it."""
    card = queries.claim(request.actor, key)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if form.cleaned_data["decision"] == REJECT:
            answer = actions.reject_claim(actor=request.actor, claim_key=key, because=because, now=request.now)
            sentence = gettext("De aanspraak is afgewezen.")
        else:
            answer = actions.approve_claim(actor=request.actor, claim_key=key, now=request.now)
            sentence = gettext("De aanspraak is goedgekeurd. De kassier zet haar in een betaalopdracht.")
        refusal = refused(answer)
        if refusal is None:
            return done(request, sentence, "treasury:claims")
    waits = card.state == "ingediend"
    return show(
        request,
        "claim",
        claim=card,
        form=form,
        refusal=refusal,
        waits=waits,
        may_decide=waits and request.actor.has(Role.CASHIER_APPROVER) and card.submitted_by_id != request.actor.user_id,
        own=card.submitted_by_id == request.actor.user_id,
    )
