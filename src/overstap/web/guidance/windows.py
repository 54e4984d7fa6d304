"""The windows from a file: which there are for this person, applying for them, and answering an offer with them."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.arrangements import actions, queries
from overstap.arrangements.window_values import WindowLine, WindowOption
from overstap.casework.queries import CasePage
from overstap.core.allotment import Unit
from overstap.core.consent import Item
from overstap.web.forms import EurosField, HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.guidance.arrangement_forms import KeyField
from overstap.web.guidance.opening import ADVISERS, done, open_file, refused, show
from overstap.web.request import ActingRequest
from overstap.web.windows import words as window_words
from overstap.web.windows.elsewhere import elsewhere

HERE = "guidance:windows"
ACCEPT, DECLINE = "neem", "bedank"


class WithPersonForm(HouseForm):
    """How the person said it: nothing happens at a window without them."""

    how = forms.CharField(
        label=_("Hoe zei de deelnemer dat?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: in het gesprek van vandaag, aan de telefoon of per brief."),
    )


class OfferForm(WithPersonForm):
    """What the person says to an offer."""

    answer = forms.ChoiceField(
        label=_("Wil de deelnemer deze plaats?"),
        widget=forms.RadioSelect,
        choices=(
            (ACCEPT, _("Ja, de deelnemer neemt de plaats")),
            (DECLINE, _("Nee, de plaats gaat naar de volgende")),
        ),
    )
    field_order = ("answer", "how")


class ApplyForm(WithPersonForm):
    """What is asked at a window for a person, and that they agree."""

    key = KeyField()
    agrees = forms.BooleanField(
        label=_("De deelnemer wil deze aanvraag"),
        error_messages={"required": _("Zonder akkoord van de deelnemer vraagt u niet aan.")},
    )
    tell = forms.BooleanField(
        label=_("Stuur de deelnemer een e-mail over deze aanvraag"),
        required=False,
        help_text=_(
            "De deelnemer krijgt een bevestiging, en bericht als er een plaats vrijkomt. "
            "Met het adres in de e-mail kan de deelnemer zelf antwoorden."
        ),
    )
    field_order = ("amount", "agrees", "how", "tell", "key")

    def __init__(self, *args: Any, option: WindowOption, has_email: bool, **kwargs: Any) -> None:
        self.option = option
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())
        if not has_email:
            del self.fields["tell"]

    def further_fields(self) -> dict[str, forms.Field]:
        """An amount where the window gives euros; otherwise one person asks one place."""
        if self.option.window.unit == Unit.EUROS:
            return {"amount": EurosField(label=_("Welk bedrag vraagt u voor de deelnemer?"))}
        return {}


@reading_view(roles=ADVISERS, purpose="begeleiding")
def windows(request: ActingRequest, case_id: int) -> HttpResponse:
    """The windows for this person, and how every application from this file stands."""
    page = _open(request, case_id)
    found = queries.windows_of_case(request.actor, case_id, now=request.now)
    ways = {
        one.window.code: elsewhere(one.window, request.now)
        for one in found.options
        if one.counter.full and not one.window.has_list
    }
    return show(request, "windows", page, HERE, found=found, window_words=window_words, ways=ways)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def apply(request: ActingRequest, case_id: int, code: str) -> HttpResponse:
    """Apply on behalf of the person."""
    page = _open(request, case_id)
    option = queries.window_for_case(request.actor, case_id, code, now=request.now)
    has_email = page.contact is not None and bool(page.contact.email)
    form = ApplyForm(request.POST or None, option=option, has_email=has_email)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        receipt = request.build_absolute_uri(reverse("windows:receipt", args=(given["key"],)))
        answer = actions.apply_for_case(
            actor=request.actor,
            case_id=case_id,
            window=code,
            key=given["key"],
            amount=given.get("amount", 1),
            how=given["how"],
            page=receipt if given.get("tell") else "",
            now=request.now,
        )
        refusal = refused(answer)
        if isinstance(answer, WindowLine):
            sentence = gettext("De aanvraag is gedaan. Het nummer is %(number)s.")
            return done(request, sentence % {"number": answer.application.number}, HERE, case_id)
    context = {"form": form, "refusal": refusal, "option": option, "window_words": window_words}
    return show(request, "window_apply", page, HERE, **context)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def answer(request: ActingRequest, case_id: int, key: UUID) -> HttpResponse:
    """Answer an offer with the person."""
    page = _open(request, case_id)
    line = queries.application_of_case(request.actor, case_id, key, now=request.now)
    form = OfferForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        accept = form.cleaned_data["answer"] == ACCEPT
        refusal = refused(
            actions.answer_for_case(
                actor=request.actor,
                case_id=case_id,
                key=key,
                accept=accept,
                how=form.cleaned_data["how"],
                now=request.now,
            )
        )
        if refusal is None:
            taken, given_back = gettext("De deelnemer heeft de plaats."), gettext("De plaats gaat naar de volgende.")
            return done(request, taken if accept else given_back, HERE, case_id)
    return _show_line(request, "window_answer", page, line, form=form, refusal=refusal)


@writing_view(roles=ADVISERS, purpose="begeleiding")
def withdraw(request: ActingRequest, case_id: int, key: UUID) -> HttpResponse:
    """Withdraw an application with the person."""
    page = _open(request, case_id)
    line = queries.application_of_case(request.actor, case_id, key, now=request.now)
    form = WithPersonForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = refused(
            actions.withdraw_for_case(
                actor=request.actor, case_id=case_id, key=key, how=form.cleaned_data["how"], now=request.now
            )
        )
        if refusal is None:
            return done(request, gettext("De aanvraag is ingetrokken."), HERE, case_id)
    return _show_line(request, "window_withdraw", page, line, form=form, refusal=refusal)


def _open(request: ActingRequest, case_id: int) -> CasePage:
    page = open_file(request, case_id)
    if Item.ARRANGEMENT not in page.items:
        raise Http404
    return page


def _show_line(request: ActingRequest, template: str, page: CasePage, line: WindowLine, **context: Any) -> HttpResponse:
    return show(request, template, page, HERE, line=line, window_words=window_words, **context)
