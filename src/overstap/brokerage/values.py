"""What readers of groups get."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from overstap.core.centres import CheckedPartner


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


@dataclass(frozen=True, slots=True)
class SessionCard:
    """A meeting (bijeenkomst): where, when, how many seats there are and are taken, and how many people came."""

    id: int
    place: str
    starts_at: dt.datetime
    capacity: int
    taken: int
    attended: int | None

    @property
    def free(self) -> int:
        """Seats that nobody chose."""
        return max(self.capacity - self.taken, 0)


@dataclass(frozen=True, slots=True)
class RoomCard:
    """A region where people of a centre live (ruimte): how many, of whom how many not at work, and what it promised.

    `weeks` is in how many weeks the region speaks to everybody; None when it promised nothing.
    """

    region_code: str
    region_name: str
    people: int
    waiting: int
    people_per_week: int
    weeks: int | None


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """How many people of a centre came this far (stap van de trechter), and out of how many."""

    code: str
    count: int
    of: int

    @property
    def part(self) -> int:
        """The count in parts of a hundred."""
        return round(100 * self.count / self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """A party that takes part in a centre (partij)."""

    kind: str
    name: str
    since: dt.date


@dataclass(frozen=True, slots=True)
class ExpenseCard:
    """What was paid from the money of a centre (uitgave), in cents."""

    what: str
    cents: int
    on: dt.date


@dataclass(frozen=True, slots=True)
class CentreCard:
    """A centre in a list (mobiliteitscentrum, R-435); money in cents."""

    id: int
    employer_id: int
    employer_name: str
    region_code: str
    region_name: str
    reason: str
    jobs: int
    starts_on: dt.date
    ends_on: dt.date
    budget_cents: int
    closed_at: dt.datetime | None
    members: int


@dataclass(frozen=True, slots=True)
class CentrePage:
    """Everything of one centre (bladzijde van een centrum): no names, only how many (R-435 to R-438).

    `not_invited` counts who got no invitation yet. `days_between` is the middle number of days without work of who
    found other work; None while nobody did.
    """

    card: CentreCard
    checklist: tuple[CheckedPartner, ...]
    partners: tuple[PartnerCard, ...]
    sessions: tuple[SessionCard, ...]
    rooms: tuple[RoomCard, ...]
    funnel: tuple[FunnelStep, ...]
    expenses: tuple[ExpenseCard, ...]
    not_invited: int
    placed_directly: int
    days_between: int | None

    @property
    def spent_cents(self) -> int:
        """What was paid so far."""
        return sum(one.cents for one in self.expenses)

    @property
    def left_cents(self) -> int:
        """What is left of the money."""
        return self.card.budget_cents - self.spent_cents

    @property
    def complete(self) -> bool:
        """Tell whether all seven kinds of parties take part (R-436)."""
        return all(one.present for one in self.checklist)


@dataclass(frozen=True, slots=True)
class MemberCard:
    """Somebody of a centre, for who may open their file (deelnemer van een centrum)."""

    id: int
    case_id: int
    number: str
    name: str
    occupation: str


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """An invitation for work of a coupling (uitnodiging), as the person or who guides them reads it."""

    id: int
    case_id: int
    number: str
    title: str
    employer_name: str
    municipality: str
    hours_least: int
    hours_most: int
    vacancy_id: int
    state: str
    answer_by: dt.date
    may_answer: bool


@dataclass(frozen=True, slots=True)
class OwnCentre:
    """A centre as somebody who takes part reads it (mijn centrum)."""

    member_id: int
    employer_name: str
    region_name: str
    closed: bool
    session_id: int | None
    sessions: tuple[SessionCard, ...]
