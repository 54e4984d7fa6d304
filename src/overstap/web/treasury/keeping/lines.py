"""All lines of the budget on one page: the streams of the cashier, and everything that others keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from overstap.casework.policy import catalogue
from overstap.core.ledger import Position
from overstap.rules import Catalogue
from overstap.rules.budget import BudgetLine, BudgetTable
from overstap.treasury import actions, queries
from overstap.web.budgeting.spending import spent_of
from overstap.web.catalogue.names import CHANNELS, OWNERS
from overstap.web.guards import reading_view
from overstap.web.request import ActingRequest
from overstap.web.treasury.looking_back import PastDayForm, end_of_day, local_day
from overstap.web.treasury.showing import MONEY, show

CASHIER = _("UWV, als kassier")
OWN_SCHEME = _("Een eigen regeling van het ministerie")
NOBODY_YET = _("Het ministerie dat het geld geeft")

WITH_CASHIER = _("Een van de vier geldstromen van de kassier. De kas houdt budgetten en boekingen bij.")
PARTLY = _("Een deel is bij de kassier. De rest gaat via een eigen regeling.")
APART = _("Hoort niet bij de vier van de kassier. De kas houdt wel het landelijke bedrag bij.")
ELSEWHERE = _("Niet bij de kassier: het geld gaat langs een andere weg.")
NO_ROUTE = _("De brieven zeggen niet wie dit geld uitvoert.")


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a budget table with who keeps its money and why (geldlijn)."""

    line: BudgetLine
    amount: str
    about: bool
    keeper: Promise | str
    through: Promise | str
    why: Promise
    position: Position | None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table with its lines (tabel met geldlijnen)."""

    table: BudgetTable
    lines: tuple[ShownLine, ...]


@reading_view(roles=MONEY)
def lines(request: ActingRequest) -> HttpResponse:
    """Every line with who keeps it, and every national amount with what was divided of it."""
    today = local_day(request.now)
    form = PastDayForm(request.GET or None, today=today)
    day = form.day()
    on, as_of = day or today, end_of_day(day) if day else request.now
    policy = catalogue()
    tables = tuple(ShownTable(table, tuple(_lines(policy, table, as_of))) for table in policy.budgets(on))
    return show(
        request,
        "keeping/lines",
        tables=tables,
        frames=queries.national_frames(on, as_of=as_of if day else None),
        form=form,
        day=day,
        streams={card.code: card for card in queries.framework_choices()},
        may_decide=actions.may_set_budgets(request.actor) is None,
    )


def _lines(policy: Catalogue, table: BudgetTable, as_of: dt.datetime) -> Iterator[ShownLine]:
    parents = {line.parent for line in table.lines}
    spent = spent_of(table.lines, as_of)
    kept = {card.code: card.with_cashier for card in queries.framework_choices()}
    for line in table.lines:
        if line.id in parents:
            continue
        cell = line.printed[None]
        keeper, why = _keeper(policy, line, [kept[code] for code in line.streams if code in kept])
        found = spent.get(line.id)
        yield ShownLine(
            line, cell.text, cell.about, keeper, _through(policy, line), why, found.total if found else None
        )


def _keeper(policy: Catalogue, line: BudgetLine, with_cashier: list[bool]) -> tuple[Promise | str, Promise]:
    if with_cashier and all(with_cashier):
        return CASHIER, WITH_CASHIER
    if any(with_cashier):
        return CASHIER, PARTLY
    if with_cashier:
        return OWN_SCHEME, APART
    for scheme in line.schemes:
        owner = policy.all_versions(scheme)[0].owner
        return OWNERS.get(owner, owner), ELSEWHERE
    return NOBODY_YET, NO_ROUTE


def _through(policy: Catalogue, line: BudgetLine) -> Promise | str:
    """Along which way the money goes, when the scheme of the line says so."""
    for scheme in line.schemes:
        channel = policy.all_versions(scheme)[0].channel
        return CHANNELS.get(channel, channel)
    return ""
