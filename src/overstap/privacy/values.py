"""What others get from this context."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from overstap.rules.model import Text


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request of a person (rechtenverzoek); `number` is what people call it by, `late` that its term has passed."""

    id: int
    number: str
    participant_id: int
    party_name: str
    right: str
    right_name: str
    asked: str
    asked_at: dt.datetime
    asked_through: str
    state: str
    state_name: str
    identified_how: str
    due_on: dt.date
    extended_because: str
    assigned_to: str
    ground: str
    motivation: str
    answered_at: dt.datetime | None
    answered_by: str
    moves: tuple[str, ...]
    late: bool
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class OutlookLine:
    """One kind of record in the answer to an erasure (regel van een wisantwoord): how many, why it stays, until when.

    `reason` is empty for what goes; `until` is None while the day is not known.
    """

    name: Text
    amount: int
    reason: str = ""
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an erasure takes away now, and what must stay (wisantwoord)."""

    going: tuple[OutlookLine, ...]
    staying: tuple[OutlookLine, ...]


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many rows of one kind (aantal per soort): all that a certificate tells."""

    kind: str
    rows: int


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One person of a destruction, by number (betrokkene); `skipped` says why this one stays."""

    number: int
    record: str
    due_on: dt.date | None
    skipped: str


@dataclass(frozen=True, slots=True)
class DestructionCard:
    """A destruction for a list or a page (vernietiging)."""

    id: int
    key: UUID
    party_name: str
    because: str
    state: str
    state_name: str
    proposed_at: dt.datetime
    proposed_by: str
    proposed_by_id: int
    decided_at: dt.datetime | None
    decided_by: str
    subjects: tuple[SubjectLine, ...]
    records: int
    counts: tuple[KindCount, ...]
    certificate: str
    signature: str
    public_key: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """A kind of record with the term that holds at a party (regel van de bewaarlijst)."""

    record: str
    name: Text
    starts: Text
    months: int | None
    days: int | None
    forever: bool
    source: Text
    may_set: bool
    unset: bool
