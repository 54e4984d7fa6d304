"""What this context tells about arrangements: frozen values, no rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from overstap.core.decision import Bearing, Refusal
from overstap.core.moves import Move


class Fit(StrEnum):
    """Whether an instrument fits this person now (past het).

    `POSSIBLE` means that nothing stands in the way: only details of the item itself are still to be filled in.
    """

    YES = "ja"
    POSSIBLE = "kan"
    UNKNOWN = "onbekend"
    NO = "nee"


class Money(StrEnum):
    """How the money of an item stands (stand van het geld)."""

    NONE = "geen"
    RESERVED = "gereserveerd"
    EXPIRED = "verlopen"
    COMMITTED = "verplicht"
    RELEASED = "vrijgegeven"


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the scheme files in both languages (tekst)."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class GroundLine:
    """One ground of an assessment (grond): which way it points, why, where it is written, what would change it."""

    condition: str
    bearing: Bearing
    because: Words
    source: Words
    remedy: Words | None = None


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A value that a question can be answered with (keuze)."""

    id: str
    label: Words


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is still missing (vraag); `kind` is boolean, integer, money, date or enum.

    `low` and `high` bound an integer or an amount in cents; `with_item` tells whether it is asked with the item
    or belongs in the file of the person. `field` names the field of the item that answers it, or is empty.
    """

    fact: str
    label: Words
    question: Words
    help: Words | None
    kind: str
    unit: str
    low: int
    high: int
    choices: tuple[ChoiceLine, ...]
    with_item: bool
    field: str


@dataclass(frozen=True, slots=True)
class MissingAnswers(Refusal):
    """A refusal because something is not known yet: the questions come along, so that a screen can ask them."""

    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class SchemeRefusal(Refusal):
    """A refusal in the words of a scheme file, which has them in both languages (weigering door een regeling)."""

    because_en: str = ""
    source_en: str = ""
    remedy_en: str = ""


@dataclass(frozen=True, slots=True)
class CeilingLeft:
    """What one person may still use of a ceiling (persoonsplafond, R-156), in cents."""

    code: str
    limit_cents: int
    used_cents: int

    @property
    def left_cents(self) -> int:
        """What is left, never below zero."""
        return max(0, self.limit_cents - self.used_cents)


@dataclass(frozen=True, slots=True)
class StreamMoney:
    """A stream as the adviser sees it while composing (geldstroom): amounts in cents, None when kept elsewhere."""

    id: str
    name: Words
    ceiling_cents: int | None = None
    reserved_cents: int | None = None
    committed_cents: int | None = None
    paid_cents: int | None = None
    free_cents: int | None = None


@dataclass(frozen=True, slots=True)
class InstrumentOffer:
    """One instrument of the menu for one person (aanbod): whether it fits and why, what is missing, what is left."""

    id: str
    cluster: str
    name: Words
    summary: Words
    kind: str
    needs: tuple[str, ...]
    fit: Fit
    grounds: tuple[GroundLine, ...]
    missing: tuple[Question, ...]
    stream: StreamMoney | None
    ceiling: CeilingLeft | None
    scheme_versions: tuple[tuple[str, date], ...]
    legal_test_pending: bool
    chosen: bool

    @property
    def against(self) -> tuple[GroundLine, ...]:
        """The grounds that say no."""
        return tuple(ground for ground in self.grounds if ground.bearing is Bearing.SPEAKS_AGAINST)


@dataclass(frozen=True, slots=True)
class ClusterOffer:
    """The instruments of one cluster of the menu (cluster)."""

    id: str
    name: Words
    instruments: tuple[InstrumentOffer, ...]


@dataclass(frozen=True, slots=True)
class PayerLine:
    """Who pays which part of an item (wie betaalt): `stream` is empty for cofinancing by others.

    `bound` tells whether the cashier holds the money for it, so that a bill can be paid from it.
    """

    stream: str
    name: Words
    cents: int
    recipient: str = ""
    bound: bool = False


@dataclass(frozen=True, slots=True)
class EarlierStream:
    """A stream that goes before the chosen one (R-254), and whether this arrangement already uses it.

    `goes_first` tells whether there is such money for this person, None when nobody knows; `cents` is what it pays of
    this item. Amounts in cents; `free_cents` is None when the cashier does not keep the stream.
    """

    id: str
    name: Words
    used: bool
    goes_first: bool | None
    cents: int
    free_cents: int | None

    @property
    def takes_part(self) -> bool:
        """Whether to ask what it pays: there is such money, or something was filled in already."""
        return bool(self.goes_first) or self.cents > 0


@dataclass(frozen=True, slots=True)
class SharingStream:
    """A stream that pays a part of a cost as its own scheme works out (R-234); `asked` when wanted."""

    id: str
    name: Words
    summary: Words
    asked: bool
    cents: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What choosing an instrument would mean before it is chosen (vooraf): nothing is reserved.

    `arrangement_id` is None while there is no arrangement to choose it in.
    """

    arrangement_id: int | None
    region_code: str
    offer: InstrumentOffer
    cost_cents: int
    payers: tuple[PayerLine, ...]
    free_after_cents: int | None
    ceiling_left_after_cents: int | None
    earlier: tuple[EarlierStream, ...]
    sharing: tuple[SharingStream, ...]
    refusal: Refusal | None

    @property
    def skips(self) -> bool:
        """Whether there is money that goes first and pays nothing."""
        return any(stream.goes_first and not stream.cents for stream in self.earlier)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A moment to look whether someone can move on to regular work (toetsmoment, R-178)."""

    due_on: date
    held_on: date | None
    finding: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One item of an arrangement (onderdeel); amounts in cents.

    `charge_cents` is what its own stream pays and `shares` what other streams pay.
    """

    id: int
    key: UUID
    prior: bool
    instrument: str
    title: str
    stage: str
    stage_label: str
    providing_party_id: int
    providing_party: str
    provider: str
    employer: str
    starts_on: date | None
    ends_on: date | None
    cost_cents: int
    cofinancing_cents: int
    cofinancing_reason: str
    charge_cents: int
    shares: tuple[PayerLine, ...]
    stream: str
    stream_name: Words | None
    money: Money
    expires_at: datetime | None
    scheme: str
    scheme_version: date | None
    grounds: tuple[GroundLine, ...]
    motivation: str
    passed_over_because: str
    commitment_key: UUID | None
    fee_cents: int
    fee_commitment_key: UUID | None
    handover_id: int | None
    handover_state: str
    agreed: bool
    stopped_reason: str
    moves: tuple[Move, ...]
    reviews: tuple[ReviewLine, ...]

    @property
    def bound(self) -> tuple[PayerLine, ...]:
        """The streams of the cashier from which its bills are paid."""
        own = (PayerLine(self.stream, self.stream_name or Words(self.stream, self.stream), self.charge_cents),)
        return (*(own if self.commitment_key else ()), *(share for share in self.shares if share.bound))


