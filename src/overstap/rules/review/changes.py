"""What a change review finds: classes of people whose answer changes, and how much of all classes was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from overstap.rules.assessment import Bounds
from overstap.rules.model import Choice
from overstap.rules.operations import Interval
from overstap.rules.values import Outcome


@dataclass(frozen=True, slots=True)
class FactRange:
    """Which values of a fact belong to a class (bereik): ranges of whole numbers, both ends included.

    `not_applicable` tells that people to whom the fact does not apply belong to it too.
    """

    fact: str
    ranges: tuple[Interval, ...]
    not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """The answer of one version for a class (kant); bounds are equal where the answer is one value."""

    outcome: Outcome
    amount: Bounds | None = None
    outputs: Mapping[str, Bounds] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClassChange:
    """A class of people whose answer changes (klasse die verandert).

    A fact that is not named may have any value. `difference` holds what the amount changes by, in cents, as seen at
    the ends of every range of the class. `sampled` tells that it was seen for values drawn from the class, and may not
    hold for all of it.
    """

    facts: tuple[FactRange, ...]
    before: Side
    after: Side
    difference: Bounds | None = None
    sampled: bool = False

    @property
    def direction(self) -> str:
        """Say which way it goes: opent, sluit, meer, minder, wisselend or anders."""
        if self.before.outcome is not self.after.outcome:
            return "opent" if self.after.outcome is Outcome.JA else "sluit"
        if self.difference is None or (self.difference.lo == self.difference.hi == 0):
            return "anders"
        if self.difference.lo >= 0:
            return "meer"
        return "minder" if self.difference.hi <= 0 else "wisselend"


@dataclass(frozen=True, slots=True)
class Review:
    """The difference between two versions for every class of people (wijzigingstoets).

    `covered` is the share of all classes that was looked at in full, each class counting the same; below 1 the rest
    was sampled with `drawn` cases. `probed` counts classes within which values were tried, because there the answer
    is not one value; `assumed` those of them taken as unchanged because no value that was tried showed a difference.
    Answers that only one of the versions gives stand in `new_outputs` and `dropped_outputs`; `choices` holds the
    values of an enumeration answer in the order of the numbers used here.
    """

    on: date
    changes: tuple[ClassChange, ...]
    covered: float
    work: int
    drawn: int = 0
    probed: int = 0
    assumed: int = 0
    new_facts: tuple[str, ...] = ()
    dropped_facts: tuple[str, ...] = ()
    new_outputs: tuple[str, ...] = ()
    dropped_outputs: tuple[str, ...] = ()
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)

    @property
    def exact(self) -> bool:
        """Tell whether nobody outside the classes told can get another answer."""
        return self.covered >= 1 and not self.assumed and not any(change.sampled for change in self.changes)

    def count(self, direction: str) -> int:
        """Count the classes that go one way."""
        return sum(1 for change in self.changes if change.direction == direction)


class NotComparableError(ValueError):
    """Two versions use a fact of the same name in another sense; the message says which."""
