"""Whole files, lists, questions and counts as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overstap.audit.queries import Deed
    from overstap.casework.values.parts import (
        AssessmentCard,
        ContactCard,
        DecisionCard,
        DiagnosisCard,
        FactCard,
        HandoverCard,
        NextStep,
        OutcomeCard,
        OwnServiceCard,
        PartyRef,
        Proposal,
        ResponsibilityCard,
    )
    from overstap.casework.values.profile import ProfileCard
    from overstap.consent.emergencies import EmergencyCard
    from overstap.core.consent import Item, Purpose
    from overstap.core.moves import Move
    from overstap.rules.values import Plain


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """What stands above every page of a file (kop van het dossier); no data of the person but the number."""

    id: int
    number: str
    state: str
    state_label: str
    entrance: str
    entrance_label: str
    region_code: str
    region_name: str
    first_responsible: PartyRef
    contact_party: PartyRef | None
    referrer: PartyRef | None
    owner: str
    owner_id: int | None
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    closing_reason: str
    next_step: NextStep | None
    cover: str = ""
    cover_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A file as one reader may see it (dossier): what is not in `items` is empty or None, and was never read.

    `found` tells that nobody shared it with this reader: a desk found it, to help the person on (R-102). `urgent` holds
    the items that are open without consent, and `emergency` who opened them, why and until when.
    """

    header: CaseHeader
    items: frozenset[Item]
    purpose: Purpose
    contact: ContactCard | None
    facts: tuple[FactCard, ...]
    assessments: tuple[AssessmentCard, ...]
    decisions: tuple[DecisionCard, ...]
    own_services: tuple[OwnServiceCard, ...]
    diagnoses: tuple[DiagnosisCard, ...]
    profile: ProfileCard | None
    handovers: tuple[HandoverCard, ...]
    responsibilities: tuple[ResponsibilityCard, ...]
    outcome: OutcomeCard | None
    proposal: Proposal | None
    moves: tuple[Move, ...]
    timeline: tuple[Deed, ...]
    warnings: tuple[str, ...]
    found: bool = False
    urgent: frozenset[Item] = frozenset()
    emergency: EmergencyCard | None = None

    @property
    def standing(self) -> frozenset[Item]:
        """The items that the person shared with this reader."""
        return self.items - self.urgent


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One file in a list (dossierregel); `name` is empty when the reader may not see contact data."""

    id: int
    number: str
    name: str
    state: str
    state_label: str
    entrance_label: str
    region_code: str
    region_name: str
    first_responsible: PartyRef
    owner: str
    owner_id: int | None
    mine: bool
    opened_at: dt.datetime
    next_step: NextStep | None
    advice: str | None
    factors_for: int
    waiting_handover: bool
    participant_id: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A possible answer (keuze)."""

    id: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """The next question of the intake (vraag): why it is asked, how to answer, and how many were answered."""

    fact_id: str
    nl: str
    en: str
    why_nl: str
    why_en: str
    type: str
    unit: str
    choices: tuple[Choice, ...]
    lowest: Plain
    highest: Plain
    may_be_not_applicable: bool
    sensitive_item: Item | None
    tick_needed: bool
    answered_count: int


@dataclass(frozen=True, slots=True)
class Registered:
    """What came of a registration (aanmelding): the file, who helps first and why."""

    case_id: int
    number: str
    region_code: str
    region_name: str
    first_responsible: PartyRef
    contact_party: PartyRef
    because_nl: str
    because_en: str
    source: str
    next_step: NextStep


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The person's own file (mijn dossier): what happens now, by whom, before when; no case while none is open."""

    case: CasePage | None
    question: Question | None
    open_handovers: tuple[HandoverCard, ...] = ()
    earlier: tuple[CaseHeader, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a region in a period (cijfers), from and up to but not including `until`."""

    region_code: str
    start: dt.date
    until: dt.date
    inflow: int
    inflow_by_entrance: dict[str, int] = field(default_factory=dict)
    open_by_state: dict[str, int] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    deviating: int = 0
    outcomes: int = 0
    direct: int = 0
    direct_share: int | None = None
    average_days_between: int | None = None
    handovers: dict[str, int] = field(default_factory=dict)
    average_answer_days: int | None = None
    groups: dict[str, int] = field(default_factory=dict)
    closed: int = 0
