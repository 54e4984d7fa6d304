"""Choosing an instrument: the questions of its schemes, what it costs and what is left, before and while choosing."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext

from overstap.arrangements import actions, queries
from overstap.arrangements.drafts import ItemDraft
from overstap.arrangements.values import ItemCard, MissingAnswers, Money, Preview, Question
from overstap.casework import actions as casework
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.web.guards import writing_view
from overstap.web.guidance.arrangement_item_form import HANDOVER, ItemForm
from overstap.web.guidance.arrangement_page import HERE, party_choices, plan_of, show_arrangement, show_form
from overstap.web.guidance.opening import ADVISERS, done
from overstap.web.request import ActingRequest, wants_fragment
from overstap.web.translation import own_language

CHOOSE = "kies"
IN_CONVERSATION = N_("in het gesprek met de begeleider")


@writing_view(roles=ADVISERS, purpose="begeleiding")
def choose(request: ActingRequest, case_id: int, instrument: str) -> HttpResponse:
    """Fill in an instrument; the button `kies` chooses it, every other one only tells what choosing would mean."""
    empty = queries.preview_item(request.actor, case_id, draft=ItemDraft(instrument), now=request.now)
    if isinstance(empty, Refusal):
        return show_arrangement(request, case_id, refusal=empty)
    if empty.arrangement_id is None:
        raise NotFoundError(case_id)
    parties = party_choices(request, empty.region_code)
    before = queries.questions(asked_before(request.POST))
    form = _form(request, empty, _with_missing(before, empty), parties)
    preview: Preview | Refusal = empty
    refusal: Refusal | None = None
    if request.method == "POST":
        form.is_valid()
        preview = queries.preview_item(request.actor, case_id, draft=form.draft(instrument), now=request.now)
        asked = _with_missing(form.questions, preview)
        form = _form(request, preview if isinstance(preview, Preview) else empty, asked, parties)
        if wants_fragment(request):
            form.hidden_questions = [one for one in asked if one.fact not in asked_before(request.POST)]
        if form.is_valid() and request.POST.get("doe") == CHOOSE:
            answer = _choose(request, case_id, empty.arrangement_id, instrument, form)
            if isinstance(answer, ItemCard):
                return done(request, _chosen(answer), HERE, case_id)
            refusal = answer
            form = _with_more(request, preview if isinstance(preview, Preview) else empty, form, refusal, parties)
    context = {"form": form, "preview": preview, "offer": empty.offer, "refusal": refusal}
    if wants_fragment(request) and request.method == "POST":
        return render(request, "guidance/_arrangement_preview.html", context)
    return show_form(request, case_id, "arrangement_choose", plan=plan_of(request, case_id), **context)


def _form(
    request: ActingRequest, empty: Preview, questions: tuple[Question, ...], parties: list[tuple[int, str]]
) -> ItemForm:
    name = empty.offer.name
    own_party = None if empty.offer.kind == HANDOVER else request.actor.party_id
    initial = {"title": own_language({"nl": name.nl, "en": name.en}), "providing_party": own_party}
    return ItemForm(
        request.POST or None,
        kind=empty.offer.kind,
        needs=empty.offer.needs,
        questions=questions,
        parties=parties,
        earlier=empty.earlier,
        sharing=empty.sharing,
        initial=initial,
    )


def _with_missing(asked: tuple[Question, ...], preview: Preview | Refusal) -> tuple[Question, ...]:
    """The questions that were asked already, and those that are still missing.

    A warm hand-over asks nothing beside the yes of the person: that says that they want this help (R-420).
    """
    if isinstance(preview, Preview) and preview.offer.kind == HANDOVER:
        return ()
    missing = preview.offer.missing if isinstance(preview, Preview) else ()
    found = {question.fact: question for question in (*asked, *missing) if not question.field}
    return tuple(found.values())


def asked_before(posted: QueryDict) -> list[str]:
    """The questions that stood on the form that was sent."""
    return [fact for fact in posted.get("asked", "").split(",") if fact]


def _choose(
    request: ActingRequest, case_id: int, arrangement_id: int, instrument: str, form: ItemForm
) -> ItemCard | Refusal:
    refusal = tell_the_file(request, case_id, form)
    if refusal is not None:
        return refusal
    draft = form.draft(instrument, with_item=True)
    return actions.choose_instrument(
        actor=request.actor,
        arrangement_id=arrangement_id,
        instrument=instrument,
        title=draft.title,
        providing_party_id=draft.providing_party_id or 0,
        provider=draft.provider,
        employer=draft.employer,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        cost_cents=draft.cost_cents,
        cofinancing_cents=draft.cofinancing_cents,
        cofinancing_reason=draft.cofinancing_reason,
        motivation=draft.motivation,
        passed_over_because=draft.passed_over_because,
        shares=draft.shares,
        subsidies=draft.subsidies,
        facts=draft.answers,
        person_agrees=draft.person_agrees,
        agreed_through=draft.agreed_through,
        key=draft.key,
        now=request.now,
    )


def _chosen(item: ItemCard) -> str:
    if item.handover_id is not None:
        return gettext("De vraag is doorgegeven. De andere organisatie antwoordt u.")
    if item.money is Money.RESERVED:
        return gettext("Het onderdeel staat in het arrangement. Het geld is gereserveerd.")
    return gettext("Het onderdeel staat in het arrangement.")


def tell_the_file(request: ActingRequest, case_id: int, form: ItemForm) -> Refusal | None:
    """Keep what was answered about the person where it belongs: in the file, with permission when it is sensitive."""
    for fact, value in form.answers(with_item=False).items():
        refusal = casework.record_answer(
            actor=request.actor,
            case_id=case_id,
            fact_id=fact,
            state="bekend",
            value=value,
            tick=bool(form.cleaned_data.get("tick")),
            given_through=IN_CONVERSATION,
            now=request.now,
        )
        if refusal is not None:
            return refusal
    return None


def _with_more(
    request: ActingRequest, empty: Preview, form: ItemForm, refusal: Refusal, parties: list[tuple[int, str]]
) -> ItemForm:
    """The form again, with the questions that choosing brought up and the open ones marked."""
    open_ones = refusal.questions if isinstance(refusal, MissingAnswers) else ()
    more = {question.fact: question for question in (*form.questions, *open_ones) if not question.field}
    again = _form(request, empty, tuple(more.values()), parties)
    again.is_valid()
    again.mark(refusal)
    return again
