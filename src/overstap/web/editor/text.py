"""The text of the file itself, for who knows the language: with every problem at its line."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.decision import Refusal
from overstap.publication import actions
from overstap.publication.values import Overtaken
from overstap.rules.yaml_nodes import LARGEST_FILE
from overstap.web.editor.draft_reading import reading_of
from overstap.web.editor.problems import PlacedProblem, placed_problems
from overstap.web.editor.showing import KEEPERS, done, overtaken, page_of, seen_revision, show
from overstap.web.forms import HouseForm
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest

ROWS = 32


class TextForm(HouseForm):
    """The whole text of a draft."""

    content = forms.CharField(
        label=_("Tekst van het bestand"),
        max_length=LARGEST_FILE,
        strip=False,
        widget=forms.Textarea({"rows": ROWS, "spellcheck": "false", "wrap": "off", "class": "code"}),
        help_text=_("De regels van de taal staan in de uitleg onder deze tekst. Bewaren kan ook met fouten erin."),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with what is wrong there (regel)."""

    number: int
    text: str
    problems: tuple[PlacedProblem, ...]


@writing_view(roles=KEEPERS)
def edit(request: ActingRequest, draft_id: int) -> HttpResponse:
    """Read and write the text; saving is possible with mistakes, handing in is not."""
    page = page_of(request, draft_id)
    form = TextForm(request.POST if request.method == "POST" else None, initial={"content": page.content})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.save_draft(
            actor=request.actor,
            draft_id=draft_id,
            seen_revision=seen_revision(request, page),
            content=form.cleaned_data["content"],
            now=request.now,
        )
        if isinstance(answer, Overtaken):
            return overtaken(request, page, answer)
        if not isinstance(answer, Refusal):
            return done(request, gettext("De tekst is bewaard."), "policy:text", draft_id)
        refusal = answer
    content = page.content
    problems = placed_problems(page, reading_of(content).problems)
    lines = [
        Line(number, text, tuple(one for one in problems if one.line == number))
        for number, text in enumerate(content.splitlines(), 1)
    ]
    return show(request, "text", page=page, form=form, refusal=refusal, problems=problems, lines=lines)
