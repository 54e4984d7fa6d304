"""What others give to and get from this context."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Address:
    """Where the postman comes (postadres); all empty when nobody told."""

    street: str = ""
    postcode: str = ""
    town: str = ""

    @property
    def is_known(self) -> bool:
        """Tell whether a letter on paper can go there."""
        return bool(self.street and self.postcode and self.town)

    @property
    def lines(self) -> tuple[str, ...]:
        """As they stand below the name on a letter."""
        return (self.street, f"{self.postcode}  {self.town}") if self.is_known else ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a letter is for (geadresseerde): a person, a party, or just the address that was given.

    Of a person and a party the name, the ways and the language are looked up. `region_code` says whose desk signs;
    for a person it is the region of residence.
    """

    participant_id: int | None = None
    party_id: int | None = None
    name: str = ""
    email: str = ""
    address: Address = Address()
    language: str = "nl"
    region_code: str = ""


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter for a list (brief); `subject` is what it says on top, `trouble` why it did not arrive."""

    id: int
    key: UUID
    template: str
    name: str
    subject: str
    language: str
    channel: str
    channel_name: str
    state: str
    state_name: str
    trouble: str
    trouble_name: str
    perhaps_twice: bool
    about_kind: str
    about_id: str
    item: str
    participant_id: int | None
    party_id: int | None
    region_code: str
    made_at: dt.datetime
    sent_at: dt.datetime | None
    settled_at: dt.datetime | None
    follows: int | None
    address: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text of a letter: a heading (`kop`), a paragraph (`alinea`) or a list (`lijst`)."""

    sort: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs a letter (afzender): the desk of a region, or the team as a whole."""

    team: str
    desk: str
    address: str
    phone: str
    email: str
    hours: str


@dataclass(frozen=True, slots=True)
class FrozenLetter:
    """A whole letter as it was written that day (vastgelegde brief).

    `page` is where it can be read on line, and `whole` tells that an e-mail may hold all of it.
    `entrance` is the page of which paper shows the QR code: one that everybody may know; empty for none.
    """

    layout: int
    language: str
    large: bool
    subject: str
    reference: str
    day: dt.date
    day_text: str
    sender: Sender
    name: str
    address: tuple[str, ...]
    blocks: tuple[Block, ...]
    page: str
    whole: bool
    entrance: str = ""


@dataclass(frozen=True, slots=True)
class PreferenceCard:
    """How letters come to a person; an empty channel is what fits best. The last two say what is possible."""

    channel: str
    language: str
    large_print: bool
    address: Address
    has_email: bool
    has_account: bool


@dataclass(frozen=True, slots=True)
class RunCard:
    """A print run for a list (printronde)."""

    id: int
    number: int
    region_code: str
    region_name: str
    on: dt.date
    made_at: dt.datetime
    made_by: str
    printed_at: dt.datetime | None
    printed_by: str
    letters: int
    again: int | None
    cause: str
    explanation: str


@dataclass(frozen=True, slots=True)
class PostBoard:
    """The post of a desk: what waits for paper, the latest runs, and what did not arrive."""

    waiting: tuple[LetterCard, ...]
    runs: tuple[RunCard, ...]
    failed: tuple[LetterCard, ...]


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """A letter that somebody opens: the list line and the whole text."""

    card: LetterCard
    text: FrozenLetter


@dataclass(frozen=True, slots=True)
class MessageCard:
    """One message in a thread (bericht); `read_by` names who of the other side saw it."""

    id: int
    side: str
    name: str
    party_id: int | None
    party_name: str
    text: str
    written_at: dt.datetime
    answer_before: dt.date | None
    read_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """The messages of one file (draad); `unread` counts what the reader had not seen before, `waiting` asks an answer.

    `usual_days` is how long an answer of the organisations took on average; None without answers.
    """

    messages: tuple[MessageCard, ...]
    unread: int
    waiting_since: dt.datetime | None
    usual_days: int | None
