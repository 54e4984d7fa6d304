"""What questions and deeds about versions, agreements and readers along answer with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from overstap.core.versions import Change


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """Who was asked to agree to a version and what they said (akkoord).

    `agreed` is None while the question is open; `stands_from` is the number of an earlier version in which this side
    agreed to exactly the same.
    """

    id: int
    side: str
    side_label: str
    organisation: str
    item: str
    asked_at: datetime
    due_on: date
    overdue: bool
    agreed: bool | None
    answered_at: datetime | None
    name: str
    way: str
    remark: str
    digest: str
    stands_from: int | None = None


@dataclass(frozen=True, slots=True)
class VersionCard:
    """A version in one line with its answers (versie); `withdrawn` when it was taken back before anyone agreed."""

    id: int
    kind: str
    number: int
    digest: str
    because: str
    made_at: datetime
    made_by: str
    withdrawn: bool
    agreed: bool
    agreements: tuple[AgreementLine, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version as it was agreed, and how it differs from the one before (versie)."""

    card: VersionCard
    case_number: str
    content: Mapping[str, Any]
    compared_with: int | None
    changes: tuple[Change, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class GuestCard:
    """Someone who reads along with one item, as the team and the person see it (meelezer)."""

    id: int
    item_id: int
    side: str
    side_label: str
    organisation: str
    name: str
    email: str
    with_name: bool
    allowed_through: str
    invited_at: datetime
    ended_at: datetime | None
    agreed: bool | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A reader along who was just sent a link (uitnodiging): the only moment at which the code can be read."""

    guest_id: int
    organisation: str
    name: str
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlanLink:
    """A link for the person that was just sent (link naar het plan): the only moment to read the code."""

    arrangement_id: int
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """What somebody said of the plan or of an item, and what was done with it (reactie)."""

    id: int
    item_id: int | None
    item: str
    side: str
    side_label: str
    proposal: bool
    name: str
    text: str
    written_at: datetime
    taken_over: bool | None
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class GuestQuestion:
    """A version to which a guest is asked to agree (vraag aan een meelezer)."""

    id: int
    kind: str
    number: int
    digest: str
    asked_at: datetime
    due_on: date
    agreed: bool | None
    answered_at: datetime | None
    name: str
    part: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GuestPage:
    """All that a guest sees (pagina van een meelezer): their own item, and nothing else of the plan or the person.

    `person` is empty unless the person said that their name may be told.
    """

    id: int
    side: str
    organisation: str
    name: str
    person: str
    asked_by: str
    part: Mapping[str, Any]
    questions: tuple[GuestQuestion, ...]
    remarks: tuple[RemarkLine, ...]


@dataclass(frozen=True, slots=True)
class ItemStep:
    """The next action of one item (volgende stap): what, by whom, before when."""

    item_id: int
    what: str
    who: str
    by_person: bool
    before: date
    late: bool


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """The training agreement of one item with its answers (leerovereenkomst)."""

    item_id: int
    card: VersionCard
    content: Mapping[str, Any]
    signed: bool


@dataclass(frozen=True, slots=True)
class ProofLine:
    """The paper that shows that an item was finished (bewijs)."""

    item_id: int
    label: str
    number: str
    on: date


@dataclass(frozen=True, slots=True)
class Together:
    """What belongs to a plan beside its content (samen): versions, who reads along, reactions, steps, papers.

    `holds` is the version that was agreed last, `waits` the one that the person is asked about. `shared` tells whether
    the person reads along with the draft.
    """

    arrangement_id: int
    shared: bool
    versions: tuple[VersionCard, ...]
    holds: VersionCard | None
    waits: VersionCard | None
    changes: tuple[Change, ...]
    guests: tuple[GuestCard, ...]
    remarks: tuple[RemarkLine, ...]
    steps: tuple[ItemStep, ...]
    trainings: tuple[TrainingLine, ...]
    proofs: tuple[ProofLine, ...]
    own: bool
    by_person: bool
    can_change: bool
    person_has_account: bool
