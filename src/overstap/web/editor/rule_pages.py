"""The page of one rule of yes or no in a list, such as a condition: its rows in groups, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.core.decision import NotFoundError, Refusal
from overstap.publication.values import DraftPage
from overstap.web.editor.choosing import Choosing, used_facts
from overstap.web.editor.group_form import (
    OPERATOR_NAMES,
    GroupBox,
    RowBox,
    TextBox,
    box_of_text,
    changed_box,
    check_box,
    expression_from,
    sent_box,
)
from overstap.web.editor.parts import Tree, group, members, problems_at, save, tree_of, unreadable, word
from overstap.web.editor.rule_forms import RuleForm
from overstap.web.editor.showing import page_of, show
from overstap.web.request import ActingRequest

SAVE, REMOVE = "bewaar", "weg"
Wrong = list[RowBox | TextBox]


@dataclass(frozen=True, slots=True)
class RulePart:
    """One kind of rule (soort regel): where it stands in the file, its form, its pages, and what is said of it."""

    part: str
    form: type[RuleForm]
    template: str
    overview: str
    edit: str
    saved: Promise
    gone: Promise


def edit_rule(request: ActingRequest, draft_id: int, number: int, kind: RulePart) -> HttpResponse:
    """Change one rule; the number after the last one adds a new one."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    found = members(tree.get(kind.part))
    if number > len(found):
        raise NotFoundError(number)
    at = _At(request, page, tree, number, kind)
    deed = request.POST.get("doe", SAVE) if request.method == "POST" else ""
    if deed == REMOVE and at.present:
        del found[number]
        tree[kind.part] = found
        answer = save(request, page, tree, str(kind.gone), kind.overview)
        return answer if isinstance(answer, HttpResponse) else at.show(refusal=answer)
    if deed and deed not in {SAVE, REMOVE}:
        initial: dict[str, Any] = dict(request.POST.items())
        initial["judgement"] = "judgement" in request.POST
        form = kind.form(initial=initial, cited=at.present.get("source"))
        return at.show(form=form, box=changed_box(sent_box(request.POST), deed))
    return at.saved() if deed == SAVE else at.show()


class _At:
    """One rule of one draft, as somebody looks at it."""

    def __init__(self, request: ActingRequest, page: DraftPage, tree: Tree, number: int, kind: RulePart) -> None:
        self.request, self.page, self.tree, self.number, self.kind = request, page, tree, number, kind
        self.found = members(tree.get(kind.part))
        self.present = group(self.found[number]) if number < len(self.found) else {}

    def saved(self) -> HttpResponse:
        """Write what was sent, or tell what is wrong with it."""
        others = (one for place, one in enumerate(self.found) if place != self.number)
        taken = frozenset(word(group(one).get("id")) for one in others)
        form = self.kind.form(self.request.POST, cited=self.present.get("source"), taken=taken)
        box = sent_box(self.request.POST)
        wrong = check_box(box)
        if not box.members:
            form.add_error(None, _("Voeg minstens een regel toe: wanneer is het zo?"))
        if not form.is_valid() or wrong:
            return self.show(form=form, box=box, wrong=wrong)
        fresh = filled_rule(self.present, form, box)
        self.tree[self.kind.part] = [*self.found[: self.number], fresh, *self.found[self.number + 1 :]]
        answer = save(self.request, self.page, self.tree, str(self.kind.saved), self.kind.edit, self.number)
        return answer if isinstance(answer, HttpResponse) else self.show(form=form, box=box, refusal=answer)

    def show(
        self,
        *,
        form: RuleForm | None = None,
        box: GroupBox | None = None,
        wrong: Wrong | None = None,
        refusal: Refusal | None = None,
    ) -> HttpResponse:
        """Show the page."""
        if form is None:
            form = self.kind.form(cited=self.present.get("source"))
            form.initial = form.initial_of(self.present)
        return show(
            self.request,
            self.kind.template,
            status=400 if wrong else 200,
            page=self.page,
            form=form,
            refusal=refusal,
            problems=problems_at(self.page, self.kind.part, number=self.number),
            number=self.number,
            is_new=not self.present,
            called=word(self.present.get("id")),
            **rows_shown(self.page, self.tree, [box or present_box(self.present)], wrong),
        )


def rows_shown(page: DraftPage, tree: Tree, boxes: list[GroupBox], wrong: Wrong | None) -> dict[str, Any]:
    """What the rows of groups need to be shown: the choices, and what is not filled in."""
    choosing = Choosing(tree, used_facts(page.content))
    return {
        "box": boxes[0] if boxes else None,
        "wrong": [(one.path.replace(".", "-"), isinstance(one, RowBox), one.error) for one in wrong or []],
        "choosing": choosing,
        "lists": {path: names for box in boxes for path, names in choosing.value_lists(box).items()},
        "hints": {path: hint for box in boxes for path, hint in choosing.hints(box).items()},
        "operators": OPERATOR_NAMES.items(),
    }


def present_box(present: Tree) -> GroupBox:
    """The rows of a rule; what cannot be read stands as text."""
    if present and not word(present.get("expression")):
        return GroupBox("r")
    return box_of_text(word(present.get("expression")))


def filled_rule(present: Tree, form: RuleForm, box: GroupBox) -> Tree:
    """The rule as it stands in a file, keys in the order that they had, what is new behind them."""
    fresh: Tree = {
        "id": form.cleaned_data["id"],
        "expression": expression_from(word(present.get("expression")), box),
    }
    fresh |= {key: value for key, value in present.items() if key not in fresh}
    form.fill(fresh)
    order = [*(key for key in present if key in fresh), *(key for key in fresh if key not in present)]
    return {key: fresh[key] for key in order}
