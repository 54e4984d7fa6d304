"""The money behind a scheme: the lines of the letters that pay it, for the page about the scheme."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import get_language

from overstap.casework.policy import catalogue
from overstap.rules import Text
from overstap.rules.budget import BudgetLine, BudgetTable
from overstap.web.budgeting.package import in_millions


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A line that pays a scheme (geld van een regeling): per year and in all, in million euros.

    `shared`: the line pays other schemes too.
    """

    table: Text
    line: Text
    amounts: tuple[tuple[str, str], ...]
    whole: str
    about: bool
    shared: bool
    source: str


def money_of(scheme_id: str, day: dt.date) -> tuple[MoneyLine, ...]:
    """The lines in force on a day that pay a scheme; empty when no letter gives it an amount of its own."""
    return tuple(
        _shown(table, line)
        for table in catalogue().budgets(day)
        for line in table.lines
        if scheme_id in line.schemes and table.computed(line.id) is not None
    )


def _shown(table: BudgetTable, line: BudgetLine) -> MoneyLine:
    computed = {year: table.computed(line.id, year) for year in table.years}
    return MoneyLine(
        table=table.name,
        line=line.name,
        amounts=tuple((str(year), in_millions(cents)) for year, cents in computed.items() if cents),
        whole=in_millions(table.computed(line.id)),
        about=line.printed[None].about,
        shared=len(line.schemes) > 1,
        source="; ".join(citation.text(get_language() or "nl") for citation in line.source),
    )
