"""Bottlenecks (R-386): a region raises them, the steering group discusses and decides in its two-weekly meeting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from overstap.core.actor import Role
from overstap.core.decision import Refusal
from overstap.core.moves import Move
from overstap.oversight import actions, queries
from overstap.parties import queries as parties
from overstap.web.forms import HouseForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.oversight.opening import OVERSEERS, done, own_regions, refused, show, today
from overstap.web.request import ActingRequest

HERE = "oversight:signal"
COORDINATORS = frozenset({Role.COORDINATOR})
DECIDED = "besloten"


class SignalForm(HouseForm):
    """A bottleneck to put on the agenda."""

    region = forms.ChoiceField(label=_("Regio"))
    subject = forms.CharField(label=_("Wat is het knelpunt?"), max_length=160, help_text=_("In één zin."))
    explanation = forms.CharField(
        label=_("Wat gebeurt er, en wat hebt u nodig?"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Noem geen namen van deelnemers."),
    )
    owner = forms.CharField(
        label=_("Wie pakt het op?"),
        max_length=120,
        help_text=_("Een organisatie of een rol, bijvoorbeeld Gemeente Tilburg."),
    )

    def __init__(self, *args: Any, regions: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = list(regions)  # type: ignore[attr-defined]


class DecisionForm(HouseForm):
    """What the steering group did with it."""

    move = forms.ChoiceField(label=_("Wat deed de stuurgroep?"), widget=forms.RadioSelect)
    decision = forms.CharField(label=_("Wat is besproken of besloten?"), widget=forms.Textarea({"rows": 4}))
    owner = forms.CharField(
        label=_("Wie pakt het op?"), max_length=120, required=False, help_text=_("Laat leeg als dit hetzelfde blijft.")
    )

    def __init__(self, *args: Any, moves: Iterable[Move], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["move"].choices = [(move.name, gettext(move.label)) for move in moves]  # type: ignore[attr-defined]


@reading_view(roles=OVERSEERS)
def signals(request: ActingRequest) -> HttpResponse:
    """What is on the agenda, and what was decided."""
    found = queries.signals(request.actor)
    return show(
        request,
        "signals",
        open_signals=tuple(one for one in found if one.state != DECIDED),
        decided=tuple(reversed([one for one in found if one.state == DECIDED])),
        meeting=queries.meetings(today(request), 1)[0],
        may_raise=bool(own_regions(request.actor)),
    )


@writing_view(roles=COORDINATORS)
def raise_signal(request: ActingRequest) -> HttpResponse:
    """Put a bottleneck on the agenda."""
    names = {card.code: card.name for card in parties.regions()}
    regions = [(code, names[code]) for code in own_regions(request.actor)]
    form = SignalForm(request.POST or None, regions=regions, initial={"owner": request.actor.party_name})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.raise_signal(
            actor=request.actor,
            region_code=given["region"],
            subject=given["subject"],
            explanation=given["explanation"],
            owner=given["owner"],
            now=request.now,
        )
        if not isinstance(answer, Refusal):
            return done(request, gettext("Het knelpunt staat op de agenda van de stuurgroep."), HERE, answer.id)
        refusal = answer
    wrong = refusal is not None or bool(form.errors)
    meeting = queries.meetings(today(request), 1)[0]
    return show(request, "raise_signal", status=400 if wrong else 200, form=form, refusal=refusal, meeting=meeting)


@writing_view(roles=OVERSEERS)
def signal(request: ActingRequest, signal_id: int) -> HttpResponse:
    """One bottleneck, and for the steering group what it did with it."""
    card = queries.signal_page(request.actor, signal_id)
    form = DecisionForm(request.POST or None, moves=card.moves)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = actions.decide_signal(
            actor=request.actor,
            signal_id=signal_id,
            move=given["move"],
            decision=given["decision"],
            owner=given["owner"],
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("Het is vastgelegd."), HERE, signal_id)
    wrong = refusal is not None or bool(form.errors)
    return show(request, "signal", status=400 if wrong else 200, card=card, form=form, refusal=refusal)
