"""The first screen: what waits for me, and how every stream stands and will stand, as of now or of a past day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.views.decorators.vary import vary_on_headers

from overstap.arrangements.queries import open_demand
from overstap.core.actor import Role
from overstap.treasury import queries
from overstap.treasury.queries.positions import BudgetRow, StreamRow
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest, wants_fragment
from overstap.web.treasury.foretelling import Foretold, foretold
from overstap.web.treasury.forms import BoardForm
from overstap.web.treasury.keeping.waiting import decisions_waiting
from overstap.web.treasury.looking_back import end_of_day, local_day
from overstap.web.treasury.paying.waiting import payments_work
from overstap.web.treasury.showing import MONEY, region_names, show


@dataclass(frozen=True, slots=True)
class Line:
    """A stream on the board: how it stands and will stand, and the same for each of its budgets."""

    row: StreamRow
    foretold: Foretold | None
    budgets: tuple[tuple[BudgetRow, Foretold], ...]

    @property
    def warnings(self) -> int:
        """How many budgets people must look at."""
        return sum(1 for _, told in self.budgets if told.warning)


@vary_on_headers("HX-Request")
@reading_view(roles=MONEY)
def start(request: ActingRequest) -> HttpResponse:
    """Every stream with its bar, per year and region; for each budget a line."""
    actor = request.actor
    today = local_day(request.now)
    years = queries.years(actor) or (today.year,)
    usual = today.year if today.year in years else years[-1]
    form = BoardForm(request.GET or None, years=years, names=region_names(), today=today, initial={"jaar": usual})
    chosen = form.cleaned_data if form.is_valid() else {}
    year = chosen.get("jaar") or usual
    region, day = chosen.get("regio") or None, chosen.get("op")
    if day is None:
        streams = queries.board(actor, year=year, region_code=region)
    else:
        streams = queries.board_at(actor, as_of=end_of_day(day), year=year, region_code=region)
    # What is still being composed is known of today only.
    waiting = open_demand(request.now) if day is None else None
    told = queries.outlooks(actor, on=day or today, year=year, region_code=region, waiting=waiting)
    context: dict[str, Any] = {
        "form": form,
        "streams": [_line(row, told) for row in streams],
        "year": year,
        "region": region,
        "day": day,
        "claims": queries.claims_waiting(actor) if actor.has(Role.CASHIER_APPROVER) else (),
        "payments": queries.payments_waiting(actor) if actor.has(Role.CASHIER) else (),
        "alarms": queries.alarms(actor, as_of=request.now),
        "decisions": (*decisions_waiting(actor, request.now), *payments_work(actor)),
    }
    return show(request, "_board" if wants_fragment(request) else "start", **context)


def _line(row: StreamRow, told: queries.Outlooks) -> Line:
    budgets = tuple((budget, foretold(told.budgets[budget.budget_id])) for budget in row.budgets)
    stream = told.streams.get(row.stream.code)
    return Line(row, foretold(stream) if stream and row.budgets else None, budgets)
