"""Vouchers: giving one its number, and taking one in with the bill of a provider."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.payments import actions, queries
from overstap.treasury import queries as treasury
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.paying.forms import VoucherForm
from overstap.web.treasury.paying.showing import show_paying
from overstap.web.treasury.showing import MONEY, done, refused

CASHIER = frozenset({Role.CASHIER})


@reading_view(roles=MONEY)
def vouchers(request: ActingRequest) -> HttpResponse:
    """Every voucher, the newest first."""
    found = queries.vouchers(request.actor)
    return show_paying(request, "vouchers", vouchers=found, is_cashier=request.actor.has(Role.CASHIER))


@writing_view(roles=CASHIER)
def redeem(request: ActingRequest) -> HttpResponse:
    """Take in a voucher with its bill; of the file of the bill only the fingerprint is kept."""
    form = VoucherForm(request.POST, request.FILES) if request.method == "POST" else VoucherForm()
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        file = data["file"]
        bill = actions.Bill(
            provider=data["provider"],
            number=data["bill_number"],
            on=data["bill_on"],
            amount_cents=data["amount"],
            sha256=hashlib.sha256(file.read()).hexdigest() if file else "",
        )
        answer = actions.redeem_voucher(
            actor=request.actor, key=data["key"], number=data["number"], bill=bill, now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            sentence = gettext("De voucher is ingeleverd. Een goedkeurder beslist nu over het bedrag.")
            return done(request, sentence, "treasury:vouchers")
    return show_paying(request, "redeem_voucher", form=form, refusal=refusal)


@writing_view(roles=CASHIER)
def issue(request: ActingRequest, key: UUID) -> HttpResponse:
    """Give the voucher of a commitment its number, and show it to hand over."""
    card = treasury.commitment_history(request.actor, key).card
    refusal: Refusal | None = None
    if request.method == "POST":
        answer = actions.issue_voucher(actor=request.actor, commitment_key=key, now=request.now)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De voucher heeft een nummer."), "treasury:issue_voucher", key)
    voucher = queries.voucher_of(request.actor, key)
    return show_paying(request, "issue_voucher", card=card, voucher=voucher, refusal=refusal)
