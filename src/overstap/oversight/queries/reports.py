"""Reports one by one and in a row, signals, meetings, and what became of people per instrument."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from overstap.arrangements.models import ArrangementItem, ItemKind, ItemStage
from overstap.casework.policy import catalogue
from overstap.core.reporting import percentage, shown
from overstap.oversight import planning
from overstap.oversight.access import (
    access_report,
    access_signal,
    is_own_region,
    require_national,
    visible_reports,
)
from overstap.oversight.cards import report_row, signal_card
from overstap.oversight.figures import from_json, live_figures, without_small_counts
from overstap.oversight.values import EffectRow, ReportPage

if TYPE_CHECKING:
    from overstap.core.actor import Actor
    from overstap.oversight.models import RegionReport
    from overstap.oversight.values import FiguresCard, ReportRow, SignalCard

GIVEN = (ItemStage.COMMITTED, ItemStage.RUNNING, ItemStage.COMPLETED, ItemStage.STOPPED)


def report_page(actor: Actor, report_id: int, now: dt.datetime) -> ReportPage:
    """Give a report: figures of now until it is handed in, then the frozen ones with their moment (R-384).

    A national body sees figures once they are handed in, and no small counts. Raises NotFoundError for anyone else.
    """
    row = access_report(actor, report_id)
    own = is_own_region(actor, row.region.code)
    frozen = row.submitted_at is not None
    return ReportPage(
        row=report_row(row, now),
        figures=_figures(row, own=own, now=now),
        narrative=row.narrative,
        submitted_by=row.submitted_by.name if row.submitted_by else "",
        frozen=frozen,
        can_submit=own and not frozen and timezone.localdate(now) >= row.period_until,
    )


def reports_due(actor: Actor, now: dt.datetime) -> tuple[ReportRow, ...]:
    """Give the reports that were not handed in yet, the most urgent first; the late ones are marked (R-384)."""
    rows = visible_reports(actor).filter(submitted_at__isnull=True).order_by("due_on", "region__code", "id")
    return tuple(report_row(row, now) for row in rows)


def signal_page(actor: Actor, signal_id: int) -> SignalCard:
    """Give a signal; raises NotFoundError for who does not watch over its region."""
    return signal_card(access_signal(actor, signal_id), actor)


def meetings(on: dt.date, count: int = 6) -> tuple[dt.date, ...]:
    """Give the days of the next two-weekly meetings (R-382)."""
    return planning.meetings(on, count)


def effect_by_instrument(actor: Actor, now: dt.datetime) -> tuple[EffectRow, ...]:
    """Give per instrument how many people got it and how it ended for them, with small groups hidden (R-385, R-406).

    Raises NotFoundError for who does not watch over the country.
    """
    require_national(actor)
    smallest = planning.smallest_count(timezone.localdate(now))
    rows = ArrangementItem.objects.filter(kind=ItemKind.ADDITIONAL, stage__in=GIVEN).exclude(instrument="")
    people: dict[str, dict[int, bool | None]] = {}
    found = rows.order_by("instrument", "id").values_list(
        "instrument", "arrangement__case_id", "arrangement__case__outcome__direct"
    )
    for instrument, case_id, direct in found:
        people.setdefault(instrument, {})[case_id] = direct
    titles = _titles()
    return tuple(
        _effect(code, titles.get(code, code), list(given.values()), smallest) for code, given in people.items()
    )


def _titles() -> dict[str, str]:
    """What the menu cards call their instruments; never what an adviser typed, which may name somebody."""
    cards = catalogue().cards
    return {one.id: one.name.nl for card in cards for cluster in card.clusters for one in cluster.instruments}


def _effect(instrument: str, title: str, given: list[bool | None], smallest: int) -> EffectRow:
    ended = [direct for direct in given if direct is not None]
    direct = sum(ended)
    telling = len(ended) >= smallest and None not in {
        shown(direct, smallest=smallest),
        shown(len(ended) - direct, smallest=smallest),
    }
    return EffectRow(
        instrument=instrument,
        title=title,
        given=shown(len(given), smallest=smallest),
        ended=shown(len(ended), smallest=smallest),
        direct=direct if telling else None,
        direct_share=percentage(direct, len(ended)) if telling else None,
    )


def _figures(row: RegionReport, *, own: bool, now: dt.datetime) -> FiguresCard | None:
    smallest = planning.smallest_count(timezone.localdate(now))
    if row.submitted_at is not None:
        kept = from_json(row.figures)
        return kept if own else without_small_counts(kept, smallest=smallest)
    if not own:
        return None
    return live_figures(row.region.code, row.period_from, row.period_until, now=now)
