"""The register of processing and the terms of keeping: what they say, after checking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from overstap.rules.model import Citations, Text

UNKNOWN = "onbekend"
"""The activity of what no register speaks of; a test holds that nothing in the program falls under it."""


class LegalGround(StrEnum):
    """On which ground personal data may be processed (grondslag, AVG article 6)."""

    CONSENT = "toestemming"
    CONTRACT = "overeenkomst"
    LEGAL_DUTY = "wettelijke_plicht"
    PUBLIC_TASK = "publieke_taak"
    LEGITIMATE_INTEREST = "gerechtvaardigd_belang"


@dataclass(frozen=True, slots=True)
class PartyGround:
    """The ground of one kind of party for one activity, with the law that gives it (grondslag van een partij)."""

    kinds: tuple[str, ...]
    ground: LegalGround
    law: Citations


@dataclass(frozen=True, slots=True)
class SpecialData:
    """A special category in an activity and why it may be there (bijzonder gegeven, AVG articles 9 and 10)."""

    category: str
    because: Text
    law: Citations


@dataclass(frozen=True, slots=True)
class Activity:
    """One processing of personal data (verwerkingsactiviteit, AVG article 30): why, by whom, what, how long.

    `purposes` are the purposes of consent that it is for; `objects` the kinds of object and `verbs` the deeds
    (`kind:verb`) of the trail that belong to it.
    """

    id: str
    name: Text
    goal: Text
    subjects: tuple[str, ...]
    data: tuple[str, ...]
    special: tuple[SpecialData, ...]
    parties: tuple[PartyGround, ...]
    recipients: Text
    keeping: str
    purposes: tuple[str, ...]
    objects: tuple[str, ...]
    verbs: tuple[str, ...]
    source: Citations


@dataclass(frozen=True, slots=True)
class Register:
    """One version of the register of processing (verwerkingsregister)."""

    file: str
    valid_from: date
    valid_until: date | None
    activities: tuple[Activity, ...]
    by_purpose: Mapping[str, str] = field(repr=False)
    by_verb: Mapping[str, str] = field(repr=False)
    by_object: Mapping[str, str] = field(repr=False)

    def activity(self, activity_id: str) -> Activity | None:
        """The activity of that id."""
        return next((one for one in self.activities if one.id == activity_id), None)

    def activity_of(self, *, verb: str, object_kind: str, purpose: str, reads: bool) -> str:
        """The activity that a deed belongs to: a look by its purpose, any other deed by what it was done to."""
        if reads and (found := self.by_purpose.get(purpose)):
            return found
        return self.by_verb.get(f"{object_kind}:{verb}") or self.by_object.get(object_kind, UNKNOWN)


@dataclass(frozen=True, slots=True)
class KeepingTerm:
    """How long one kind of file is kept by one kind of party (bewaartermijn).

    `months` and `days` count from `start`; both None means that no source gives the term: the party must set it, and
    until then nothing is destroyed. `forever` is kept permanently.
    """

    record: str
    kinds: tuple[str, ...]
    start: str
    months: int | None
    days: int | None
    forever: bool
    source: Citations
    notes: str = ""

    @property
    def is_known(self) -> bool:
        """Tell whether a source gives it."""
        return self.forever or self.months is not None or self.days is not None


@dataclass(frozen=True, slots=True)
class KeepingRecord:
    """A kind of file or record that has terms of keeping (soort record).

    `on_request` tells that a person may have it erased before its term, also while the file is open.
    """

    id: str
    name: Text
    starts: Text
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class KeepingList:
    """One version of the list of terms of keeping (bewaarlijst)."""

    file: str
    valid_from: date
    valid_until: date | None
    records: tuple[KeepingRecord, ...]
    terms: tuple[KeepingTerm, ...]

    def term(self, record: str, party_kind: str) -> KeepingTerm | None:
        """The term of a kind of record at a kind of party; the one for every party when there is none of its own."""
        found = [one for one in self.terms if one.record == record]
        own = next((one for one in found if party_kind in one.kinds), None)
        return own or next((one for one in found if not one.kinds), None)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term of privacy law or of the house (privacytermijn), in months, days or hours."""

    value: int
    unit: str
    source: Citations


@dataclass(frozen=True, slots=True)
class Urgency:
    """A need for which a file may be opened without consent, and which parts it covers (nood)."""

    id: str
    name: Text
    items: tuple[str, ...]
    law: Citations


@dataclass(frozen=True, slots=True)
class RefusalGround:
    """A ground on which a request of a person may be refused (weigeringsgrond)."""

    id: str
    name: Text
    law: Citations


@dataclass(frozen=True, slots=True)
class PrivacyTerms:
    """One version of the terms, the needs and the grounds of refusal (privacytermijnen)."""

    file: str
    valid_from: date
    valid_until: date | None
    terms: Mapping[str, Deadline]
    urgencies: tuple[Urgency, ...]
    refusals: tuple[RefusalGround, ...]

    def urgency(self, urgency_id: str) -> Urgency | None:
        """The need of that id."""
        return next((one for one in self.urgencies if one.id == urgency_id), None)

    def refusal(self, ground_id: str) -> RefusalGround | None:
        """The ground of that id."""
        return next((one for one in self.refusals if one.id == ground_id), None)
