"""The person's letters and messages, and how letters come."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from overstap.casework.actions import messages as message_actions
from overstap.casework.queries import post as file_post
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence import actions, queries
from overstap.correspondence.values import PreferenceCard
from overstap.web.guards import reading_view, writing_view
from overstap.web.mine.now import PERSON
from overstap.web.post_forms import FIELD_OF, TOLD, MessageForm, PreferenceForm, first_shown
from overstap.web.request import ActingRequest

PURPOSE = "eigen dossier"


@reading_view(roles=PERSON)
def letters(request: ActingRequest) -> HttpResponse:
    """All letters, as they were sent, and how letters come."""
    context = {"letters": queries.own_letters(request.actor), "preference": _preference(request)}
    return render(request, "mine/letters.html", context)


@reading_view(roles=PERSON)
def letter(request: ActingRequest, letter_id: int) -> HttpResponse:
    """One letter."""
    read = queries.read_letter(request.actor, letter_id, purpose=PURPOSE, now=request.now)
    return render(request, "mine/letter.html", {"read": read})


@reading_view(roles=PERSON)
def letter_pdf(request: ActingRequest, letter_id: int) -> HttpResponse:
    """One letter as it is on paper."""
    read = queries.read_letter(request.actor, letter_id, purpose=PURPOSE, now=request.now)
    return as_pdf(queries.paper(read), f"brief-{letter_id}.pdf")


def as_pdf(made: bytes, name: str) -> HttpResponse:
    """A PDF to open or to keep."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@writing_view(roles=PERSON)
def choice(request: ActingRequest) -> HttpResponse:
    """Choose how letters come."""
    initial = first_shown(_preference(request))
    form = PreferenceForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        outcome = actions.set_preference(
            actor=request.actor, participant_id=_own_id(request), now=request.now, **form.chosen()
        )
        if not isinstance(outcome, Refusal):
            messages.success(request, _(TOLD))
            return redirect("mine:letters")
        form.refuse(outcome, FIELD_OF.get(outcome.rule))
    return render(request, "mine/post_choice.html", {"form": form}, status=400 if form.errors else 200)


@writing_view(roles=PERSON)
def thread(request: ActingRequest) -> HttpResponse:
    """The messages of the file, and a box to write one."""
    case_id = file_post.own_case_id(request.actor)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        outcome = message_actions.write_message(
            actor=request.actor, case_id=case_id, text=form.cleaned_data["text"], now=request.now
        )
        if not isinstance(outcome, Refusal):
            messages.success(request, _("Uw bericht is verstuurd."))
            return redirect("mine:messages")
        form.refuse(outcome)
    page = file_post.messages(request.actor, case_id, now=request.now)
    context = {"page": page, "form": form, "own": "persoon"}
    return render(request, "mine/messages.html", context, status=400 if form.errors else 200)


def _own_id(request: ActingRequest) -> int:
    if request.actor.participant_id is None:
        raise NotFoundError
    return request.actor.participant_id


def _preference(request: ActingRequest) -> PreferenceCard:
    return queries.preference(request.actor, _own_id(request), now=request.now)
