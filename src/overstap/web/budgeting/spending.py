"""What was spent of a budget line: the books of the treasury, for the lines whose money is in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from overstap.core.ledger import Position
from overstap.rules.budget import BudgetLine
from overstap.treasury import queries as treasury


@dataclass(frozen=True, slots=True)
class Spent:
    """How the streams of a budget line stand together (besteed), in the country, per year and in all."""

    line: BudgetLine
    total: Position
    years: Mapping[int, Position]


def spent_of(lines: Iterable[BudgetLine], as_of: dt.datetime) -> dict[str, Spent]:
    """What was spent by a moment, by line; lines whose streams have no ledger here are left out (R-250, R-260)."""
    streams = {row.stream.code: row for row in treasury.utilisation(region_code=None, as_of=as_of)}
    found: dict[str, Spent] = {}
    for line in lines:
        budgets = [budget for code in line.streams if code in streams for budget in streams[code].budgets]
        if budgets:
            years: dict[int, Position] = {}
            for budget in budgets:
                years[budget.year] = years.get(budget.year, Position()) + budget.position
            found[line.id] = Spent(line, sum(years.values(), Position()), dict(sorted(years.items())))
    return found
