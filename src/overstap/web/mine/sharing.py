"""Who sees what: switches per part, party and purpose, and the list of who looked and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from overstap.audit import queries as audit
from overstap.audit.queries import Look
from overstap.casework import actions as casework_actions
from overstap.casework import queries as casework
from overstap.casework.values import PersonPage
from overstap.consent import actions, queries
from overstap.consent.queries import ConsentCard
from overstap.core.consent import Item, Purpose
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.parties import queries as parties
from overstap.rules.load_processings import register_on
from overstap.rules.model import Text
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.mine.now import PERSON
from overstap.web.request import ActingRequest, wants_fragment
from overstap.web.wording import ITEM_NAMES, PURPOSE_NAMES

THROUGH = N_("Zelf, in Mijn dossier")
LOOKS = 500


@dataclass(frozen=True, slots=True)
class PartySwitches:
    """What one party may see: switches that are on, and those that were on before."""

    party_id: int
    party_name: str
    responsible: bool
    on: tuple[ConsentCard, ...]
    off: tuple[ConsentCard, ...]


class ShareForm(HouseForm):
    """Let a party see parts of the file."""

    party = forms.TypedChoiceField(label=gettext_lazy("Wie?"), coerce=int)
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Wat mag deze organisatie zien?"), widget=forms.CheckboxSelectMultiple
    )
    purpose = forms.ChoiceField(label=gettext_lazy("Waarvoor?"), widget=forms.RadioSelect)
    until = DatePartsField(
        label=gettext_lazy("Tot en met welke dag?"),
        required=False,
        help_text=gettext_lazy("Laat leeg als u zelf wilt kiezen wanneer het stopt."),
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [("", _("Kies een organisatie")), *choices]  # type: ignore[attr-defined]
        self.fields["items"].choices = [(item.value, ITEM_NAMES[item]) for item in Item]  # type: ignore[attr-defined]
        self.fields["purpose"].choices = [  # type: ignore[attr-defined]
            (purpose.value, PURPOSE_NAMES[purpose]) for purpose in Purpose if purpose is not Purpose.HANDOVER
        ]

    def end(self) -> dt.datetime | None:
        """The end of the last day, or None for until further notice."""
        day = self.cleaned_data["until"]
        return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time())) if day else None


def _person_id(request: ActingRequest) -> int:
    if request.actor.participant_id is None:
        raise NotFoundError
    return request.actor.participant_id


def _switches(request: ActingRequest, page: PersonPage) -> tuple[PartySwitches, ...]:
    cards = queries.consents_of(request.actor, _person_id(request), request.now)
    responsible = page.case.header.first_responsible.id if page.case else None
    found: dict[int, PartySwitches] = {}
    for party_id in sorted({card.party_id for card in cards}, key=lambda one: (one != responsible, one)):
        own = [card for card in cards if card.party_id == party_id]
        on = tuple(sorted((card for card in own if card.in_force), key=lambda card: (card.purpose, card.item)))
        still = {(card.item, card.purpose) for card in on}
        latest: dict[tuple[str, str], ConsentCard] = {}
        for card in own:
            if (card.item, card.purpose) not in still:
                latest.setdefault((card.item, card.purpose), card)
        found[party_id] = PartySwitches(
            party_id, own[0].party_name, party_id == responsible, on, tuple(latest.values())
        )
    return tuple(found.values())


@reading_view(roles=PERSON)
def show(request: ActingRequest) -> HttpResponse:
    """All switches, by party."""
    return _show(request)


def _show(request: ActingRequest, form: ShareForm | None = None, refusal: Refusal | None = None) -> HttpResponse:
    page = casework.person_page(request.actor, request.now)
    context = {
        "parties": _switches(request, page),
        "form": form or _form(None, page, request.now.date()),
        "open": form is not None,
        "case": page.case,
        "refusal": refusal,
    }
    fragment = wants_fragment(request) and form is None
    status = 400 if refusal or (form is not None and form.errors) else 200
    return render(request, "mine/_switches.html" if fragment else "mine/sharing.html", context, status=status)


def _form(data: Any, page: PersonPage, today: dt.date) -> ShareForm:
    here = parties.parties_in_region(page.case.header.region_code, today) if page.case else ()
    return ShareForm(data, choices=[(party.id, party.name) for party in here])


@writing_view(roles=PERSON)
def give(request: ActingRequest) -> HttpResponse:
    """Let a party see more."""
    page = casework.person_page(request.actor, request.now)
    form = _form(request.POST if request.method == "POST" else None, page, request.now.date())
    if request.method != "POST":
        return redirect("mine:sharing")
    if not form.is_valid():
        return _show(request, form)
    outcome = actions.give_consent(
        actor=request.actor,
        participant_id=_person_id(request),
        party_id=form.cleaned_data["party"],
        items=[Item(item) for item in form.cleaned_data["items"]],
        purpose=Purpose(form.cleaned_data["purpose"]),
        valid_until=form.end(),
        given_through=THROUGH,
        now=request.now,
    )
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return _show(request, form)
    messages.success(request, _("Uw toestemming staat aan. U kunt die altijd weer uitzetten."))
    return redirect("mine:sharing")


def _changed(request: ActingRequest, sentence: str) -> HttpResponse:
    if wants_fragment(request):
        return _show(request)
    messages.success(request, sentence)
    return redirect("mine:sharing")


@writing_view(roles=PERSON, methods=("POST",))
def switch_off(request: ActingRequest, consent_id: int) -> HttpResponse:
    """Take one permission back; works at once (R-401)."""
    page = casework.person_page(request.actor, request.now)
    if page.case is None:
        actions.withdraw_consent(
            actor=request.actor, participant_id=_person_id(request), consent_id=consent_id, now=request.now
        )
    else:
        outcome = casework_actions.withdraw_item(
            actor=request.actor, consent_id=consent_id, case_id=page.case.header.id, now=request.now
        )
        if isinstance(outcome, Refusal):
            return _show(request, refusal=outcome)
    return _changed(request, _("Uitgezet. Vanaf nu is dit niet meer te zien."))


@writing_view(roles=PERSON, methods=("POST",))
def switch_on(request: ActingRequest, consent_id: int) -> HttpResponse:
    """Give a permission that was taken back again; without an open file there is nothing to share."""
    page = casework.person_page(request.actor, request.now)
    if page.case is None:
        raise NotFoundError
    outcome = casework_actions.permit_again(
        actor=request.actor, consent_id=consent_id, case_id=page.case.header.id, now=request.now
    )
    if isinstance(outcome, Refusal):
        return _show(request, refusal=outcome)
    return _changed(request, _("Aangezet. U kunt het altijd weer uitzetten."))


@writing_view(roles=PERSON, methods=("POST",))
def leave_out(request: ActingRequest, party_id: int) -> HttpResponse:
    """Take back everything that one party may see; the file asks what should happen next."""
    page = casework.person_page(request.actor, request.now)
    if page.case is None:
        actions.withdraw_all(
            actor=request.actor, participant_id=_person_id(request), party_id=party_id, now=request.now
        )
    else:
        outcome = casework_actions.withdraw_consent(
            actor=request.actor, party_id=party_id, case_id=page.case.header.id, now=request.now
        )
        if isinstance(outcome, Refusal):
            return _show(request, refusal=outcome)
    return _changed(request, _("Deze organisatie ziet vanaf nu niets meer."))


@reading_view(roles=PERSON)
def trail(request: ActingRequest) -> HttpResponse:
    """Who looked at or changed what, when and why; the same deed on one day by one person is one line."""
    return render(request, "mine/log.html", {"lines": together(audit.who_looked(request.actor, LOOKS))})


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the list: a deed, how often it was done that day, and the processing that it belongs to."""

    look: Look
    times: int

    @property
    def processing(self) -> tuple[Text, str] | None:
        """Why this is done at all, in the words of the register, with the page that explains it."""
        name, _, day = self.look.processing.partition("/")
        found = register_on(dt.date.fromisoformat(day)).activity(name) if day else None
        return (found.goal, reverse("processing:one", args=[name, day])) if found else None


def together(looks: tuple[Look, ...]) -> tuple[LogLine, ...]:
    """Put the same deeds of one person on one day in one line, in the order of the latest."""
    found: dict[tuple[object, ...], LogLine] = {}
    for look in looks:
        day = timezone.localdate(look.at)
        key = (day, look.name, look.party_name, look.verb, look.purpose, look.processing, look.mode, look.by_myself)
        before = found.get(key)
        found[key] = LogLine(before.look, before.times + 1) if before else LogLine(look, 1)
    return tuple(found.values())
