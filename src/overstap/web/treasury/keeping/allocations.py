"""Keys over the regions, what they come to, and the decision that sets every budget (R-251, R-391)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext

from overstap.core.decision import Refusal
from overstap.treasury import actions, queries
from overstap.treasury.framework_cards import KeyCard
from overstap.treasury.key_files import IMPACT, REGION, WEIGHT, KeyProblems
from overstap.treasury.queries import Preview
from overstap.web.guards import reading_view, writing_view
from overstap.web.oversight.exporting import csv_answer
from overstap.web.request import ActingRequest
from overstap.web.treasury.keeping.forms import AllocateForm, AllocationDecisionForm, AllocationKeyForm
from overstap.web.treasury.showing import MONEY, done, refused, region_names, show

A_NUMBER = "aantal"
"""What the one column of an empty table is called: a word of the file, as those of `key_files`."""


@reading_view(roles=MONEY)
def keys(request: ActingRequest) -> HttpResponse:
    """Every key with its versions, and the decisions that were taken with them."""
    return show(
        request,
        "keeping/keys",
        keys=queries.allocation_keys(request.actor),
        allocations=queries.allocations(request.actor),
        may_decide=actions.may_set_budgets(request.actor) is None,
    )


@reading_view(roles=MONEY)
def key(request: ActingRequest, code: str, version: int) -> HttpResponse:
    """One version of a key: the numbers of every region."""
    page = queries.key_page(request.actor, code, version)
    may_decide = actions.may_set_budgets(request.actor) is None
    return show(request, "keeping/key", page=page, card=page.card, may_decide=may_decide)


@reading_view(roles=MONEY)
def key_file(request: ActingRequest, code: str, version: int) -> HttpResponse:
    """The same as a file, which can be changed and brought in again."""
    lines = _table(request, code, version)
    return csv_answer(f"verdeelsleutel-{code}-{version}", lines)


def _table(request: ActingRequest, code: str, version: int) -> list[list[str]]:
    page = queries.key_page(request.actor, code, version)
    head = [REGION, *(name for name, _ in page.card.measures), IMPACT]
    weights = [WEIGHT, *(str(weight) for _, weight in page.card.measures), ""]
    rows = [[line.region_code, *map(str, line.values), str(line.impact)] for line in page.lines]
    return [head, weights, *rows]


@writing_view(roles=MONEY)
def new_key(request: ActingRequest) -> HttpResponse:
    """Bring in a key, from a file or typed; the cashier hears here why that is not theirs (R-251)."""
    not_mine = actions.may_set_budgets(request.actor)
    if not_mine is not None and request.method != "POST":
        return show(request, "keeping/key_new", not_mine=not_mine)
    form = AllocationKeyForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"text": _empty_table()},
    )
    refusal: Refusal | None = None
    problems: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.make_key(
            actor=request.actor,
            key=given["key"],
            name=given["name"],
            source=given["source"],
            text=given["text"],
            now=request.now,
        )
        if isinstance(answer, KeyProblems):
            problems = answer.problems
            count = len(problems)
            told = ngettext(
                "Er klopt %(count)d ding niet. Het staat hieronder.",
                "Er kloppen %(count)d dingen niet. Zij staan hieronder.",
                count,
            )
            form.add_error("file" if given["file"] else "text", told % {"count": count})
        elif isinstance(answer, Refusal):
            refusal = answer
        else:
            return done(request, gettext("De verdeelsleutel is bewaard."), "treasury:key", answer.code, answer.version)
    shown = form if not_mine is None else None
    return show(request, "keeping/key_new", form=shown, refusal=refusal or not_mine, problems=problems)


def _empty_table() -> str:
    """A table to fill in: a line per region."""
    rows = [f"{code};;" for code in region_names() if code]
    return "\n".join([f"{REGION};{A_NUMBER};{IMPACT}", *rows])


@writing_view(roles=MONEY)
def allocate(request: ActingRequest, code: str, version: int) -> HttpResponse:
    """What an amount comes to beside what there is now (GET), and the decision that sets every budget (POST)."""
    page = queries.key_page(request.actor, code, version)
    asked = request.POST if request.method == "POST" else request.GET
    ask = AllocateForm(asked if "amount" in asked else None, initial={"year": request.now.year}, **_choices(request))
    preview = _preview(request, ask, code, version)
    decision: AllocationDecisionForm | None = None
    refusal: Refusal | None = None
    if request.method == "POST" and preview is not None:
        decision = AllocationDecisionForm(request.POST, **_choices(request))
        refusal = _decide(request, decision, page.card)
        if refusal is None and decision.is_valid():
            return done(request, gettext("Alle budgetten zijn vastgesteld."), "treasury:keys")
    elif preview is not None:
        decision = AllocationDecisionForm(initial=asked.dict(), **_choices(request))
    return show(
        request,
        "keeping/allocate",
        card=page.card,
        ask=ask,
        form=decision if decision is not None and decision.is_bound else ask,
        decision=decision,
        preview=preview,
        refusal=refusal,
        is_keeper=actions.may_set_budgets(request.actor) is None,
    )


def _choices(request: ActingRequest) -> dict[str, Any]:
    return {"streams": queries.framework_choices(), "years": queries.framework_years(request.now.date())}


def _decide(request: ActingRequest, form: AllocationDecisionForm, card: KeyCard) -> Refusal | None:
    """Carry the decision out when the form is right; the refusal when there is one."""
    if not form.is_valid():
        return None
    given = form.cleaned_data
    answer = actions.decide_allocation(
        actor=request.actor,
        key=given["key"],
        code=card.code,
        version=card.version,
        stream=given["stream"],
        year=given["year"],
        amount_cents=given["amount"],
        source=given["source"],
        now=request.now,
    )
    return refused(answer)


def _preview(request: ActingRequest, form: AllocateForm, code: str, version: int) -> Preview | None:
    if not (form.is_bound and form.is_valid()):
        return None
    return queries.preview_allocation(
        request.actor,
        code=code,
        version=version,
        stream=form.cleaned_data["stream"],
        year=form.cleaned_data["year"],
        amount_cents=form.cleaned_data["amount"],
    )
