"""One commitment from reservation to payment, with the proof of the decision behind it; nobody's name (R-404)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.actor import Role
from overstap.treasury import queries
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest
from overstap.web.treasury import words
from overstap.web.treasury.looking_back import PastDayForm, end_of_day, local_day
from overstap.web.treasury.showing import MONEY, show


@reading_view(roles=MONEY)
def commitment(request: ActingRequest, key: UUID) -> HttpResponse:
    """Everything about one commitment, as of now or of a past day."""
    form = PastDayForm(request.GET or None, today=local_day(request.now))
    day = form.day()
    page = queries.commitment_history(request.actor, key, as_of=request.now if day is None else end_of_day(day))
    told = dict(page.proof)
    if outcome := told.get("outcome"):
        told |= {"outcome": gettext(outcome)}
    proof = [(label, told[name]) for name, label in words.PROOFS.items() if name in told]
    open_now = day is None and page.card.state == "verplicht" and page.card.claimable_cents > 0
    may_give_voucher = open_now and request.actor.has(Role.CASHIER)
    return show(
        request, "commitment", page=page, card=page.card, proof=proof, form=form, day=day,
        may_give_voucher=may_give_voucher,
    )  # fmt: skip
