"""The figures of new work: how many began, directly or after how long, along which way, and who still works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from overstap.core.actor import Actor
from overstap.core.reporting import shown, shown_row
from overstap.oversight.access import require_national, require_region
from overstap.oversight.planning import smallest_count
from overstap.placement.queries import placement_counts
from overstap.placement.values import PlacementCounts


@dataclass(frozen=True, slots=True)
class PlacementFigures:
    """What may be told of placements (cijfers over plaatsingen); None is too small to show, or derivable from it."""

    region_code: str
    start: dt.date
    until: dt.date
    started: int | None
    direct: int | None
    median_days_between: int | None
    by_through: Mapping[str, int | None]
    by_contract: Mapping[str, int | None]
    stopped: int | None
    aftercare_over: int | None
    still_working: int | None


def placement_figures(
    actor: Actor, region_code: str, start: dt.date, until: dt.date, *, now: dt.datetime
) -> PlacementFigures:
    """The work that began from `start` up to but not including `until`; an empty code is the country (R-385).

    The coordinator sees all counts, a national body no small ones. Raises NotFoundError for anyone else.
    """
    if region_code:
        outsider = require_region(actor, region_code)
    else:
        require_national(actor)
        outsider = True
    today = timezone.localdate(now)
    counts = placement_counts(region_code, start, until, today=today)
    return protected(counts, region_code, (start, until), smallest=smallest_count(today) if outsider else 0)


def protected(
    counts: PlacementCounts, region_code: str, period: tuple[dt.date, dt.date], *, smallest: int
) -> PlacementFigures:
    """Hide what points to a person: small counts, and those whose rest would be small (R-406)."""
    few = counts.started < smallest
    return PlacementFigures(
        region_code=region_code,
        start=period[0],
        until=period[1],
        started=shown(counts.started, smallest=smallest),
        direct=_part(counts.direct, counts.started, smallest),
        median_days_between=None if few else counts.median_days_between,
        by_through=shown_row(counts.by_through, smallest=smallest),
        by_contract=shown_row(counts.by_contract, smallest=smallest),
        stopped=_part(counts.stopped, counts.started, smallest),
        aftercare_over=_part(counts.aftercare_over, counts.started, smallest),
        still_working=_part(counts.still_working, counts.aftercare_over, smallest),
    )


def _part(part: int, whole: int, smallest: int) -> int | None:
    """A part of a whole, hidden too when what is left of the whole is small."""
    return None if shown(whole - part, smallest=smallest) is None else shown(part, smallest=smallest)
