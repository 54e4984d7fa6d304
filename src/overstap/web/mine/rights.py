"""What the person can do about their file: report a move, object or complain, have an answer corrected."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from overstap.casework import actions, queries
from overstap.casework.values import CasePage
from overstap.core.decision import NotFoundError, Refusal
from overstap.parties import queries as parties
from overstap.web.guards import reading_view, writing_view
from overstap.web.mine.now import PERSON
from overstap.web.request import ActingRequest
from overstap.web.rights_forms import CorrectionForm, MoveForm, ObjectionForm

THEMSELVES = "zelf, in Mijn dossier"


def _case(request: ActingRequest) -> CasePage:
    page = queries.person_page(request.actor, request.now).case
    if page is None:
        raise NotFoundError
    return page


def _overview(request: ActingRequest, case: CasePage, refusal: Refusal | None = None) -> HttpResponse:
    rights = queries.rights_page(request.actor, case.header.id, request.now)
    desk = parties.region(case.header.region_code, request.now.date()).desk
    context = {"case": case, "rights": rights, "desk": desk, "refusal": refusal}
    return render(request, "mine/rights.html", context, status=400 if refusal else 200)


@reading_view(roles=PERSON)
def overview(request: ActingRequest) -> HttpResponse:
    """What I asked, what came of it, and when I hear more."""
    return _overview(request, _case(request))


@writing_view(roles=PERSON)
def move(request: ActingRequest) -> HttpResponse:
    """Report that I go to live elsewhere."""
    case, today = _case(request), request.now.date()
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, today=today, initial={"municipality": request.GET.get("gemeente", "")[:60]})
    if request.method == "POST" and form.is_valid():
        answer = actions.report_move(
            actor=request.actor,
            case_id=case.header.id,
            agreed_through=THEMSELVES,
            now=request.now,
            **form.cleaned_data,
        )
        if not isinstance(answer, Refusal):
            messages.success(request, _("Uw verhuizing is gemeld. U krijgt bericht wie u gaat helpen."))
            return redirect("mine:rights")
        form.refuse(answer)
    context = {"form": form, "municipalities": parties.municipality_names(today), "suggestions": form.suggestions}
    return render(request, "mine/move.html", context, status=400 if form.errors else 200)


@writing_view(roles=PERSON, methods=("POST",))
def withdraw_move(request: ActingRequest, passing_id: int) -> HttpResponse:
    """My move does not take place."""
    answer = actions.withdraw_move(actor=request.actor, passing_id=passing_id, now=request.now)
    return _after(request, answer, _("De verhuizing is ingetrokken. Alles blijft zoals het was."))


@writing_view(roles=PERSON)
def object_to(request: ActingRequest) -> HttpResponse:
    """Object to a decision, or complain."""
    case = _case(request)
    decisions = [(str(one.id), f"{_(one.label)} ({one.decided_at:%d-%m-%Y})") for one in case.decisions]
    data = request.POST if request.method == "POST" else None
    form = ObjectionForm(data, decisions=decisions, initial={"about": request.GET.get("besluit", "")})
    if request.method == "POST" and form.is_valid():
        answer = actions.file_objection(
            actor=request.actor,
            case_id=case.header.id,
            kind=form.kind,
            decision_id=form.decision_id,
            text=form.cleaned_data["text"],
            late_because=form.cleaned_data["late_because"],
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            messages.success(request, _("Wij hebben het ontvangen. U ziet hieronder wanneer u antwoord krijgt."))
            return redirect("mine:rights")
        form.refuse(answer)
    return render(request, "mine/object.html", {"form": form}, status=400 if form.errors else 200)


@writing_view(roles=PERSON, methods=("POST",))
def withdraw_objection(request: ActingRequest, objection_id: int) -> HttpResponse:
    """Take my objection or complaint back."""
    answer = actions.withdraw_objection(actor=request.actor, objection_id=objection_id, now=request.now)
    return _after(request, answer, _("U hebt het ingetrokken."))


@writing_view(roles=PERSON)
def correct(request: ActingRequest, fact_id: str) -> HttpResponse:
    """Ask to correct one answer of my file."""
    case = _case(request)
    held = next((one for one in case.facts if one.fact_id == fact_id), None)
    if held is None:
        raise Http404
    form = CorrectionForm(request.POST if request.method == "POST" else None, fact_id=fact_id)
    if request.method == "POST" and form.is_valid():
        answer = actions.ask_correction(
            actor=request.actor,
            case_id=case.header.id,
            fact_id=fact_id,
            state="bekend",
            value=form.cleaned_data["answer"],
            because=form.cleaned_data["because"],
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            messages.success(request, _("Wij hebben uw verzoek. U ziet hieronder wanneer u antwoord krijgt."))
            return redirect("mine:rights")
        form.refuse(answer)
    return render(request, "mine/correct.html", {"form": form, "held": held}, status=400 if form.errors else 200)


@writing_view(roles=PERSON, methods=("POST",))
def withdraw_correction(request: ActingRequest, correction_id: int) -> HttpResponse:
    """Take my request back."""
    answer = actions.withdraw_correction(actor=request.actor, correction_id=correction_id, now=request.now)
    return _after(request, answer, _("U hebt het verzoek ingetrokken."))


def _after(request: ActingRequest, answer: object, sentence: str) -> HttpResponse:
    if isinstance(answer, Refusal):
        return _overview(request, _case(request), answer)
    messages.success(request, sentence)
    return redirect("mine:rights")
