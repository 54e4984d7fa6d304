"""The rights of the person: ask, follow, read the answer, take everything along."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from overstap.consent.emergencies import emergencies_of
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.core.privacy import RIGHT_NAMES
from overstap.privacy import actions, queries
from overstap.rules.load_processings import terms_on
from overstap.web.guards import reading_view, writing_view
from overstap.web.mine.data import plain
from overstap.web.privacy.forms import AskForm
from overstap.web.request import ActingRequest

PERSON = frozenset({Role.PERSON})
THROUGH = "online"


@writing_view(roles=PERSON)
def start(request: ActingRequest) -> HttpResponse:
    """What one asked, until when one's file is kept, who opened it in an emergency; and asking something."""
    form = AskForm(request.POST or None, rights=[(right, _(name)) for right, name in RIGHT_NAMES.items()])
    if request.method == "POST" and form.is_valid():
        if request.actor.participant_id is None:
            raise NotFoundError
        outcome = actions.ask(
            actor=request.actor,
            participant_id=request.actor.participant_id,
            through=THROUGH,
            now=request.now,
            **form.cleaned_data,
        )
        if not isinstance(outcome, Refusal):
            messages.success(request, _("Wij hebben uw verzoek. U krijgt antwoord voor de uiterste dag."))
            return redirect("rights:request", outcome.id)
        form.refuse(outcome)
    context = {
        "form": form,
        "cards": queries.requests(request.actor, request.now),
        "keepings": queries.keepings_of_me(request.actor, request.now),
        "emergencies": emergencies_of(request.actor, request.now),
    }
    return render(request, "privacy/own.html", context, status=400 if form.errors else 200)


@reading_view(roles=PERSON)
def one(request: ActingRequest, request_id: int) -> HttpResponse:
    """One request and its answer."""
    card = queries.request_page(request.actor, request_id, request.now)
    ground = terms_on(timezone.localdate(request.now)).refusal(card.ground)
    ready = card.state == "toegewezen" and card.right in {"inzage", "overdraagbaarheid"}
    return render(request, "privacy/own_request.html", {"card": card, "ground": ground, "ready": ready})


@writing_view(roles=PERSON, methods=("POST",))
def take_back(request: ActingRequest, request_id: int) -> HttpResponse:
    """Take a request back."""
    outcome = actions.take_back_request(actor=request.actor, request_id=request_id, now=request.now)
    if not isinstance(outcome, Refusal):
        messages.success(request, _("Uw verzoek is ingetrokken."))
    return redirect("rights:request", request_id)


@reading_view(roles=PERSON)
def everything(request: ActingRequest) -> HttpResponse:
    """Everything that is kept, from every table, for a program to read (AVG 15 and 20)."""
    held = {"gemaakt_op": request.now, "gegevens": queries.everything_about_me(request.actor, request.now)}
    answer = JsonResponse(plain(held), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="alles-over-mij.json"'
    return answer


@reading_view(roles=PERSON)
def readable(request: ActingRequest) -> HttpResponse:
    """The same, for a person to read or print."""
    held = plain(queries.everything_about_me(request.actor, request.now))
    # As pairs: of a row with a field called `items` the template would take that field.
    kinds = [(kind.split(".")[1], [list(row.items()) for row in rows]) for kind, rows in held.items()]
    return render(request, "privacy/own_everything.html", {"kinds": kinds})
