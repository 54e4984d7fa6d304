"""Trying schemes out with one's own answers: one scheme, or all of them at once.

Nothing is stored: see `answers`. A wrong answer is told at its field and nothing that was typed is lost.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.debug import sensitive_post_parameters

from overstap.casework.policy import catalogue as loaded
from overstap.rules import SchemeVersion, UnknownNameError
from overstap.web.catalogue.answers import LIFE, Answers, forget_answers, keep_answers, read_answers
from overstap.web.catalogue.asking import AllQuestionsForm, OneQuestionForm, is_judgement, is_sensitive
from overstap.web.catalogue.moment import Moment, moment_of
from overstap.web.catalogue.names import FOR_WHOM, name_of
from overstap.web.catalogue.outlook import outlook_of
from overstap.web.catalogue.shelf import standing
from overstap.web.catalogue.trial import EVERYONE, OF_A_PERSON, Trial, beneficiaries, on_trial
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest, wants_fragment

LIST = "lijst"
PLACE = "proberen"
# What stays in the address from one question to the next.
STAYING = ("op", "voor", "regeling", "manier")
# More schemes than this nobody compares.
MOST_NAMED = 30
MINUTES = int(LIFE.total_seconds() // 60)
Form = OneQuestionForm | AllQuestionsForm


@sensitive_post_parameters()
@writing_view(roles="public")
def try_one(request: ActingRequest, scheme_id: str) -> HttpResponse:
    """Try one scheme."""
    files, moment = loaded(), moment_of(request)
    try:
        version = standing(files.all_versions(scheme_id), moment.day).version
    except UnknownNameError as unknown:
        raise Http404 from unknown
    trial = Trial(files, (version,), read_answers(request, files), moment, _language())
    context = {
        "version": version,
        "shown": trial.outcomes[0],
        "outlook": outlook_of(files, version.id, trial.answers, moment.day, trial.language),
    }
    return _answer(request, trial, "catalogue/try.html", context)


@sensitive_post_parameters()
@writing_view(roles="public")
def try_many(request: ActingRequest) -> HttpResponse:
    """Try all schemes for a person, an employer or another; or those that are named (`?regeling=a,b`)."""
    files, moment = loaded(), moment_of(request)
    if named := request.GET.get("regeling"):
        versions = _named(named.split(","), moment)
        trial = Trial(files, versions, read_answers(request, files), moment, _language())
        return _answer(request, trial, "catalogue/try_many.html", {"named": True})
    choices = beneficiaries(files, moment, FOR_WHOM)
    if not choices:
        return render(request, "catalogue/try_nothing.html", {"moment": moment})
    whom = request.GET.get("voor") or choices[0]
    if whom not in choices:
        raise Http404
    origins = OF_A_PERSON if whom == "persoon" else EVERYONE
    trial = Trial(files, on_trial(files, moment, whom), read_answers(request, files), moment, _language(), origins)
    context = {"whom": whom, "choices": [(one, name_of(FOR_WHOM, one)) for one in choices]}
    return _answer(request, trial, "catalogue/try_many.html", context)


def _named(scheme_ids: list[str], moment: Moment) -> tuple[SchemeVersion, ...]:
    """The schemes that are named, as they are on the day; 404 for one that does not exist, or for too many."""
    if len(scheme_ids) > MOST_NAMED:
        raise Http404
    try:
        return tuple(
            standing(loaded().all_versions(scheme_id), moment.day).version for scheme_id in dict.fromkeys(scheme_ids)
        )
    except UnknownNameError as unknown:
        raise Http404 from unknown


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _answer(request: ActingRequest, trial: Trial, template: str, context: dict[str, Any]) -> HttpResponse:
    """Take in what was sent, or show the page."""
    as_list = request.GET.get("manier") == LIST and trial.fits_on_a_page
    if request.method != "POST":
        return _show(request, trial, _form(request, trial, as_list=as_list), template, context)
    if "wis" in request.POST:
        response = _back(request)
        forget_answers(response)
        messages.success(request, gettext("Uw antwoorden zijn gewist."))
        return response
    if removed := request.POST.get("verwijder"):
        return _kept(request, trial.answers.given(removed, None)) or _back(request)
    form = _form(request, trial, as_list=as_list, data=request.POST)
    if form is None:
        return _back(request)
    if form.is_valid():
        kept = _kept(request, _with(trial, form))
        if kept is not None:
            if _were_lost(request, trial.answers):
                messages.warning(request, gettext("Uw eerdere antwoorden zijn gewist, omdat het even stil was."))
            return kept
        form.add_error(
            None, gettext("Zoveel antwoorden passen er niet bij. Wis antwoorden die u niet meer nodig hebt.")
        )
    return _show(request, trial, form, template, context)


def _form(request: ActingRequest, trial: Trial, *, as_list: bool, data: Any = None) -> Form | None:
    """The form to show: the whole list, the question that was asked for, or the next one; None when all is told."""
    current = trial.answers.facts
    if as_list:
        return AllQuestionsForm(data, facts=trial.facts, current=current)
    wanted = (data or {}).get("fact_id") or request.GET.get("vraag", "")
    fact = trial.fact(wanted)
    if fact is None and data is None:
        fact = trial.next
    return OneQuestionForm(data, fact=fact, current=current.get(fact.id)) if fact is not None else None


def _with(trial: Trial, form: Form) -> Answers:
    """The answers with those of a valid form."""
    if isinstance(form, OneQuestionForm):
        return trial.answers.given(form.fact.id, form.given())
    asked = {fact.id for fact in form.facts}
    others = {name: state for name, state in trial.answers.facts.items() if name not in asked}
    return Answers({**others, **form.given()})


def _kept(request: ActingRequest, answers: Answers) -> HttpResponse | None:
    response = _back(request)
    return response if keep_answers(response, answers) else None


def _address(request: ActingRequest, *kept: str, **more: str) -> str:
    """The page itself with what of its address is `kept`; what was answered never stands in it."""
    given = {name: request.GET[name] for name in kept if name in request.GET} | more
    return f"{request.path}?{urlencode(given)}" if given else request.path


def _back(request: ActingRequest) -> HttpResponse:
    """To the page itself."""
    return HttpResponseRedirect(f"{_address(request, *STAYING)}#{PLACE}")


def _were_lost(request: ActingRequest, answers: Answers) -> bool:
    """Whether the page showed answers that the browser did not bring along any more."""
    return answers.lost or (request.POST.get("eerder", "0") != "0" and not answers.facts)


def _show(
    request: ActingRequest, trial: Trial, form: Form | None, template: str, context: dict[str, Any]
) -> HttpResponse:
    asked = form.fact if isinstance(form, OneQuestionForm) else None
    shown = {
        "trial": trial,
        "moment": trial.moment,
        "form": form,
        "asked": asked,
        "why": trial.why(asked) if asked is not None else "",
        "sensitive": asked is not None and is_sensitive(asked),
        "judged": asked is not None and is_judgement(asked),
        "as_list": isinstance(form, AllQuestionsForm),
        "minutes": MINUTES,
        "here": _address(request, *STAYING),
        "ask": _address(request, "op", "voor", "regeling", vraag=""),
        "as_list_url": _address(request, "op", "voor", "regeling", manier=LIST),
        "one_by_one": _address(request, "op", "voor", "regeling"),
        "many": template.endswith("try_many.html"),
        **context,
    }
    wrong = trial.moment.problem or (form is not None and form.errors)
    part = wants_fragment(request)
    response = render(request, "catalogue/_try.html" if part else template, shown, status=400 if wrong else 200)
    if part and not wrong:
        # Who loads the page again comes to the next question, not to the one that was answered.
        response.headers["HX-Replace-Url"] = _address(request, *STAYING)
    return response
