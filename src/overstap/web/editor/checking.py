"""The check before publication: mistakes, examples, what changes for whom, and the deeds of author and publisher."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.core.decision import Refusal
from overstap.core.publication import DRAFT_MOVES
from overstap.publication import actions
from overstap.publication.values import LONGEST_NOTE, DraftPage, Overtaken
from overstap.rules.drafting import DraftReading
from overstap.rules.editing.places import Place
from overstap.web.catalogue.files import stored_file
from overstap.web.editor.comparing import LineChange, line_changes
from overstap.web.editor.draft_reading import reading_of
from overstap.web.editor.fact_review import fact_lines, harm_lines
from overstap.web.editor.files import base_of
from overstap.web.editor.parts import plain_or_none
from overstap.web.editor.problems import placed_problems, step_of
from overstap.web.editor.reviewing import case_lines, quick_changes, wide_changes
from overstap.web.editor.showing import KEEPERS, STEPS, done, overtaken, page_of, seen_revision, show
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest

SUBMIT, TAKE_BACK, GIVE_BACK, DISCARD, PUBLISH = (
    "concept_indienen",
    "concept_terughalen",
    "concept_teruggeven",
    "concept_weggooien",
    "concept_publiceren",
)


class SubmitForm(HouseForm):
    """A word on what changes and why."""

    prefix = "indienen"

    note = forms.CharField(
        label=_("Wat verandert er en waarom?"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Een of twee zinnen. Wie controleert, leest dit. Het blijft bij de publicatie staan."),
    )


class ReturnForm(HouseForm):
    """Why a draft goes back to its authors."""

    prefix = "teruggeven"

    because = forms.CharField(
        label=_("Wat moet er nog anders?"), max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 3})
    )


class PublishForm(HouseForm):
    """That the publisher looked."""

    prefix = "publiceren"

    checked = forms.BooleanField(
        label=_("Ik heb de fouten, de voorbeelden en de veranderingen op deze pagina bekeken."),
        error_messages={"required": _("Kruis aan dat u de controle hebt gedaan.")},
    )


FORMS: dict[str, type[HouseForm]] = {SUBMIT: SubmitForm, GIVE_BACK: ReturnForm, PUBLISH: PublishForm}
SENTENCES = {
    SUBMIT: _("Het concept is ingediend. Een andere kaderhouder controleert het."),
    TAKE_BACK: _("Het concept is terug. U kunt het weer veranderen."),
    GIVE_BACK: _("Het concept is teruggegeven aan de schrijvers."),
    DISCARD: _("Het concept is weggegooid."),
    PUBLISH: _("De versie is gepubliceerd."),
}


@writing_view(roles=KEEPERS)
def check(request: ActingRequest, draft_id: int) -> HttpResponse:
    """Everything that author and publisher look at before a version is in force, and what each can do."""
    page = page_of(request, draft_id)
    asked = request.POST.get("doe", "") if request.method == "POST" else ""
    given: dict[str, HouseForm] = {
        name: form(request.POST if name == asked else None) for name, form in FORMS.items() if name in page.card.moves
    }
    refusal: Refusal | None = None
    if asked in {move.name for move in DRAFT_MOVES.table} and (asked not in given or given[asked].is_valid()):
        answer = _do(request, page, asked, given.get(asked))
        if isinstance(answer, Overtaken):
            return overtaken(request, page, answer)
        if not isinstance(answer, Refusal):
            return _went(request, asked, answer, draft_id)
        refusal = answer
    form = given.get(asked)
    return show(request, "check", form=form, refusal=refusal, forms=given, **_shown(page))


@reading_view(roles=KEEPERS)
def consequences(request: ActingRequest, draft_id: int) -> HttpResponse:
    """For whom the draft changes something, as far as a page can wait, and how to look further."""
    page = page_of(request, draft_id)
    return show(request, "consequences", page=page, changes=wide_changes(page.content))


def _do(request: ActingRequest, page: DraftPage, asked: str, form: HouseForm | None) -> object:
    who: dict[str, Any] = {"actor": request.actor, "draft_id": page.card.id, "now": request.now}
    typed = form.cleaned_data if form is not None else {}
    seen = seen_revision(request, page)
    deeds: dict[str, Callable[[], object]] = {
        SUBMIT: lambda: actions.submit_draft(**who, seen_revision=seen, note=typed.get("note", "")),
        TAKE_BACK: lambda: actions.take_back_draft(**who),
        GIVE_BACK: lambda: actions.return_draft(**who, because=typed.get("because", "")),
        DISCARD: lambda: actions.discard_draft(**who),
        PUBLISH: lambda: actions.publish_draft(**who, seen_revision=seen),
    }
    return deeds[asked]()


def _went(request: ActingRequest, asked: str, answer: object, draft_id: int) -> HttpResponse:
    if asked == PUBLISH and not getattr(answer, "placed", True):
        said = gettext(
            "De publicatie is vastgelegd, maar het bestand kon nog niet worden geplaatst. Vraag de beheerder."
        )
        return done(request, said, "policy:start")
    if asked in {PUBLISH, DISCARD}:
        return done(request, str(SENTENCES[asked]), "policy:start")
    return done(request, str(SENTENCES[asked]), "policy:check", draft_id)


def _shown(page: DraftPage) -> dict[str, Any]:
    reading = reading_of(page.content)
    cases = case_lines(reading)
    base_text = _base_text(page)
    return {
        "page": page,
        "reading": reading,
        "problems": placed_problems(page, reading.problems),
        "cases": cases,
        "wrong_cases": [case for case in cases if not case.as_expected],
        "changes": quick_changes(page.content),
        "notices": _notices(page, reading),
        "facts": fact_lines(reading),
        "harm": harm_lines(reading),
        "lines": _lines(base_text, page),
        "changed_parts": _changed_parts(base_text, page),
    }


def _lines(base_text: str | None, page: DraftPage) -> tuple[LineChange, ...]:
    return line_changes(base_text, page.content) if base_text is not None else ()


def _base_text(page: DraftPage) -> str | None:
    """The text that a draft started from, as it is in force now."""
    base = base_of(page)
    stored = stored_file(base) if base else None
    return stored.decode("utf-8-sig") if stored else None


def _changed_parts(base_text: str | None, page: DraftPage) -> list[dict[str, object]]:
    """The steps in which a draft differs from what it started from."""
    before, after = plain_or_none(base_text or ""), plain_or_none(page.content)
    if base_text is None or before is None or after is None:
        return []
    parts = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    steps = {step_of(Place(part)) for part in parts}
    return [{"label": label, "url": reverse(name, args=[page.card.id])} for name, label in STEPS if name in steps]


def _notices(page: DraftPage, reading: DraftReading) -> list[str]:
    """What is allowed but worth a second look."""
    version = reading.version
    found: list[str] = []
    if version is None:
        return found
    if version.valid_from < page.card.started_at.date():
        found.append(
            gettext("De eerste dag ligt in het verleden. De versie geldt dan ook voor dagen die voorbij zijn.")
        )
    others = [one for one in catalogue().versions.get(version.id, ()) if one.valid_from < version.valid_from]
    if others and others[-1].valid_until is not None and others[-1].valid_until < version.valid_from:
        found.append(gettext("De vorige versie eindigt al eerder. Kijk na of er dagen zijn waarop niets geldt."))
    if version.valid_until is not None:
        found.append(gettext("Deze versie heeft een laatste dag. Daarna geldt er niets, tot er een nieuwe versie is."))
    return found
