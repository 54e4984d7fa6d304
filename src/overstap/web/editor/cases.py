"""The examples of a draft: each is a test of it, made with the questions that the scheme asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.casework.policy import catalogue
from overstap.core.decision import NotFoundError, Refusal
from overstap.publication.values import DraftPage
from overstap.rules import Fact, Kind, SchemeVersion
from overstap.rules.drafting import CaseResult, DraftReading, case_results, read_draft
from overstap.rules.editing import rewrite
from overstap.web.editor.case_forms import ANSWER, UNKNOWN, CaseForm
from overstap.web.editor.choosing import facts_of
from overstap.web.editor.draft_reading import reading_of
from overstap.web.editor.parts import Tree, group, members, problems_at, save, tree_of, unreadable, word
from overstap.web.editor.problems import placed_problems
from overstap.web.editor.reviewing import case_lines
from overstap.web.editor.showing import KEEPERS, page_of, show
from overstap.web.editor.values import file_euros, shown_euros
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest

PART = "cases"
SAVE, REMOVE, CALCULATE = "bewaar", "weg", "reken"


@reading_view(roles=KEEPERS)
def overview(request: ActingRequest, draft_id: int) -> HttpResponse:
    """All examples with what came out."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    reading = reading_of(page.content)
    names = [word(group(one).get("name")) for one in members(tree.get(PART))]
    lines, problems = case_lines(reading), problems_at(page, PART)
    return show(request, "cases", page=page, lines=lines, names=names, problems=problems)


@writing_view(roles=KEEPERS)
def edit(request: ActingRequest, draft_id: int, number: int) -> HttpResponse:
    """Change one example; the number after the last one adds a new one."""
    page = page_of(request, draft_id)
    tree = tree_of(page)
    if tree is None:
        return unreadable(request, page)
    found = members(tree.get(PART))
    if number > len(found):
        raise NotFoundError(number)
    case = group(found[number]) if number < len(found) else {}
    reading = read_draft(_without_cases(page, tree), catalogue(), needs_cases=False)
    kinds: dict[str, Any] = {"case": case, "facts": _facts(tree, reading, case), "version": reading.version}
    deed = request.POST.get("doe", SAVE) if request.method == "POST" else ""
    refusal: Refusal | None = None
    if deed == REMOVE and case:
        tree[PART] = [*found[:number], *found[number + 1 :]]
        answer = save(request, page, tree, gettext("Het voorbeeld is weggehaald."), "policy:cases")
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    if deed == CALCULATE:
        return _calculated(request, page, tree, number, kinds)
    form = CaseForm(request.POST if deed == SAVE else None, **kinds)
    if deed == SAVE and form.is_valid():
        tree[PART] = [*found[:number], form.as_case(), *found[number + 1 :]]
        answer = save(request, page, tree, gettext("Het voorbeeld is bewaard."), "policy:cases_edit", number)
        if isinstance(answer, HttpResponse):
            return answer
        refusal = answer
    return _show(request, page, number, form, refusal=refusal)


def _calculated(
    request: ActingRequest, page: DraftPage, tree: Tree, number: int, kinds: dict[str, Any]
) -> HttpResponse:
    """Calculate what comes out and put it in the form, to be looked at: nothing is kept yet."""
    data = request.POST.copy()
    data["taken_over"] = ""
    data.setdefault("outcome", UNKNOWN)
    sent = CaseForm(data, **kinds)
    sent.is_valid()
    if {"name", "on"} & sent.errors.keys() or any(name.startswith("gegeven_") for name in sent.errors):
        return _show(request, page, number, sent)
    case = {**sent.as_case(), "expect": {"outcome": UNKNOWN}}
    reading = read_draft(rewrite(page.content, {**tree, PART: [case]}), catalogue(), needs_cases=False)
    result = next(iter(case_results(reading)), None)
    initial: dict[str, Any] = {name: sent[name].value() for name in sent.fields}
    if result is None or reading.version is None:
        problems = placed_problems(page, reading.problems)
        return _show(request, page, number, CaseForm(initial=initial, **kinds), not_calculated=True, problems=problems)
    initial |= _outcome(result, reading.version) | {"taken_over": "ja", "confirmed": False}
    return _show(request, page, number, CaseForm(initial=initial, **kinds), calculated=True)


def _outcome(result: CaseResult, version: SchemeVersion) -> dict[str, Any]:
    """What came out, as the values of the fields."""
    found = result.found
    initial: dict[str, Any] = {
        "outcome": found.outcome.value,
        "missing": sorted(found.missing),
        "missing_tested": bool(found.missing),
        "refused_by": sorted(found.refused_by),
        "refused_by_tested": bool(found.refused_by),
    }
    if found.amount is not None:
        initial["amount"] = shown_euros(file_euros(found.amount.lo))
        initial["amount_to"] = "" if found.amount.settled else shown_euros(file_euros(found.amount.hi))
    for name, output in found.outputs.items():
        initial[f"{ANSWER}{name}"] = _answer(version, name, output.lo) if output.settled else UNKNOWN
    return initial


def _answer(version: SchemeVersion, name: str, number: int) -> str:
    kind = version.outputs[name].type
    match kind.kind:
        case Kind.ENUM:
            return kind.values[number]
        case Kind.BOOLEAN:
            return "true" if number else "false"
        case Kind.MONEY:
            return file_euros(number)
    return str(number)


def _show(
    request: ActingRequest,
    page: DraftPage,
    number: int,
    form: CaseForm,
    *,
    refusal: Refusal | None = None,
    calculated: bool = False,
    not_calculated: bool = False,
    problems: Any = None,
) -> HttpResponse:
    return show(
        request,
        "case",
        page=page,
        form=form,
        refusal=refusal,
        calculated=calculated or bool(form["taken_over"].value()),
        not_calculated=not_calculated,
        problems=problems_at(page, PART, number=number) if problems is None else problems,
        number=number,
        is_new=not form.case,
        called=word(form.case.get("name")),
    )


def _without_cases(page: DraftPage, tree: Tree) -> str:
    """The text with its examples left out, so that the rules can be read while an example is still wrong."""
    return rewrite(page.content, {**tree, PART: None})


def _facts(tree: Tree, reading: DraftReading, case: Tree) -> list[Fact]:
    """The facts that an example can give: what the scheme uses, and what this example gives already."""
    known = facts_of(tree)
    used = reading.version.fact_ids if reading.version else ()
    given = [name for one in (case, *map(group, members(tree.get(PART)))) for name in group(one.get("given"))]
    names = dict.fromkeys((*used, *(given if not used else group(case.get("given")))))
    return [known[name] for name in names if name in known]
