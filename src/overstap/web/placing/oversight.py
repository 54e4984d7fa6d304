"""The figures of new work, for who oversees a region or the country."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.utils.translation import gettext as _

from overstap.core.actor import Role
from overstap.core.decision import NotFoundError
from overstap.oversight.placements import placement_figures
from overstap.parties import queries as parties
from overstap.web.guards import reading_view
from overstap.web.oversight.opening import OVERSEERS, own_regions, show, today
from overstap.web.placing.words import CONTRACTS, THROUGH
from overstap.web.request import ActingRequest

FIRST_YEAR = 2016
LONGEST_CODE = 8


@reading_view(roles=OVERSEERS)
def figures(request: ActingRequest) -> HttpResponse:
    """The work that began in a year, in a region or the country."""
    codes = own_regions(request.actor)
    national = request.actor.has(Role.STEERING_GROUP)
    asked = request.GET.get("regio", "")[:LONGEST_CODE]
    code = asked or ("" if national else next(iter(codes), ""))
    if not code and not national:
        raise NotFoundError
    day = today(request)
    years = range(day.year, FIRST_YEAR - 1, -1)
    wanted = request.GET.get("jaar", "")
    year = next((one for one in years if str(one) == wanted), day.year)
    found = placement_figures(request.actor, code, dt.date(year, 1, 1), dt.date(year + 1, 1, 1), now=request.now)
    tables = (
        (_("Hoe het werk is gevonden"), [(THROUGH[key], number) for key, number in found.by_through.items()]),
        (_("Contract"), [(CONTRACTS[key], number) for key, number in found.by_contract.items()]),
    )
    named = {one.code: one.name for one in parties.regions()}
    regions = [(one, named[one]) for one in codes]
    return show(
        request,
        "placements",
        found=found,
        tables=tables,
        year=year,
        years=years,
        regions=regions,
        code=code,
        region_name=named.get(code, ""),
    )
