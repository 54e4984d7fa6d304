"""The answer of one scheme for one case, with its grounds and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from overstap.core.decision import Bearing, Ground
from overstap.rules.datatypes import DataType
from overstap.rules.evaluation import Evaluation
from overstap.rules.fact_values import plain_of, show_interval
from overstap.rules.model import Choice, Text
from overstap.rules.operations import Interval
from overstap.rules.receipt import Receipt
from overstap.rules.telling import telling
from overstap.rules.trace import TraceNode, told_values
from overstap.rules.trail import Trail, trail
from overstap.rules.values import Facts, Outcome, Plain


@dataclass(frozen=True, slots=True)
class Bounds:
    """An amount in cents that lies between two limits, both included (marge)."""

    lo: int
    hi: int

    @property
    def settled(self) -> bool:
        """Tell whether it is one amount."""
        return self.lo == self.hi


@dataclass(frozen=True, slots=True)
class OutputValue:
    """A further answer (uitkomstwaarde); `lo` and `hi` are cents, day numbers or ranks as its type says."""

    id: str
    type: DataType
    lo: int
    hi: int
    source: Text
    label: Text | None = None
    choices: tuple[Choice, ...] = ()
    says: Text | None = None

    @property
    def settled(self) -> bool:
        """Tell whether the value is known."""
        return self.lo == self.hi

    @property
    def value(self) -> Plain | None:
        """The value as Python writes it (an enumeration by its id); None when it is not settled."""
        return plain_of(self.type, self.lo) if self.settled else None

    @property
    def possible(self) -> tuple[str, ...]:
        """The ids of an enumeration that are still possible."""
        return self.type.values[self.lo : self.hi + 1]

    def shown(self, language: str = "nl") -> str:
        """Write the value for people."""
        return show_interval(self.type, (self.lo, self.hi), language, self.choices)


@dataclass(frozen=True, slots=True)
class RuleGround:
    """One reason of an answer (grond): a condition, or a factor that weighs.

    `outcome` is what the condition or factor itself says. `bearing` is which way it points; None for a factor that is
    neutral.
    """

    id: str
    kind: str
    outcome: Outcome
    bearing: Bearing | None
    text: Text
    source: Text
    remedy: Text | None = None
    judgement: bool = False
    weight: int | None = None
    facts: tuple[str, ...] = ()

    def core(self) -> Ground | None:
        """Give the ground as the rest of the house knows it; None for a neutral factor."""
        return None if self.bearing is None else Ground(self.id, self.bearing, self.text.nl, self.source.nl)


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """The answer of one scheme for one case on one day (toets).

    `missing` are the facts that can still change the outcome or an output, in the order in which to ask them;
    `withheld` those of them that a person refused to give. `judgements_needed` are the missing ones that are a
    professional's judgement.
    """

    scheme_id: str
    version: date | None
    on: date
    name: Text
    outcome: Outcome
    amount: Bounds | None
    outputs: Mapping[str, OutputValue]
    grounds: tuple[RuleGround, ...]
    missing: tuple[str, ...]
    withheld: tuple[str, ...]
    judgements_needed: tuple[str, ...]
    outside_validity: bool
    legal_test_pending: bool
    write_receipt: Callable[[], Receipt]
    evaluation: Evaluation | None = None
    case: Facts = field(default_factory=dict)
    refined: Mapping[int, Interval] = field(default_factory=dict)

    @property
    def receipt(self) -> Receipt:
        """What is needed to calculate the answer again; written when asked, since most answers are only looked at."""
        return self.write_receipt()

    @property
    def refused_by(self) -> tuple[str, ...]:
        """The ids of the conditions that say no."""
        return tuple(
            ground.id for ground in self.grounds if ground.kind == "voorwaarde" and ground.outcome is Outcome.NEE
        )

    @property
    def scheme_at_version(self) -> str:
        """The name that a commitment pins: `scheme@version`."""
        return f"{self.scheme_id}@{self.version.isoformat()}" if self.version else self.scheme_id

    @property
    def trail(self) -> Trail | None:
        """Every value of the calculation as one list; made when asked. None when nothing was calculated."""
        return trail(self.evaluation, self.case, self.refined) if self.evaluation is not None else None

    @property
    def trace(self) -> Mapping[str, TraceNode]:
        """The trees of the conditions, outputs, factors and amount by id; built when asked."""
        if self.evaluation is None:
            return {}
        values = told_values(self.evaluation, self.case, self.refined)
        return telling(self.evaluation.prepared).trees(values, self.case)
