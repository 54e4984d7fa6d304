"""Agreements with companies in several regions, on screen (R-081)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from overstap.core.decision import Refusal
from overstap.demand import queries
from overstap.demand.actions import end_agreement, make_agreement
from overstap.demand.national import company_page, national_agreements
from overstap.web.demand.employers import BROKERS, KEEPERS
from overstap.web.demand.forms import FIELD_OF, NationalForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.translation import sentence_of


@reading_view(roles=KEEPERS)
def agreements(request: ActingRequest) -> HttpResponse:
    """What holds for companies with a site in the regions of the reader."""
    rows = national_agreements(request.actor, on=request.now.date())
    return render(request, "demand/agreements.html", {"rows": rows})


@writing_view(roles=BROKERS)
def make(request: ActingRequest, employer_id: int) -> HttpResponse:
    """Write an agreement down; everything that is not in order is said at once, and what was typed stays."""
    card = queries.employer(request.actor, employer_id)
    form = NationalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = make_agreement(actor=request.actor, employer_id=employer_id, fields=form.agreement(), now=request.now)
        if isinstance(answer, int):
            messages.success(request, _("De afspraak staat erin. Elke regio van het bedrijf ziet hem."))
            return redirect("demand:employer", employer_id)
        for one in answer:
            form.refuse(one, FIELD_OF.get(one.rule))
    company = company_page(request.actor, employer_id, on=request.now.date())
    context = {"form": form, "card": card, "company": company}
    return render(request, "demand/agreement_form.html", context, status=400 if form.errors else 200)


@writing_view(roles=BROKERS, methods=("POST",))
def end(request: ActingRequest, agreement_id: int) -> HttpResponse:
    """Say that an agreement ended."""
    answer = end_agreement(actor=request.actor, agreement_id=agreement_id, now=request.now)
    if isinstance(answer, Refusal):
        messages.error(request, sentence_of(answer))
        return redirect("demand:agreements")
    messages.success(request, _("De afspraak is gestopt."))
    return redirect("demand:employer", answer)
