"""What waits to be paid and what was paid, and money that is asked back."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.payments import queries as payments
from overstap.treasury import actions, queries
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.forms import RecoverForm
from overstap.web.treasury.paying import words as pay_words
from overstap.web.treasury.showing import MONEY, done, refused, show

SHOWN_DAYS = 30


@reading_view(roles=MONEY)
def waiting(request: ActingRequest) -> HttpResponse:
    """What is approved and waits to be paid, and what was paid of late."""
    since = request.now - dt.timedelta(days=SHOWN_DAYS)
    return show(
        request,
        "payments",
        claims=queries.payments_waiting(request.actor),
        payments=queries.payments_made(request.actor, since=since),
        days=SHOWN_DAYS,
    )


@reading_view(roles=MONEY)
def payment(request: ActingRequest, key: UUID) -> HttpResponse:
    """One approved claim: in which payment runs it stood, and whether it is paid."""
    card = queries.claim(request.actor, key)
    lines = payments.lines_of_claim(request.actor, key)
    return show(
        request,
        "payment",
        claim=card,
        approved=card.state == "goedgekeurd",
        paid=queries.payment_of(request.actor, key),
        lines=lines,
        waits_in=next((line for line in lines if line.state == "klaargezet"), None),
        is_cashier=request.actor.has(Role.CASHIER),
        pay=pay_words,
    )


@writing_view(roles=frozenset({Role.CASHIER}))
def recover(request: ActingRequest, key: UUID) -> HttpResponse:
    """Book a payment that came back."""
    card = queries.claim(request.actor, key)
    form = RecoverForm(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.recover_payment(
            actor=request.actor, claim_key=key, because=form.cleaned_data["because"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            sentence = gettext("Het bedrag is teruggeboekt en weer vrij in het budget.")
            return done(request, sentence, "treasury:commitment", card.commitment_key)
    return show(request, "recover", claim=card, form=form, refusal=refusal)
