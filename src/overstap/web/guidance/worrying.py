"""What nobody moves: late for long, silent, without a step, of who left; and who covers for whom."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from overstap.casework import actions, queries
from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.parties import queries as parties
from overstap.web.guards import reading_view, writing_view
from overstap.web.guidance.caseload_forms import AbsenceForm
from overstap.web.guidance.opening import ADVISERS
from overstap.web.request import ActingRequest


@reading_view(roles=frozenset({Role.DESK, Role.COORDINATOR}), purpose="begeleiding")
def worries(request: ActingRequest) -> HttpResponse:
    """The files of the region that need someone, each with whom to call."""
    return render(request, "guidance/worries.html", _found(request))


@writing_view(roles=frozenset({Role.COORDINATOR}), purpose="begeleiding", methods=("POST",))
def repair(request: ActingRequest, case_id: int) -> HttpResponse:
    """Carry out what the nightly check proposes for a file without exactly one next step."""
    actions.repair_case(actor=request.actor, case_id=case_id, now=request.now)
    messages.success(request, gettext("Het dossier heeft weer één volgende stap."))
    return redirect("guidance:worries")


@writing_view(roles=ADVISERS, purpose="begeleiding")
def cover(request: ActingRequest) -> HttpResponse:
    """Who is away and who covers, and the form to arrange it."""
    people = queries.colleagues(request.actor, request.now)
    coordinates = request.actor.has(Role.COORDINATOR)
    who = people if coordinates else tuple(one for one in people if one.id == request.actor.user_id)
    form = AbsenceForm(request.POST or None, colleagues=people, who=who)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.set_absence(
            actor=request.actor,
            user_id=given["wie"],
            cover_id=given["waarnemer"],
            from_on=given["van"],
            until_on=given["tot"],
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            messages.success(request, gettext("De waarneming is geregeld. De deelnemers zien wie er waarneemt."))
            return redirect("guidance:cover")
        form.refuse(answer)
    context = {"form": form, "absences": queries.absences(request.actor, request.now), "coordinates": coordinates}
    return render(request, "guidance/cover.html", context, status=400 if form.errors else 200)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def back(request: ActingRequest, absence_id: int) -> HttpResponse:
    """Someone is back."""
    refusal = actions.end_absence(actor=request.actor, absence_id=absence_id, now=request.now)
    if refusal is None:
        messages.success(request, gettext("De waarneming is gestopt."))
    else:
        messages.error(request, gettext(refusal.because))
    return redirect("guidance:cover")


def _found(request: ActingRequest) -> dict[str, object]:
    return {
        "worries": queries.worries(request.actor, request.now),
        "phones": {card.id: card.phone for card in parties.parties() if card.phone},
        "silent": queries.silent_handovers(request.actor, request.now),
        "problems": queries.step_problems(request.actor),
    }
