"""Which party fills which of the eight functions (R-046, R-350..R-357)."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.core.decision import NotFoundError, Refusal
from overstap.parties import actions
from overstap.parties.values import FunctionCard
from overstap.web.guards import reading_view, writing_view
from overstap.web.oversight.opening import OVERSEERS, done, open_region, refused, show_region
from overstap.web.oversight.region_forms import NOBODY, FunctionForm
from overstap.web.request import ActingRequest

HERE = "oversight:functions"


@reading_view(roles=OVERSEERS)
def functions(request: ActingRequest, code: str) -> HttpResponse:
    """The functions and who fills them."""
    page = open_region(request, code)
    return show_region(request, "functions", page, HERE, open_count=sum(1 for one in page.functions if not one.party))


@writing_view(roles=OVERSEERS)
def function(request: ActingRequest, code: str, function: str) -> HttpResponse:
    """Give a function to another party, or to none."""
    page = open_region(request, code)
    card = next((one for one in page.functions if one.function == function), None)
    if card is None:
        raise NotFoundError(function)
    form = FunctionForm(
        request.POST or None, here=page.parties, initial={"party": card.party.id if card.party else NOBODY}
    )
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        answer = actions.set_function_owner(
            actor=request.actor,
            region_code=code,
            function=function,
            party_id=form.cleaned_data["party"] or None,
            agreed_party_ids=_agreed(card, form),
            now=request.now,
        )
        refusal = refused(answer)
        if refusal is None:
            return done(request, gettext("De functie is verdeeld."), HERE, code)
    return show_region(request, "function", page, HERE, form=form, refusal=refusal, card=card)


def _agreed(card: FunctionCard, form: FunctionForm) -> tuple[int, ...]:
    """The parties that said yes: the one that has the function and the one that gets it."""
    if not form.cleaned_data["agreed"]:
        return ()
    before = card.party.id if card.party else NOBODY
    return tuple(sorted({before, form.cleaned_data["party"]} - {NOBODY}))
