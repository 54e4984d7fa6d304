"""My files: what needs me now, each with one next step."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.vary import vary_on_headers

from overstap.arrangements import queries as arrangements
from overstap.casework import actions, queries
from overstap.core.actor import Role
from overstap.web.deeds import lines_of
from overstap.web.guards import only_reading, writing_view
from overstap.web.guidance.forms import CaseloadForm
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.request import ActingRequest, wants_fragment


@vary_on_headers("HX-Request")
@writing_view(roles=ADVISERS, purpose="begeleiding")
def start(request: ActingRequest) -> HttpResponse:
    """The files of my organisation that I may see; mine and late ones first.

    The choice is sent by POST though it only reads: a name does not belong in an address that is kept in histories.
    """
    form = CaseloadForm(request.POST if request.method == "POST" else None)
    with only_reading():
        rows = queries.caseload(request.actor, request.now, form.chosen())
        context = {
            "form": form,
            "rows": rows,
            "late": sum(1 for row in rows if row.next_step and row.next_step.overdue),
            "handovers": queries.open_handovers(request.actor, request.now),
            "coordinations": arrangements.coordination_requests(request.actor, now=request.now),
        }
    template = "guidance/_caseload.html" if wants_fragment(request) else "guidance/start.html"
    return render(request, template, context)


@writing_view(roles=frozenset({Role.ADVISER}), purpose="begeleiding", methods=("POST",))
def take(request: ActingRequest, case_id: int) -> HttpResponse:
    """I take this file in hand."""
    answer = actions.take_case(actor=request.actor, case_id=case_id, now=request.now)
    if refusal := refused(answer):
        page = open_file(request, case_id)
        return show(request, "case", page, "guidance:case", refusal=refusal, deeds=lines_of(page.timeline))
    return done(request, gettext("U hebt dit dossier nu in handen."), "guidance:case", case_id)
