"""Sharpening an open answer: which completions are possible, and which facts can still change anything.

Intervals are sound but forget that a fact has one value wherever it is used. Here the open facts are given their
classes one by one, no further than needed. The work is bounded; when the bound is reached the answer stays as wide as
the intervals were, and a fact counts as mattering.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from overstap.rules import operations
from overstap.rules.classes import FactSlots, Setting
from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep, affected, needed, run_changed

BUDGET = 4_096
_LOGIC = (operations.both, operations.either, operations.negate)


class ExhaustedError(Exception):
    """The bound on the work was reached."""


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact without a value, with its classes."""

    slots: FactSlots
    settings: tuple[Setting, ...]

    @property
    def id(self) -> str:
        """The id of the fact."""
        return self.slots.fact.id


Slots = list[Interval]
Assigned = dict[str, Setting]


class Refinement:
    """Searches completions of one evaluation (verfijning).

    `outcome` is the slot of yes or no, `answers` those of everything else asked.
    """

    def __init__(
        self,
        steps: Sequence[BoundStep],
        values: Slots,
        facts: Sequence[OpenFact],
        *,
        outcome: int,
        answers: Sequence[int],
        budget: int = BUDGET,
    ) -> None:
        self.values, self.outcome, self.answers, self.left = values, outcome, tuple(answers), budget
        self.facts: Mapping[str, OpenFact] = {fact.id: fact for fact in facts}
        self.owner = {slot: fact.id for fact in facts for slot in fact.slots.slots}
        self.steps = tuple(step for step in steps if not _settled(values[step.slot]))
        self.args = {step.slot: step.args for step in self.steps}
        self.ops = {step.slot: step.run for step in self.steps}
        self._after = {fact.id: affected(self.steps, fact.slots.slots) for fact in facts}
        self._narrow: dict[tuple[str, frozenset[int]], tuple[BoundStep, ...]] = {}

    def with_setting(self, values: Slots, fact: str, setting: Setting, targets: frozenset[int]) -> Slots:
        """Give the slots after a fact got one of its classes; only what the targets need is calculated."""
        if self.left <= 0:
            raise ExhaustedError
        self.left -= 1
        found = list(values)
        self.facts[fact].slots.place(found, setting)
        steps = self._narrow.get((fact, targets))
        if steps is None:
            wanted = {step.slot for step in needed(self.steps, targets)}
            steps = tuple(step for step in self._after[fact] if step.slot in wanted)
            self._narrow[fact, targets] = steps
        run_changed(steps, found, self.facts[fact].slots.slots)
        return found

    def reach(self, values: Slots, targets: Sequence[int], assigned: Assigned) -> list[str]:
        """Give the unassigned facts that an unsettled target depends on through unsettled steps only, nearest first."""
        found: dict[str, None] = {}
        seen: set[int] = set()
        pending = [slot for slot in reversed(targets) if not _settled(values[slot])]
        while pending:
            slot = pending.pop()
            if slot in seen:
                continue
            seen.add(slot)
            name = self.owner.get(slot)
            if name is not None and name not in assigned:
                found[name] = None
            pending += [arg for arg in reversed(self.args.get(slot, ())) if not _settled(values[arg])]
        return list(found)

    def hull(self, slot: int) -> Interval:
        """Give the smallest interval that holds the slot's value under every completion, as far as the bound allows."""
        whole = self.values[slot]
        if _settled(whole) or self._independent(slot):
            return whole
        try:
            return self._hull(slot, whole)
        except ExhaustedError:
            return whole

    def _independent(self, slot: int) -> bool:
        """Tell whether the interval is exact as it stands: plain logic over facts that each occur once."""
        seen: set[int] = set()
        pending = [slot]
        while pending:
            current = pending.pop()
            if current in seen:
                return False
            seen.add(current)
            unsettled = [arg for arg in self.args.get(current, ()) if not _settled(self.values[arg])]
            if self.ops.get(current) not in _LOGIC and any(arg in self.args for arg in unsettled):
                return False
            pending += unsettled
        return True

    def _hull(self, slot: int, whole: Interval) -> Interval:
        found: list[int] = []
        targets = frozenset({slot})

        def visit(values: Slots, assigned: Assigned) -> None:
            low, high = values[slot]
            if found and found[0] <= low and high <= found[1]:
                return
            names = self.reach(values, (slot,), assigned) if low != high else []
            if not names:
                found[:] = [min(found[0], low), max(found[1], high)] if found else [low, high]
                return
            for setting in self.facts[names[0]].settings:
                visit(self.with_setting(values, names[0], setting, targets), assigned | {names[0]: setting})
                if found and (found[0], found[1]) == whole:
                    return

        visit(self.values, {})
        return found[0], found[1]

    def mattering(self) -> set[str]:
        """Give the facts that change the outcome or an answer under some completion of the others.

        Answers count only where the outcome is not no. A fact that could not be decided on within the bound counts as
        mattering.
        """
        pending = self.reach(self.values, self._targets(self.values), {})
        found: set[str] = set()
        while pending:
            name = pending.pop(0)
            try:
                path = self._witness(name)
                if path is None:
                    continue
                found.add(name)
                for other in list(pending):
                    if self._also(other, name, path):
                        pending.remove(other)
                        found.add(other)
            except ExhaustedError:
                return found | {name, *pending}
        return found

    def _targets(self, values: Slots) -> tuple[int, ...]:
        if values[self.outcome][1] == 0:
            return ()
        return (self.outcome, *self.answers)

    def _variants(self, values: Slots, name: str) -> list[Slots]:
        targets = frozenset((self.outcome, *self.answers))
        return [self.with_setting(values, name, setting, targets) for setting in self.facts[name].settings]

    def _witness(self, name: str) -> Assigned | None:
        """Give classes of other facts under which this one changes something; None when there are none."""
        targets = frozenset((self.outcome, *self.answers))

        def visit(values: Slots, assigned: Assigned) -> Assigned | None:
            names = self.reach(values, self._targets(values), assigned)
            if name not in names:
                return None
            variants = self._variants(values, name)
            if self._differ(variants):
                return assigned
            if all(_settled(variant[slot]) for variant in variants for slot in self._targets(variant)):
                return None
            others = [other for other in names if other != name]
            if not others:
                return assigned
            for setting in self.facts[others[0]].settings:
                child = self.with_setting(values, others[0], setting, targets)
                found = visit(child, assigned | {others[0]: setting})
                if found is not None:
                    return found
            return None

        return visit(self.values, {})

    def _also(self, name: str, witnessed: str, path: Assigned) -> bool:
        """Tell whether a fact changes something too, close to where another was found to."""
        targets = frozenset((self.outcome, *self.answers))
        values = self.values
        for other, setting in path.items():
            if other != name:
                values = self.with_setting(values, other, setting, targets)
        return any(
            self._differ(self._variants(self.with_setting(values, witnessed, setting, targets), name))
            for setting in self.facts[witnessed].settings
        )

    def _differ(self, variants: list[Slots]) -> bool:
        """Tell whether two of the variants certainly give another outcome, or another answer with the outcome yes."""
        if _apart([values[self.outcome] for values in variants]):
            return True
        passing = [values for values in variants if values[self.outcome][0] == 1]
        return len(passing) > 1 and any(_apart([values[slot] for values in passing]) for slot in self.answers)


def _settled(interval: Interval) -> bool:
    return bool(interval[0] == interval[1])


def _apart(intervals: list[Interval]) -> bool:
    return bool(max(low for low, _ in intervals) > min(high for _, high in intervals))
