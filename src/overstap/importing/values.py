"""What screens see of reading in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from overstap.importing.checking import General
from overstap.importing.fields import ImportField
from overstap.importing.problems import SORTS, Problem, Sort
from overstap.importing.reading import Reading


@dataclass(frozen=True, slots=True)
class ImportCard:
    """One file in a list (inlezing)."""

    id: int
    name: str
    made_at: dt.datetime
    made_by: str
    state: str
    state_label: str
    total: int
    counts: Mapping[str, int] = field(default_factory=dict)

    def count(self, state: str) -> int:
        """How many rows are in a state."""
        return self.counts.get(state, 0)

    @property
    def dealt_with(self) -> int:
        """How many rows the work at hand has had."""
        if self.state == "controleren":
            return sum(self.counts.values())
        if self.state == "terugdraaien":
            return self.count("teruggedraaid") + self.count("gebleven")
        return self.count("aangemeld")

    @property
    def to_do(self) -> int:
        """Of how many rows."""
        if self.state == "controleren":
            return self.total
        if self.state == "terugdraaien":
            return self.dealt_with + self.count("aangemeld")
        return self.dealt_with + self.count("goed")

    @property
    def is_busy(self) -> bool:
        """Tell whether something is being done with it now."""
        return self.state in {"controleren", "bezig", "terugdraaien"}


@dataclass(frozen=True, slots=True)
class ColumnCard:
    """One column of the file (kolom): its heading, some cells, and what it seems to be and why."""

    number: int
    heading: str
    samples: tuple[str, ...]
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class MappingPage:
    """Everything to say what the columns are (kolommen kiezen)."""

    card: ImportCard
    kind: str
    reading: Reading
    sheets: tuple[str, ...]
    columns: tuple[ColumnCard, ...]
    general: General
    choices: tuple[ImportField, ...]
    sonar: bool
    remembered: bool
    citizen_numbers: bool
    hidden_numbers: bool


@dataclass(frozen=True, slots=True)
class ProblemCard:
    """One thing that is wrong (fout), for people."""

    row: int
    column_nl: str
    column_en: str
    sort: Sort

    @classmethod
    def of(cls, row: int, problem: Problem, names: Mapping[str, ImportField]) -> ProblemCard:
        """Name the column."""
        field_ = names.get(problem.field)
        return cls(
            row,
            field_.label_nl if field_ else problem.field,
            field_.label_en if field_ else problem.field,
            SORTS[problem.sort],
        )


@dataclass(frozen=True, slots=True)
class TwinCard:
    """Whom a row resembles (gelijkenis): a row of the file, or somebody known that the reader may see."""

    row: int | None
    name: str
    birth_date: dt.date | None
    municipality: str
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoubtCard:
    """A row that waits for a choice (twijfel)."""

    row: int
    state: str
    name: str
    birth_date: dt.date | None
    municipality: str
    twins: tuple[TwinCard, ...]


@dataclass(frozen=True, slots=True)
class StayedCard:
    """A row that could not be taken back (gebleven), and who worked on the file last."""

    row: int
    case_id: int
    case_number: str
    because: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One file that is read in, with everything that was found (inlezing).

    `helpers` says who helps how many first: of who was registered, or `foretold` for every row without mistakes.
    """

    card: ImportCard
    problems: tuple[ProblemCard, ...]
    problem_count: int
    remarks: int
    doubts: tuple[DoubtCard, ...]
    doubt_count: int
    stayed: tuple[StayedCard, ...]
    helpers: tuple[tuple[str, int], ...]
    foretold: bool
    general: General
    has_file: bool


@dataclass(frozen=True, slots=True)
class PairPerson:
    """One of two registrations (aanmelding), as a desk may see it."""

    id: int
    name: str
    birth_date: dt.date
    municipality: str
    email: str
    phone: str
    since: dt.datetime
    case_number: str
    case_state: str
    helped_by: str
    has_number: bool


@dataclass(frozen=True, slots=True)
class PairCard:
    """Two registrations that may be one person (mogelijk dubbel)."""

    id: int
    first: PairPerson
    second: PairPerson
    grounds: tuple[str, ...]
    state: str
    state_label: str
    keep_id: int | None
    proposed_at: dt.datetime
    seen_by: str
    seen_by_me: bool
    decided_at: dt.datetime | None
    undo_until: dt.date | None
    may_undo: bool
