"""Reading along with one item, and reading one's own plan, without an account."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.arrangements import actions, queries
from overstap.arrangements.agreeing_values import GuestPage, GuestQuestion
from overstap.arrangements.queries import papers
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.links.values import LinkCard
from overstap.web.agreeing import by_item, pdf
from overstap.web.forms import HouseForm
from overstap.web.guidance.arrangement_together_forms import RemarkForm
from overstap.web.planning import INCOMPLETE, do_with_plan, number
from overstap.web.request import ActingRequest

YES, NO, REACT = "akkoord", "niet_akkoord", "reactie"


class NameForm(HouseForm):
    """Who agrees or not, and what has to change."""

    name = forms.CharField(label=_("Uw naam"), max_length=160)
    remark = forms.CharField(
        label=_("Wat moet er anders?"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Alleen nodig als u nee zegt."),
    )


def read_along(request: ActingRequest, card: LinkCard, actor: Actor, path: str) -> HttpResponse:
    """One item for an employer or a provider: read it, agree, say no, or react."""
    guest_id = int(card.object_id)
    if request.method == "GET" and request.GET.get("papier") == "leerovereenkomst":
        return pdf(papers.training_paper_of_guest(actor, guest_id, now=request.now))
    page = queries.guest_page(actor, guest_id, now=request.now)
    doe = request.POST.get("doe", "") if request.method == "POST" else ""
    asked = number(request.POST, "vraag")
    answering = [
        (question, _name_form(request, page, question, doe=doe if asked == question.id else ""))
        for question in page.questions
    ]
    reacting = RemarkForm(request.POST if doe == REACT else None)
    bound = next((one for _question, one in answering if one.is_bound), None)
    form = bound if bound is not None else reacting if doe == REACT else None
    refusal: Refusal | None = INCOMPLETE if doe and form is None else None
    if form is not None and form.is_valid():
        refusal = _do(request, actor, guest_id, doe, form)
        if refusal is None:
            messages.success(request, _said(doe))
            return redirect(path)
    wrong = form if form is not None and form.errors else None
    context = {"page": page, "answering": answering, "reacting": reacting, "refusal": refusal, "form": wrong}
    return render(request, "links/read_along.html", context, status=400 if refusal or wrong else 200)


def _name_form(request: ActingRequest, page: GuestPage, question: GuestQuestion, *, doe: str) -> NameForm:
    """The form under one question; two on a page have ids of their own."""
    posted = request.POST if doe in {YES, NO} else None
    return NameForm(posted, initial={"name": page.name}, auto_id=f"vraag{question.id}_%s")


def _do(request: ActingRequest, actor: Actor, guest_id: int, doe: str, form: HouseForm) -> Refusal | None:
    given = form.cleaned_data
    found: object
    if doe == REACT:
        found = actions.remark_as_guest(
            actor=actor, guest_id=guest_id, text=given["text"], proposal=given["proposal"], now=request.now
        )
    else:
        asked = number(request.POST, "vraag")
        if asked is None:
            return INCOMPLETE
        found = actions.answer_as_guest(
            actor=actor,
            guest_id=guest_id,
            agreement_id=asked,
            digest=request.POST.get("sha256", "-"),
            agreed=doe == YES,
            name=given["name"],
            remark=given["remark"],
            now=request.now,
        )
    return found if isinstance(found, Refusal) else None


def _said(doe: str) -> str:
    return {
        YES: gettext("U bent akkoord. Uw antwoord is bewaard met de tijd en uw naam."),
        NO: gettext("U bent niet akkoord. De begeleider leest wat er anders moet."),
        REACT: gettext("Uw reactie staat erbij. De begeleider leest hem."),
    }[doe]


def read_plan(request: ActingRequest, card: LinkCard, actor: Actor, path: str) -> HttpResponse:
    """The whole plan for the person, without an account: read it, agree, say no, or react."""
    arrangement_id = int(card.object_id)
    refusal: Refusal | None = None
    if request.method == "POST":
        refusal, sentence = do_with_plan(request, actor, arrangement_id)
        if refusal is None:
            messages.success(request, sentence)
            return redirect(path)
    page, found = queries.plan_by_link(actor, arrangement_id, now=request.now)
    context = {
        "arrangement": page,
        "together": found,
        "of_items": by_item(page, found),
        "refusal": refusal,
        "typed": request.POST.get("text", "") if refusal else "",
        "action": path,
    }
    return render(request, "links/plan.html", context, status=400 if refusal else 200)
