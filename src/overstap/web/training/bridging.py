"""Bridges in the file: what is left to learn for a vacancy, what pays that, and putting it in the arrangement."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from overstap.arrangements import queries
from overstap.arrangements.drafts import ItemDraft
from overstap.arrangements.values import ItemCard, MissingAnswers, Preview, Question
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError, Refusal
from overstap.mediation.bridges import (
    PaidBy,
    bridge_page,
    chosen_trainings,
    drafts_of,
    previews_of,
    put_in_arrangement,
    take_out_of_arrangement,
    vacancy_title,
)
from overstap.mediation.ranking import CLASS_WORDS
from overstap.training.values import TrainingCard
from overstap.web.guards import reading_view, writing_view
from overstap.web.guidance.arrangement_choosing import asked_before, tell_the_file
from overstap.web.guidance.arrangement_item_form import ItemForm
from overstap.web.guidance.arrangement_page import HERE, party_choices, show_arrangement
from overstap.web.guidance.opening import ADVISERS, done, open_file, show
from overstap.web.request import ActingRequest

FROM_CATALOGUE = ("title", "provider", "ends_on", "cost", "cofinancing")
"""What a bridge knows of each training, so that nobody fills it in."""

MOST_TRAININGS = 12
CHOSEN = "gekozen"


class BridgeForm(ItemForm):
    """What is asked once for all trainings of a bridge."""

    def __init__(self, *args: Any, instrument: str, **kwargs: Any) -> None:
        self.instrument = instrument
        super().__init__(*args, **kwargs)
        for name in FROM_CATALOGUE:
            self.fields.pop(name, None)
        self.fields["starts_on"].required = True


@reading_view(roles=ADVISERS, purpose="begeleiding")
def bridges(request: ActingRequest, case_id: int, vacancy_id: int) -> HttpResponse:
    """What somebody has and lacks for a vacancy, and the bridges with what pays each."""
    page = open_file(request, case_id, Item.PROFILE)
    if Item.ARRANGEMENT not in page.items:
        raise NotFoundError(case_id)
    found = bridge_page(request.actor, case_id, vacancy_id, now=request.now)
    plan = queries.arrangement_page(request.actor, case_id, now=request.now)
    wanted = _numbers(request.GET["gezet"]) if request.GET.get("gezet") else ()
    put = tuple(item for item in plan.items if item.id in wanted) if plan else ()
    waits = tuple(item for item in put if item.stage == CHOSEN)
    context = {
        "found": found,
        "words": CLASS_WORDS[found.gaps.match_class],
        "vacancy": vacancy_title(vacancy_id),
        "vacancy_id": vacancy_id,
        "plan": plan,
        "put": put,
        "to_undo": "-".join(str(item.id) for item in waits),
    }
    return show(request, "bridges", page, HERE, **context)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def choose(request: ActingRequest, case_id: int, vacancy_id: int, ids: str, instrument: str) -> HttpResponse:
    """Ask what is still open once for the whole bridge, then put all of it in the arrangement or nothing."""
    page = open_file(request, case_id, Item.PROFILE)
    plan = queries.arrangement_page(request.actor, case_id, now=request.now)
    if plan is None or Item.ARRANGEMENT not in page.items:
        raise NotFoundError(case_id)
    cards = chosen_trainings(request.actor, case_id, vacancy_id, _numbers(ids), now=request.now)
    if isinstance(cards, Refusal):
        return _stale(request, case_id, vacancy_id, cards)
    paid = previews_of(request.actor, case_id, drafts_of(cards, instrument, starts_on=None), now=request.now)
    if isinstance(paid, Refusal):
        raise NotFoundError(instrument)
    form = _form(request, paid, queries.questions(asked_before(request.POST)))
    refusal: Refusal | None = None
    if request.method == "POST":
        form.is_valid()
        paid, form = _again(request, case_id, cards, paid, form)
        if form.is_valid() and request.POST.get("doe") == "kies":
            answer: tuple[ItemCard, ...] | Refusal = _put(
                request, case_id, plan.card.id, drafts_with(cards, form, paid.instrument), form
            )
            if isinstance(answer, tuple):
                messages.success(request, gettext("De opleidingen staan in het arrangement. Het geld is gereserveerd."))
                here = reverse("training:bridges", args=(case_id, vacancy_id))
                return HttpResponseRedirect(f"{here}?gezet={'-'.join(str(item.id) for item in answer)}")
            refusal = answer
            form = _with_open(request, paid, form, refusal)
    whole = _together(request, case_id, cards, form) if form.is_bound else None
    context = {"form": form, "paid": paid, "whole": whole, "cards": cards, "refusal": refusal, "vacancy_id": vacancy_id}
    return show(request, "bridge_choose", page, HERE, plan=plan, **context)


@writing_view(roles=ADVISERS, purpose="begeleiding", methods=("POST",))
def undo(request: ActingRequest, case_id: int) -> HttpResponse:
    """Take the trainings of a bridge out of the arrangement again."""
    plan = queries.arrangement_page(request.actor, case_id, now=request.now)
    wanted = _numbers(request.POST.get("onderdelen", ""))
    if plan is None or not wanted or not set(wanted) <= {item.id for item in plan.items}:
        raise NotFoundError(case_id)
    answer = take_out_of_arrangement(actor=request.actor, item_ids=wanted, now=request.now)
    if isinstance(answer, Refusal):
        return show_arrangement(request, case_id, refusal=answer)
    return done(request, gettext("De opleidingen zijn er weer uit. Het geld is weer vrij."), HERE, case_id)


def _numbers(text: str) -> tuple[int, ...]:
    """The trainings that an address names; raises NotFoundError for anything else than numbers."""
    parts = text.split("-")
    if len(parts) > MOST_TRAININGS or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):  # noqa: PLR2004
        raise NotFoundError(text)
    return tuple(int(part) for part in parts)


def _stale(request: ActingRequest, case_id: int, vacancy_id: int, refusal: Refusal) -> HttpResponse:
    messages.error(request, f"{gettext(refusal.because)} {gettext(refusal.remedy)}")
    return HttpResponseRedirect(reverse("training:bridges", args=(case_id, vacancy_id)))


def _form(request: ActingRequest, paid: PaidBy, asked: tuple[Question, ...]) -> BridgeForm:
    first = paid.first
    missing = [one for preview in paid.previews for one in preview.offer.missing]
    found = {one.fact: one for one in (*asked, *missing) if not one.field}
    own = request.actor.party_id
    return BridgeForm(
        request.POST or None,
        instrument=paid.instrument,
        kind=first.offer.kind,
        needs=first.offer.needs,
        questions=tuple(found.values()),
        parties=party_choices(request, first.region_code),
        earlier=first.earlier,
        sharing=(),
        initial={"providing_party": own, "starts_on": request.now.date() + dt.timedelta(days=14)},
    )


def _again(
    request: ActingRequest, case_id: int, cards: tuple[TrainingCard, ...], paid: PaidBy, form: BridgeForm
) -> tuple[PaidBy, BridgeForm]:
    """The same with what was filled in: what it costs, who pays, and the questions that came up."""
    draft = form.draft(paid.instrument)
    told = previews_of(
        request.actor, case_id, drafts_of(cards, paid.instrument, starts_on=draft.starts_on, like=draft),
        now=request.now,
    )  # fmt: skip
    if isinstance(told, Refusal):
        return paid, form
    again = _form(request, told, form.questions)
    again.is_valid()
    return told, again


def _together(
    request: ActingRequest, case_id: int, cards: tuple[TrainingCard, ...], form: BridgeForm
) -> Preview | None:
    """What the trainings come to together: who pays, and what is left of the money after all of them."""
    drafts = drafts_with(cards, form, form.instrument)
    whole = replace(
        drafts[0], cost_cents=sum(one.cost_cents for one in drafts), ends_on=drafts[-1].ends_on, final=False
    )
    told = queries.preview_item(request.actor, case_id, draft=whole, now=request.now)
    return told if isinstance(told, Preview) else None


def drafts_with(cards: tuple[TrainingCard, ...], form: BridgeForm, instrument: str) -> tuple[ItemDraft, ...]:
    """The items with what was filled in once for all of them."""
    draft = replace(form.draft(instrument, with_item=True), final=True)
    return drafts_of(cards, instrument, starts_on=draft.starts_on, like=draft)


def _put(
    request: ActingRequest, case_id: int, arrangement_id: int, drafts: tuple[ItemDraft, ...], form: BridgeForm
) -> tuple[ItemCard, ...] | Refusal:
    refusal = tell_the_file(request, case_id, form)
    if refusal is not None:
        return refusal
    return put_in_arrangement(actor=request.actor, arrangement_id=arrangement_id, drafts=drafts, now=request.now)


def _with_open(request: ActingRequest, paid: PaidBy, form: BridgeForm, refusal: Refusal) -> BridgeForm:
    """The form again, with the questions that choosing brought up and the open ones marked."""
    open_ones = refusal.questions if isinstance(refusal, MissingAnswers) else ()
    more = {one.fact: one for one in (*form.questions, *open_ones) if not one.field}
    again = _form(request, paid, tuple(more.values()))
    again.is_valid()
    again.mark(refusal)
    return again
