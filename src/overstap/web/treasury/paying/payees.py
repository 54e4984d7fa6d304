"""Whom we pay and from where: proposed by one person, confirmed by another; numbers stay out of every address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.payments import actions, queries
from overstap.treasury import queries as treasury
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.paying.forms import (
    CONFIRM,
    AccountDecisionForm,
    AccountForm,
    PayeeForm,
    StreamAccountForm,
)
from overstap.web.treasury.paying.showing import show_paying, stream_names
from overstap.web.treasury.showing import MONEY, done, refused

PAYEE_KEEPERS = frozenset({Role.CASHIER, Role.CASHIER_APPROVER})
DECIDE = "beslissen"


@reading_view(roles=MONEY)
def payees(request: ActingRequest) -> HttpResponse:
    """Everyone we pay; account numbers masked."""
    found = queries.payees(request.actor)
    waiting = [one for one in found if one.proposed is not None]
    may_propose = request.actor.has(*PAYEE_KEEPERS)
    return show_paying(request, "payees", payees=found, waiting=waiting, may_propose=may_propose)


@writing_view(roles=PAYEE_KEEPERS)
def new_payee(request: ActingRequest) -> HttpResponse:
    """Propose the first account number of a recipient."""
    form = PayeeForm(request.POST if request.method == "POST" else None, initial=_from_claim(request))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.propose_payee_account(actor=request.actor, now=request.now, **form.cleaned_data)
        if not isinstance(answer, Refusal):
            return _proposed(request, "treasury:payee", answer.key)
        refusal = answer
    return show_paying(request, "new_payee", form=form, refusal=refusal)


def _from_claim(request: ActingRequest) -> dict[str, Any]:
    """The recipient of the claim that the link came from; names stay out of the address."""
    try:
        card = treasury.claim(request.actor, UUID(request.GET.get("aanspraak", "")))
    except (ValueError, NotFoundError):
        return {}
    return {"recipient": card.recipient, "holder": card.recipient}


@writing_view(roles=MONEY)
def payee(request: ActingRequest, key: UUID) -> HttpResponse:
    """One payee: the numbers it had, a proposal for another, and the decision of a second person."""
    page = queries.payee(request.actor, key)
    deciding = request.POST.get("deed") == DECIDE
    decision = AccountDecisionForm(request.POST if deciding else None)
    form = AccountForm(request.POST if request.method == "POST" and not deciding else None)
    refusal: Refusal | None = None
    if deciding and decision.is_valid() and page.card.proposed is not None:
        refusal = refused(
            actions.decide_payee_account(
                actor=request.actor, account_key=page.card.proposed.key, now=request.now, **_decision(decision)
            )
        )
        if refusal is None:
            return done(request, gettext("Uw besluit is vastgelegd."), "treasury:payee", key)
    elif request.method == "POST" and not deciding and form.is_valid():
        answer = actions.propose_payee_account(
            actor=request.actor, recipient=page.card.recipient, kind=page.card.kind, now=request.now,
            **form.cleaned_data,
        )  # fmt: skip
        refusal = refused(answer)
        if refusal is None:
            return _proposed(request, "treasury:payee", key)
    may = request.actor.has(*PAYEE_KEEPERS)
    wrong = decision if deciding else form
    return show_paying(
        request, "payee", page=page, card=page.card, account_form=form, decision=decision, form=wrong, refusal=refusal,
        may=may, own=page.card.proposed is not None and page.card.proposed.proposed_by_id == request.actor.user_id,
    )  # fmt: skip


@writing_view(roles=MONEY)
def accounts(request: ActingRequest) -> HttpResponse:
    """From which account each stream pays, and a proposal for another."""
    form = StreamAccountForm(
        request.POST if request.method == "POST" else None, streams=stream_names().items(),
        initial={"stream": request.GET.get("geldstroom", "")},
    )  # fmt: skip
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.propose_debtor_account(actor=request.actor, now=request.now, **form.cleaned_data)
        refusal = refused(answer)
        if refusal is None:
            return _proposed(request, "treasury:accounts")
    return show_paying(request, "accounts", rows=queries.stream_accounts(request.actor), form=form, refusal=refusal)


@writing_view(roles=MONEY)
def account(request: ActingRequest, key: UUID) -> HttpResponse:
    """The decision of a second person about an account of ours."""
    rows = queries.stream_accounts(request.actor)
    row = next((one for one in rows if one.proposed is not None and one.proposed.key == key), None)
    if row is None or row.proposed is None:
        raise NotFoundError(f"no proposal {key}")
    form = AccountDecisionForm(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.decide_debtor_account(actor=request.actor, account_key=key, now=request.now, **_decision(form))
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Uw besluit is vastgelegd."), "treasury:accounts")
    own = row.proposed.proposed_by_id == request.actor.user_id
    return show_paying(request, "account", row=row, form=form, refusal=refusal, own=own)


def _decision(form: AccountDecisionForm) -> dict[str, Any]:
    return {"confirm": form.cleaned_data["decision"] == CONFIRM, "answer": form.cleaned_data["answer"]}


def _proposed(request: ActingRequest, name: str, *args: object) -> HttpResponse:
    sentence = gettext("Het rekeningnummer is voorgesteld. Een collega gaat het na en bevestigt het.")
    return done(request, sentence, name, *args)
