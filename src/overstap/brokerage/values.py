"""What readers of groups get."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CouplingCard:
    """A coupling (koppeling): to which vacancy, for how many, how near the work is in parts of a hundred, how far off.

    `km` is None when a place is not known. `manual` stays when all is calculated again.
    """

    id: int
    vacancy_id: int
    vacancy_title: str
    employer_name: str
    municipality: str
    people: int
    placed: int
    state: str
    manual: bool
    nearness: int
    km: int | None
    weights: str


@dataclass(frozen=True, slots=True)
class SurplusCard:
    """A surplus (overschot) with its couplings; `left` counts who is in no standing coupling yet."""

    id: int
    employer_id: int
    employer_name: str
    municipality: str
    region_name: str
    occupation_name: str
    people: int
    left: int
    started: int
    from_on: dt.date
    until_on: dt.date | None
    social_plan: str
    social_plan_url: str
    state: str
    may_change: bool
    couplings: tuple[CouplingCard, ...] = ()