@dataclass(frozen=True, slots=True)
class PriorLine:
    """What one of the six groups has for this person (voorliggend, R-135); `available` is None when not looked at."""

    group: str
    label: str
    available: bool | None
    explanation: str
    checked_at: datetime | None
    checked_by: str


@dataclass(frozen=True, slots=True)
class CoordinationLine:
    """Another party that looks at the arrangement (afstemming); `counts` is false when the content changed after."""

    id: int
    party_id: int
    party: str
    asked_at: datetime
    due_on: date
    answered_at: datetime | None
    agreed: bool | None
    remark: str
    counts: bool


@dataclass(frozen=True, slots=True)
class ArrangementCard:
    """An arrangement in one line (arrangement)."""

    id: int
    key: UUID
    case_id: int
    state: str
    state_label: str
    target: str


@dataclass(frozen=True, slots=True)
class ArrangementPage:
    """Everything about one arrangement (persoonlijk arrangement) for those who may see it.

    `to_propose` and `to_activate` list what still lacks; `warnings` do not stop anything (R-127). `person` is empty for
    a party that looks along without knowing who it is about.
    """

    card: ArrangementCard
    case_number: str
    person: str
    region_code: str
    target_has_vacancies: bool | None
    made_at: datetime
    proposed_at: datetime | None
    agreed_at: datetime | None
    agreed_through: str
    activated_at: datetime | None
    ended_because: str
    priors: tuple[PriorLine, ...]
    items: tuple[ItemCard, ...]
    coordinations: tuple[CoordinationLine, ...]
    streams: tuple[StreamMoney, ...]
    to_propose: tuple[Refusal, ...]
    to_activate: tuple[Refusal, ...]
    warnings: tuple[Refusal, ...]
    moves: tuple[Move, ...]
    may_compose: bool
    waiting_for_agreement: bool


@dataclass(frozen=True, slots=True)
class CoordinationRequest:
    """A request to my party to look at an arrangement (afstemmingsvraag)."""

    id: int
    arrangement_id: int
    case_id: int
    case_number: str
    asked_at: datetime
    due_on: date
    overdue: bool
    asked_by_party: str


@dataclass(frozen=True, slots=True)
class TrainingStatement:
    """That someone follows training, which counts as looking for work (R-126); the legal test is still open."""

    person: str
    case_number: str
    training: str
    provider: str
    starts_on: date | None
    ends_on: date | None
    party: str
    as_of: date
    legal_test_pending: bool
