"""What someone can do about a file: moves, objections, corrections, and terms that stand still."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from overstap.casework import actions, queries
from overstap.casework.queries import CasePage
from overstap.core.consent import Item
from overstap.core.decision import Refusal
from overstap.parties import queries as parties
from overstap.web.guards import reading_view, writing_view
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.request import ActingRequest
from overstap.web.rights_forms import (
    UPHELD,
    MoveForOtherForm,
    ObjectionForOtherForm,
    SettleCorrectionForm,
    SettleForm,
    StopForm,
)

PAGE = "guidance:rights"


@reading_view(roles=ADVISERS, purpose="begeleiding")
def waiting(request: ActingRequest) -> HttpResponse:
    """What waits over all files: who moves in and out, objections and corrections with the days that are left."""
    return render(request, "guidance/waiting.html", {"waiting": queries.waiting(request.actor, request.now)})


@reading_view(roles=ADVISERS, purpose="begeleiding")
def overview(request: ActingRequest, case_id: int) -> HttpResponse:
    """Everything of one file that can still be done or was done about it."""
    page = open_file(request, case_id)
    return show(request, "rights", page, PAGE, rights=queries.rights_page(request.actor, case_id, request.now))


# --- Moving ----------------------------------------------------------------------------------------


@writing_view(roles=ADVISERS, purpose="begeleiding")
def move(request: ActingRequest, case_id: int) -> HttpResponse:
    """Report that the person goes to live elsewhere."""
    form = MoveForOtherForm(request.POST or None, today=request.now.date())
    if request.method == "POST" and form.is_valid():
        answer = actions.report_move(actor=request.actor, case_id=case_id, now=request.now, **form.cleaned_data)
        if not isinstance(answer, Refusal):
            said = gettext("De verhuizing is gemeld. De nieuwe regio en de deelnemer krijgen bericht.")
            return done(request, said, PAGE, case_id)
        form.refuse(answer)
    page = open_file(request, case_id, Item.CONTACT)
    names = parties.municipality_names(request.now.date())
    return show(request, "move", page, PAGE, form=form, municipalities=names, suggestions=form.suggestions)


@writing_view(roles=ADVISERS, purpose="overdracht")
def take_over(request: ActingRequest, passing_id: int) -> HttpResponse:
    """A file that comes along with a move: who it is, from when, and the button to take it over."""
    card = queries.passing(request.actor, passing_id, request.now)
    refusal = None
    if request.method == "POST":
        answer = actions.take_over_move(actor=request.actor, passing_id=passing_id, now=request.now)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het dossier is nu bij u."), "guidance:case", card.case_id)
    context = {"card": card, "refusal": refusal}
    return render(request, "guidance/take_over.html", context, status=400 if refusal else 200)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def withdraw_move(request: ActingRequest, case_id: int, passing_id: int) -> HttpResponse:
    """Note that a move does not take place."""
    page = open_file(request, case_id)
    if passing_id not in {one.id for one in queries.rights_page(request.actor, case_id, request.now).passings}:
        raise Http404
    refusal = refused(actions.withdraw_move(actor=request.actor, passing_id=passing_id, now=request.now))
    if refusal is None:
        return done(request, gettext("De verhuizing is ingetrokken."), PAGE, case_id)
    return _overview(request, page, refusal)


# --- Objections and complaints ---------------------------------------------------------------------


@writing_view(roles=ADVISERS, purpose="begeleiding")
def file_objection(request: ActingRequest, case_id: int) -> HttpResponse:
    """Write an objection or complaint down for the person."""
    page = open_file(request, case_id, Item.ADVICE)
    decisions = [(str(one.id), f"{gettext(one.label)} ({one.decided_at:%d-%m-%Y})") for one in page.decisions]
    form = ObjectionForOtherForm(request.POST or None, decisions=decisions)
    if request.method == "POST" and form.is_valid():
        answer = actions.file_objection(
            actor=request.actor,
            case_id=case_id,
            kind=form.kind,
            decision_id=form.decision_id,
            text=form.cleaned_data["text"],
            late_because=form.cleaned_data["late_because"],
            on_behalf=form.cleaned_data["on_behalf"],
            received_through=form.cleaned_data["received_through"],
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            return done(request, gettext("Het is vastgelegd. De deelnemer krijgt een brief."), PAGE, case_id)
        form.refuse(answer)
    return show(request, "file_objection", page, PAGE, form=form)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def objection(request: ActingRequest, case_id: int, objection_id: int) -> HttpResponse:
    """One objection or complaint: take it up, and settle it."""
    page = open_file(request, case_id, Item.ADVICE)
    card = queries.objection(request.actor, objection_id, request.now)
    if card.case_id != case_id:
        raise Http404
    taking = "oppakken" in request.POST
    form = SettleForm(request.POST if request.method == "POST" and not taking else None)
    refusal = None
    if taking:
        refusal = refused(actions.take_objection(actor=request.actor, objection_id=objection_id, now=request.now))
        if refusal is None:
            return HttpResponseRedirect(reverse("guidance:objection", args=(case_id, objection_id)))
    elif request.method == "POST" and form.is_valid():
        answer = actions.settle_objection(
            actor=request.actor,
            objection_id=objection_id,
            upheld=form.cleaned_data["outcome"] == UPHELD,
            motivation=form.cleaned_data["motivation"],
            new_kind=form.cleaned_data["new_kind"],
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            return done(request, gettext("Uw antwoord is vastgelegd. De deelnemer krijgt een brief."), PAGE, case_id)
        form.refuse(answer)
    return show(request, "objection", page, PAGE, card=card, form=form, refusal=refusal)


# --- Corrections -----------------------------------------------------------------------------------


@writing_view(roles=ADVISERS, purpose="begeleiding")
def correction(request: ActingRequest, case_id: int, correction_id: int) -> HttpResponse:
    """One request to correct an answer: the old and the wanted one, and the decision."""
    page = open_file(request, case_id, Item.INTAKE)
    found = queries.rights_page(request.actor, case_id, request.now).corrections
    card = next((one for one in found if one.id == correction_id), None)
    if card is None:
        raise Http404
    form = SettleCorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = actions.settle_correction(
            actor=request.actor,
            correction_id=correction_id,
            granted=form.cleaned_data["outcome"] == "ja",
            answer=form.cleaned_data["answer"],
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            return done(request, gettext("Uw antwoord is vastgelegd. De deelnemer krijgt een brief."), PAGE, case_id)
        form.refuse(answer)
    return show(request, "correction", page, PAGE, card=card, form=form)


# --- Terms -----------------------------------------------------------------------------------------


@writing_view(roles=ADVISERS, purpose="begeleiding")
def stop_clock(request: ActingRequest, case_id: int) -> HttpResponse:
    """Let the term of the next step stand still, for a reason that counts."""
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = actions.stop_clock(actor=request.actor, case_id=case_id, now=request.now, **form.cleaned_data)
        if not isinstance(answer, Refusal):
            return done(request, gettext("De termijn staat stil."), PAGE, case_id)
        form.refuse(answer)
    return show(request, "stop_clock", open_file(request, case_id, Item.CONTACT), PAGE, form=form)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def resume_clock(request: ActingRequest, case_id: int) -> HttpResponse:
    """Let the term run again."""
    page = open_file(request, case_id)
    refusal = refused(actions.resume_clock(actor=request.actor, case_id=case_id, now=request.now))
    if refusal is None:
        return done(request, gettext("De termijn loopt weer."), PAGE, case_id)
    return _overview(request, page, refusal)


def _overview(request: ActingRequest, page: CasePage, refusal: Refusal) -> HttpResponse:
    rights = queries.rights_page(request.actor, page.header.id, request.now)
    return show(request, "rights", page, PAGE, rights=rights, refusal=refusal)
