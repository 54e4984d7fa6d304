"""What the files hold, after checking: sources, facts, schemes with their parts, and the menu."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from overstap.rules.datatypes import DataType
from overstap.rules.program import ParameterValue, Program
from overstap.rules.tree import Node
from overstap.rules.values import FactValue, Outcome


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages of the product (tekst)."""

    nl: str
    en: str

    def get(self, language: str) -> str:
        """Give the text in a language; Dutch unless English is asked."""
        return self.en if language.startswith("en") else self.nl


Day = date


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a rule may cite (brondocument); None where it is not said from or until when it holds."""

    id: str
    title: Text
    kind: str
    date: date
    reference: str = ""
    url: str = ""
    valid_from: Day | None = None
    valid_until: Day | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document (vindplaats)."""

    document: Document
    place: str

    def text(self, language: str = "nl") -> str:
        """Write it as 'document, place'."""
        return f"{self.document.title.get(language)}, {self.place}" if self.place else self.document.title.get(language)


Citations = tuple[Citation, ...]


class Origin(StrEnum):
    """Who can supply a fact (herkomst)."""

    PERSON = "person"
    CASE = "case"
    REGISTER = "register"
    JUDGEMENT = "judgement"
    CHANNEL = "channel"
    ITEM = "item"


class Sensitivity(StrEnum):
    """How sensitive a fact is (gevoeligheid); in rising order."""

    GEWOON = "gewoon"
    GEVOELIG = "gevoelig"
    BIJZONDER = "bijzonder"

    @property
    def rank(self) -> int:
        """Place in rising order."""
        return list(Sensitivity).index(self)


class Changes(StrEnum):
    """Who or what can change a fact (veranderlijkheid); time only makes it higher, or yes."""

    PERSON = "person"
    TIME = "time"
    NOT = "not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of an enumeration (keuze)."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a rule may ask (gegeven). `low` and `high` bound its domain: cents, day numbers, ranks."""

    id: str
    label: Text
    question: Text
    type: DataType
    low: int
    high: int
    origin: tuple[Origin, ...]
    help: Text | None = None
    choices: tuple[Choice, ...] = ()
    sensitivity: Sensitivity = Sensitivity.GEWOON
    may_be_not_applicable: bool = False
    changes: Changes = Changes.UNKNOWN


@dataclass(frozen=True, slots=True)
class DatedValue:
    """The value of a parameter from a day on, until and including another (open when None)."""

    start: date
    end: date | None
    value: ParameterValue


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of policy with dates and a source (parameter); one that is `only_shown` is calculated with nowhere."""

    name: str
    type: DataType
    values: tuple[DatedValue, ...]
    source: Citations
    regional: bool = False
    given_by_source: bool = True
    regions: Mapping[str, tuple[DatedValue, ...]] = field(default_factory=dict)
    label: Text | None = None
    only_shown: bool = False

    def on(self, day: date, region: str | None = None) -> ParameterValue | None:
        """Give the value on a day, of a region where that region has its own; None outside all dates."""
        for pieces in (self.regions.get(region or "", ()), self.values):
            for piece in pieces:
                if piece.start <= day and (piece.end is None or day <= piece.end):
                    return piece.value
        return None


@dataclass(frozen=True, slots=True)
class Says:
    """What a condition says when it holds, fails or is open."""

    yes: Text
    no: Text
    unknown: Text


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition (voorwaarde); all conditions of a scheme have to hold."""

    id: str
    expression: Node
    source: Citations
    says: Says
    remedy: Text | None = None
    judgement: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """A further answer besides yes or no (uitkomstwaarde)."""

    id: str
    type: DataType
    expression: Node
    source: Citations
    label: Text | None = None
    choices: tuple[Choice, ...] = ()
    says: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Factor:
    """A weighted ground (factor): `speaks_for` tells which way it points when it is true."""

    id: str
    expression: Node
    source: Citations
    says: Says
    weight: str | int | None = None
    speaks_for: bool = True


@dataclass(frozen=True, slots=True)
class Amount:
    """What can be claimed (bedrag): zero when the outcome is no. `claim` is zero unless all conditions hold."""

    expression: Node
    claim: Node
    source: Citations


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most so much per person, employer or item (plafond)."""

    per: str
    parameter: str
    used: str | None
    source: Citations


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a case must give; None where the case does not say."""

    outcome: Outcome
    amount: tuple[int, int] | None = None
    outputs: Mapping[str, int | None] = field(default_factory=dict)
    missing: frozenset[str] | None = None
    refused_by: frozenset[str] | None = None
    outside_validity: bool | None = None


@dataclass(frozen=True, slots=True)
class SchemeCase:
    """An example in a scheme file (voorbeeld), which is a test of it too."""

    name: str
    on: date
    given: Mapping[str, FactValue]
    overrides: Mapping[str, ParameterValue]
    expect: Expectation
    worked_example: bool
    requirements: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class SchemeVersion:
    """One version of a scheme (regeling), valid from `valid_from` until and including `valid_until`.

    `block` is its building block in the budget of the package, `block_in_text` the one under which the letter tells
    it when that is another (R-002); `layer` is 1 for sectors, 2 for regular services, 3 for the mobility team (R-003).
    `role` names what the working process of a file uses it for, empty for most.
    """

    id: str
    name: Text
    summary: Text
    owner: str
    beneficiary: str
    channel: str
    kinds: tuple[str, ...]
    requirements: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    legal_test_pending: bool
    parameters: Mapping[str, Parameter]
    lets: Mapping[str, Node]
    conditions: tuple[Condition, ...]
    outputs: Mapping[str, Output]
    factors: tuple[Factor, ...]
    amount: Amount | None
    ceiling: Ceiling | None
    outcome: Node
    program: Program
    judgements: tuple[str, ...]
    relations: Mapping[str, tuple[str, ...]]
    once_only: bool
    notes: Mapping[str, tuple[str, ...]]
    funding_order: tuple[Text, ...]
    blocks: Mapping[str, Text]
    cases: tuple[SchemeCase, ...]
    file: str
    file_hash: str
    fact_ids: tuple[str, ...]
    block: int | None = None
    block_in_text: int | None = None
    layer: int | None = None
    role: str = ""
    let_labels: Mapping[str, Text] = field(default_factory=dict)

    def valid_on(self, day: date) -> bool:
        """Tell whether this version is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Instrument:
    """Something on the menu that can be given (instrument)."""

    id: str
    cluster: str
    name: Text
    summary: Text
    kind: str
    stream: str | None
    scheme: str | None = None
    target: str | None = None
    banenafspraak_only: bool = False
    physical_available: bool = False
    needs: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    source: Citations = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group of instruments on the menu (cluster)."""

    id: str
    card: str
    name: Text
    instruments: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One version of a menu card (menukaart)."""

    id: str
    name: Text
    valid_from: date
    valid_until: date | None
    source: Citations
    clusters: tuple[Cluster, ...]

    def valid_on(self, day: date) -> bool:
        """Tell whether this version is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Menu:
    """All menu cards in force on a day."""

    cards: tuple[Card, ...]

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """All clusters, card by card."""
        return tuple(cluster for card in self.cards for cluster in card.clusters)

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """All instruments, cluster by cluster."""
        return tuple(instrument for cluster in self.clusters for instrument in cluster.instruments)
