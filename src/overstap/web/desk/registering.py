"""Registering someone who walks in or calls: one page, with the routing proposal and its reason before it is kept.

Nobody is sent away (R-102): who lives in another region or belongs with another party is registered there all the same.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from overstap.casework import actions as casework
from overstap.casework.values import Registered
from overstap.core.decision import N_, Refusal
from overstap.parties import queries as parties
from overstap.people import actions as people
from overstap.rules.values import Absent, Plain
from overstap.web.desk.finding import DESK, PURPOSE
from overstap.web.desk.proposal import RoutingProposal, propose
from overstap.web.factfields import fact, fact_field
from overstap.web.guards import reading_view, writing_view
from overstap.web.public.steps import ContactForm, NameForm, ResidenceForm, given_answers
from overstap.web.request import ActingRequest, wants_fragment

RESULT = "loket_aangemeld"

FACTS = (
    "huidige_status",
    "dienstverband_opgezegd",
    "tijdelijk_contract_stopt",
    "uitkering",
    "ww_einddatum",
    "ww_recht_maanden",
)

HOW = (
    (N_("aan het loket"), _("Aan het loket")),
    (N_("aan de telefoon"), _("Aan de telefoon")),
    (N_("per brief"), _("Per brief")),
)


class DeskRegistrationForm(ContactForm, NameForm, ResidenceForm):
    """Everything that is needed to open a file, on one page."""

    preferred = forms.TypedChoiceField(
        label=_("Voorkeur voor een organisatie"), required=False, coerce=int, empty_value=None
    )
    given_through = forms.ChoiceField(label=_("Hoe zei de persoon ja?"), choices=HOW, widget=forms.RadioSelect)
    agreed = forms.BooleanField(
        label=_("De persoon doet vrijwillig mee en weet wie het dossier gaat zien"),
        error_messages={"required": _("Leg eerst uit wie wat ziet. Zonder akkoord openen wij geen dossier.")},
    )
    field_order = (
        *FACTS,
        "municipality",
        "preferred",
        "first_name",
        "last_name",
        "birth_date",
        "email",
        "phone",
        "language",
        "given_through",
        "agreed",
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["preferred"].choices = [("", _("Geen voorkeur")), *choices]  # type: ignore[attr-defined]

    def further_fields(self) -> dict[str, forms.Field]:
        """The questions that decide who helps first."""
        return {fact_id: fact_field(fact(fact_id), required=fact_id == FACTS[0]) for fact_id in FACTS}

    def facts(self) -> dict[str, Plain | Absent]:
        """The answers about the situation; those that don't belong to it are left out."""
        data = self.cleaned_data
        employed = data.get("huidige_status") == "in_dienst"
        fitting: tuple[str, ...] = FACTS[:3] if employed else (FACTS[0], *FACTS[3:])
        if data.get("uitkering") != "ww":
            fitting = tuple(name for name in fitting if not name.startswith("ww_"))
        return given_answers({name: data.get(name) for name in fitting})


def _form(request: ActingRequest, data: Any = None) -> DeskRegistrationForm:
    today = request.now.date()
    kinds = {"vakbond", "werkgeversorganisatie"}
    here = {
        party.id: party.name
        for code in request.actor.region_codes
        for party in parties.parties_in_region(code, today, kinds)
    }
    return DeskRegistrationForm(data, today=today, choices=sorted(here.items(), key=lambda one: one[1]))


@sensitive_post_parameters()
@writing_view(roles=DESK, purpose=PURPOSE)
def register(request: ActingRequest) -> HttpResponse:
    """Show who would help (button or HTMX), and register when that is what was asked."""
    form = _form(request, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form)
    valid = form.is_valid()
    proposal = _proposal(form, request.now.date())
    if "toon" in request.POST or wants_fragment(request):
        return _preview(request, form, proposal)
    if not valid:
        return _page(request, form, proposal, status=400)
    outcome = _register(request, form)
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return _page(request, form, proposal, status=400)
    request.session[RESULT] = _kept(outcome, form)
    return redirect("desk:registered")


def _proposal(form: DeskRegistrationForm, today: dt.date) -> RoutingProposal | None:
    data = form.cleaned_data
    if "municipality" not in data or "huidige_status" not in data:
        return None
    return propose(form.facts(), data["municipality"], data.get("preferred"), today)


def _preview(request: ActingRequest, form: DeskRegistrationForm, proposal: RoutingProposal | None) -> HttpResponse:
    """Only the proposal; what is not filled in yet is no mistake at this moment."""
    if wants_fragment(request):
        return render(request, "desk/_proposal.html", {"proposal": proposal, "asked": True})
    kept = _form(request)
    kept.data, kept.is_bound = form.data, True
    kept.full_clean()
    for name in list(kept.errors):
        if name != "municipality":
            del kept.errors[name]
    return _page(request, kept, proposal)


def _page(
    request: ActingRequest,
    form: DeskRegistrationForm,
    proposal: RoutingProposal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "proposal": proposal,
        "asked": request.method == "POST",
        "municipalities": parties.municipality_names(request.now.date()),
        "suggestions": form.suggestions,
        "situation": [form[name] for name in FACTS],
        "person": [form[name] for name in ("first_name", "last_name", "birth_date", "email", "phone", "language")],
        "agreement": [form[name] for name in ("given_through", "agreed")],
    }
    return render(request, "desk/register.html", context, status=status)


def _register(request: ActingRequest, form: DeskRegistrationForm) -> Registered | Refusal:
    """Register the person and open the file, both or neither."""
    data = form.cleaned_data
    with transaction.atomic():
        person = people.register_participant(
            actor=request.actor,
            first_name=data["first_name"],
            last_name=data["last_name"],
            birth_date=data["birth_date"],
            email=data["email"],
            phone=data["phone"],
            municipality=data["municipality"],
            language=data["language"],
            now=request.now,
        )
        if isinstance(person, Refusal):
            return person
        outcome = casework.register_case(
            actor=request.actor,
            participant_id=person.id,
            answers=form.facts(),
            given_through=data["given_through"],
            preferred_party_id=data["preferred"],
            referrer_party_id=request.actor.party_id,
            now=request.now,
        )
        if isinstance(outcome, Refusal):
            transaction.set_rollback(True)
        return outcome


def _kept(outcome: Registered, form: DeskRegistrationForm) -> dict[str, Any]:
    return {
        "case_id": outcome.case_id,
        "number": outcome.number,
        "name": f"{form.cleaned_data['first_name']} {form.cleaned_data['last_name']}",
        "region_code": outcome.region_code,
        "region_name": outcome.region_name,
        "responsible": outcome.first_responsible.name,
        "who": outcome.contact_party.name,
        "what": outcome.next_step.what,
        "because": {"nl": outcome.because_nl, "en": outcome.because_en},
        "source": outcome.source,
        "due": outcome.next_step.due_on.isoformat(),
    }


@reading_view(roles=DESK, purpose=PURPOSE)
def done(request: ActingRequest) -> HttpResponse:
    """What to tell the person: number, who helps, why, before when; with the warm pass-on when it is another desk."""
    result = request.session.get(RESULT)
    if not isinstance(result, dict):
        raise Http404
    page = parties.region(result["region_code"], request.now.date())
    context = {
        "result": result,
        "due": dt.date.fromisoformat(result["due"]),
        "desk": page.desk,
        "elsewhere": result["region_code"] not in request.actor.region_codes,
        "ours": result["who"] == request.actor.party_name,
    }
    return render(request, "desk/registered.html", context)
