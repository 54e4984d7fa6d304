"""The conditions of a draft: their order, and each as rows in groups with what it says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.core.decision import NotFoundError, Refusal
from overstap.rules.drafting import read_draft
from overstap.rules.editing.groups import Group, Words, expression_of, group_of
from overstap.rules.grammar import ExpressionError
from overstap.rules.reader import IDENTIFIER, PYTHON_WORDS
from overstap.rules.reading import condition_sentences
from overstap.web.editor.choosing import Choosing, used_facts
from overstap.web.editor.citing import CitingForm
from overstap.web.editor.group_form import (
    OPERATOR_NAMES,
    GroupBox,
    RowBox,
    TextBox,
    box_of,
    changed_box,
    check_box,
    group_from,
    sent_box,
)
from overstap.web.editor.parts import Tree, group, members, problems_at, put, put_flag, save, tree_of, unreadable, word
from overstap.web.editor.showing import KEEPERS, page_of, show
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest

PART = "conditions"
SAVE, REMOVE = "bewaar", "weg"
ANSWERS = (("yes", _("het zo is")), ("no", _("het niet zo is")), ("unknown", _("wij het nog niet weten")))


class ConditionForm(CitingForm):
    """What a condition is called and says, besides its rows."""

    id = forms.CharField(
        label=_("Naam van de voorwaarde"),
        max_length=60,
        help_text=_("Kleine letters met een streepje onderaan ertussen. Bijvoorbeeld: jong_genoeg."),
    )
    judgement = forms.BooleanField(label=_("Een professional beoordeelt dit"), required=False)

    def __init__(self, *args: Any, taken: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken

    def further_fields(self) -> dict[str, forms.Field]:
        """A text for each answer in both languages, and what the reader can do."""
        fields: dict[str, forms.Field] = {}
        for key, name in ANSWERS:
            for language, called in (("nl", _("Nederlands")), ("en", _("Engels"))):
                label = _("Als %(answer)s: de tekst in het %(language)s") % {"answer": name, "language": called}
                fields[f"says_{key}_{language}"] = forms.CharField(label=label, widget=forms.Textarea({"rows": 2}))
        for language, advice in (
            ("nl", _("Wat kan iemand doen als het niet zo is? (Nederlands)")),
            ("en", _("Wat kan iemand doen als het niet zo is? (Engels)")),
        ):
            fields[f"remedy_{language}"] = forms.CharField(
                label=advice, required=False, widget=forms.Textarea({"rows": 2})
            )
        return fields | super().further_fields()

    def clean_id(self) -> str:
        """A name that no other condition has."""
        name = str(self.cleaned_data["id"]).strip()
        if not IDENTIFIER.fullmatch(name) or name in PYTHON_WORDS:
            raise ValidationError(_("Deze naam kan niet. Gebruik kleine letters, cijfers en het streepje onderaan."))
        if name in self.taken:
            raise ValidationError(_("Een andere voorwaarde heet al zo. Kies een andere naam."))
        return name

    def clean(self) -> dict[str, Any]:
        """Advice is given in both languages or in none."""
        cleaned = super().clean()
        if bool(cleaned.get("remedy_nl")) != bool(cleaned.get("remedy_en")):
            empty = "remedy_en" if cleaned.get("remedy_nl") else "remedy_nl"
            self.add_error(empty, _("Vul deze tekst in beide talen in, of in geen van beide."))
        return cleaned


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
    reading = read_draft(page.content, catalogue())
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
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    found = members(tree.get(PART))
    if number > len(found):
        raise NotFoundError(number)
    present = group(found[number]) if number < len(found) else {}
    deed = request.POST.get("doe", SAVE) if request.method == "POST" else ""
    if deed == REMOVE and present:
        del found[number]
        tree[PART] = found
        answer = save(request, page, tree, gettext("De voorwaarde is weggehaald."), "policy:conditions")
        return answer if isinstance(answer, HttpResponse) else _show(request, page, tree, number, refusal=answer)
    if deed and deed not in {SAVE, REMOVE}:
        box = changed_box(sent_box(request.POST), deed)
        initial: dict[str, Any] = dict(request.POST.items())
        initial["judgement"] = "judgement" in request.POST
        form = ConditionForm(initial=initial, cited=present.get("source"))
        return _show(request, page, tree, number, form=form, box=box)
    if deed == SAVE:
        return _saved(request, page, tree, number)
    return _show(request, page, tree, number)


def _saved(request: ActingRequest, page: Any, tree: Tree, number: int) -> HttpResponse:
    found = members(tree.get(PART))
    present = group(found[number]) if number < len(found) else {}
    taken = frozenset(word(group(one).get("id")) for place, one in enumerate(found) if place != number)
    form = ConditionForm(request.POST, cited=present.get("source"), taken=taken)
    box = sent_box(request.POST)
    wrong = check_box(box)
    if not box.members:
        form.add_error(None, _("Voeg minstens een regel toe: wanneer is aan de voorwaarde voldaan?"))
    if not form.is_valid() or wrong:
        return _show(request, page, tree, number, form=form, box=box, wrong=wrong)
    fresh = _condition(present, form, box)
    tree[PART] = [*found[:number], fresh, *found[number + 1 :]]
    answer = save(request, page, tree, gettext("De voorwaarde is bewaard."), "policy:conditions_edit", number)
    if isinstance(answer, HttpResponse):
        return answer
    return _show(request, page, tree, number, form=form, box=box, refusal=answer)


def _condition(present: Tree, form: ConditionForm, box: GroupBox) -> Tree:
    """The condition as it stands in a file, keys in the order of the other files."""
    typed = form.cleaned_data
    fresh: Tree = {"id": typed["id"], "expression": _expression(present, box)}
    fresh |= {key: value for key, value in present.items() if key not in fresh}
    fresh["source"] = form.sources()
    fresh["says"] = {
        key: {language: typed[f"says_{key}_{language}"] for language in ("nl", "en")} for key, _name in ANSWERS
    }
    advice = {"nl": typed["remedy_nl"], "en": typed["remedy_en"]} if typed["remedy_nl"] else None
    put(fresh, "remedy", advice)
    put_flag(fresh, "judgement", on=typed["judgement"])
    return {key: fresh[key] for key in _ordered(present, fresh)}


def _ordered(present: Tree, fresh: Tree) -> list[str]:
    """The keys of a condition in the order that they had, what is new behind them."""
    return [*(key for key in present if key in fresh), *(key for key in fresh if key not in present)]


def _expression(present: Tree, box: GroupBox) -> str:
    """The expression: as it was written when the rows say the same, else made from the rows."""
    before, after = word(present.get("expression")), group_from(box)
    try:
        unchanged = before != "" and group_of(before) == after
    except ExpressionError:
        unchanged = False
    return before if unchanged else expression_of(after)


def _box(present: Tree) -> GroupBox:
    """The rows of a condition; what cannot be read stands as text."""
    expression = word(present.get("expression"))
    if not expression:
        return box_of(Group("and", ())) if present else changed_box(GroupBox("r"), "rij:r")
    try:
        return box_of(group_of(expression))
    except ExpressionError:
        return box_of(Group("and", (Words(expression),)))


def _initial(present: Tree) -> dict[str, Any]:
    found: dict[str, Any] = {"id": word(present.get("id")), "judgement": present.get("judgement") == "true"}
    says, remedy = group(present.get("says")), group(present.get("remedy"))
    for language in ("nl", "en"):
        found[f"remedy_{language}"] = word(remedy.get(language))
        for key, _name in ANSWERS:
            found[f"says_{key}_{language}"] = word(group(says.get(key)).get(language))
    return found


def _show(
    request: ActingRequest,
    page: Any,
    tree: Tree,
    number: int,
    *,
    form: ConditionForm | None = None,
    box: GroupBox | None = None,
    wrong: list[RowBox | TextBox] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    found = members(tree.get(PART))
    present = group(found[number]) if number < len(found) else {}
    box = box or _box(present)
    choosing = Choosing(tree, used_facts(page.content))
    return show(
        request,
        "condition",
        status=400 if wrong else 200,
        page=page,
        form=form or ConditionForm(initial=_initial(present), cited=present.get("source")),
        box=box,
        wrong=[(one.path.replace(".", "-"), isinstance(one, RowBox), one.error) for one in wrong or []],
        refusal=refusal,
        choosing=choosing,
        lists=choosing.value_lists(box),
        hints=choosing.hints(box),
        operators=OPERATOR_NAMES.items(),
        problems=problems_at(page, PART, number=number),
        number=number,
        is_new=not present,
        called=word(present.get("id")),
    )
