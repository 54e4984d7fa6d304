"""What queries and actions of oversight give. A count of people is None where it is too small to show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overstap.core.moves import Move
    from overstap.parties.values import RegionCard, RegionWarning

Count = int | None
Counts = Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """How one stream stands (uitnutting, R-260), in cents; `expected` is the end of the year at the pace of so far."""

    stream: str
    name_nl: str
    name_en: str
    budget_cents: int
    reserved_cents: int
    committed_cents: int
    paid_cents: int
    free_cents: int
    expected_cents: int


@dataclass(frozen=True, slots=True)
class FiguresCard:
    """The figures of a region or the country in a period (cijfers), as they stood at `as_of`."""

    start: dt.date
    until: dt.date
    as_of: dt.datetime
    inflow: Count
    inflow_by_entrance: Counts
    open_by_state: Counts
    decisions: Counts
    deviating: Count
    arrangements: Counts
    outcomes: Count
    direct: Count
    direct_share: Count
    average_days_between: Count
    handovers: Counts
    average_answer_days: Count
    groups: Counts
    money: tuple[MoneyRow, ...]
    some_hidden: bool = False


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One two-monthly report in a list (rapportage)."""

    id: int
    region_code: str
    region_name: str
    period_from: dt.date
    period_until: dt.date
    due_on: dt.date
    submitted_at: dt.datetime | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with its figures: those of now until it is handed in, then those it was handed in with."""

    row: ReportRow
    figures: FiguresCard | None
    narrative: str
    submitted_by: str
    frozen: bool
    can_submit: bool


@dataclass(frozen=True, slots=True)
class SignalCard:
    """A bottleneck that a region raised (knelpunt) with the meeting it is on the agenda of."""

    id: int
    region_code: str
    region_name: str
    subject: str
    explanation: str
    state: str
    state_label: str
    owner: str
    raised_at: dt.datetime
    raised_by: str
    decision: str
    agenda_on: dt.date
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionBoard:
    """How a region stands (regiobord): the running period, its reports, its signals and what it lacks."""

    region: RegionCard
    figures: FiguresCard
    reports: tuple[ReportRow, ...]
    signals: tuple[SignalCard, ...]
    warnings: tuple[RegionWarning, ...]
    next_meeting: dt.date


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region in the country (regio op het landelijk bord); counts of people are hidden when small."""

    region: RegionCard
    is_open: bool
    inflow: Count
    open_cases: Count
    placed: Count
    reports_overdue: int
    signals_open: int
    budget_cents: int
    used_cents: int


@dataclass(frozen=True, slots=True)
class NationalBoard:
    """How the country stands (landelijk bord): regions, totals, what is late, what is on the agenda."""

    as_of: dt.datetime
    regions: tuple[RegionRow, ...]
    not_open: tuple[RegionCard, ...]
    figures: FiguresCard
    overdue: tuple[ReportRow, ...]
    signals: tuple[SignalCard, ...]
    next_meeting: dt.date


@dataclass(frozen=True, slots=True)
class EffectRow:
    """What became of people who got an instrument (effect per instrument, R-385); small groups are hidden."""

    instrument: str
    title: str
    given: Count
    ended: Count
    direct: Count
    direct_share: Count


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a region (wat wacht): hand-overs without an answer, those too late, and next steps too late."""

    handovers: Count
    handovers_late: Count
    steps_late: Count
