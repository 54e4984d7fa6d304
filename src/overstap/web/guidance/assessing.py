"""Intake, advice and decision."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from overstap.casework import actions, queries
from overstap.core.consent import Item
from overstap.core.decision import N_
from overstap.web.guards import reading_view, writing_view
from overstap.web.guidance.forms import DecisionForm, DiagnosisForm, OwnServiceForm
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.questions import QuestionForm
from overstap.web.request import ActingRequest

THROUGH_ADVISER = N_("in het gesprek met de begeleider")


@writing_view(roles=ADVISERS, purpose="begeleiding")
def intake(request: ActingRequest, case_id: int) -> HttpResponse:
    """The next question that still matters; answering it leads to the one after it."""
    page = open_file(request, case_id)
    if Item.INTAKE not in page.items:
        raise Http404
    question = queries.next_question(request.actor, case_id, now=request.now)
    form = None
    if question is not None:
        posted = request.POST if request.POST.get("fact_id") == question.fact_id else None
        form = QuestionForm.for_question(question, posted)
        if posted is not None and form.is_valid():
            given = form.given()
            answer = actions.record_answer(
                actor=request.actor,
                case_id=case_id,
                fact_id=question.fact_id,
                state=given.state,
                value=given.value,
                tick=given.agreed,
                given_through=THROUGH_ADVISER if given.agreed else "",
                now=request.now,
            )
            refusal = refused(answer)
            if refusal is None:
                return HttpResponseRedirect(reverse("guidance:intake", args=(case_id,)))
            form.refuse(refusal)
    return show(request, "intake", page, "guidance:intake", question=question, form=form)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def advice(request: ActingRequest, case_id: int) -> HttpResponse:
    """The advice with its grounds; a new one is made on request."""
    page = open_file(request, case_id)
    if Item.ADVICE not in page.items:
        raise Http404
    refusal = None
    if request.method == "POST":
        refusal = refused(actions.assess_case(actor=request.actor, case_id=case_id, now=request.now))
        if refusal is None:
            return done(request, gettext("Het advies is gemaakt."), "guidance:advice", case_id)
    return _show_advice(request, case_id, DecisionForm(), refusal=refusal)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def decide(request: ActingRequest, case_id: int, assessment_id: int) -> HttpResponse:
    """A person decides, and says why."""
    page = open_file(request, case_id, Item.ADVICE)
    if assessment_id not in {found.id for found in page.assessments}:
        raise Http404
    form = DecisionForm(request.POST)
    if form.is_valid():
        answer = actions.decide(
            actor=request.actor,
            case_id=case_id,
            assessment_id=assessment_id,
            kind=form.cleaned_data["kind"],
            motivation=form.cleaned_data["motivation"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Uw besluit is vastgelegd."), "guidance:advice", case_id)
        form.refuse(refusal)
    return _show_advice(request, case_id, form)


def _show_advice(request: ActingRequest, case_id: int, form: DecisionForm, **context: object) -> HttpResponse:
    page = open_file(request, case_id, Item.ADVICE)
    latest = next((found for found in page.assessments if found.is_advice), None)
    return show(request, "advice", page, "guidance:advice", form=form, latest=latest, **context)


@reading_view(roles=ADVISERS, purpose="begeleiding")
def basis(request: ActingRequest, case_id: int, assessment_id: int) -> HttpResponse:
    """What was known when this advice was given, as it was then."""
    page = open_file(request, case_id, Item.ADVICE)
    found = queries.basis(request.actor, case_id, assessment_id, now=request.now)
    context = {"known": found.known, "diagnoses": found.diagnoses, "warnings": found.warnings}
    return show(request, "basis", page, "guidance:advice", assessment=found.assessment, **context)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def diagnosis(request: ActingRequest, case_id: int) -> HttpResponse:
    """Add the result of a diagnosis tool."""
    form = DiagnosisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = actions.add_diagnosis(actor=request.actor, case_id=case_id, now=request.now, **form.cleaned_data)
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De uitkomst is toegevoegd."), "guidance:advice", case_id)
        form.refuse(refusal)
    return show(request, "diagnosis", open_file(request, case_id, Item.ADVICE), "guidance:advice", form=form)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def own_service(request: ActingRequest, case_id: int) -> HttpResponse:
    """Record what was already done from one's own services (R-095)."""
    form = OwnServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = actions.record_own_service(
            actor=request.actor,
            case_id=case_id,
            party_id=request.actor.party_id or 0,
            now=request.now,
            **form.cleaned_data,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De eigen hulp is vastgelegd."), "guidance:advice", case_id)
        form.refuse(refusal)
    return show(request, "own_service", open_file(request, case_id, Item.ADVICE), "guidance:advice", form=form)
