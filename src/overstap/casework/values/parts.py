"""The parts of a file as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overstap.core.consent import Item
    from overstap.rules.values import Plain


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A party by id and name (partij)."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What has to happen next, by whom, before when (volgende stap); `who` is empty when it is the person."""

    what: str
    who: str
    party_id: int | None
    by_person: bool
    due_on: dt.date
    overdue: bool
    days_left: int = 0
    term: str = ""


@dataclass(frozen=True, slots=True)
class ContactCard:
    """How to reach the person (contactgegevens)."""

    participant_id: int
    name: str
    birth_date: dt.date
    email: str
    phone: str
    municipality: str
    language: str


@dataclass(frozen=True, slots=True)
class FactCard:
    """One answer (gegeven) with its source and date; `shown_nl` and `shown_en` are the value for people."""

    fact_id: str
    label_nl: str
    label_en: str
    shown_nl: str
    shown_en: str
    state: str
    value: Plain | None
    source: str
    recorded_at: dt.datetime
    item: Item


@dataclass(frozen=True, slots=True)
class GroundCard:
    """One reason in an advice (grond): which way it points, where it is written, which facts it stands on."""

    condition: str
    bearing: str
    nl: str
    en: str
    source: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutputCard:
    """One further answer of a scheme (uitkomstwaarde); `value` is None while it is not settled."""

    id: str
    value: str | None
    shown_nl: str
    shown_en: str


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A question that can still change an advice (ontbrekend gegeven)."""

    fact_id: str
    label_nl: str
    label_en: str


@dataclass(frozen=True, slots=True)
class AssessmentCard:
    """What a scheme said of a file on a day (beoordeling); `advice` is the settled value of the output `advies`.

    `is_advice` tells that its scheme is the one on which a decision stands.

    `legal_test_pending` says that the scheme still waits for a legal test (R-010).
    """

    id: int
    scheme: str
    scheme_nl: str
    scheme_en: str
    scheme_version: dt.date
    outcome: str
    advice: str | None
    outputs: tuple[OutputCard, ...]
    grounds: tuple[GroundCard, ...]
    missing: tuple[MissingFact, ...]
    made_at: dt.datetime
    decided: bool = False
    related: tuple[AssessmentCard, ...] = ()
    is_advice: bool = False
    legal_test_pending: bool = False


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """What a professional decided and why (besluit); `warnings` are Dutch sentences about steps that are missing."""

    id: int
    assessment_id: int
    kind: str
    label: str
    deviates: bool
    motivation: str
    decided_by: str
    decided_at: dt.datetime
    scheme_version: dt.date
    warnings: tuple[str, ...] = ()
    basis_kept: bool = False


@dataclass(frozen=True, slots=True)
class DiagnosisCard:
    """The result of a diagnosis tool (diagnose)."""

    id: int
    party: PartyRef
    tool: str
    tool_version: str
    taken_on: dt.date
    result: str
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class OwnServiceCard:
    """What a party gave from its own services (stap eigen dienstverlening)."""

    id: int
    party: PartyRef
    what: str
    started_on: dt.date


@dataclass(frozen=True, slots=True)
class HandoverCard:
    """A hand-over (overdracht) as both sides see it; `name` of the person only when the reader may see contact data."""

    id: int
    case_id: int
    case_number: str
    name: str
    kind: str
    kind_label: str
    instrument: str
    from_party: PartyRef
    to_party: PartyRef
    second_ring: bool
    state: str
    state_label: str
    because: str
    offered_at: dt.datetime
    answer_due: dt.date
    overdue: bool
    answered_at: dt.datetime | None
    answer: str
    first_contact_on: dt.date | None
    target: str = ""
    target_nl: str = ""
    target_en: str = ""
    source: str = ""
    items: tuple[Item, ...] = ()
    suggested_party: PartyRef | None = None
    to_phone: str = ""
    to_email: str = ""
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class ResponsibilityCard:
    """Who was first responsible when, and why (eerstverantwoordelijkheid)."""

    party: PartyRef
    from_at: dt.datetime
    until_at: dt.datetime | None
    because: str
    source: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal to change the first responsible party because the situation changed (voorstel, R-078, R-082).

    `from_on` is the day from which the other party is the right one.
    """

    kind: str
    to_party: PartyRef
    because_nl: str
    because_en: str
    source: str
    from_on: dt.date


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """How it ended (uitkomst)."""

    old_contract_until: dt.date | None
    new_contract_from: dt.date
    employer: str
    occupation: str
    hours_per_week: int
    contract: str
    benefit_between: bool
    direct: bool
    days_between: int
    recorded_at: dt.datetime
