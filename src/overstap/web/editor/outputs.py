"""The outcomes of a draft: what comes out beside yes or no, and the weighting that readers see."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.decision import NotFoundError, Refusal
from overstap.publication.values import DraftPage
from overstap.rules.editing.places import Place
from overstap.web.editor.choosing import facts_of
from overstap.web.editor.decision_form import (
    DecisionBox,
    Told,
    changed_decision,
    check_decision,
    decision_box,
    expression_from_decision,
    sent_decision,
    told_of,
)
from overstap.web.editor.factors import PART as FACTORS
from overstap.web.editor.factors import WAYS
from overstap.web.editor.group_form import GroupBox, box_of_text, changed_box, check_box, expression_from, sent_box
from overstap.web.editor.output_forms import OUTPUT_TYPES, NewOutputForm, OutputForm
from overstap.web.editor.parts import Tree, group, members, problems_at, save, tree_of, unreadable, word
from overstap.web.editor.problems import form_url
from overstap.web.editor.rule_pages import rows_shown
from overstap.web.editor.showing import KEEPERS, page_of, show
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest
from overstap.web.translation import in_english

PART = "outputs"
SAVE, REMOVE = "bewaar", "weg"


@writing_view(roles=KEEPERS)
def overview(request: ActingRequest, draft_id: int) -> HttpResponse:
    """All outcomes, and the points that are weighed in the order in which they are shown; that order can change."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    refusal: Refusal | None = None
    what, _sep, number = request.POST.get("doe", "").partition(":")
    if what in {"omhoog", "omlaag"} and number.isdigit():
        found, here = members(tree.get(FACTORS)), int(number)
        there = here + (-1 if what == "omhoog" else 1)
        if max(here, there) < len(found) and there >= 0:
            found[here], found[there] = found[there], found[here]
            answer = save(request, page, tree, gettext("De volgorde is bewaard."), "policy:outputs")
            if isinstance(answer, HttpResponse):
                return answer
            refusal = answer
    return show(
        request,
        "outputs",
        page=page,
        outputs=[_line(draft_id, name, group(one)) for name, one in group(tree.get(PART)).items()],
        factors=[_factor_line(group(one)) for one in members(tree.get(FACTORS))],
        refusal=refusal,
        problems=problems_at(page, PART, FACTORS),
    )


def _line(draft_id: int, name: str, definition: Tree) -> dict[str, Any]:
    kind = word(definition.get("type"))
    return {
        "name": name,
        "url": form_url(draft_id, Place(PART, name=name)),
        "label": word(group(definition.get("label")).get("en" if in_english() else "nl")),
        "about": str(dict(OUTPUT_TYPES).get(kind, kind)),
        "expression": word(definition.get("expression")),
        "source": definition.get("source"),
    }


def _factor_line(factor: Tree) -> dict[str, Any]:
    return {
        "id": word(factor.get("id")),
        "expression": word(factor.get("expression")),
        "weight": word(factor.get("weight")),
        "points": str(dict(WAYS)[word(factor.get("points"))]) if word(factor.get("points")) in dict(WAYS) else "",
        "source": factor.get("source"),
    }


@writing_view(roles=KEEPERS)
def new(request: ActingRequest, draft_id: int) -> HttpResponse:
    """Add an outcome: its name and its type first, the rest on the next screen."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    sent = request.POST if request.method == "POST" else None
    form = NewOutputForm(sent, taken={*group(tree.get(PART))}, known=facts_of(tree))
    refusal: Refusal | None = None
    if sent is not None and form.is_valid():
        name = form.cleaned_data["name"]
        tree[PART] = group(tree.get(PART)) | {name: form.definition()}
        said = gettext("De uitkomst is toegevoegd. Vul nu in wat eruit komt, en waar dat staat.")
        answer = save(request, page, tree, said, "policy:outputs_edit", name)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "output_new", page=page, form=form, refusal=refusal)


@writing_view(roles=KEEPERS)
def edit(request: ActingRequest, draft_id: int, name: str) -> HttpResponse:
    """Change one outcome: its words, its values, and when which of them comes out."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    definition = group(group(tree.get(PART)).get(name))
    if not definition:
        raise NotFoundError(name)
    deed = request.POST.get("doe", SAVE) if request.method == "POST" else ""
    output = _Output(request, page, tree, name)
    if deed == REMOVE:
        del tree[PART][name]
        answer = save(request, page, tree, gettext("De uitkomst is weggehaald."), "policy:outputs")
        return answer if isinstance(answer, HttpResponse) else output.show(refusal=answer)
    return output.answer(deed) if deed else output.show()


