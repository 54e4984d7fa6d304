"""One file: where it stands, what happens next, what happened."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from overstap.casework import actions
from overstap.casework.steps import OFFER_DEBT_HELP
from overstap.core.consent import Item
from overstap.web.deeds import lines_of
from overstap.web.guards import reading_view, writing_view
from overstap.web.guidance.forms import NextStepForm, ReasonForm
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.request import ActingRequest


@reading_view(roles=ADVISERS, purpose="begeleiding")
def case(request: ActingRequest, case_id: int) -> HttpResponse:
    """The overview of a file."""
    page = open_file(request, case_id)
    step = page.header.next_step
    signal = step is not None and step.what == OFFER_DEBT_HELP and Item.INTAKE in page.standing
    return show(request, "case", page, "guidance:case", deeds=lines_of(page.timeline), debt_signal=signal)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def next_step(request: ActingRequest, case_id: int) -> HttpResponse:
    """Set what happens next, by whom, before when."""
    today = timezone.localtime(request.now).date()
    form = NextStepForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        by_person = given["who"] == "persoon"
        answer = actions.set_next_action(
            actor=request.actor,
            case_id=case_id,
            what=given["what"],
            owner_party_id=None if by_person else request.actor.party_id,
            by_person=by_person,
            due_on=given["due_on"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De volgende stap is vastgelegd."), "guidance:case", case_id)
        form.refuse(refusal)
    return show(request, "next_step", open_file(request, case_id, Item.CONTACT), "guidance:case", form=form)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def close(request: ActingRequest, case_id: int) -> HttpResponse:
    """Close the file, with the reason."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = actions.close_case(
            actor=request.actor, case_id=case_id, reason=form.cleaned_data["reason"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het dossier is afgesloten."), "guidance:case", case_id)
        form.refuse(refusal)
    return show(request, "close", open_file(request, case_id, Item.CONTACT), "guidance:case", form=form)
