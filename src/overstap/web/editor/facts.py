"""The questions of a draft: what it changes of the dictionary, and what it adds."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.casework.policy import catalogue
from overstap.core.decision import NotFoundError, Refusal
from overstap.publication.values import DraftPage
from overstap.rules.drafting import schemes_asking
from overstap.rules.fact_values import show_interval
from overstap.web.editor.fact_forms import FACT_TYPES, FactForm, NewFactForm
from overstap.web.editor.fact_values import Entry, entries, entry_named, put_entry
from overstap.web.editor.parameter_forms import UNIT_NAMES
from overstap.web.editor.parts import Tree, group, problems_at, save, tree_of, unreadable, word
from overstap.web.editor.showing import KEEPERS, name_of, page_of, show
from overstap.web.guards import writing_view
from overstap.web.request import ActingRequest
from overstap.web.translation import in_english

PART = "facts"
REMOVE = "weg"


@writing_view(roles=KEEPERS)
def new(request: ActingRequest, draft_id: int) -> HttpResponse:
    """Add a question: its name and its type first, its words on the next screen."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    taken = {*group(tree.get("parameters")), *group(tree.get("let")), *(word(one.get("id")) for one in entries(tree))}
    form = NewFactForm(request.POST if request.method == "POST" else None, taken=taken)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        put_entry(tree, name, None, form.entry())
        said = gettext("De vraag is toegevoegd. Schrijf nu de tekst.")
        answer = save(request, page, tree, said, "policy:questions_edit", name)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return show(request, "fact_new", page=page, form=form, refusal=refusal)


@writing_view(roles=KEEPERS)
def edit(request: ActingRequest, draft_id: int, name: str) -> HttpResponse:
    """Change a question of the dictionary, or one that this draft adds."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    base, entry = catalogue().facts.get(name), entry_named(tree, name)
    if base is None and entry is None:
        raise NotFoundError(name)
    asked_by = schemes_asking(catalogue(), name) if base is not None else ()
    kinds: dict[str, Any] = {"base": base, "entry": entry or {}, "asked_by": asked_by}
    deed = request.POST.get("doe", "") if request.method == "POST" else ""
    form = FactForm(request.POST if deed and deed != REMOVE else None, **kinds)
    refusal: Refusal | None = None
    if deed == REMOVE or (deed and form.is_valid()):
        put_entry(tree, name, base, None if deed == REMOVE else form.as_entry())
        if deed == REMOVE:
            answer = save(request, page, tree, _gone(is_new=base is None), "policy:questions")
        else:
            answer = save(request, page, tree, gettext("De vraag is bewaard."), "policy:questions_edit", name)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return _show(request, page, tree, form, refusal)


def _gone(*, is_new: bool) -> str:
    if is_new:
        return gettext("De vraag is weggehaald uit dit concept.")
    return gettext("De vraag is weer zoals zij was.")


def _show(request: ActingRequest, page: DraftPage, tree: Tree, form: FactForm, refusal: Refusal | None) -> HttpResponse:
    name = word(form.now.get("id"))
    number = next((place for place, one in enumerate(entries(tree)) if word(one.get("id")) == name), None)
    return show(
        request,
        "fact",
        page=page,
        form=form,
        refusal=refusal,
        problems=() if number is None else problems_at(page, PART, number=number),
        fact=name,
        called=called_in(form.now),
        about=_about(form),
        is_new=form.base is None,
        is_changed=number is not None,
        schemes=[(one, name_of(one)) for one in form.asked_by],
        shares=_shares(form),
    )


def called_in(entry: Entry) -> str:
    """The short name of a question in the reader's language; its id when it has none."""
    label = group(entry.get("label"))
    return word(label.get("en" if in_english() else "nl")) or word(entry.get("id"))


def _about(form: FactForm) -> list[str]:
    """What of a question stays what it is, in words."""
    unit = word(form.now.get("unit"))
    found = [str(dict(FACT_TYPES).get(form.kind, form.kind))]
    if unit and unit != "none":
        found.append(str(UNIT_NAMES.get(unit, unit)))
    if form.now.get("may_be_not_applicable") == "true":
        found.append(gettext("kan niet van toepassing zijn"))
    if form.base is not None and not form.base.choices and form.kind != "boolean" and not form.has_bounds:
        language = "en" if in_english() else "nl"
        found.append(show_interval(form.base.type, (form.base.low, form.base.high), language))
    return found


def _shares(form: FactForm) -> list[str]:
    """The other questions that have the very same answers."""
    base = form.base
    if base is None or not base.choices:
        return []
    language = "en" if in_english() else "nl"
    others = catalogue().facts.values()
    return [one.label.get(language) for one in others if one.choices is base.choices and one.id != base.id]
