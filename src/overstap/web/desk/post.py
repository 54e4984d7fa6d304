"""The post of a desk: print runs, letters that did not arrive, and how a person wants post."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence import actions, queries
from overstap.parties import queries as parties
from overstap.web.desk.finding import DESK, PURPOSE
from overstap.web.guards import reading_view, writing_view
from overstap.web.mine.post import as_pdf
from overstap.web.post_forms import FIELD_OF, AgainForm, PreferenceForm, SettleForm, first_shown
from overstap.web.request import ActingRequest

POSTING = frozenset({Role.DESK, Role.COORDINATOR})


@reading_view(roles=POSTING)
def start(request: ActingRequest) -> HttpResponse:
    """The post of the first region of this workplace."""
    codes = sorted(request.actor.region_codes)
    if not codes:
        raise NotFoundError
    return _board(request, codes[0])


@reading_view(roles=POSTING)
def board(request: ActingRequest, code: str) -> HttpResponse:
    """The post of one region."""
    return _board(request, code)


def _board(
    request: ActingRequest, code: str, refusal: Refusal | None = None, wrong: tuple[int, SettleForm] | None = None
) -> HttpResponse:
    found = queries.post_board(request.actor, code)
    context = {
        "board": found,
        "code": code,
        "regions": [card for card in parties.regions() if card.code in request.actor.region_codes],
        "failed": [(card, _settle_form(card.id, wrong)) for card in found.failed],
        "refusal": refusal,
        "form": wrong[1] if wrong else None,
    }
    return render(request, "desk/post.html", context, status=400 if refusal or wrong else 200)


def _settle_form(letter_id: int, wrong: tuple[int, SettleForm] | None) -> SettleForm:
    return wrong[1] if wrong and wrong[0] == letter_id else SettleForm(prefix=f"brief-{letter_id}")


@writing_view(roles=POSTING, methods=("POST",))
def collect(request: ActingRequest, code: str) -> HttpResponse:
    """Make a print run of what waits."""
    run = actions.make_run(actor=request.actor, region_code=code, now=request.now)
    if isinstance(run, Refusal):
        return _board(request, code, run)
    return redirect("desk:print_run", run.id)


@reading_view(roles=POSTING)
def print_run(request: ActingRequest, run_id: int) -> HttpResponse:
    """One run: what is in it, the PDF, and that it was printed."""
    return _run(request, run_id)


def _run(
    request: ActingRequest, run_id: int, form: AgainForm | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    run, letters = queries.print_run(request.actor, run_id)
    context: dict[str, Any] = {"run": run, "letters": letters, "form": form or AgainForm(), "refusal": refusal}
    return render(request, "desk/print_run.html", context, status=400 if form or refusal else 200)


@reading_view(roles=POSTING)
def run_pdf(request: ActingRequest, run_id: int) -> HttpResponse:
    """The pile as one PDF."""
    run, made = queries.run_pdf(request.actor, run_id, now=request.now)
    return as_pdf(made, f"printronde-{run.number}.pdf")


@writing_view(roles=POSTING, methods=("POST",))
def printed(request: ActingRequest, run_id: int) -> HttpResponse:
    """Note that the run was printed."""
    outcome = actions.mark_printed(actor=request.actor, run_id=run_id, now=request.now)
    if isinstance(outcome, Refusal):
        return _run(request, run_id, refusal=outcome)
    messages.success(request, _("De printronde staat als geprint. Doe de brieven op de post."))
    return redirect("desk:post_of", outcome.region_code)


@writing_view(roles=POSTING, methods=("POST",))
def again(request: ActingRequest, run_id: int) -> HttpResponse:
    """Make the same run again, with the reason."""
    form = AgainForm(request.POST)
    if not form.is_valid():
        return _run(request, run_id, form)
    outcome = actions.print_again(actor=request.actor, run_id=run_id, now=request.now, **form.cleaned_data)
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return _run(request, run_id, form)
    return redirect("desk:print_run", outcome.id)


@writing_view(roles=POSTING, methods=("POST",))
def on_paper(request: ActingRequest, letter_id: int) -> HttpResponse:
    """Let a letter that did not arrive go on paper."""
    outcome = actions.send_on_paper(actor=request.actor, letter_id=letter_id, now=request.now)
    if isinstance(outcome, Refusal):
        return _board(request, _region_of(request, letter_id), outcome)
    messages.success(request, _("De brief gaat mee met de volgende printronde."))
    return redirect("desk:post_of", outcome.region_code)


@writing_view(roles=POSTING, methods=("POST",))
def settle(request: ActingRequest, letter_id: int) -> HttpResponse:
    """Take a letter from the list, saying how the person got the news."""
    form = SettleForm(request.POST, prefix=f"brief-{letter_id}")
    code = _region_of(request, letter_id)
    if not form.is_valid():
        return _board(request, code, wrong=(letter_id, form))
    outcome = actions.settle(actor=request.actor, letter_id=letter_id, how=form.cleaned_data["how"], now=request.now)
    if isinstance(outcome, Refusal):
        return _board(request, code, outcome)
    messages.success(request, _("De brief is van de lijst."))
    return redirect("desk:post_of", code)


@writing_view(roles=POSTING, methods=("POST",))
def came_back(request: ActingRequest, letter_id: int) -> HttpResponse:
    """Note that the postman brought a letter back."""
    outcome = actions.came_back(actor=request.actor, letter_id=letter_id, now=request.now)
    if isinstance(outcome, Refusal):
        return _board(request, _region_of(request, letter_id), outcome)
    messages.success(request, _("De brief staat nu bij wat niet aankwam."))
    return redirect("desk:post_of", outcome.region_code)


def _region_of(request: ActingRequest, letter_id: int) -> str:
    """The region of a letter that this desk sees to. Raises NotFoundError for another letter."""
    return queries.region_of_letter(request.actor, letter_id, now=request.now)


@writing_view(roles=DESK, purpose=PURPOSE)
def choice(request: ActingRequest, participant_id: int) -> HttpResponse:
    """Choose for a person how letters come, because they asked so."""
    card = queries.preference(request.actor, participant_id, now=request.now)
    form = PreferenceForm(request.POST if request.method == "POST" else None, initial=first_shown(card))
    if request.method == "POST" and form.is_valid():
        outcome = actions.set_preference(
            actor=request.actor, participant_id=participant_id, now=request.now, **form.chosen()
        )
        if not isinstance(outcome, Refusal):
            messages.success(request, _("Vastgelegd hoe deze persoon post krijgt."))
            return redirect("desk:post_choice", participant_id)
        form.refuse(outcome, FIELD_OF.get(outcome.rule))
    context = {"form": form, "participant_id": participant_id}
    return render(request, "desk/post_choice.html", context, status=400 if form.errors else 200)
