"""Other dates or another price of an item that is committed: filled in, worked out, and put to the person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.arrangements import actions, queries
from overstap.arrangements.actions import NewTerms
from overstap.arrangements.changing_values import ChangePreview
from overstap.arrangements.values import MissingAnswers, Question
from overstap.core.decision import Refusal
from overstap.core.money import as_number
from overstap.rules import Known
from overstap.web.catalogue.asking import as_typed
from overstap.web.factfields import fact
from overstap.web.forms import DatePartsField, EurosField
from overstap.web.guards import writing_view
from overstap.web.guidance.arrangement_choosing import asked_before, tell_the_file
from overstap.web.guidance.arrangement_item_form import FACT, SHARE, SUBSIDY, ItemForm
from overstap.web.guidance.arrangement_page import HERE, item_of, plan_of, show_arrangement, show_form
from overstap.web.guidance.opening import ADVISERS, done, refused
from overstap.web.request import ActingRequest, wants_fragment

LOOK = "bekijk"
STAYS = ("title", "providing_party", "provider", "employer", "motivation", "person_agrees", "how", "key")
"""What a change leaves as it is: another item is chosen anew."""


class ChangeForm(ItemForm):
    """What an item says from now on; empty days stay as they are."""

    starts_on = DatePartsField(label=_("Nieuwe startdatum"), required=False)
    ends_on = DatePartsField(label=_("Nieuwe einddatum"), required=False)
    weeks = forms.IntegerField(
        label=_("Of: zoveel weken langer"),
        required=False,
        min_value=1,
        max_value=520,
        help_text=_("Wij tellen de weken op bij de einddatum van nu."),
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    cost = EurosField(label=_("Wat het in totaal kost"), help_text=_("Bijvoorbeeld 1250 of 1.250,50."))
    cofinancing = EurosField(label=_("Wat anderen daarvan betalen"), required=False)
    because = forms.CharField(
        label=_("Waarom verandert dit?"),
        widget=forms.Textarea({"rows": 2}),
        max_length=400,
        help_text=_("De deelnemer leest dit. De kassier leest het niet."),
    )
    field_order = (
        "starts_on",
        "ends_on",
        "weeks",
        "cost",
        "cofinancing",
        "cofinancing_reason",
        "passed_over_because",
        "because",
    )

    def __init__(self, *args: Any, preview: ChangePreview, questions: tuple[Question, ...], **kwargs: Any) -> None:
        """Start from what the item says now; what has begun keeps its start."""
        self.item, offer = preview.item, preview.offer
        super().__init__(
            *args,
            kind=offer.kind if offer else "",
            needs=tuple(need for need in offer.needs if need in {"start", "end", "cost"}) if offer else (),
            questions=questions,
            parties=[],
            earlier=preview.earlier,
            sharing=preview.sharing,
            initial=_initial(preview, questions),
            **kwargs,
        )
        gone = STAYS if offer else (*STAYS, "cofinancing_reason", "passed_over_because")
        for name in (*gone, *(("starts_on",) if self.item.stage == "loopt" else ())):
            self.fields.pop(name, None)

    def terms(self) -> NewTerms:
        """What was filled in, with what stays; what is wrong counts as what it is now."""
        given, item = self.cleaned_data, self.item
        ends_on = given.get("ends_on") or item.ends_on
        if given.get("weeks") and item.ends_on is not None and ends_on == item.ends_on:
            ends_on = item.ends_on + dt.timedelta(weeks=given["weeks"])
        cost = given.get("cost")
        draft = self.draft(item.instrument, with_item=True)
        return NewTerms(
            starts_on=given.get("starts_on") or item.starts_on,
            ends_on=ends_on,
            cost_cents=item.cost_cents if cost is None else cost,
            cofinancing_cents=draft.cofinancing_cents,
            cofinancing_reason=draft.cofinancing_reason,
            passed_over_because=draft.passed_over_because,
            shares=draft.shares,
            subsidies=draft.subsidies,
            answers=draft.answers,
        )


def _initial(preview: ChangePreview, questions: tuple[Question, ...]) -> dict[str, Any]:
    item = preview.item
    known = {fact(question.fact): preview.answers.get(question.fact) for question in questions}
    return (
        {
            "starts_on": item.starts_on,
            "ends_on": item.ends_on,
            "cost": as_number(item.cost_cents),
            "cofinancing": as_number(item.cofinancing_cents),
            "cofinancing_reason": item.cofinancing_reason,
            "passed_over_because": item.passed_over_because,
        }
        | {SHARE + line.stream: as_number(line.cents) for line in item.shares}
        | {SUBSIDY + one.id: one.asked for one in preview.sharing}
        | {FACT + one.id: as_typed(one, Known(value)) for one, value in known.items() if value is not None}  # type: ignore[arg-type]
    )


@writing_view(roles=ADVISERS, purpose="begeleiding")
def change(request: ActingRequest, case_id: int, item_id: int) -> HttpResponse:
    """Propose other dates or another price; who pays what then is worked out while it is filled in."""
    item_of(plan_of(request, case_id), item_id)
    empty = queries.preview_change(request.actor, item_id, terms=None, now=request.now)
    if isinstance(empty, Refusal):
        return show_arrangement(request, case_id, refusal=empty)
    questions = _questions(empty, queries.questions([*empty.answers, *asked_before(request.POST)]))
    form = ChangeForm(request.POST or None, preview=empty, questions=questions)
    preview, refusal = empty, None
    if request.method == "POST":
        form.is_valid()
        found = queries.preview_change(request.actor, item_id, terms=form.terms(), now=request.now)
        preview = found if isinstance(found, ChangePreview) else empty
        asked = _questions(preview, questions)
        form = ChangeForm(request.POST, preview=preview, questions=asked)
        if wants_fragment(request):
            form.hidden_questions = [one for one in asked if one not in questions]
        if form.is_valid() and request.POST.get("doe") != LOOK:
            refusal = _propose(request, case_id, form)
            if refusal is None:
                sentence = gettext(
                    "De wijziging ligt bij de deelnemer. Na akkoord past de kassier het geld meteen aan."
                )
                return done(request, sentence, HERE, case_id)
            form = _with_more(request, preview, form, refusal)
    context = {"form": form, "preview": preview, "refusal": refusal, "item": empty.item}
    if wants_fragment(request) and request.method == "POST":
        return render(request, "guidance/_arrangement_change_preview.html", context)
    return show_form(request, case_id, "arrangement_change_item", **context)


def _propose(request: ActingRequest, case_id: int, form: ChangeForm) -> Refusal | None:
    """Keep what was answered about the person, and put the change to them."""
    refusal = tell_the_file(request, case_id, form)
    if refusal is not None:
        return refusal
    answer = actions.change_item(
        actor=request.actor,
        item_id=form.item.id,
        terms=form.terms(),
        because=form.cleaned_data["because"],
        now=request.now,
    )
    return refused(answer)


def _questions(preview: ChangePreview, asked: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions that were asked before or that are missing now, without those that a field answers."""
    missing = preview.offer.missing if preview.offer else ()
    found = {question.fact: question for question in (*asked, *missing) if not question.field}
    return tuple(question for question in found.values() if question.with_item or question in missing)


def _with_more(request: ActingRequest, preview: ChangePreview, form: ChangeForm, refusal: Refusal) -> ChangeForm:
    """The form again, with the questions that proposing brought up and the open ones marked."""
    open_ones = refusal.questions if isinstance(refusal, MissingAnswers) else ()
    more = {one.fact: one for one in (*form.questions, *open_ones) if not one.field}
    again = ChangeForm(request.POST, preview=preview, questions=tuple(more.values()))
    again.is_valid()
    again.mark(refusal)
    return again
