"""The catalogue for who keeps it: trainers, trainings, whole lists at once, and agreements about the offer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.parties import queries as parties
from overstap.taxonomy.queries import find
from overstap.taxonomy.values import STARTER_SCHEME, ConceptKind
from overstap.training import actions, queries
from overstap.training.values import TrainingCard, TrainingFilters
from overstap.web.concepts import LONGEST, MOST_FOUND
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest
from overstap.web.training.keeping_forms import AgreementForm, TrainerForm, TrainingForm
from overstap.web.training.words import FORMS

KEEPERS = frozenset({Role.COORDINATOR, Role.BROKER})
"""Who keeps the catalogue."""


@writing_view(roles=KEEPERS, methods=("GET", "HEAD"))
def catalogue(request: ActingRequest) -> HttpResponse:
    """What stands in the catalogue, to look up and change."""
    text = request.GET.get("zoek", "")[:LONGEST]
    found = queries.search(text, TrainingFilters(), on=timezone.localdate(request.now), page=_page(request))
    return render(request, "training/catalogue.html", {"found": found, "text": text, "forms": FORMS})


@writing_view(roles=KEEPERS)
def add_trainer(request: ActingRequest) -> HttpResponse:
    """Add a trainer."""
    form = TrainerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = actions.register_trainer(actor=request.actor, fields=form.fields_of(), now=request.now)
        if not isinstance(answer, Refusal):
            return _done(request, gettext("De opleider staat in de lijst."), "training:add")
        form.refuse(answer)
    return render(request, "training/form.html", {"form": form, "title": gettext("Opleider toevoegen")})


@writing_view(roles=KEEPERS)
def add(request: ActingRequest) -> HttpResponse:
    """Add a training."""
    return _edit(request, None)


@writing_view(roles=KEEPERS)
def change(request: ActingRequest, training_id: int) -> HttpResponse:
    """Change a training."""
    return _edit(request, queries.training(training_id))


@writing_view(roles=KEEPERS)
def agreements(request: ActingRequest) -> HttpResponse:
    """The register of agreements about the training offer, and putting one in it (R-366)."""
    today = timezone.localdate(request.now)
    regions = [(card.code, card.name) for card in parties.regions() if card.code in request.actor.region_codes]
    sides: dict[int, str] = {}
    for code, _name in regions:
        sides |= {party.id: party.name for party in parties.parties_in_region(code, today, None)}
    form = AgreementForm(request.POST or None, parties=sorted(sides.items(), key=lambda one: one[1]), regions=regions)
    if request.method == "POST" and form.is_valid():
        answer = actions.register_agreement(actor=request.actor, fields=form.fields_of(), on=today, now=request.now)
        if not isinstance(answer, Refusal):
            return _done(request, gettext("De afspraak staat in het register."), "training:agreements")
        form.refuse(answer)
    rows = {card.id: card for code, _name in regions for card in queries.agreements(code, today)}
    return render(request, "training/agreements.html", {"form": form, "rows": tuple(rows.values())})


def _edit(request: ActingRequest, card: TrainingCard | None) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = TrainingForm(
        posted,
        trainers=[(one.id, one.name) for one in queries.trainers()],
        regions=[(one.code, one.name) for one in parties.regions()],
        initial=TrainingForm.initial_of(card) if card else {"checked_on": timezone.localdate(request.now)},
    )
    taught = dict(_chosen(request, card))
    if posted is not None and posted.get("doe") == "bewaar" and form.is_valid():
        answer = actions.register_training(
            actor=request.actor,
            fields=form.fields_of(tuple(taught)),
            on=timezone.localdate(request.now),
            now=request.now,
            training_id=card.id if card else None,
        )
        if isinstance(answer, TrainingCard):
            return _done(request, gettext("De opleiding staat in de lijst."), "training:catalogue")
        for refusal in answer:
            form.refuse(refusal)
    text = posted.get("zoek", "").strip()[:LONGEST] if posted else ""
    found = find(text, ConceptKind.COMPETENCE, MOST_FOUND, scheme=STARTER_SCHEME) if text else ()
    context: dict[str, Any] = {
        "form": form,
        "title": gettext("Opleiding wijzigen") if card else gettext("Opleiding toevoegen"),
        "taught": taught,
        "found": [one.concept for one in found if one.concept.uri not in taught],
        "text": text,
        "teaching": True,
    }
    return render(request, "training/form.html", context)


def _chosen(request: ActingRequest, card: TrainingCard | None) -> list[tuple[str, str]]:
    """What the training teaches as it was confirmed on the form, with the names."""
    if request.method != "POST":
        return [(one.uri, one.name) for one in card.teaches] if card else []
    return queries.skill_names(request.POST.getlist("leert")[: queries.MOST_TAUGHT])


def _page(request: ActingRequest) -> int:
    number = request.GET.get("pagina", "1")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1  # noqa: PLR2004


def _done(request: ActingRequest, sentence: str, name: str) -> HttpResponseRedirect:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(name))
