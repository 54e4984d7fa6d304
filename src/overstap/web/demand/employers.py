"""Employers on screen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from overstap.brokerage.queries import company_groups
from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.demand import queries
from overstap.demand.actions import add_site, change_employer, register_employer
from overstap.demand.national import company_page
from overstap.web.demand.forms import FIELD_OF, EmployerForm, SiteForm
from overstap.web.demand.words import words
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest

BROKERS = frozenset({Role.BROKER, Role.COORDINATOR})
KEEPERS = BROKERS | {Role.EMPLOYER}
LONGEST = 80


def by_broker(request: ActingRequest) -> bool:
    """Whether the reader may say what only a broker says."""
    return request.actor.has(*BROKERS)


@reading_view(roles=KEEPERS)
def employers(request: ActingRequest) -> HttpResponse:
    """The employers of the reader."""
    text = request.GET.get("zoek", "").strip()[:LONGEST]
    found = queries.employers(request.actor, text)
    context = {"employers": found, "text": text, "brokering": by_broker(request), "most": queries.MOST_EMPLOYERS}
    return render(request, "demand/employers.html", context)


@writing_view(roles=BROKERS)
def add(request: ActingRequest) -> HttpResponse:
    """Write down an employer with its first site."""
    data = request.POST if request.method == "POST" else None
    form, site = EmployerForm(data, by_broker=True), SiteForm(data)
    if request.method == "POST" and form.is_valid() & site.is_valid():
        made = register_employer(actor=request.actor, fields=form.employer(), site=site.site(), now=request.now)
        if not isinstance(made, Refusal):
            messages.success(request, _("De werkgever staat erin."))
            return redirect("demand:employer", made)
        field = FIELD_OF.get(made.rule)
        (site if field in site.fields else form).refuse(made, field)
    wrong = bool(form.errors or site.errors)
    context = {"form": form, "site": site}
    return render(request, "demand/employer_form.html", context, status=400 if wrong else 200)


@writing_view(roles=KEEPERS)
def change(request: ActingRequest, employer_id: int) -> HttpResponse:
    """Change what is known of an employer."""
    card = queries.employer(request.actor, employer_id)
    data = request.POST if request.method == "POST" else None
    form = EmployerForm(data, initial=EmployerForm.shown(card), by_broker=by_broker(request))
    if request.method == "POST" and form.is_valid():
        answer = change_employer(actor=request.actor, employer_id=employer_id, fields=form.employer(), now=request.now)
        if not isinstance(answer, Refusal):
            messages.success(request, _("De gegevens van de werkgever zijn bewaard."))
            return redirect("demand:employer", employer_id)
        form.refuse(answer, FIELD_OF.get(answer.rule))
    context = {"form": form, "card": card}
    return render(request, "demand/employer_form.html", context, status=400 if form.errors else 200)


@writing_view(roles=KEEPERS)
def employer(request: ActingRequest, employer_id: int) -> HttpResponse:
    """One employer with its sites and vacancies; adding a site."""
    card = queries.employer(request.actor, employer_id)
    form = SiteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = add_site(actor=request.actor, employer_id=employer_id, site=form.site(), now=request.now)
        if not isinstance(answer, Refusal):
            messages.success(request, _("De vestiging staat erbij."))
            return redirect("demand:employer", employer_id)
        form.refuse(answer, FIELD_OF.get(answer.rule))
    today = request.now.date()
    context = {
        "card": card,
        "form": form,
        "company": company_page(request.actor, employer_id, on=today),
        "groups": company_groups(request.actor, employer_id),
        "brokering": by_broker(request),
        "vacancies": queries.vacancies(request.actor, on=today, employer_id=employer_id),
        "words": words(),
    }
    return render(request, "demand/employer.html", context, status=400 if form.errors else 200)
