"""The steps of the whole arrangement: propose, agree, coordinate, start, finish, stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.arrangements import actions
from overstap.arrangements.values import ArrangementPage
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.guards import View, writing_view
from overstap.web.guidance.arrangement_forms import AnswerForm, AskForm, HowForm
from overstap.web.guidance.arrangement_page import HERE, party_choices, plan_of, show_arrangement, show_form
from overstap.web.guidance.forms import ReasonForm
from overstap.web.guidance.opening import ADVISERS, done, refused
from overstap.web.request import ActingRequest

Action = Callable[..., Any]


def step_button(action: Action, sentence: Promise) -> View:
    """A step that needs nothing but the press of its button."""

    @writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
    def step(request: ActingRequest, case_id: int) -> HttpResponse:
        plan = plan_of(request, case_id)
        refusal = refused(action(actor=request.actor, arrangement_id=plan.card.id, now=request.now))
        if refusal is not None:
            return show_arrangement(request, case_id, refusal=refusal)
        return done(request, str(sentence), HERE, case_id)

    return step


propose = step_button(actions.propose, _("De deelnemer kan het arrangement nu lezen en akkoord geven."))
activate = step_button(actions.activate, _("Het arrangement is gestart. Al het geld is vastgelegd."))
complete = step_button(actions.complete_arrangement, _("Het arrangement is afgerond."))
take_back = step_button(actions.take_back, _("Het voorstel is teruggenomen. U kunt het arrangement nu aanpassen."))


@writing_view(roles=ADVISERS, purpose="begeleiding")
def agree(request: ActingRequest, case_id: int) -> HttpResponse:
    """Record how the person agreed; the person can also do it without us."""
    plan = plan_of(request, case_id)
    form = HowForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        answer = actions.agree(
            actor=request.actor, arrangement_id=plan.card.id, how=form.cleaned_data["how"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het akkoord van de deelnemer is vastgelegd."), HERE, case_id)
    return show_form(request, case_id, "arrangement_agree", form=form, refusal=refusal, plan=plan)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def stop(request: ActingRequest, case_id: int) -> HttpResponse:
    """Stop the whole arrangement, with the reason."""
    plan = plan_of(request, case_id)
    form = ReasonForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        answer = actions.stop_arrangement(
            actor=request.actor, arrangement_id=plan.card.id, because=form.cleaned_data["reason"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            return done(
                request, gettext("Het arrangement is gestopt. Wat niet is gebruikt, is weer vrij."), HERE, case_id
            )
    return show_form(request, case_id, "arrangement_stop", form=form, refusal=refusal, plan=plan)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def ask(request: ActingRequest, case_id: int) -> HttpResponse:
    """Ask another party of the team to look along."""
    plan = plan_of(request, case_id)
    parties = party_choices(request, plan.region_code, without=request.actor.party_id)
    form = AskForm(request.POST or None, parties=parties)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.ask_coordination(
            actor=request.actor,
            arrangement_id=plan.card.id,
            party_id=given["party"],
            person_agrees=given["person_agrees"],
            how=given["how"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De vraag is gesteld."), HERE, case_id)
    return show_form(request, case_id, "arrangement_ask", form=form, refusal=refusal, plan=plan)


@writing_view(roles=ADVISERS, purpose="afstemming")
def answer(request: ActingRequest, case_id: int, coordination_id: int) -> HttpResponse:
    """Answer, for my party, what we think of the arrangement of another."""
    plan = plan_of(request, case_id)
    _asked_of_us(request, plan, coordination_id)
    form = AnswerForm(request.POST or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = actions.answer_coordination(
            actor=request.actor,
            coordination_id=coordination_id,
            agreed=bool(form.cleaned_data["agreed"]),
            remark=form.cleaned_data["remark"],
            now=request.now,
        )
        refusal = refused(given)
        if refusal is None:
            return done(request, gettext("Uw antwoord is gegeven."), HERE, case_id)
    return show_form(request, case_id, "arrangement_answer", form=form, refusal=refusal, plan=plan)


def _asked_of_us(request: ActingRequest, plan: ArrangementPage, coordination_id: int) -> None:
    ours = {line.id for line in plan.coordinations if line.party_id == request.actor.party_id}
    if coordination_id not in ours:
        raise NotFoundError(coordination_id)
