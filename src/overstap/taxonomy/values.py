"""What readers of a list of occupations and competences get, and what a list that is read in looks like."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

STARTER_SCHEME = "overstap"
"""The short name of the list that comes with the program."""


class ConceptKind(StrEnum):
    """What a concept is (soort begrip)."""

    OCCUPATION = "beroep"
    OCCUPATION_GROUP = "beroepsgroep"
    SECTOR = "sector"
    COMPETENCE = "competentie"
    KNOWLEDGE = "kennis"
    SKILL_GROUP = "groep"


SKILLS = (ConceptKind.COMPETENCE, ConceptKind.KNOWLEDGE)
"""What someone can or knows: both are asked by occupations."""


class LabelKind(StrEnum):
    """How a word stands for a concept (soort benaming)."""

    PREFERRED = "voorkeur"
    ALTERNATIVE = "ook"
    HIDDEN = "verborgen"


class RelationKind(StrEnum):
    """How two concepts belong together (soort verband)."""

    ESSENTIAL = "nodig"
    IMPORTANT = "belangrijk"
    OPTIONAL = "handig"
    BROADER = "breder"


ASKED = (RelationKind.ESSENTIAL, RelationKind.IMPORTANT, RelationKind.OPTIONAL)
"""How much an occupation asks a competence, the most first."""


class MappingKind(StrEnum):
    """How near a concept of another list is (soort koppeling): from the concept to the other."""

    EXACT = "gelijk"
    CLOSE = "bijna"
    BROAD = "breder"
    NARROW = "smaller"
    RELATED = "verwant"


@dataclass(frozen=True, slots=True)
class EditionCard:
    """A version of a list with how much is in it (kaart van een uitgave); `counts` goes by kind of concept."""

    id: int
    scheme: str
    name: str
    version: str
    languages: tuple[str, ...]
    source: str
    licence: str
    published_on: dt.date | None
    loaded_at: dt.datetime
    in_use: bool
    counts: tuple[tuple[str, int], ...]
    labels: int = 0
    relations: int = 0
    mappings: int = 0


@dataclass(frozen=True, slots=True)
class ConceptCard:
    """A concept with its words (kaart van een begrip).

    Who keeps a concept keeps `uri`, `scheme` and `version`. `name` is the preferred Dutch word, or the English one
    where a list has no Dutch; `also` holds the other Dutch words.
    """

    uri: str
    scheme: str
    version: str
    kind: str
    code: str
    name: str
    name_en: str
    isco: str = ""
    also: tuple[str, ...] = ()
    group: str = ""
    group_en: str = ""

    @property
    def name_nl(self) -> str:
        """The name in Dutch, beside `name_en`."""
        return self.name

    @property
    def group_nl(self) -> str:
        """The group in Dutch, beside `group_en`."""
        return self.group


@dataclass(frozen=True, slots=True)
class SkillCard:
    """A competence that an occupation asks (gevraagde competentie); `need` is nodig, belangrijk or handig."""

    concept: ConceptCard
    need: str


@dataclass(frozen=True, slots=True)
class Found:
    """A concept that was found (gevonden begrip), by which of its words, and how sure: between 0 and 1."""

    concept: ConceptCard
    by: str
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """An occupation asks a competence (verband tussen beroep en competentie), by their addresses."""

    occupation: str
    skill: str
    need: str


@dataclass(frozen=True, slots=True)
class MappingCard:
    """What comes closest in another list (koppeling), and how close."""

    uri: str
    scheme: str
    other_uri: str
    kind: str


# --- A list that is read in -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EditionHead:
    """What a list says of itself (kop van een uitgave)."""

    scheme: str
    name: str
    version: str
    languages: tuple[str, ...]
    source: str
    licence: str
    published_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept as a file gives it (ingelezen begrip)."""

    uri: str
    kind: str
    code: str = ""
    isco: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A word of a concept as a file gives it (ingelezen benaming)."""

    uri: str
    language: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """How two concepts belong together, as a file gives it (ingelezen verband)."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class MappingRow:
    """What comes closest in another list, as a file gives it (ingelezen koppeling)."""

    uri: str
    scheme: str
    other: str
    kind: str


Row = ConceptRow | LabelRow | RelationRow | MappingRow
