"""What is known of a person or employer: the four states of a fact, and the three outcomes of a scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final

Plain = bool | int | str | date
"""A value as Python code outside this package writes it: money in cents, an enumeration by its id."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fact with its value and where it came from (bekend feit).

    `value` is a bool, whole number, amount in cents, date or the id of an enumeration value, as the type of the fact
    asks.
    """

    value: Plain
    source: str = ""


class Absent(Enum):
    """A fact without a value that is not simply unasked."""

    NOT_APPLICABLE = "n.v.t."
    REFUSED = "geweigerd"


NOT_APPLICABLE: Final = Absent.NOT_APPLICABLE
REFUSED: Final = Absent.REFUSED

FactValue = Known | Absent
Facts = Mapping[str, FactValue]
"""What is known; a fact that is left out was not asked."""


class Outcome(StrEnum):
    """The answer of a scheme (uitkomst)."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"


def outcome_of(low: int, high: int) -> Outcome:
    """Read an interval of truth as an outcome."""
    if low == 1:
        return Outcome.JA
    return Outcome.NEE if high == 0 else Outcome.ONBEKEND
