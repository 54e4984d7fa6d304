"""The questions of the intake, one at a time, with why they are asked; nobody has to answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from overstap.casework import actions, queries
from overstap.casework.values import Question
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.web.guards import writing_view
from overstap.web.mine.now import PERSON
from overstap.web.questions import QuestionForm
from overstap.web.request import ActingRequest, wants_fragment

THROUGH = N_("Zelf, in Mijn dossier")


@writing_view(roles=PERSON)
def ask(request: ActingRequest) -> HttpResponse:
    """Show the question that matters most now; keep the answer and show the next."""
    page = queries.person_page(request.actor, request.now)
    if page.case is None:
        raise NotFoundError
    question = page.question
    if question is None:
        return _show(request, None, None)
    if request.method != "POST" or request.POST.get("fact_id") != question.fact_id:
        # Someone answered in another window, or went back: the question of now is shown.
        return _show(request, question, QuestionForm.for_question(question))
    form = QuestionForm.for_question(question, request.POST)
    if not form.is_valid():
        return _show(request, question, form, status=400)
    answer = form.given()
    refused = actions.record_answer(
        actor=request.actor,
        case_id=page.case.header.id,
        fact_id=question.fact_id,
        state=answer.state,
        value=answer.value,
        tick=answer.agreed,
        given_through=THROUGH,
        now=request.now,
    )
    if isinstance(refused, Refusal):
        return _show(request, question, form, status=400, refusal=refused)
    if wants_fragment(request):
        following = queries.person_page(request.actor, request.now).question
        return _show(request, following, QuestionForm.for_question(following) if following else None)
    messages.success(request, _("Uw antwoord is bewaard."))
    return redirect("mine:questions")


def _show(
    request: ActingRequest,
    question: Question | None,
    form: QuestionForm | None,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
) -> HttpResponse:
    if form is not None:
        # Why it is asked stands below the choices, in a place of its own.
        form.fields["answer"].help_text = ""
    template = "mine/_question.html" if wants_fragment(request) else "mine/questions.html"
    return render(request, template, {"question": question, "form": form, "refusal": refusal}, status=status)
