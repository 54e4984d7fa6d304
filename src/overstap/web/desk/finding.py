"""Finding a person at the desk: by name and birth date, in one's own region, with no more than is needed to help on."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from overstap.casework import queries as casework
from overstap.casework.values import CasePage, CaseRow, PartyRef
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from overstap.core.people import refuse_citizen_numbers
from overstap.parties import queries as parties
from overstap.parties.values import PartyCard
from overstap.people import queries as people
from overstap.web.forms import DatePartsField, HouseForm
from overstap.web.guards import only_reading, reading_view, writing_view
from overstap.web.request import ActingRequest, wants_fragment

DESK = frozenset({Role.DESK, Role.ADVISER, Role.COORDINATOR})
PURPOSE = "begeleiding"


class FindForm(HouseForm):
    """Name and birth date: both, so that nobody leafs through people."""

    name = forms.CharField(
        label=_("Naam"), max_length=80, error_messages={"required": _("Vul de voornaam of de achternaam in.")}
    )
    born = DatePartsField(label=_("Geboortedatum"))


@dataclass(frozen=True, slots=True)
class Found:
    """One person as the desk may see them: who it is, and who helps."""

    name: str
    birth_year: int
    municipality: str
    row: CaseRow | None


@writing_view(roles=DESK, purpose=PURPOSE)
def find(request: ActingRequest) -> HttpResponse:
    """The people with this name and birth date in the regions where I work.

    Asked by POST though it only reads: a name and a birth date do not belong in an address that browsers
    and servers keep.
    """
    form = FindForm(request.POST if request.method == "POST" else None)
    with only_reading():
        found = _search(request, form) if form.is_bound and form.is_valid() else None
    fragment = wants_fragment(request)
    context = {"form": form, "found": found, "fragment": fragment}
    template = "desk/_found.html" if fragment else "desk/find.html"
    return render(request, template, context, status=400 if form.errors else 200)


def _search(request: ActingRequest, form: FindForm) -> list[Found]:
    cards = people.find_participants(
        request.actor,
        form.cleaned_data["name"],
        born=form.cleaned_data["born"],
        purpose=PURPOSE,
        now=request.now,
    )
    rows = casework.desk_rows(request.actor, request.now, [card.id for card in cards])
    return [Found(card.full_name, card.birth_year, card.municipality, rows.get(card.id)) for card in cards]


def _reached(told: PartyRef) -> PartyCard | None:
    """How to reach who helps; None when the name is not told, then the desk of the region passes on."""
    return parties.party(told.id) if told.id else None


def may_number(actor: Actor, page: CasePage) -> bool:
    """Tell whether the organisation helps this person and the law lets it use the citizen service number."""
    header = page.header
    helping = {one.id for one in (header.first_responsible, header.contact_party) if one is not None}
    shared = Item.INTAKE in page.items
    return shared and actor.party_id in helping and refuse_citizen_numbers(actor.party_kind) is None


@reading_view(roles=DESK, purpose=PURPOSE)
def case(request: ActingRequest, case_id: int) -> HttpResponse:
    """Who helps this person and what happens next; no content of the file unless the person shares it with my party."""
    page = casework.case_page(request.actor, case_id, now=request.now)
    if page.contact is None:
        raise NotFoundError
    context = {
        "page": page,
        "responsible": _reached(page.header.first_responsible),
        "contact_party": page.header.contact_party,
        "region_desk": parties.region(page.header.region_code, request.now.date()).desk,
        "is_ours": page.header.first_responsible.id == request.actor.party_id,
        "may_number": may_number(request.actor, page),
        "may_open": request.actor.has(Role.ADVISER, Role.COORDINATOR) and Item.INTAKE in page.items,
    }
    return render(request, "desk/case.html", context)
