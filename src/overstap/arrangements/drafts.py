"""What an adviser fills in for an item, before it is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An instrument as it would be chosen (ontwerp van een onderdeel): amounts in cents.

    `answers` are the answers to the questions of the schemes about this item, as the fact dictionary writes them:
    whole numbers, cents, booleans, ids of an enumeration, dates as ISO text. `person_agrees` and `agreed_through`
    say that the person agrees with passing on the question, and how (R-420).
    """

    instrument: str
    title: str = ""
    providing_party_id: int | None = None
    provider: str = ""
    employer: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    cost_cents: int = 0
    cofinancing_cents: int = 0
    cofinancing_reason: str = ""
    motivation: str = ""
    passed_over_because: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    person_agrees: bool = False
    agreed_through: str = ""

    @property
    def filled(self) -> bool:
        """Whether someone filled it in; an empty one only asks what the menu has."""
        return bool(self.title)

    @property
    def charge_cents(self) -> int:
        """What is left for the stream to pay."""
        return max(0, self.cost_cents - self.cofinancing_cents)
