"""Who gets what a window has: the rules of order, as values. Nothing here knows a database or a clock.

Three ways: first come first served, a waiting list only, and a share for everybody after closing. In each of them an
application has a rank, and nobody passes another who waits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Unit(StrEnum):
    """What a window gives (eenheid van een loket): whole cents, or places."""

    EUROS = "euro"
    PLACES = "plaatsen"


class Way(StrEnum):
    """How a window is divided (wijze van verdelen)."""

    IN_ORDER = "volgorde"
    WAITING_LIST = "wachtlijst"
    SHARED = "naar_rato"


class Opening(StrEnum):
    """Whether one can apply (stand van een loket); without an opening instant it is only announced (R-228)."""

    ANNOUNCED = "aangekondigd"
    PLANNED = "gepland"
    OPEN = "open"
    CLOSED = "gesloten"


class State(StrEnum):
    """How far an application is (stand van een aanvraag)."""

    RECEIVED = "ontvangen"
    GRANTED = "toegekend"
    FUNDED = "gefinancierd"
    WAITING = "wachtlijst"
    OFFERED = "aangeboden"
    COUNTED = "telt_mee"
    REFUSED = "afgewezen"
    WITHDRAWN = "ingetrokken"
    DECLINED = "bedankt"
    LAPSED = "verlopen"


HOLDING = (State.GRANTED, State.FUNDED, State.OFFERED)
"""What takes a place."""

ACTIVE = (*HOLDING, State.WAITING, State.COUNTED)
"""What makes a second application of the same applicant one too many."""


class Verdict(StrEnum):
    """What becomes of an application when its turn comes (besluit van de verdeling)."""

    GRANT = "toekennen"
    WAIT = "wachten"
    COUNT = "meetellen"
    REFUSE = "afwijzen"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a window stands: what it has and what is taken.

    `funded_ceiling` and `held` count the unit of the window. With a `registration_ceiling` that many applications get a
    place, and only those that are funded later count towards `funded_ceiling` (22,000 registrations for 20,000 funded
    advices, R-220).
    """

    funded_ceiling: int
    held: int = 0
    registration_ceiling: int | None = None
    registered: int = 0
    waiting: int = 0

    def fits(self, amount: int) -> bool:
        """Tell whether there is room for an application of this amount."""
        if self.registration_ceiling is not None:
            return self.registered < self.registration_ceiling
        return self.held + amount <= self.funded_ceiling

    def with_grant(self, amount: int) -> Standing:
        """How it stands after one more application got a place."""
        held = self.held if self.registration_ceiling is not None else self.held + amount
        return replace(self, held=held, registered=self.registered + 1)

    def without_grant(self, granted: int) -> Standing:
        """How it stands after an application that held `granted` gave its place back."""
        return replace(self, held=self.held - granted, registered=self.registered - 1)

    def with_held(self, more: int) -> Standing:
        """How it stands with so many more units taken, or fewer."""
        return replace(self, held=self.held + more)

    def with_waiting(self, more: int) -> Standing:
        """How it stands with so many more on the waiting list, or fewer."""
        return replace(self, waiting=self.waiting + more)

    @property
    def holds(self) -> bool:
        """Tell whether the promise holds: never over a ceiling."""
        within = self.registration_ceiling is None or self.registered <= self.registration_ceiling
        return within and 0 <= self.held <= self.funded_ceiling and min(self.registered, self.waiting) >= 0

    @property
    def free(self) -> int:
        """What can still be given, in the unit of the window; registrations when those have a ceiling of their own."""
        if self.registration_ceiling is not None:
            return self.registration_ceiling - self.registered
        return self.funded_ceiling - self.held


def verdict(standing: Standing, amount: int, *, way: Way, has_list: bool) -> Verdict:
    """Decide on the next application in order.

    Whoever comes after someone who waits, waits too, also when the own, smaller application would fit: nobody jumps
    the queue. Without a waiting list what does not fit is refused, and a later one may still fit.
    """
    if way is Way.SHARED:
        return Verdict.COUNT
    if way is Way.WAITING_LIST:
        return Verdict.WAIT
    if has_list and standing.waiting:
        return Verdict.WAIT
    if standing.fits(amount):
        return Verdict.GRANT
    return Verdict.WAIT if has_list else Verdict.REFUSE


def opening_at(moment: datetime, opens_at: datetime | None, closes_at: datetime | None) -> Opening:
    """Tell whether a window is open at a moment; `closes_at` is the first moment at which it is closed (R-226)."""
    if opens_at is None:
        return Opening.ANNOUNCED
    if moment < opens_at:
        return Opening.PLANNED
    return Opening.OPEN if closes_at is None or moment < closes_at else Opening.CLOSED


def share(ceiling: int, asked: Mapping[int, int]) -> dict[int, int]:
    """Divide what there is over all who asked, by rank: everybody the same share of what they asked.

    Enough for all: everybody gets what they asked. Else each gets the whole units of `asked * ceiling / all asked`; the
    units that are left go one by one to the largest remainders, equal remainders in order of rank. Nobody gets more
    than was asked and nothing is left. Raises ValueError for an amount that is not above zero.
    """
    if ceiling < 0 or any(amount <= 0 for amount in asked.values()):
        raise ValueError("a ceiling is zero or more, and what is asked is more than zero")
    whole = sum(asked.values())
    if whole <= ceiling:
        return dict(asked)
    shares = {rank: amount * ceiling // whole for rank, amount in asked.items()}
    by_remainder = sorted(asked, key=lambda rank: (-(asked[rank] * ceiling % whole), rank))
    for rank in by_remainder[: ceiling - sum(shares.values())]:
        shares[rank] += 1
    return shares


def ranks_after(last: int, numbers: Sequence[int]) -> dict[int, int]:
    """Give the next ranks, without a gap, to receipt numbers in their order."""
    return {number: last + place for place, number in enumerate(sorted(numbers), start=1)}
