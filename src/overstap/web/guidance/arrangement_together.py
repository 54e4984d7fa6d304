"""Making a plan together: sharing the draft, who reads along, reactions, changes, training agreements, versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.arrangements import actions, queries
from overstap.arrangements.agreeing_values import GuestCard, Invitation, PlanLink
from overstap.arrangements.queries import papers
from overstap.core.decision import NotFoundError, Refusal
from overstap.web.agreeing import pdf
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.guidance.arrangement_page import HERE, item_of, party_choices, plan_of, show_form
from overstap.web.guidance.arrangement_steps import step_button
from overstap.web.guidance.arrangement_together_forms import (
    ChangeForm,
    CorrectForm,
    GuestForm,
    ProofForm,
    RemarkAnswerForm,
    RemarkForm,
    StepForm,
    TrainingForm,
)
from overstap.web.guidance.opening import ADVISERS, done, refused
from overstap.web.request import ActingRequest

share = step_button(actions.share_draft, _("De deelnemer kan nu meelezen met het concept."))


def _ask(
    request: ActingRequest,
    case_id: int,
    form: HouseForm,
    do: Callable[[], object],
    words: tuple[str, str, str],
    **context: Any,
) -> HttpResponse:
    """Show a form, do what it asks, and say so; `words` are the title, the button and what was done."""
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = do()
        refusal = refused(answer)
        if isinstance(answer, Invitation | PlanLink):
            return show_form(request, case_id, "arrangement_code", invitation=answer)
        if refusal is None:
            return done(request, words[2], HERE, case_id)
    return show_form(
        request, case_id, "arrangement_form", form=form, refusal=refusal, title=words[0], button=words[1], **context
    )


@writing_view(roles=ADVISERS, purpose="begeleiding")
def change(request: ActingRequest, case_id: int) -> HttpResponse:
    """Put a change to the person, with its reason."""
    plan = plan_of(request, case_id)
    form = ChangeForm(request.POST or None)
    found = queries.together(request.actor, plan.card.id, now=request.now)

    def do() -> object:
        because = form.cleaned_data["because"]
        return actions.propose_change(
            actor=request.actor, arrangement_id=plan.card.id, because=because, now=request.now
        )

    words = (gettext("Wijziging voorstellen"), gettext("Stel de wijziging voor"), gettext("De wijziging ligt klaar."))
    return _ask(request, case_id, form, do, words, changes=found.changes)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def plan_link(request: ActingRequest, case_id: int) -> HttpResponse:
    """Send the person a link to their plan, and show the code to give in another way."""
    plan = plan_of(request, case_id)
    answer = actions.send_plan_link(actor=request.actor, arrangement_id=plan.card.id, now=request.now)
    return show_form(request, case_id, "arrangement_code", invitation=answer, refusal=refused(answer))


@writing_view(roles=ADVISERS, purpose="begeleiding")
def invite(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """Let the employer or the provider read along with an item."""
    item = item_of(plan_of(request, case_id), item_id)
    form = GuestForm(request.POST or None, initial={"organisation": item.employer or item.provider})

    def do() -> object:
        given = form.cleaned_data
        return actions.invite_guest(
            actor=request.actor,
            item_id=item_id,
            guest=form.guest(),
            person_agrees=given["person_agrees"],
            how=given["how"],
            now=request.now,
        )

    words = (gettext("Laat meelezen"), gettext("Stuur de link"), "")
    return _ask(request, case_id, form, do, words, about=item.title)


def _guest_of(request: ActingRequest, case_id: int, guest_id: int) -> GuestCard:
    found = queries.together(request.actor, plan_of(request, case_id).card.id, now=request.now)
    for guest in found.guests:
        if guest.id == guest_id:
            return guest
    raise NotFoundError(guest_id)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def correct(request: ActingRequest, case_id: int, guest_id: int) -> HttpResponse:
    """Correct the address of who reads along; nobody has to agree again."""
    guest = _guest_of(request, case_id, guest_id)
    form = CorrectForm(request.POST or None, initial={"name": guest.name, "email": guest.email})

    def do() -> object:
        given = form.cleaned_data
        return actions.correct_guest(
            actor=request.actor, guest_id=guest_id, name=given["name"], email=given["email"], now=request.now
        )

    words = (gettext("Adres verbeteren"), gettext("Verbeter en stuur een nieuwe link"), "")
    return _ask(request, case_id, form, do, words, about=guest.organisation)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def send_again(request: ActingRequest, case_id: int, guest_id: int) -> HttpResponse:
    """Send a new link with a new code."""
    _guest_of(request, case_id, guest_id)
    answer = actions.send_again(actor=request.actor, guest_id=guest_id, now=request.now)
    return show_form(request, case_id, "arrangement_code", invitation=answer, refusal=refused(answer))


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def end(request: ActingRequest, case_id: int, guest_id: int) -> HttpResponse:
    """Let someone no longer read along."""
    _guest_of(request, case_id, guest_id)
    refusal = refused(actions.end_guest(actor=request.actor, guest_id=guest_id, now=request.now))
    if refusal is not None:
        return show_form(request, case_id, "arrangement_code", invitation=None, refusal=refusal)
    return done(request, gettext("Deze organisatie leest niet meer mee."), HERE, case_id)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def remark(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """Say something of an item, for the person to read."""
    plan = plan_of(request, case_id)
    item = item_of(plan, item_id)
    form = RemarkForm(request.POST or None)

    def do() -> object:
        return actions.write_remark(
            actor=request.actor, arrangement_id=plan.card.id, item_id=item_id, text=form.cleaned_data["text"],
            proposal=form.cleaned_data["proposal"], now=request.now,
        )  # fmt: skip

    words = (gettext("Reactie schrijven"), gettext("Plaats de reactie"), gettext("Uw reactie staat erbij."))
    return _ask(request, case_id, form, do, words, about=item.title)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def answer_remark(request: ActingRequest, case_id: int, remark_id: int) -> HttpResponse:
    """Say what was done with a reaction."""
    found = queries.together(request.actor, plan_of(request, case_id).card.id, now=request.now)
    line = next((one for one in found.remarks if one.id == remark_id), None)
    if line is None:
        raise NotFoundError(remark_id)
    form = RemarkAnswerForm(request.POST or None)

    def do() -> object:
        given = form.cleaned_data
        return actions.answer_remark(
            actor=request.actor, remark_id=remark_id, taken_over=bool(given["taken_over"]), answer=given["answer"],
            now=request.now,
        )  # fmt: skip

    words = (gettext("Reactie beantwoorden"), gettext("Geef antwoord"), gettext("Uw antwoord staat erbij."))
    return _ask(request, case_id, form, do, words, about=line.text)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def complete(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """Finish an item, with the paper that shows it."""
    item = item_of(plan_of(request, case_id), item_id)
    form = ProofForm(request.POST or None)

    def do() -> object:
        return actions.complete_item(actor=request.actor, item_id=item_id, proof=form.proof(), now=request.now)

    words = (gettext("Onderdeel afronden"), gettext("Rond af"), gettext("Het onderdeel is afgerond."))
    return _ask(request, case_id, form, do, words, about=item.title)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def step(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """Choose the next action of an item."""
    plan = plan_of(request, case_id)
    item = item_of(plan, item_id)
    form = StepForm(request.POST or None, parties=party_choices(request, plan.region_code))

    def do() -> object:
        return actions.set_item_step(
            actor=request.actor,
            item_id=item_id,
            what=form.cleaned_data["what"],
            before=form.cleaned_data["before"],
            by_person=form.by_person,
            party_id=form.party_id,
            now=request.now,
        )

    words = (gettext("Volgende stap kiezen"), gettext("Bewaar de stap"), gettext("De stap is bewaard."))
    return _ask(request, case_id, form, do, words, about=item.title)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def training(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """Write the training agreement of an item."""
    item = item_of(plan_of(request, case_id), item_id)
    form = TrainingForm(request.POST or None, initial={"starts_on": item.starts_on, "ends_on": item.ends_on})

    def do() -> object:
        return actions.make_training_agreement(
            actor=request.actor, item_id=item_id, terms=form.terms(), now=request.now
        )

    words = (
        gettext("Leerovereenkomst maken"),
        gettext("Vraag drie keer akkoord"),
        gettext("De leerovereenkomst ligt klaar voor de deelnemer, de werkgever en de aanbieder."),
    )
    return _ask(request, case_id, form, do, words, about=item.title)


@reading_view(roles=ADVISERS, purpose="begeleiding")
def version(request: ActingRequest, case_id: int, number: int) -> HttpResponse:
    """A version as it was agreed, and what changed in it."""
    plan = plan_of(request, case_id)
    found = queries.version_page(request.actor, plan.card.id, number, now=request.now)
    return show_form(request, case_id, "arrangement_version", version=found)


@reading_view(roles=ADVISERS, purpose="begeleiding")
def training_paper(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """The training agreement as a PDF."""
    item_of(plan_of(request, case_id), item_id)
    return pdf(papers.training_paper(request.actor, item_id, now=request.now))


@reading_view(roles=ADVISERS, purpose="begeleiding")
def statement_paper(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """The statement “in training” as a PDF."""
    item_of(plan_of(request, case_id), item_id)
    return pdf(papers.statement_paper(request.actor, item_id, now=request.now))
