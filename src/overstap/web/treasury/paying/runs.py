"""Payment runs: every run, making one, and one run with its check, release, file and what the bank said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from overstap.core.actor import Role
from overstap.core.bankdays import next_bank_day
from overstap.core.decision import Refusal
from overstap.payments import actions, queries
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.paying.forms import ReasonForm, RunForm
from overstap.web.treasury.paying.showing import show_paying
from overstap.web.treasury.showing import MONEY, done, refused

WITHDRAW = "intrekken"


@reading_view(roles=MONEY)
def runs(request: ActingRequest) -> HttpResponse:
    """Every run, newest first, and what came back and waits."""
    return show_paying(
        request,
        "runs",
        runs=queries.runs(request.actor),
        payables=queries.payables(request.actor),
        returned=queries.returned_lines(request.actor),
        may_make=request.actor.has(Role.CASHIER),
    )


@writing_view(roles=frozenset({Role.CASHIER}))
def make(request: ActingRequest) -> HttpResponse:
    """Choose claims and a day; what cannot be paid yet is told beside it."""
    payables = queries.payables(request.actor)
    stream = request.GET.get("geldstroom", "")
    streams = {one.claim.stream: one.claim for one in payables}
    shown = [one for one in payables if not stream or one.claim.stream == stream]
    ready = [one for one in shown if one.obstacle is None]
    today = timezone.localdate(request.now)
    form = RunForm(
        request.POST if request.method == "POST" else None,
        claims=[one.claim.key for one in ready],
        initial={"execution_on": next_bank_day(today), "claims": [str(one.claim.key) for one in ready]},
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.make_run(
            actor=request.actor,
            key=form.cleaned_data["key"],
            claim_keys=[UUID(key) for key in form.cleaned_data["claims"]],
            execution_on=form.cleaned_data["execution_on"],
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            return done(request, gettext("De betaalopdracht staat klaar. Een ander geeft haar vrij."), "treasury:run",
                        answer.key)  # fmt: skip
        refusal = answer
    waiting = [one for one in shown if one.obstacle is not None]
    context: dict[str, Any] = {"ready": ready, "waiting": waiting, "streams": streams, "stream": stream}
    return show_paying(
        request, "make_run", form=form, refusal=refusal, chosen=form.chosen(),
        ready_cents=sum(one.claim.amount_cents for one in ready), **context,
    )  # fmt: skip


@writing_view(roles=MONEY)
def run(request: ActingRequest, key: UUID) -> HttpResponse:
    """One run: check it, release or withdraw it, fetch its file, and see what the bank said."""
    refusal: Refusal | None = None
    form = ReasonForm(label=gettext("Waarom trekt u de opdracht in?"))
    if request.method == "POST" and request.POST.get("deed") == WITHDRAW:
        form = ReasonForm(request.POST, label=gettext("Waarom trekt u de opdracht in?"))
        if form.is_valid():
            because = form.cleaned_data["because"]
            answer = actions.withdraw_run(actor=request.actor, run_key=key, because=because, now=request.now)
            refusal = refused(answer)
            if refusal is None:
                return done(request, gettext("De betaalopdracht is ingetrokken."), "treasury:runs")
    elif request.method == "POST":
        refusal = refused(actions.release_run(actor=request.actor, run_key=key, now=request.now))
        if refusal is None:
            sentence = gettext("De betaalopdracht is vrijgegeven. Het bestand voor de bank staat klaar.")
            return done(request, sentence, "treasury:run", key)
    page = queries.run(request.actor, key, today=timezone.localdate(request.now))
    return show_paying(
        request, "run", page=page, run=page.card, refusal=refusal, form=form, is_cashier=request.actor.has(Role.CASHIER)
    )


@reading_view(roles=frozenset({Role.CASHIER}))
def run_file(request: ActingRequest, key: UUID) -> HttpResponse:
    """The file for the bank: always the same bytes; the trail says who fetched it."""
    file = queries.run_file(request.actor, key, now=request.now)
    answer = HttpResponse(file.content, content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer
