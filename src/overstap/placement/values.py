"""What goes in and out of the context: lists as the person and the employer see them, and what is agreed of work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HiringLine:
    """One vacancy with open hiring for one person (regel); `ahead` counts who is before them, or all when not on it."""

    vacancy_id: int
    title: str
    employer: str
    municipality: str
    hours_least: int
    hours_most: int
    starts_on: dt.date | None
    waiting: int
    state: str
    ahead: int
    answer_by: dt.date | None
    life_coach: bool
    may_join: bool


@dataclass(frozen=True, slots=True)
class Starter:
    """Who starts (wie begint): all that an employer hears, and only after a yes."""

    name: str
    starts_on: dt.date | None


@dataclass(frozen=True, slots=True)
class EmployerList:
    """A waiting list as the employer sees it (wachtlijst): how many, and who starts."""

    vacancy_id: int
    title: str
    places: int
    waiting: int
    called: int
    starters: tuple[Starter, ...]


@dataclass(frozen=True, slots=True)
class PlacementFields:
    """What somebody fills in of new work (afspraak); with a vacancy the employer and occupation may stay empty."""

    vacancy_id: int | None
    employer_name: str
    occupation_uri: str
    contract: str
    hours_per_week: int
    starts_on: dt.date
    through: str


@dataclass(frozen=True, slots=True)
class PlacementCard:
    """One placement, as it is shown of a file (plaatsing)."""

    id: int
    case_id: int
    vacancy_id: int | None
    employer: str
    occupation_uri: str
    occupation: str
    contract: str
    hours_per_week: int
    starts_on: dt.date
    through: str
    state: str
    made_at: dt.datetime
    started_on: dt.date | None
    direct: bool | None
    days_between: int | None
    aftercare_until: dt.date | None
    ended_on: dt.date | None
    ended_because: str


@dataclass(frozen=True, slots=True)
class PlacementCounts:
    """What is counted of placements that began in a period (telling): numbers only, never a person."""

    started: int
    direct: int
    median_days_between: int | None
    by_through: dict[str, int]
    by_contract: dict[str, int]
    stopped: int
    aftercare_over: int
    still_working: int


@dataclass(frozen=True, slots=True)
class VacancyChoice:
    """A vacancy at which somebody may be placed (keuze); `turn` tells that they said yes on its waiting list."""

    id: int
    title: str
    employer: str
    contract: str
    hours_most: int
    starts_on: dt.date | None
    turn: bool
