"""The arrangement of a file: what is in it, how its money stands, what lacks, and the menu to choose from."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from overstap.arrangements import queries
from overstap.arrangements.values import ArrangementPage, ItemCard
from overstap.core.consent import Item
from overstap.core.decision import NotFoundError
from overstap.parties import queries as parties
from overstap.web.agreeing import by_item
from overstap.web.deeds import lines_of
from overstap.web.guards import reading_view
from overstap.web.guidance.opening import ADVISERS, open_file, show
from overstap.web.request import ActingRequest

HERE = "guidance:arrangement"


@reading_view(roles=ADVISERS, purpose="begeleiding")
def arrangement(request: ActingRequest, case_id: int) -> HttpResponse:
    """The arrangement with the whole menu."""
    return show_arrangement(request, case_id)


def show_arrangement(request: ActingRequest, case_id: int, **context: Any) -> HttpResponse:
    """Render the arrangement, with the refusal of a deed when there was one."""
    page = open_file(request, case_id)
    if Item.ARRANGEMENT not in page.items:
        raise Http404
    bench = queries.workbench(request.actor, case_id, now=request.now)
    # The deeds carry names: they are for who may know the person, not for a party that looks along.
    told = bench.page is not None and Item.CONTACT in page.items
    history = lines_of(queries.deeds(bench.page.card.id)) if bench.page and told else ()
    found = queries.together(request.actor, bench.page.card.id, now=request.now) if bench.page else None
    context |= {"together": found, "of_items": by_item(bench.page, found) if bench.page and found else {}}
    own = page.header.first_responsible.id == request.actor.party_id
    return show(
        request, "arrangement", page, HERE, plan=bench.page, clusters=bench.clusters, own=own, deeds=history, **context
    )


def show_form(request: ActingRequest, case_id: int, template: str, **context: Any) -> HttpResponse:
    """Render a page with a form about the arrangement."""
    page = open_file(request, case_id)
    if Item.ARRANGEMENT not in page.items:
        raise Http404
    return show(request, template, page, HERE, **context)


def plan_of(request: ActingRequest, case_id: int) -> ArrangementPage:
    """Give the arrangement of a file; raises NotFoundError when there is none for this reader."""
    found = queries.arrangement_page(request.actor, case_id, now=request.now)
    if found is None:
        raise NotFoundError(case_id)
    return found


def item_of(plan: ArrangementPage, item_id: int) -> ItemCard:
    """Give an item of an arrangement; raises NotFoundError when it is not in it."""
    for item in plan.items:
        if item.id == item_id:
            return item
    raise NotFoundError(item_id)


def party_choices(request: ActingRequest, region_code: str, *, without: int | None = None) -> list[tuple[int, str]]:
    """The parties that work in the region, to choose from."""
    found = parties.parties_in_region(region_code, timezone.localtime(request.now).date(), None)
    return [(party.id, party.name) for party in found if party.id != without]


def stream_choices() -> list[tuple[str, str]]:
    """The funding streams, to choose from."""
    english = (get_language() or "nl").startswith("en")
    return [(code, name.en if english else name.nl) for code, name in queries.stream_names().items()]
