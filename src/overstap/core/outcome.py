"""How someone went from old to new work: directly, or after how many days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from overstap.core.decision import N_, Refusal

LONGEST_CONTRACT_AHEAD = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Passage:
    """The way from old to new work (overgang naar werk, R-004): `days_between` counts the days without work."""

    direct: bool
    days_between: int


def passage(*, last_day: dt.date, first_day: dt.date, benefit_between: bool) -> Passage:
    """Say whether new work followed directly, without a day or a benefit in between (R-004).

    `last_day` is the last day of the old work (or, without old work, the day before the file was opened) and
    `first_day` the first day of the new. Work that begins before the old has ended leaves no day in between.
    """
    days = max(0, (first_day - last_day).days - 1)
    return Passage(direct=days == 0 and not benefit_between, days_between=days)


def check_outcome_dates(*, last_day: dt.date | None, first_day: dt.date, today: dt.date) -> Refusal | None:
    """Refuse dates that cannot be meant: new work more than a year ahead, or from before the old work of a year ago."""
    if first_day - today > LONGEST_CONTRACT_AHEAD:
        return Refusal(
            rule="uitkomst.te_ver_vooruit",
            because=N_("De startdatum van het nieuwe werk ligt meer dan een jaar vooruit."),
            remedy=N_("Kijk de startdatum na."),
        )
    if last_day is not None and last_day - first_day > LONGEST_CONTRACT_AHEAD:
        return Refusal(
            rule="uitkomst.nieuw_voor_oud",
            because=N_("Het nieuwe werk begint meer dan een jaar voordat het oude werk stopt."),
            remedy=N_("Kijk de twee datums na."),
        )
    return None
