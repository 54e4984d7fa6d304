"""The questions of the intake, one at a time, with why they are asked; nobody has to answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from overstap.casework import actions, queries
from overstap.casework.values import Question
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.factfields import fact, fact_field
from overstap.web.forms import HouseForm
from overstap.web.guards import writing_view
from overstap.web.mine.now import PERSON
from overstap.web.request import ActingRequest, wants_fragment

KNOWN, NOT_APPLICABLE, REFUSED = "bekend", "nvt", "geweigerd"
THROUGH = gettext_lazy("Zelf, in Mijn dossier")


class QuestionForm(HouseForm):
    """One question of the dictionary, and the tick that a sensitive answer needs."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super_fields: dict[str, forms.Field] = {"answer": fact_field(fact(question.fact_id))}
        super_fields["answer"].help_text = ""
        if question.tick_needed:
            super_fields["tick"] = forms.BooleanField(
                label=_("Ja, mijn begeleider mag dit antwoord zien"),
                error_messages={"required": _("Zet het vinkje, of kies “Dat wil ik niet zeggen”.")},
            )
        self.base_fields = super_fields
        super().__init__(*args, **kwargs)


@writing_view(roles=PERSON)
def ask(request: ActingRequest) -> HttpResponse:
    """Show the question that matters most now; keep the answer and show the next."""
    page = queries.person_page(request.actor, request.now)
    if page.case is None:
        raise NotFoundError
    question = page.question
    if question is None:
        return _show(request, None, None)
    if request.method != "POST" or request.POST.get("fact") != question.fact_id:
        # Someone answered in another window, or went back: the question of now is shown.
        return _show(request, question, QuestionForm(question=question))
    state = request.POST.get("state", KNOWN)
    form = QuestionForm(request.POST, question=question)
    if state == KNOWN and not form.is_valid():
        return _show(request, question, form, status=400)
    refused = actions.record_answer(
        actor=request.actor,
        case_id=page.case.header.id,
        fact_id=question.fact_id,
        state=state,
        value=form.cleaned_data["answer"] if state == KNOWN else None,
        tick=state == KNOWN and bool(form.cleaned_data.get("tick")),
        given_through=str(THROUGH),
        now=request.now,
    )
    if isinstance(refused, Refusal):
        if state == KNOWN:
            form.refuse(refused, "answer")
        else:
            form = QuestionForm(question=question)
        return _show(request, question, form, status=400, refusal=refused)
    if wants_fragment(request):
        following = queries.person_page(request.actor, request.now).question
        return _show(request, following, QuestionForm(question=following) if following else None)
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
    template = "mine/_question.html" if wants_fragment(request) else "mine/questions.html"
    return render(request, template, {"question": question, "form": form, "refusal": refusal}, status=status)
