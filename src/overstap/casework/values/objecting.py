"""Objections, complaints, corrections and terms that stand still, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overstap.casework.values.parts import DecisionCard, PartyRef


@dataclass(frozen=True, slots=True)
class ClockStopCard:
    """A term that stood still or stands still (opschorting): why, and what the day was before."""

    id: int
    term: str
    reason_nl: str
    reason_en: str
    explanation: str
    from_on: dt.date
    last_on: dt.date
    until_on: dt.date | None
    due_before: dt.date


@dataclass(frozen=True, slots=True)
class ObjectionCard:
    """An objection or a complaint (bezwaar of klacht); `days_left` is negative when the term has passed."""

    id: int
    case_id: int
    case_number: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    decision: DecisionCard | None
    text: str
    on_behalf: str
    received_through: str
    filed_at: dt.datetime
    late: bool
    late_because: str
    due_on: dt.date
    days_left: int
    stands_still: bool
    handler: str
    handling_party: PartyRef | None
    motivation: str
    settled_at: dt.datetime | None
    new_decision: DecisionCard | None
    moves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionCard:
    """A request to correct an answer (correctieverzoek): what it said, what it should say, and what came of it."""

    id: int
    case_id: int
    fact_id: str
    label_nl: str
    label_en: str
    old_nl: str
    old_en: str
    wanted_nl: str
    wanted_en: str
    because: str
    asked_at: dt.datetime
    due_on: dt.date
    days_left: int
    state: str
    state_label: str
    answer: str
    settled_at: dt.datetime | None
    changes_advice: bool | None
    moves: tuple[str, ...] = ()
