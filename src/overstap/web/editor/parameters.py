"""The parameters of a draft: amounts, terms and lists, each with the days on which it has a value."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.decision import NotFoundError, Refusal
from overstap.rules.editing.places import Place
from overstap.web.editor.amounts import expression_in
from overstap.web.editor.choosing import facts_of
from overstap.web.editor.parameter_forms import TYPES, UNIT_NAMES, NewParameterForm, ParameterForm
from overstap.web.editor.parts import Tree, group, members, problems_at, put, put_flag, save, tree_of, unreadable, word
from overstap.web.editor.problems import form_url
from overstap.web.editor.showing import KEEPERS, page_of, show
from overstap.web.editor.values import shown_day, shown_value
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest
from overstap.web.translation import in_english

PART = "parameters"


@reading_view(roles=KEEPERS)
def overview(request: ActingRequest, draft_id: int) -> HttpResponse:
    """All parameters with their values."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    found = [_line(draft_id, name, group(one)) for name, one in group(tree.get(PART)).items()]
    return show(request, "parameters", page=page, parameters=found, problems=problems_at(page, PART))


def _line(draft_id: int, name: str, definition: Tree) -> dict[str, Any]:
    """A parameter in the list, in the words of the reader."""
    label = group(definition.get("label"))
    kind, unit = word(definition.get("type")), word(definition.get("unit"))
    about = [str(dict(TYPES).get(kind, kind))]
    if unit and unit != "none":
        about.append(str(UNIT_NAMES.get(unit, unit)))
    if definition.get("regional") == "true":
        about.append(gettext("een regio mag kiezen"))
    return {
        "name": name,
        "url": form_url(draft_id, Place(PART, name=name)),
        "label": word(label.get("en" if in_english() else "nl")),
        "about": ", ".join(about),
        "values": [
            (shown_day(word(one.get("from"))), shown_value(definition, one.get("value")))
            for one in map(group, members(definition.get("values")))
        ],
        "source": definition.get("source"),
    }


@writing_view(roles=KEEPERS)
def new(request: ActingRequest, draft_id: int) -> HttpResponse:
    """Add a parameter: its name and its type first, its values on the next screen."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    taken = {*group(tree.get(PART)), *group(tree.get("let"))}
    form = NewParameterForm(request.POST if request.method == "POST" else None, taken=taken, known=facts_of(tree))
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        tree[PART] = group(tree.get(PART)) | {name: form.definition()}
        said = gettext("De parameter is toegevoegd. Vul nu de waarde en de bron in.")
        answer = save(request, page, tree, said, "policy:parameters_edit", name)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "parameter_new", page=page, form=form, refusal=refusal)


@writing_view(roles=KEEPERS)
def edit(request: ActingRequest, draft_id: int, name: str) -> HttpResponse:
    """Change the values of a parameter, add one from a day on, or take the parameter away."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    definition = group(group(tree.get(PART)).get(name))
    if not definition:
        raise NotFoundError(name)
    refusal: Refusal | None = None
    if request.POST.get("doe") == "weg":
        del tree[PART][name]
        answer = save(request, page, tree, gettext("De parameter is weggehaald."), "policy:parameters")
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    sent = request.POST if request.method == "POST" and refusal is None else None
    form = ParameterForm(sent, definition=definition, known=facts_of(tree), cited=definition.get("source"))
    if sent is not None and form.is_valid():
        _fill(definition, form)
        answer = save(request, page, tree, gettext("De parameter is bewaard."), "policy:parameters_edit", name)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    problems = problems_at(page, PART, name=name)
    uses = _uses(tree, name)
    return show(
        request,
        "parameter",
        page=page,
        form=form,
        refusal=refusal,
        problems=problems,
        parameter=name,
        definition=definition,
        uses=uses,
    )


def _fill(definition: Tree, form: ParameterForm) -> None:
    """Write what was typed into the definition, keys in the order of the other files."""
    typed = form.cleaned_data
    if "unit" in form.fields:
        put(definition, "unit", typed["unit"] if typed["unit"] != "none" or "unit" in definition else "")
    definition["values"] = form.values()
    definition["source"] = form.sources()
    put(definition, "label", {"nl": typed["label_nl"], "en": typed["label_en"]} if typed["label_nl"] else None)
    put_flag(definition, "only_shown", on=typed["only_shown"])
    put_flag(definition, "regional", on=typed["regional"])
    put_flag(definition, "given_by_source", on=typed["given_by_source"], usual=True)


def _uses(tree: Tree, name: str) -> list[str]:
    """Where the draft uses a parameter, so that nobody takes it away by accident."""
    found = [key for key, one in group(tree.get("let")).items() if _names(expression_in(one), name)]
    conditions = map(group, members(tree.get("conditions")))
    found += [word(one.get("id")) for one in conditions if _names(one.get("expression"), name)]
    if _names(group(tree.get("amount")).get("expression"), name):
        found.append(gettext("het bedrag"))
    return found


def _names(expression: Any, name: str) -> bool:
    return name in word(expression).replace("(", " ").replace(")", " ").replace(",", " ").split()
