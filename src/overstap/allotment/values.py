"""What allotment tells others: frozen values, amounts in the unit of the window (cents or places)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from overstap.core.allotment import Opening, Standing, State

if TYPE_CHECKING:
    from overstap.allotment.models import Application, Window


@dataclass(frozen=True, slots=True)
class ReceiptCard:
    """The answer to an application (ontvangstbewijs): its number and the moment, by the clock of the window."""

    key: UUID
    number: int
    window: str
    amount: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """What one batch of a settler did; without a window there was nothing to do, or another was at work."""

    window: str = ""
    decided: int = 0
    granted: int = 0
    waiting: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Shared:
    """How a window was divided after closing (verdeling): how many got something, and how much together."""

    window: str
    granted: int
    held: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class WindowCard:
    """A window as others see it (loket)."""

    code: str
    name_nl: str
    name_en: str
    scheme: str
    source: str
    unit: str
    way: str
    has_list: bool
    applicants: tuple[str, ...]
    opens_at: datetime | None
    closes_at: datetime | None
    registration_ceiling: int | None
    funded_ceiling: int
    most_per_application: int | None
    answer_days: int
    stream: str
    region_code: str
    year: int | None
    opening: Opening


@dataclass(frozen=True, slots=True)
class CounterCard:
    """What everybody may know of a window (teller): no one's data.

    `free` and `held` count the unit of the window, `free` registrations where those have a ceiling of their own.
    `full` says that who applies now comes on the waiting list or, without one, will hardly get a place.
    """

    window: WindowCard
    applications: int
    inbox: int
    granted: int
    held: int
    free: int
    waiting: int
    full: bool
    shared_at: datetime | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One line in the history of an application (gebeurtenis)."""

    at: datetime
    verb: str
    name: str


@dataclass(frozen=True, slots=True)
class ApplicationCard:
    """An application as the one who applied sees it (aanvraag).

    `place` is where it stands on the waiting list: one is next. `reason` is the name of the rule that refused it and
    `same_as` the number of the earlier application of the same applicant.
    """

    key: UUID
    number: int
    window: WindowCard
    applicant_kind: str
    applicant_name: str
    amount: int
    granted: int
    state: State
    rank: int | None
    place: int | None
    reason: str
    same_as: int | None
    received_at: datetime
    decided_at: datetime | None
    answer_before: datetime | None
    history: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class WindowPage:
    """A window for those who keep the money (loketpagina): how many in each state, the order, and who decided what.

    `applications` are those of page `number`, counted from one, of the `total` that were asked for.
    """

    window: WindowCard
    counts: tuple[tuple[State, int], ...]
    applications: tuple[ApplicationCard, ...]
    decisions: tuple[Mark, ...]
    total: int
    number: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a window that must never be (fout in een loket): which promise, where, and what was found."""

    invariant: str
    where: str
    found: str


def standing_of(row: Window) -> Standing:
    """How a window stands by its totals."""
    return Standing(
        funded_ceiling=row.funded_ceiling,
        held=row.held,
        registration_ceiling=row.registration_ceiling,
        registered=row.registered,
        waiting=row.waiting,
    )


def window_card(row: Window, opening: Opening) -> WindowCard:
    """Make the card of a window."""
    return WindowCard(
        code=row.code,
        name_nl=row.name_nl,
        name_en=row.name_en,
        scheme=row.scheme,
        source=row.source,
        unit=row.unit,
        way=row.way,
        has_list=row.has_list,
        applicants=tuple(kind for kind in row.applicants.split(",") if kind),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        registration_ceiling=row.registration_ceiling,
        funded_ceiling=row.funded_ceiling,
        most_per_application=row.most_per_application,
        answer_days=row.answer_days,
        stream=row.stream,
        region_code=row.region_code,
        year=row.year,
        opening=opening,
    )


def receipt_card(row: Application, window: str) -> ReceiptCard:
    """Make the receipt of an application."""
    return ReceiptCard(key=row.key, number=row.pk, window=window, amount=row.amount, received_at=row.received_at)
