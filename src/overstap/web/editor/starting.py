"""Starting a draft: from a version that is there, or for a scheme that is new."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from overstap.casework.policy import catalogue
from overstap.core.decision import NotFoundError, Refusal
from overstap.publication import actions, queries
from overstap.publication.checking import LONGEST_ID
from overstap.rules.editing.beginning import new_scheme, next_version
from overstap.rules.reader import DASHED
from overstap.web.catalogue.files import stored_file
from overstap.web.editor.showing import KEEPERS, STEPS, done, show, version_from
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest

_ = gettext_lazy
NOT_A_SCHEME = frozenset({"facts", "menu", "begroting"})
QUESTIONS_ALONE = "facts: []\n"


class FirstDayForm(HouseForm):
    """From which day a version holds."""

    first_day = DatePartsField(
        label=_("Vanaf welke dag geldt de nieuwe versie?"),
        help_text=_("De versie van nu geldt dan tot en met de dag daarvoor. U kunt de dag later nog veranderen."),
    )

    def __init__(self, *args: Any, taken: frozenset[dt.date] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken

    def clean_first_day(self) -> dt.date:
        """A day that has a version already is taken: what was published is not replaced."""
        day: dt.date = self.cleaned_data["first_day"]
        if day in self.taken:
            raise ValidationError(_("Er is al een versie vanaf deze dag. Kies een andere dag."))
        return day


class NewSchemeForm(FirstDayForm):
    """What a scheme that is not there yet needs to begin with."""

    field_order = ("scheme_id", "name_nl", "name_en", "first_day")

    scheme_id = forms.CharField(
        label=_("Korte naam"),
        max_length=LONGEST_ID,
        help_text=_("Kleine letters en cijfers, met streepjes ertussen. Bijvoorbeeld: scholing-in-de-regio."),
    )
    name_nl = forms.CharField(label=_("Naam in het Nederlands"), max_length=200)
    name_en = forms.CharField(label=_("Naam in het Engels"), max_length=200)

    def clean_scheme_id(self) -> str:
        """The name of a folder, which is not there yet."""
        name = str(self.cleaned_data["scheme_id"]).strip()
        if not DASHED.fullmatch(name):
            raise ValidationError(
                _("Gebruik kleine letters, cijfers en streepjes. Bijvoorbeeld: scholing-in-de-regio.")
            )
        if name in NOT_A_SCHEME:
            raise ValidationError(_("Deze naam kan niet: zo heet een map van het programma. Kies een andere naam."))
        if name in catalogue().versions:
            raise ValidationError(_("Deze regeling is er al. Begin een nieuwe versie van die regeling."))
        return name


@writing_view(roles=KEEPERS)
def from_version(request: ActingRequest, scheme_id: str, first_day: str) -> HttpResponse:
    """Start the next version of a scheme."""
    files = catalogue()
    version = version_from(files, scheme_id, first_day)
    step = f"policy:{request.GET.get('stap', '')}"
    step = step if step in dict(STEPS) else "policy:draft"
    taken = frozenset(one.valid_from for one in files.all_versions(scheme_id))
    form = FirstDayForm(request.POST if request.method == "POST" else None, taken=taken)
    refusal = None
    if request.method == "POST" and form.is_valid():
        stored = stored_file(version)
        if stored is None:
            raise NotFoundError(version.file)
        content = next_version(stored.decode("utf-8-sig"), form.cleaned_data["first_day"])
        answer = actions.start_draft(
            actor=request.actor,
            content=content,
            base_from=version.valid_from,
            base_hash=version.file_hash,
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            return done(request, gettext("Het concept is begonnen."), step, answer.id)
        refusal = answer
    drafts = [card for card in queries.open_drafts(request.actor) if card.scheme_id == scheme_id]
    there = [(card, reverse(step, args=[card.id])) for card in drafts]
    return show(request, "begin", form=form, version=version, refusal=refusal, there=there)


@writing_view(roles=KEEPERS)
def new(request: ActingRequest) -> HttpResponse:
    """Start a scheme that is not there yet."""
    form = NewSchemeForm(request.POST if request.method == "POST" else None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        names = (form.cleaned_data["name_nl"], form.cleaned_data["name_en"])
        content = new_scheme(form.cleaned_data["scheme_id"], names, form.cleaned_data["first_day"])
        answer = actions.start_draft(actor=request.actor, content=content, now=request.now)
        if not isinstance(answer, Refusal):
            return done(request, gettext("Het concept is begonnen."), "policy:draft", answer.id)
        refusal = answer
    return show(request, "begin", form=form, version=None, refusal=refusal)


@writing_view(roles=KEEPERS)
def questions(request: ActingRequest) -> HttpResponse:
    """Start a draft that changes questions alone."""
    refusal = None
    if request.method == "POST":
        answer = actions.start_draft(actor=request.actor, content=QUESTIONS_ALONE, now=request.now)
        if not isinstance(answer, Refusal):
            return done(request, gettext("Het concept is begonnen."), "policy:questions", answer.id)
        refusal = answer
    return show(request, "begin_questions", refusal=refusal)
