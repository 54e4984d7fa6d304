"""Groups on screen: what is over, what was proposed, what both companies agreed, and who started."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from overstap.brokerage import actions, queries
from overstap.core.actor import Role
from overstap.core.decision import NotFoundError, Refusal
from overstap.demand.queries import employer as employer_of
from overstap.taxonomy.queries import find, occupation_named_by
from overstap.taxonomy.values import STARTER_SCHEME, ConceptKind
from overstap.web.concepts import LONGEST, MOST_FOUND
from overstap.web.groups.forms import FIELD_OF, CoupleForm, NumberForm, SurplusForm
from overstap.web.guards import reading_view, writing_view
from overstap.web.request import ActingRequest

BROKERS = frozenset({Role.BROKER, Role.COORDINATOR})
COUNTED: dict[str, Callable[..., object]] = {
    "wijzigen": lambda people, **more: actions.change_coupling(people=people, **more),
    "nee": lambda people, **more: actions.decline_places(people=people, **more),
    "begonnen": lambda people, **more: actions.record_placed(placed=people, **more),
}
"""The deeds that take a number of people."""

PLAIN: dict[str, Callable[..., object]] = {
    "afspreken": actions.agree_coupling,
    "vervallen": actions.drop_coupling,
}


@reading_view(roles=BROKERS)
def start(request: ActingRequest) -> HttpResponse:
    """Every surplus that the reader sees, with how many have no place yet."""
    return render(request, "groups/start.html", {"groups": queries.surpluses(request.actor)})


@writing_view(roles=BROKERS, methods=("POST",))
def propose(request: ActingRequest) -> HttpResponse:
    """Calculate again which group goes where."""
    made = actions.propose_couplings(actor=request.actor, now=request.now)
    messages.success(request, _("Klaar. Er zijn %(number)d nieuwe voorstellen.") % {"number": made})
    return redirect("groups:start")


@writing_view(roles=BROKERS)
def report(request: ActingRequest, employer_id: int) -> HttpResponse:
    """A surplus of an employer: first the occupation, then how many and when."""
    employer = employer_of(request.actor, employer_id)
    uri = request.GET.get("beroep", "") or request.POST.get("beroep", "")
    if not uri:
        text = request.GET.get("zoek", "").strip()[:LONGEST]
        language = "en" if (get_language() or "nl").startswith("en") else "nl"
        occupation = ConceptKind.OCCUPATION
        found = find(text, occupation, MOST_FOUND, language=language, scheme=STARTER_SCHEME) if text else ()
        return render(request, "groups/occupation.html", {"card": employer, "text": text, "found": found})
    named = occupation_named_by(uri)
    if named is None:
        raise NotFoundError(uri)
    here = [one for one in employer.sites if one.region_code in request.actor.region_codes]
    form = SurplusForm(request.POST if request.method == "POST" else None, sites=here)
    if request.method == "POST" and form.is_valid():
        made = actions.report_surplus(
            actor=request.actor, employer_id=employer_id, fields=form.surplus(uri), now=request.now
        )
        if isinstance(made, int):
            messages.success(request, _("De groep staat erin."))
            return redirect("groups:surplus", made)
        form.refuse(made, FIELD_OF.get(made.rule))
    context = {"form": form, "card": employer, "occupation": named, "uri": uri}
    return render(request, "groups/report.html", context, status=400 if form.errors else 200)


@writing_view(roles=BROKERS)
def surplus(request: ActingRequest, surplus_id: int) -> HttpResponse:
    """One surplus with its couplings; coupling by hand."""
    form = CoupleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.couple(
                actor=request.actor,
                surplus_id=surplus_id,
                vacancy_id=form.cleaned_data["vacancy"],
                people=form.cleaned_data["people"],
                now=request.now,
            )
        except NotFoundError:
            queries.surplus(request.actor, surplus_id)
            form.add_error("vacancy", _("Er staat geen vacature open met dit nummer. Kijk het nummer na."))
        else:
            if isinstance(made, int):
                messages.success(request, _("De koppeling staat erin, en blijft staan na opnieuw berekenen."))
                return redirect("groups:surplus", surplus_id)
            form.refuse(made, FIELD_OF.get(made.rule))
    return _show(request, surplus_id, form)


@writing_view(roles=BROKERS, methods=("POST",))
def close(request: ActingRequest, surplus_id: int) -> HttpResponse:
    """Close a surplus: what was only proposed lapses."""
    actions.close_surplus(actor=request.actor, surplus_id=surplus_id, now=request.now)
    messages.success(request, _("De groep is gesloten. Wat was afgesproken, blijft staan."))
    return redirect("groups:surplus", surplus_id)


@writing_view(roles=BROKERS, methods=("POST",))
def turn(request: ActingRequest, coupling_id: int, deed: str) -> HttpResponse:
    """Agree, change, decline, follow or drop one coupling."""
    surplus_id = queries.surplus_of(request.actor, coupling_id)
    more = {"actor": request.actor, "coupling_id": coupling_id, "now": request.now}
    if deed in COUNTED:
        form = NumberForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Vul een aantal mensen in."))
            return redirect("groups:surplus", surplus_id)
        answer = COUNTED[deed](form.cleaned_data["people"], **more)
    elif deed in PLAIN:
        answer = PLAIN[deed](**more)
    else:
        raise Http404
    if isinstance(answer, Refusal):
        return _show(request, surplus_id, CoupleForm(), answer)
    messages.success(request, _("Dat is vastgelegd."))
    return redirect("groups:surplus", surplus_id)


def _show(request: ActingRequest, surplus_id: int, form: CoupleForm, refusal: Refusal | None = None) -> HttpResponse:
    context = {"card": queries.surplus(request.actor, surplus_id), "form": form, "refusal": refusal}
    return render(request, "groups/surplus.html", context, status=400 if refusal or form.errors else 200)
