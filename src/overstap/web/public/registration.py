"""Registering at the digital desk (aanmelden), one small page at a time.

What was typed is kept in the session until the person sends it, so that the form can be interrupted; every page is
checked again when it is sent. Works without JavaScript.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from overstap.casework import actions as casework
from overstap.casework.actions import Trying
from overstap.casework.values import Registered
from overstap.core.actor import Actor, Role
from overstap.core.decision import N_, Refusal
from overstap.parties import queries as parties
from overstap.people import actions as people
from overstap.web.guards import reading_view, writing_view
from overstap.web.public.keeping import too_often
from overstap.web.public.review import lines
from overstap.web.public.session import ANSWERS, CODE, answers_of
from overstap.web.public.steps import AGREEMENT, RESIDENCE, FactsForm, Raw, Step, StepForm, given_answers, route
from overstap.web.request import ActingRequest

# Session keys.
RESULT = "aangemeld"

REVIEW = "controle"
LONGEST_ANSWER = 300


@dataclass(frozen=True, slots=True)
class Place:
    """Where someone is in the form."""

    number: int
    count: int

    @property
    def percent(self) -> int:
        """How far, in per cent."""
        return round(100 * self.number / self.count)


def _answers(request: ActingRequest) -> dict[str, dict[str, str]]:
    found = request.session.get(ANSWERS, {})
    return found if isinstance(found, dict) else {}


@reading_view(roles="public")
def begin(request: ActingRequest) -> HttpResponse:
    """What will be asked, how long it takes, and that it is voluntary."""
    answers = answers_of(request)
    first = route(answers)[0]
    open_step = next((step for step in route(answers) if step.slug not in answers), None)
    context = {
        "first": first.slug,
        "resume": (open_step.slug if open_step else REVIEW) if answers else "",
    }
    return render(request, "public/register_begin.html", context)


@sensitive_post_parameters()
@writing_view(roles="public")
def step(request: ActingRequest, step: str) -> HttpResponse:
    """One page: shows what was typed before, keeps what is typed now, and goes on when it is right."""
    if step == REVIEW:
        return _review(request)
    answers = answers_of(request)
    steps = route(answers)
    here = next((one for one in steps if one.slug == step), None)
    if here is None:
        return redirect("public:register")
    before = [one for one in steps[: steps.index(here)] if one.slug not in answers]
    if before:
        return redirect("public:register_step", before[0].slug)
    today = request.now.date()
    if request.method != "POST":
        form = here.form(today=today, answers=answers, initial=_shown(here, answers, today))
        return _page(request, here, form, steps)
    form = here.form(request.POST, today=today, answers=answers)
    if not form.is_valid():
        return _page(request, here, form, steps)
    kept = {name: request.POST.get(name, "")[:LONGEST_ANSWER] for name in _names(form)}
    if here is RESIDENCE:
        kept["municipality"] = form.cleaned_data["municipality"]
    answers[here.slug] = kept
    request.session[ANSWERS] = answers
    return redirect("public:register_step", _after(here, answers))


def _after(here: Step, answers: Raw) -> str:
    """The first page after this one that is not filled in yet: who corrects one answer comes back to the review."""
    steps = route(answers)
    later = [one.slug for one in steps[steps.index(here) + 1 :] if one.slug not in answers]
    return later[0] if later else REVIEW


def _names(form: StepForm) -> list[str]:
    """The names of all boxes of a form; a date has three."""
    return [
        f"{name}{suffix}"
        for name, field in form.fields.items()
        for suffix in getattr(field.widget, "widgets_names", [""])
    ]


def _shown(here: Step, answers: Raw, today: dt.date) -> dict[str, Any]:
    """What was typed on this page before, as values for its fields."""
    if here.slug not in answers:
        return {}
    bound = here.form(answers[here.slug], today=today, answers=answers)
    return {
        name: field.widget.value_from_datadict(bound.data, bound.files, name) for name, field in bound.fields.items()
    }


def _page(request: ActingRequest, here: Step, form: StepForm, steps: tuple[Step, ...]) -> HttpResponse:
    index = steps.index(here)
    context = {
        "step": here,
        "form": form,
        "place": Place(index + 1, len(steps) + 1),
        "back": reverse("public:register_step", args=[steps[index - 1].slug]) if index else reverse("public:register"),
        "municipalities": parties.municipality_names(request.now.date()) if here is RESIDENCE else (),
        "suggestions": getattr(form, "suggestions", ()),
        "is_agreement": here is AGREEMENT,
        "can_keep": bool(answers_of(request)),
    }
    return render(request, "public/register_step.html", context, status=400 if form.errors else 200)


# --- Sending ---------------------------------------------------------------------------------------


def _checked(answers: Raw, today: dt.date) -> tuple[dict[str, StepForm], Step | None]:
    """All pages, checked again; and the first one that is missing or wrong."""
    forms: dict[str, StepForm] = {}
    for one in route(answers):
        form = one.form(answers.get(one.slug, {}), today=today, answers=answers)
        if one.slug not in answers or not form.is_valid():
            return forms, one
        forms[one.slug] = form
    return forms, None


def _review(request: ActingRequest) -> HttpResponse:
    """Everything on one page, to correct or to send."""
    answers, today = answers_of(request), request.now.date()
    if not answers and RESULT in request.session:
        return redirect("public:registered")
    forms, wrong = _checked(answers, today)
    if wrong is not None:
        return redirect("public:register_step", wrong.slug)
    refusal = None
    if request.method == "POST":
        outcome = too_often(request, Trying.REGISTER) or _register(request, forms)
        if isinstance(outcome, Registered):
            casework.drop_draft(code=str(request.session.pop(CODE, "")), now=request.now)
            del request.session[ANSWERS]
            request.session[RESULT] = _kept(outcome, forms)
            return redirect("public:registered")
        refusal = outcome
    steps = route(answers)
    context = {
        "lines": lines(steps, forms),
        "place": Place(len(steps) + 1, len(steps) + 1),
        "refusal": refusal,
        "region": parties.region_of(forms[RESIDENCE.slug].cleaned_data["municipality"], today),
    }
    return render(request, "public/register_review.html", context, status=400 if refusal else 200)


def _visitor() -> Actor:
    """Who fills in the form: someone without an account, named in the trail for what it is."""
    return Actor(user_id=None, name=N_("aanmelding via de website"), roles=frozenset())


def _register(request: ActingRequest, forms: dict[str, StepForm]) -> Registered | Refusal:
    """Register the person and open the file, both or neither."""
    values: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    for form in forms.values():
        (facts if isinstance(form, FactsForm) else values).update(form.cleaned_data)
    with transaction.atomic():
        person = people.register_participant(
            actor=_visitor(),
            first_name=values["first_name"],
            last_name=values["last_name"],
            birth_date=values["birth_date"],
            email=values["email"],
            phone=values["phone"],
            municipality=values["municipality"],
            language=values["language"],
            now=request.now,
        )
        if isinstance(person, Refusal):
            return person
        themselves = Actor(
            user_id=None, name=person.full_name, roles=frozenset({Role.PERSON}), participant_id=person.id
        )
        outcome = casework.register_case(
            actor=themselves,
            participant_id=person.id,
            answers=given_answers(facts),
            given_through=N_("via de website"),
            preferred_party_id=values.get("preferred"),
            now=request.now,
        )
        if isinstance(outcome, Refusal):
            transaction.set_rollback(True)
        return outcome


def _kept(outcome: Registered, forms: dict[str, StepForm]) -> dict[str, Any]:
    """What the confirmation shows; kept in the session, so that it can be looked at again."""
    contact = forms["bereikbaar"].cleaned_data
    return {
        "number": outcome.number,
        "region_code": outcome.region_code,
        "region_name": outcome.region_name,
        "who": outcome.contact_party.name,
        "responsible": outcome.first_responsible.name,
        "because": {"nl": outcome.because_nl, "en": outcome.because_en},
        "source": outcome.source,
        "what": outcome.next_step.what,
        "due": outcome.next_step.due_on.isoformat(),
        "by_email": bool(contact["email"]),
        "email": contact["email"],
    }


@reading_view(roles="public")
def done(request: ActingRequest) -> HttpResponse:
    """The confirmation: number, region, who takes the first step and why, and before when. The same for everyone."""
    result = request.session.get(RESULT)
    if not isinstance(result, dict):
        raise Http404
    page = parties.region(result["region_code"], request.now.date())
    context = {"result": result, "due": dt.date.fromisoformat(result["due"]), "desk": page.desk}
    return render(request, "public/registered.html", context)