class _Output:
    """One outcome of one draft, as somebody looks at it."""

    def __init__(self, request: ActingRequest, page: DraftPage, tree: Tree, name: str) -> None:
        self.request, self.page, self.tree, self.name = request, page, tree, name
        self.definition = group(tree[PART][name])
        self.kinds: dict[str, Any] = {"definition": self.definition, "known": facts_of(tree)}
        self.is_yes_or_no = self.definition.get("type") == "boolean"

    def answer(self, deed: str) -> HttpResponse:
        """Do what was asked: change the rows on the form, or keep it."""
        box, decision = self.sent()
        if deed != SAVE:
            form = OutputForm(initial=dict(self.request.POST.items()), **self.kinds)
            if self.is_yes_or_no:
                return self.show(form=form, box=changed_box(box, deed))
            return self.show(form=form, decision=changed_decision(decision, deed))
        form = OutputForm(self.request.POST, **self.kinds)
        told = self.wrong(form, box, decision)
        if not form.is_valid() or told:
            return self.show(form=form, box=box, decision=decision, told=told)
        before = word(self.definition.get("expression"))
        fresh = dict(self.definition)
        made = expression_from(before, box) if self.is_yes_or_no else expression_from_decision(before, decision)
        fresh["expression"] = made
        form.fill(fresh)
        self.tree[PART][self.name] = fresh
        said = gettext("De uitkomst is bewaard.")
        answer = save(self.request, self.page, self.tree, said, "policy:outputs_edit", self.name)
        if isinstance(answer, HttpResponse):
            return answer
        return self.show(form=form, box=box, decision=decision, refusal=answer)

    def sent(self) -> tuple[GroupBox, DecisionBox]:
        """What the form sent of its rows."""
        return sent_box(self.request.POST), sent_decision(self.request.POST)

    def wrong(self, form: OutputForm, box: GroupBox, decision: DecisionBox) -> list[Told]:
        """What is not filled in of the rows."""
        if not self.is_yes_or_no:
            return check_decision(decision, [name for name, _label in form.choices()])
        if not box.members:
            form.add_error(None, gettext("Voeg minstens een regel toe: wanneer is het zo?"))
        return [told_of(row) for row in check_box(box)]

    def show(
        self,
        *,
        form: OutputForm | None = None,
        box: GroupBox | None = None,
        decision: DecisionBox | None = None,
        told: list[Told] | None = None,
        refusal: Refusal | None = None,
    ) -> HttpResponse:
        """Show the page."""
        expression = word(self.definition.get("expression"))
        form = form or OutputForm(**self.kinds)
        choices = form.choices()
        shown: dict[str, Any]
        if self.is_yes_or_no:
            shown = rows_shown(self.page, self.tree, [box or box_of_text(expression)], None)
        else:
            decision = decision or decision_box(expression)
            shown = rows_shown(self.page, self.tree, decision.boxes, None)
            values = {one.value for one in decision.branches} | {decision.otherwise}
            choices = choices and [*choices, *((one, one) for one in sorted(values - {"", *dict(choices)}))]
        return show(
            self.request,
            "output",
            status=400 if told else 200,
            page=self.page,
            form=form,
            refusal=refusal,
            problems=problems_at(self.page, PART, name=self.name),
            output=self.name,
            is_yes_or_no=self.is_yes_or_no,
            decision=decision,
            choices=choices,
            **{**shown, "wrong": told or []},
        )
