"""The person's data: everything with its source, to correct or to take along."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from overstap.audit import queries as audit
from overstap.casework import queries as casework
from overstap.consent import queries as consent
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties import queries as parties
from overstap.people import actions as people
from overstap.people import queries as participants
from overstap.people.values import ParticipantCard
from overstap.web.guards import reading_view, writing_view
from overstap.web.mine.now import PERSON
from overstap.web.municipalities import guess_municipality
from overstap.web.public.steps import ContactForm, ResidenceForm
from overstap.web.request import ActingRequest

PURPOSE = "eigen dossier"
EVERYTHING = 10_000


class CorrectionForm(ContactForm, ResidenceForm):
    """How to reach the person and where they live, on one page."""

    field_order = ("email", "phone", "municipality", "language")


def _own(request: ActingRequest) -> ParticipantCard:
    if request.actor.participant_id is None:
        raise NotFoundError
    return participants.participant(request.actor, request.actor.participant_id, purpose=PURPOSE, now=request.now)


@reading_view(roles=PERSON)
def show(request: ActingRequest) -> HttpResponse:
    """Everything that is kept, and where it comes from."""
    page = casework.person_page(request.actor, request.now)
    return render(request, "mine/data.html", {"person": _own(request), "case": page.case, "earlier": page.earlier})


@writing_view(roles=PERSON)
def contact(request: ActingRequest) -> HttpResponse:
    """Correct address, number, residence or language."""
    person, today = _own(request), request.now.date()
    initial = {name: getattr(person, name) for name in CorrectionForm.field_order}
    form = CorrectionForm(request.POST if request.method == "POST" else None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        moves = given["municipality"] != person.municipality and casework.person_page(request.actor, request.now).case
        kept = {**given, "municipality": person.municipality} if moves else given
        outcome = people.correct_contact(actor=request.actor, participant_id=person.id, now=request.now, **kept)
        if not isinstance(outcome, Refusal) and moves:
            # Where someone lives decides which region helps: the file goes along, from a day on.
            return redirect(f"{reverse('mine:move')}?{urlencode({'gemeente': given['municipality']})}")
        if not isinstance(outcome, Refusal):
            messages.success(request, _("Uw gegevens zijn verbeterd."))
            return redirect("mine:data")
        form.refuse(outcome)
    context = {
        "form": form,
        "municipalities": parties.municipality_names(today),
        "guess": guess_municipality(request.POST.get("municipality", ""), today),
    }
    return render(request, "mine/contact.html", context, status=400 if form.errors else 200)


@reading_view(roles=PERSON)
def download(request: ActingRequest) -> HttpResponse:
    """The whole file as JSON, to keep or to take along (AVG 15 and 20)."""
    person = _own(request)
    page = casework.person_page(request.actor, request.now)
    held = {
        "gemaakt_op": request.now,
        "deelnemer": person,
        "dossier": page.case,
        "eerdere_dossiers": page.earlier,
        "toestemmingen": consent.consents_of(request.actor, person.id, request.now),
        "wie_keek": audit.who_looked(request.actor, EVERYTHING),
    }
    answer = JsonResponse(plain(held), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="mijn-dossier.json"'
    return answer


def plain(value: Any) -> Any:
    """A value as JSON knows it: cards become objects, sets become sorted lists, dates become text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(plain(one) for one in value)
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)
