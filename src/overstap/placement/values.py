"""What readers of a waiting list get: the person their own place, the employer numbers and who starts."""

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
