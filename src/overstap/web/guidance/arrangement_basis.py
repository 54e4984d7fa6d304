"""What comes before choosing: opening the arrangement, its target, the six checks, and help that is already there."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.arrangements import actions
from overstap.core.decision import Refusal
from overstap.web.guards import writing_view
from overstap.web.guidance.arrangement_forms import PriorChecksForm, PriorItemForm, TargetForm
from overstap.web.guidance.arrangement_page import HERE, party_choices, plan_of, show_form, stream_choices
from overstap.web.guidance.opening import ADVISERS, done, refused
from overstap.web.request import ActingRequest


@writing_view(roles=ADVISERS, purpose="begeleiding")
def open_plan(request: ActingRequest, case_id: int) -> HttpResponse:
    """Open the arrangement of a file, with its target."""
    form = TargetForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        answer = actions.open_arrangement(
            actor=request.actor,
            case_id=case_id,
            target=form.cleaned_data["target"],
            target_has_vacancies=form.has_vacancies(),
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(
                request, gettext("Het arrangement is begonnen. Ga eerst na welke hulp er al is."), HERE, case_id
            )
    return show_form(request, case_id, "arrangement_open", form=form, refusal=refusal)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def target(request: ActingRequest, case_id: int) -> HttpResponse:
    """Change what the arrangement works towards."""
    plan = plan_of(request, case_id)
    known = {True: "ja", False: "nee", None: ""}[plan.target_has_vacancies]
    form = TargetForm(request.POST or None, initial={"target": plan.card.target, "vacancies": known})
    refusal = None
    if request.method == "POST" and form.is_valid():
        answer = actions.set_target(
            actor=request.actor,
            arrangement_id=plan.card.id,
            target=form.cleaned_data["target"],
            target_has_vacancies=form.has_vacancies(),
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het doel is vastgelegd."), HERE, case_id)
    return show_form(request, case_id, "arrangement_target", form=form, refusal=refusal)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def prior_checks(request: ActingRequest, case_id: int) -> HttpResponse:
    """Record what the six groups have; only what changed is recorded again."""
    plan = plan_of(request, case_id)
    form = PriorChecksForm(request.POST or None, priors=plan.priors)
    refusal = None
    if request.method == "POST" and form.is_valid():
        known = {line.group: (line.available, line.explanation) for line in plan.priors}
        changed = [answer for answer in form.answers() if known[answer[0]] != answer[1:]]
        refusal = _record(request, plan.card.id, changed)
        if refusal is None:
            return done(request, gettext("Wat u naging is vastgelegd."), HERE, case_id)
    return show_form(request, case_id, "arrangement_priors", form=form, refusal=refusal, plan=plan)


def _record(request: ActingRequest, arrangement_id: int, answers: list[tuple[str, bool, str]]) -> Refusal | None:
    for group, available, explanation in answers:
        answer = actions.record_prior_check(
            actor=request.actor,
            arrangement_id=arrangement_id,
            group=group,
            available=available,
            explanation=explanation,
            now=request.now,
        )
        if isinstance(answer, Refusal):
            return answer
    return None


@writing_view(roles=ADVISERS, purpose="begeleiding")
def add_prior(request: ActingRequest, case_id: int) -> HttpResponse:
    """Put help in the arrangement that is already there."""
    plan = plan_of(request, case_id)
    parties = party_choices(request, plan.region_code)
    form = PriorItemForm(request.POST or None, parties=parties, streams=stream_choices())
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.add_prior_item(
            actor=request.actor,
            arrangement_id=plan.card.id,
            title=given["title"],
            providing_party_id=given["providing_party"],
            provider=given["provider"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            cost_cents=given["cost"] or 0,
            stream=given["stream"],
            motivation=given["motivation"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Deze hulp staat nu in het arrangement."), HERE, case_id)
    return show_form(request, case_id, "arrangement_add_prior", form=form, refusal=refusal)
