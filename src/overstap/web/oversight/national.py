"""How the country stands: 35 regions, what is late, what is on the agenda, and what works."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext

from overstap.oversight import queries
from overstap.oversight.queries import RegionRow
from overstap.parties.values import RegionCard
from overstap.web.guards import reading_view
from overstap.web.oversight.exporting import csv_answer, told
from overstap.web.oversight.figures import WHOLE, shape
from overstap.web.oversight.opening import STEERING, show, today
from overstap.web.oversight.tilemap import draw
from overstap.web.request import ActingRequest

MEETINGS = 3


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region in the list of the country; `used_percent` is what is committed and paid of its budgets."""

    row: RegionRow
    used_percent: int | None


@dataclass(frozen=True, slots=True)
class NotOpenLine:
    """A region whose team does not work yet (R-101); `late` when its planned period is over."""

    region: RegionCard
    late: bool


def show_country(request: ActingRequest) -> HttpResponse:
    """The national board."""
    day = today(request)
    board = queries.national_board(request.actor, request.now)
    next_up = tuple(one for one in board.signals if one.agenda_on <= board.next_meeting)
    return show(
        request,
        "country",
        board=board,
        region_lines=tuple(_line(row) for row in board.regions),
        open_count=sum(1 for row in board.regions if row.is_open),
        not_open=tuple(_not_open(card, day) for card in board.not_open),
        next_up=next_up,
        figures=shape(board.figures),
        map=draw(board.regions),
        meetings=queries.meetings(day, MEETINGS),
    )


def _line(row: RegionRow) -> RegionLine:
    return RegionLine(row, WHOLE * row.used_cents // row.budget_cents if row.budget_cents else None)


def _not_open(card: RegionCard, day: dt.date) -> NotOpenLine:
    return NotOpenLine(card, late=card.planned_until < day)


@reading_view(roles=STEERING)
def effects(request: ActingRequest) -> HttpResponse:
    """What became of people who got an instrument (R-385)."""
    return show(request, "effects", rows=queries.effect_by_instrument(request.actor, request.now))


@reading_view(roles=STEERING)
def effects_file(request: ActingRequest) -> HttpResponse:
    """The same as a file."""
    rows = queries.effect_by_instrument(request.actor, request.now)
    head = ("instrument", gettext("Naam"), gettext("Gegeven aan"), gettext("Aan het werk"), gettext("Direct"), "%")
    counted = (
        (row.instrument, row.title, *map(_text, (row.given, row.ended, row.direct, row.direct_share))) for row in rows
    )
    return csv_answer("wat-werkt", [head, *counted])


def _text(count: int | None) -> str:
    return told(None if count is None else str(count))
