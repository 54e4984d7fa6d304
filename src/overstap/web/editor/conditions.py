"""The conditions of a draft: their order, and each as rows in groups with what it says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.decision import Refusal
from overstap.rules.reading import condition_sentences
from overstap.web.editor.draft_reading import reading_of
from overstap.web.editor.parts import Tree, group, members, problems_at, put_flag, save, tree_of, unreadable, word
from overstap.web.editor.rule_forms import RuleForm, both_or_none, pair_initial, remedy_fields
from overstap.web.editor.rule_pages import RulePart, edit_rule
from overstap.web.editor.showing import KEEPERS, page_of, show
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest

PART = "conditions"


class ConditionForm(RuleForm):
    """What a condition is called and says, besides its rows."""

    id = forms.CharField(
        label=_("Naam van de voorwaarde"),
        max_length=60,
        help_text=_("Kleine letters met een streepje onderaan ertussen. Bijvoorbeeld: jong_genoeg."),
    )
    judgement = forms.BooleanField(label=_("Een professional beoordeelt dit"), required=False)

    def further_fields(self) -> dict[str, forms.Field]:
        """What the reader can do, besides what every rule has."""
        return super().further_fields() | remedy_fields()

    def clean(self) -> dict[str, Any]:
        """Advice is given in both languages or in none."""
        cleaned = super().clean()
        both_or_none(self, cleaned, "remedy")
        return cleaned

    def fill(self, fresh: Tree) -> None:
        """Write what was typed into the condition as it stands in a file."""
        super().fill(fresh)
        self.keep_remedy(fresh)
        put_flag(fresh, "judgement", on=self.cleaned_data["judgement"])

    def initial_of(self, present: Tree) -> dict[str, Any]:
        """The values of the fields for a condition of a file."""
        found = super().initial_of(present) | pair_initial(present, "remedy")
        return {**found, "judgement": present.get("judgement") == "true"}


CONDITION = RulePart(
    part=PART,
    form=ConditionForm,
    template="condition",
    overview="policy:conditions",
    edit="policy:conditions_edit",
    saved=_("De voorwaarde is bewaard."),
    gone=_("De voorwaarde is weggehaald."),
)


@writing_view(roles=KEEPERS)
def overview(request: ActingRequest, draft_id: int) -> HttpResponse:
    """All conditions in the order in which people are asked; that order can be changed here."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    refusal: Refusal | None = None
    what, _sep, number = request.POST.get("doe", "").partition(":")
    if what in {"omhoog", "omlaag"} and number.isdigit():
        found, here = members(tree.get(PART)), int(number)
        there = here + (-1 if what == "omhoog" else 1)
        if max(here, there) < len(found) and there >= 0:
            found[here], found[there] = found[there], found[here]
            answer = save(request, page, tree, gettext("De volgorde is bewaard."), "policy:conditions")
            if isinstance(answer, HttpResponse):
                return answer
            refusal = answer
    reading = reading_of(page.content)
    sentences: dict[str, str] = {}
    if reading.version is not None and reading.catalogue is not None:
        read = condition_sentences(reading.version, reading.catalogue, get_language() or "nl")
        sentences = {one.id: one.sentence for one in read}
    return show(
        request,
        "conditions",
        page=page,
        conditions=[_line(group(one), sentences) for one in members(tree.get(PART))],
        refusal=refusal,
        problems=problems_at(page, PART),
    )


def _line(condition: Tree, sentences: dict[str, str]) -> dict[str, Any]:
    """A condition in the list: in words when the whole draft can be read, otherwise as it is written."""
    name = word(condition.get("id"))
    return {
        "id": name,
        "sentence": sentences.get(name, ""),
        "expression": word(condition.get("expression")),
        "source": condition.get("source"),
    }


@writing_view(roles=KEEPERS)
def edit(request: ActingRequest, draft_id: int, number: int) -> HttpResponse:
    """Change one condition; the number after the last one adds a new one."""
    return edit_rule(request, draft_id, number, CONDITION)
