"""What an adviser fills in for an item, before it is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, NotRequired, TypedDict
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An instrument as it would be chosen (ontwerp van een onderdeel): amounts in cents.

    `answers` are the answers to the questions of the schemes about this item, as the fact dictionary writes them:
    whole numbers, cents, booleans, ids of an enumeration, dates as ISO text. `person_agrees` and `agreed_through`
    say that the person agrees with passing on the question, and how (R-420). While someone is still filling in
    (`final` is false) an empty field is not known yet; in the end it means that there is none. `key` makes that
    sending the same form twice chooses once. `shares` is what other streams pay, in cents by stream; `subsidies` are
    the streams that are asked for the part that their own scheme works out.
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
    shares: Mapping[str, int] = field(default_factory=dict)
    subsidies: tuple[str, ...] = ()
    person_agrees: bool = False
    agreed_through: str = ""
    final: bool = False
    key: UUID | None = None

    @property
    def shared_cents(self) -> int:
        """What other streams pay together."""
        return sum(self.shares.values())

    @property
    def charge_cents(self) -> int:
        """What is left for the stream of the instrument to pay."""
        return max(0, self.cost_cents - self.cofinancing_cents - self.shared_cents)


class ItemFields(TypedDict):
    """The fields of an instrument that is chosen, as keywords of the action; see `ItemDraft` for what they mean."""

    instrument: str
    title: str
    providing_party_id: int
    provider: NotRequired[str]
    employer: NotRequired[str]
    starts_on: NotRequired[date | None]
    ends_on: NotRequired[date | None]
    cost_cents: NotRequired[int]
    cofinancing_cents: NotRequired[int]
    cofinancing_reason: NotRequired[str]
    motivation: NotRequired[str]
    passed_over_because: NotRequired[str]
    shares: NotRequired[Mapping[str, int]]
    subsidies: NotRequired[tuple[str, ...]]
    person_agrees: NotRequired[bool]
    agreed_through: NotRequired[str]
    key: NotRequired[UUID | None]


class PriorFields(TypedDict):
    """The fields of help that is already there, as keywords of the action; it takes no money of the team."""

    title: str
    providing_party_id: int
    provider: NotRequired[str]
    starts_on: NotRequired[date | None]
    ends_on: NotRequired[date | None]
    cost_cents: NotRequired[int]
    stream: NotRequired[str]
    motivation: NotRequired[str]


def trimmed(draft: ItemDraft) -> ItemDraft:
    """Give a draft without blanks around its texts."""
    texts: dict[str, Any] = {
        field.name: value.strip() for field in fields(draft) if isinstance(value := getattr(draft, field.name), str)
    }
    return replace(draft, **texts)


@dataclass(frozen=True, slots=True)
class TrainingTerms:
    """What a training agreement says beside its parties (afspraken van een leerovereenkomst).

    `learned` names what is learned, such as work processes with their code (R-193); `mentor` and `teacher` guide the
    person at the company and for the provider.
    """

    starts_on: date
    ends_on: date
    hours_per_week: int
    learned: tuple[str, ...]
    mentor: str = ""
    teacher: str = ""
