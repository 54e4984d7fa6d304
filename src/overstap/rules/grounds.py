"""What an assessment says: the grounds of conditions and factors and the answers, with names in texts filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TypeVar

from overstap.core.decision import Bearing
from overstap.rules.assessment import OutputValue, RuleGround
from overstap.rules.evaluation import Evaluation
from overstap.rules.fact_values import show, show_interval
from overstap.rules.model import Choice, Condition, Factor, Output, Says, Text
from overstap.rules.operations import Interval
from overstap.rules.prepared import Dictionary
from overstap.rules.trace import cite
from overstap.rules.values import NOT_APPLICABLE, Facts, Outcome, outcome_of
from overstap.rules.wording import STATES, fill

_BEARINGS = {
    Outcome.JA: Bearing.SPEAKS_FOR,
    Outcome.NEE: Bearing.SPEAKS_AGAINST,
    Outcome.ONBEKEND: Bearing.OPEN,
}
Made = TypeVar("Made", RuleGround, OutputValue)


@dataclass(frozen=True, slots=True)
class Grounds:
    """Puts the grounds of one assessment together (onderbouwing).

    What says nothing of the case is made once and kept with the prepared version; `told` are the names of facts and
    named expressions that were written in a text.
    """

    evaluation: Evaluation
    case: Facts
    refined: Mapping[int, Interval]
    told: list[str] = field(default_factory=list)

    def interval(self, slot: int) -> Interval:
        """Give the sharpest interval known of a slot."""
        return self.refined.get(slot, self.evaluation.values[slot])

    def all(self) -> tuple[RuleGround, ...]:
        """Give the grounds of the conditions, then those of the factors."""
        prepared, values, refined = self.evaluation.prepared, self.evaluation.values, self.refined
        kept, found = prepared.said, []
        for one, slot in zip(prepared.reasons, prepared.roots.grounds, strict=True):
            interval = refined[slot] if slot in refined else values[slot]
            ground: RuleGround | None = kept.get((id(one), interval))
            if ground is None:
                make = partial(self.condition, one) if isinstance(one, Condition) else partial(self.factor, one)
                ground = self._made((id(one), interval), make)
            found.append(ground)
        return tuple(found)

    def outputs(self) -> dict[str, OutputValue]:
        """Give the further answers."""
        prepared, found = self.evaluation.prepared, {}
        for (name, output), slot in zip(self.evaluation.version.outputs.items(), prepared.roots.answers, strict=False):
            interval = self.interval(slot)
            kept = prepared.said.get((id(output), interval))
            found[name] = kept or self._made((id(output), interval), partial(self.output, output))
        return found

    def _made(self, key: tuple[int, Interval], make: Callable[[Interval], Made]) -> Made:
        """Make something, and keep it when nothing of the case stands in it."""
        before, kept = len(self.told), self.evaluation.prepared.said
        found = make(key[1])
        if len(self.told) == before and len(kept) < _MOST_KEPT:
            kept[key] = found
        return found

    def output(self, output: Output, interval: Interval) -> OutputValue:
        """Give the value of an output."""
        low, high = interval
        key = "unknown"
        if low == high:
            key = output.type.values[low] if output.type.values else ("yes" if low else "no")
        says = output.says.get(key)
        return OutputValue(
            output.id,
            output.type,
            low,
            high,
            cite(output.source),
            output.label,
            output.choices,
            fill(says, self.shown) if says else None,
        )

    def condition(self, condition: Condition, interval: Interval) -> RuleGround:
        """Give the ground of a condition."""
        outcome = outcome_of(*interval)
        remedy = fill(condition.remedy, self.shown) if condition.remedy and outcome is Outcome.NEE else None
        return RuleGround(
            id=condition.id,
            kind="voorwaarde",
            outcome=outcome,
            bearing=_BEARINGS[outcome],
            text=fill(_said(condition.says, outcome), self.shown),
            source=cite(condition.source),
            remedy=remedy,
            judgement=condition.judgement,
            facts=condition.expression.facts(),
        )

    def factor(self, factor: Factor, interval: Interval) -> RuleGround:
        """Give the ground of a factor: it points somewhere when it is true, nowhere when it is false."""
        outcome = outcome_of(*interval)
        bearing: Bearing | None = Bearing.OPEN if outcome is Outcome.ONBEKEND else None
        if outcome is Outcome.JA:
            bearing = Bearing.SPEAKS_FOR if factor.speaks_for else Bearing.SPEAKS_AGAINST
        weight = self.evaluation.parameter(factor.weight) if isinstance(factor.weight, str) else factor.weight
        return RuleGround(
            id=factor.id,
            kind="factor",
            outcome=outcome,
            bearing=bearing,
            text=fill(_said(factor.says, outcome), self.shown),
            source=cite(factor.source),
            weight=weight if isinstance(weight, int) else None,
            facts=factor.expression.facts(),
        )

    def shown(self, name: str, language: str) -> str:
        """Write the value of a parameter, fact or named expression in a text."""
        version = self.evaluation.version
        if name in version.parameters:
            return self._shown_parameter(name, language)
        self.told.append(name)
        if name in version.lets:
            node = version.lets[name]
            return show_interval(node.type, self.interval(version.program.slot(node)), language)
        if self.case.get(name) is NOT_APPLICABLE:
            return STATES[NOT_APPLICABLE.value].get(language)
        fact = self.evaluation.facts[name]
        slots = self.evaluation.fact_slots.get(name)
        interval = self.evaluation.values[slots[0]] if slots and slots[0] is not None else (fact.low, fact.high)
        if interval[0] != interval[1]:
            return "unknown" if language == "en" else "onbekend"
        return show_interval(fact.type, interval, language, fact.choices)

    def _shown_parameter(self, name: str, language: str) -> str:
        kind, value = self.evaluation.version.parameters[name].type, self.evaluation.parameter(name)
        dictionary = Dictionary(self.evaluation.facts)
        if isinstance(value, int):
            return show(kind, value, language, choices_of(dictionary, kind.values))
        item = kind.item
        if item is None or any(isinstance(member, tuple) for member in value):
            return name
        choices = choices_of(dictionary, item.values)
        return ", ".join(show(item, int(member), language, choices) for member in value)  # type: ignore[arg-type]


_MOST_KEPT = 512


@lru_cache(maxsize=512)
def choices_of(dictionary: Dictionary, values: tuple[str, ...]) -> tuple[Choice, ...]:
    """Give the labels of an enumeration: those of the first fact that has these values."""
    return next((one.choices for one in dictionary.facts.values() if values and one.type.values == values), ())


def _said(says: Says, outcome: Outcome) -> Text:
    return {Outcome.JA: says.yes, Outcome.NEE: says.no, Outcome.ONBEKEND: says.unknown}[outcome]
