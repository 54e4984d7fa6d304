"""Handing over a file, or asking another party for help; and answering such an offer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from overstap.casework import actions, queries
from overstap.casework.queries import CasePage, HandoverCard
from overstap.casework.targets import targets
from overstap.core.decision import NotFoundError
from overstap.parties import queries as parties
from overstap.parties.values import PartyCard
from overstap.web.guards import writing_view
from overstap.web.guidance.handover_forms import (
    AnswerForm,
    FirstContactForm,
    HandoverForm,
    InviteForm,
    QuestionForm,
    RedirectForm,
    RefuseForm,
    answer_time_text,
    choices_of,
)
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.request import ActingRequest

DEBT_SIGNAL = "schulden"
READY = {DEBT_SIGNAL: "gemeente_schulden"}
"""What the form is ready for when a signal leads to it."""


@writing_view(roles=ADVISERS, purpose="begeleiding")
def handovers(request: ActingRequest, case_id: int) -> HttpResponse:
    """The hand-overs of a file, and the form for a new offer."""
    page = open_file(request, case_id)
    form = _form(request, page)
    if request.method == "POST" and form.is_valid():
        answer = actions.offer_handover(actor=request.actor, case_id=case_id, now=request.now, **form.offered())
        refusal = refused(answer)
        if refusal is None and isinstance(answer, HandoverCard):
            messages.success(request, gettext("De overdracht is aangeboden."))
            return HttpResponseRedirect(_after_offer(request, page, answer))
        if refusal is not None:
            form.refuse(refusal)
    return _page(request, page, form=form)


def _after_offer(request: ActingRequest, page: CasePage, offer: HandoverCard) -> str:
    """To the invitation when the receiver has no account, else back to the list."""
    without = queries.without_account((offer.to_party.id,), page.header.region_code, request.now)
    if without and offer.kind == "hulp":
        return reverse("guidance:invite", args=(page.header.id, offer.id))
    return reverse("guidance:handovers", args=(page.header.id,))


def _form(request: ActingRequest, page: CasePage) -> HandoverForm:
    on = timezone.localtime(request.now).date()
    found = targets(on)
    ready = READY.get(request.GET.get("voor", ""), "")
    kinds = next((one.party_kinds for one in found if one.id == ready), ())
    municipality = page.contact.municipality if page.contact else ""
    here = _others(request, page)
    near = next((card.id for card in here if kinds and card.kind in kinds and card.municipality == municipality), "")
    start = {"kind": "hulp", "target": ready, "to_party": near, "because": _because(ready)} if ready else {}
    times = queries.answer_times([card.id for card in here], now=request.now)
    return HandoverForm(
        request.POST if request.method == "POST" else None,
        parties=choices_of(here, times, kinds),
        targets=found,
        items=page.standing,
        initial=start,
    )


def _because(ready: str) -> str:
    return gettext("De deelnemer wil graag hulp. Wilt u contact opnemen?") if ready else ""


def _others(request: ActingRequest, page: CasePage) -> list[PartyCard]:
    on = timezone.localtime(request.now).date()
    return [
        card
        for card in parties.parties_in_region(page.header.region_code, on=on, kinds=None)
        if card.id != request.actor.party_id
    ]


def _open(request: ActingRequest, case_id: int, handover_id: int) -> tuple[CasePage, HandoverCard]:
    """Give the file of a hand-over; raises NotFoundError when the hand-over is of another file."""
    page = open_file(request, case_id)
    for card in page.handovers:
        if card.id == handover_id:
            return page, card
    raise NotFoundError(handover_id)


@writing_view(roles=ADVISERS, purpose="overdracht", methods=("POST",))
def accept(request: ActingRequest, case_id: int, handover_id: int) -> HttpResponse:
    """Take over what was offered."""
    page, _card = _open(request, case_id, handover_id)
    answer = actions.accept_handover(actor=request.actor, handover_id=handover_id, now=request.now)
    if refusal := refused(answer):
        return _page(request, page, refusal=refusal)
    return done(request, gettext("U hebt de overdracht aanvaard."), "guidance:case", case_id)


@writing_view(roles=ADVISERS, purpose="overdracht")
def refuse(request: ActingRequest, case_id: int, handover_id: int) -> HttpResponse:
    """Refuse what was offered, with the reason and where it does belong."""
    page, card = _open(request, case_id, handover_id)
    others = [(one.id, one.name) for one in _others(request, page) if one.id != card.from_party.id]
    form = RefuseForm(request.POST or None, parties=others)
    if request.method == "POST" and form.is_valid():
        answer = actions.refuse_handover(
            actor=request.actor,
            handover_id=handover_id,
            reason=form.cleaned_data["reason"],
            suggested_party_id=form.cleaned_data["elsewhere"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            messages.success(request, gettext("U hebt de overdracht geweigerd. De andere partij ziet uw reden."))
            return HttpResponseRedirect(reverse("guidance:start"))
        form.refuse(refusal)
    return show(request, "refuse_handover", page, "guidance:handovers", form=form)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def withdraw(request: ActingRequest, case_id: int, handover_id: int) -> HttpResponse:
    """Take an offer back."""
    page, _card = _open(request, case_id, handover_id)
    answer = actions.withdraw_handover(actor=request.actor, handover_id=handover_id, now=request.now)
    if refusal := refused(answer):
        return _page(request, page, refusal=refusal)
    return done(request, gettext("De overdracht is ingetrokken."), "guidance:handovers", case_id)


@writing_view(roles=ADVISERS, purpose="overdracht", methods=("POST",))
def first_contact(request: ActingRequest, case_id: int, handover_id: int) -> HttpResponse:
    """Record the first talk after a hand-over."""
    page, _card = _open(request, case_id, handover_id)
    form = FirstContactForm(request.POST, prefix="contact")
    if form.is_valid():
        answer = actions.record_first_contact(
            actor=request.actor, handover_id=handover_id, contact_on=form.cleaned_data["on"], now=request.now
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het eerste gesprek is vastgelegd."), "guidance:handovers", case_id)
        form.refuse(refusal)
    return _page(request, page, first_contact=form)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def redirect_to(request: ActingRequest, case_id: int, handover_id: int) -> HttpResponse:
    """Send what went to the wrong receiver to another one."""
    page, card = _open(request, case_id, handover_id)
    here = [one for one in _others(request, page) if one.id != card.to_party.id]
    times = queries.answer_times([one.id for one in here], now=request.now)
    start = {"to_party": card.suggested_party.id} if card.suggested_party else {}
    form = RedirectForm(request.POST or None, parties=choices_of(here, times), initial=start)
    if request.method == "POST" and form.is_valid():
        answer = actions.redirect_handover(
            actor=request.actor,
            handover_id=handover_id,
            to_party_id=form.cleaned_data["to_party"],
            person_agrees=form.cleaned_data["person_agrees"],
            agreed_through=form.cleaned_data["how"],
            now=request.now,
        )
        if isinstance(answer, HandoverCard):
            messages.success(request, gettext("De overdracht gaat nu naar de andere partij."))
            return HttpResponseRedirect(_after_offer(request, page, answer))
        form.refuse(answer)
    return show(request, "redirect_handover", page, "guidance:handovers", form=form, handover=card)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def invite(request: ActingRequest, case_id: int, handover_id: int) -> HttpResponse:
    """Send a safe link to a receiver without an account; the code is shown here, once."""
    page, card = _open(request, case_id, handover_id)
    form = InviteForm(request.POST or None, initial={"email": card.to_email})
    if request.method == "POST" and form.is_valid():
        answer = actions.invite_receiver(
            actor=request.actor, handover_id=handover_id, email=form.cleaned_data["email"], now=request.now
        )
        if isinstance(answer, actions.Invitation):
            return show(request, "invite_handover", page, "guidance:handovers", handover=card, invitation=answer)
        form.refuse(answer)
    return show(request, "invite_handover", page, "guidance:handovers", handover=card, form=form)


@writing_view(roles=ADVISERS, purpose="overdracht", methods=("POST",))
def ask(request: ActingRequest, case_id: int, handover_id: int) -> HttpResponse:
    """Ask the sender something."""
    page, _card = _open(request, case_id, handover_id)
    form = QuestionForm(request.POST, prefix="vraag")
    if form.is_valid():
        refusal = refused(
            actions.ask_about_handover(
                actor=request.actor,
                handover_id=handover_id,
                question=form.cleaned_data["question"],
                now=request.now,
            )
        )
        if refusal is None:
            return done(request, gettext("Uw vraag staat bij de andere partij."), "guidance:handovers", case_id)
        form.refuse(refusal)
    return _page(request, page, question=form)


@writing_view(roles=ADVISERS, purpose="overdracht")
def answer(request: ActingRequest, case_id: int, handover_id: int, question_id: int) -> HttpResponse:
    """Answer a question of the receiver."""
    page, card = _open(request, case_id, handover_id)
    asked = next((one for one in _questions(page).get(handover_id, ()) if one.id == question_id), None)
    if asked is None:
        raise NotFoundError(question_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        refusal = actions.answer_question(
            actor=request.actor, question_id=question_id, answer=form.cleaned_data["answer"], now=request.now
        )
        if refusal is None:
            return done(request, gettext("Uw antwoord staat bij de andere partij."), "guidance:handovers", case_id)
        form.refuse(refusal)
    return show(request, "answer_handover", page, "guidance:handovers", form=form, handover=card, asked=asked)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def decline_debts(request: ActingRequest, case_id: int) -> HttpResponse:
    """Help with debts was offered, and the person does not want it now."""
    page = open_file(request, case_id)
    if refusal := actions.decline_debt_help(actor=request.actor, case_id=case_id, now=request.now):
        return _page(request, page, refusal=refusal)
    return done(request, gettext("Vastgelegd. De deelnemer kan er altijd op terugkomen."), "guidance:case", case_id)


def _questions(page: CasePage) -> dict[int, tuple[queries.HandoverQuestionCard, ...]]:
    return dict(queries.questions_of([card.id for card in page.handovers]))


def _page(request: ActingRequest, page: CasePage, **context: object) -> HttpResponse:
    times = queries.answer_times([card.to_party.id for card in page.handovers], now=request.now)
    asked = _questions(page)
    receivers = {card.to_party.id for card in page.handovers}
    without = queries.without_account(receivers, page.header.region_code, request.now)
    usual = {
        "first_contact": FirstContactForm(prefix="contact"),
        "question": QuestionForm(prefix="vraag"),
        "lines": [
            {
                "card": card,
                "time": answer_time_text(times.get(card.to_party.id)),
                "questions": asked.get(card.id, ()),
                "by_link": card.to_party.id in without and card.kind == "hulp",
            }
            for card in page.handovers
        ],
    }
    return show(request, "handovers", page, "guidance:handovers", **(usual | context))
