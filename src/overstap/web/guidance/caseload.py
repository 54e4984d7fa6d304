"""My files: what needs me now, and the whole list to filter, order, keep and divide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.vary import vary_on_headers

from overstap.casework import actions, queries
from overstap.casework.queries import SavedViewCard
from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.parties import queries as parties
from overstap.web.deeds import lines_of
from overstap.web.guards import only_reading, writing_view
from overstap.web.guidance.caseload_forms import KEPT, AssignForm, CaseloadForm, SaveViewForm
from overstap.web.guidance.now import needs_me
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.oversight.exporting import csv_answer
from overstap.web.request import ActingRequest, wants_fragment

COLUMNS = (
    "nummer",
    "naam",
    "stand",
    "volgende_stap",
    "wie",
    "uiterlijk",
    "in_handen_van",
    "regio",
    "eerstverantwoordelijke",
)


@vary_on_headers("HX-Request")
@writing_view(roles=ADVISERS, purpose="begeleiding")
def start(request: ActingRequest) -> HttpResponse:
    """What needs me now, and below it the files of my organisation that I may see.

    The choice is sent by POST though it only reads: a name does not belong in an address that is kept in histories. A
    view that was kept is opened by its number.
    """
    with only_reading():
        context = _listed(request)
        if wants_fragment(request):
            return render(request, "guidance/_caseload.html", context)
        context["now_lines"] = needs_me(request.actor, request.now)
        return render(request, "guidance/start.html", context)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def export(request: ActingRequest) -> HttpResponse:
    """The files of this choice as a file for a spreadsheet, without formulas; each person in it is written down."""
    with only_reading():
        form = CaseloadForm(request.POST, **_choices(request))
        rows = queries.caseload_rows(request.actor, request.now, form.chosen())
    lines = (
        (
            row.number,
            row.name,
            gettext(row.state_label),
            gettext(row.next_step.what) if row.next_step else "",
            (gettext("De deelnemer") if row.next_step.by_person else row.next_step.who) if row.next_step else "",
            row.next_step.due_on.isoformat() if row.next_step else "",
            row.owner,
            row.region_name,
            row.first_responsible.name,
        )
        for row in rows
    )
    return csv_answer("dossiers", (COLUMNS, *lines))


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def save_view(request: ActingRequest) -> HttpResponse:
    """Keep the choice under a name."""
    form = SaveViewForm(request.POST)
    name = form.cleaned_data["naam"] if form.is_valid() else ""
    chosen = {key: request.POST[key] for key in KEPT if request.POST.get(key)}
    answer = actions.save_view(
        actor=request.actor,
        name=name,
        chosen=chosen,
        is_default=form.cleaned_data.get("standaard", False),
        now=request.now,
    )
    if isinstance(answer, Refusal):
        with only_reading():
            return render(request, "guidance/start.html", _listed(request) | {"refusal": answer}, status=400)
    messages.success(request, gettext("De weergave is bewaard."))
    return _to_view(answer)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def delete_view(request: ActingRequest, view_id: int) -> HttpResponse:
    """Forget a view."""
    actions.delete_view(actor=request.actor, view_id=view_id)
    messages.success(request, gettext("De weergave is gewist."))
    return redirect("guidance:start")


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def assign(request: ActingRequest) -> HttpResponse:
    """Put the files that were ticked in the hands of a colleague."""
    form = AssignForm(request.POST, colleagues=queries.colleagues(request.actor, request.now))
    ticked = [int(number) for number in request.POST.getlist("dossier") if number.isdecimal() and len(number) < 19]  # noqa: PLR2004 (a key)
    refusal: Refusal | None = None
    if form.is_valid():
        answer = actions.give_files(
            actor=request.actor, case_ids=ticked, to_user_id=form.cleaned_data["collega"], now=request.now
        )
        if not isinstance(answer, Refusal):
            said = ngettext(
                "%(n)s dossier heeft een andere begeleider.", "%(n)s dossiers hebben een andere begeleider.", answer
            )
            messages.success(request, said % {"n": answer})
            return redirect("guidance:start")
        refusal = answer
    with only_reading():
        context = _listed(request) | {"refusal": refusal, "assign": form, "form_error": form}
        return render(request, "guidance/start.html", context, status=400)


@writing_view(roles=frozenset({Role.ADVISER}), purpose="begeleiding", methods=("POST",))
def take(request: ActingRequest, case_id: int) -> HttpResponse:
    """I take this file in hand."""
    answer = actions.take_case(actor=request.actor, case_id=case_id, now=request.now)
    if refusal := refused(answer):
        page = open_file(request, case_id)
        return show(request, "case", page, "guidance:case", refusal=refusal, deeds=lines_of(page.timeline))
    return done(request, gettext("U hebt dit dossier nu in handen."), "guidance:case", case_id)


def _to_view(view_id: int) -> HttpResponse:
    response = redirect("guidance:start")
    response["Location"] += f"?weergave={view_id}#dossiers"
    return response


def _listed(request: ActingRequest) -> dict[str, Any]:
    views = queries.saved_views(request.actor)
    view = _view(request, views)
    asked = request.POST if request.method == "POST" else _as_form(view)
    choices = _choices(request)
    page = queries.caseload_page(request.actor, request.now, CaseloadForm(asked, **choices).chosen())
    return {
        "form": CaseloadForm(asked, counts=page.counts, **choices),
        "page": page,
        "rows": page.rows,
        # Beside a choice the number of everything that is late would say something else.
        "late": page.counts.get("te_laat", 0) if page.total == page.counts.get("alle") else 0,
        "views": views,
        "view": view,
        "save_form": SaveViewForm(
            initial={"naam": view.name if view else "", "standaard": bool(view and view.is_default)}
        ),
        "assign": AssignForm(colleagues=choices["colleagues"]),
        "coordinates": request.actor.has(Role.COORDINATOR),
    }


def _view(request: ActingRequest, views: tuple[SavedViewCard, ...]) -> SavedViewCard | None:
    """The view that was asked for by its number, else the usual one; none after a choice was made."""
    if request.method == "POST":
        return None
    asked = request.GET.get("weergave", "")
    if asked == "alles":
        return None
    return next((one for one in views if str(one.id) == asked), next((one for one in views if one.is_default), None))


def _as_form(view: SavedViewCard | None) -> QueryDict:
    found = QueryDict(mutable=True)
    found.update(view.chosen if view else {})
    return found


def _choices(request: ActingRequest) -> dict[str, Any]:
    actor = request.actor
    names = {card.code: card.name for card in parties.regions() if card.code in actor.region_codes}
    kinds = ("vakbond", "werkgeversorganisatie", "uwv", "gemeente")
    here = {
        card.id: card.name
        for code in (sorted(actor.region_codes) if len(actor.region_codes) == 1 else ())
        for card in parties.parties_in_region(code, request.now.date(), kinds=kinds)
    }
    return {
        "colleagues": queries.colleagues(actor, request.now),
        "regions": sorted(names.items(), key=lambda pair: pair[1]),
        "parties": sorted(here.items(), key=lambda pair: pair[1]),
    }
