"""Sharpening an open answer: which completions are possible, and which facts can still change anything.

Intervals are sound but forget that a fact has one value wherever it is used. Here the open facts are given their
classes one by one, no further than needed. The work is bounded; when the bound is reached the answer stays as wide as
the intervals were, and a fact counts as mattering.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from overstap.rules import operations
from overstap.rules.class_tables import ClassTable
from overstap.rules.classes import Setting
from overstap.rules.operations import Interval
from overstap.rules.prepared import Prepared

BUDGET = 4_096
_LOGIC = (operations.both, operations.either, operations.negate)


class ExhaustedError(Exception):
    """The bound on the work was reached."""


Slots = list[Interval]
Assigned = dict[str, Setting]


class Refinement:
    """Searches completions of one evaluation (verfijning).

    `outcome` is the slot of yes or no, `answers` those of everything else asked.
    """

    def __init__(
        self,
        prepared: Prepared,
        classes: ClassTable,
        values: Slots,
        *,
        budget: int = BUDGET,
    ) -> None:
        self.values, self.left = values, budget
        self.outcome, self.answers = prepared.roots.outcome, prepared.roots.answers
        self.owner, self.open = prepared.owner, classes.open
        self._reversed, self._steps, self._after = prepared.reversed_args, prepared.step_of, prepared.after
        self._support, self._classes = prepared.support, classes

    def with_setting(self, values: Slots, fact: str, setting: Setting) -> Slots:
        """Give the slots after a fact got one of its classes."""
        if self.left <= 0:
            raise ExhaustedError
        self.left -= 1
        found = values.copy()
        self.open(fact).slots.place(found, setting)
        self._after[fact].run(found)
        return found

    def reach(self, values: Slots, targets: Sequence[int], assigned: Assigned) -> Iterator[str]:
        """Give the unassigned facts that an unsettled target depends on through unsettled steps only, nearest first."""
        owner, reversed_args = self.owner, self._reversed
        given: set[str] = set()
        seen: set[int] = set()
        pending = [slot for slot in reversed(targets) if values[slot][0] != values[slot][1]]
        while pending:
            slot = pending.pop()
            if slot in seen:
                continue
            seen.add(slot)
            name = owner.get(slot)
            if name is not None and name not in assigned and name not in given:
                given.add(name)
                yield name
            for arg in reversed_args[slot]:
                low, high = values[arg]
                if low != high:
                    pending.append(arg)

    def hull(self, slot: int) -> Interval:
        """Give the smallest interval that holds the slot's value under every completion, as far as the bound allows."""
        whole = self.values[slot]
        if _settled(whole) or self._independent(slot):
            return whole
        try:
            return self._hull(slot, whole)
        except ExhaustedError:
            return whole

    def _independent(self, slot: int, *, strict: bool = False) -> bool:
        """Tell whether the interval is exact as it stands: plain logic over parts that share no fact.

        A part is a fact, a calculation with one fact of which every class is known, or one operation on facts. With
        `strict` such an operation is on one fact only, so that every open fact certainly changes something.
        """
        facts: set[str] = set()
        pending = [slot]
        while pending:
            current = pending.pop()
            part = self._part(current)
            if part is not None:
                if not facts.isdisjoint(part):
                    return False
                facts |= part
                continue
            step = self._steps[current]
            unsettled = [arg for arg in step.args if not _settled(self.values[arg])]
            if step.run not in _LOGIC and (strict or any(arg in self._steps for arg in unsettled)):
                return False
            pending += unsettled
        return True

    def _part(self, slot: int) -> frozenset[str] | None:
        """Give the one fact of a part whose interval is exact; None when it must be looked into."""
        support = self._support[slot]
        if len(support) != 1:
            return None
        return support if slot not in self._steps or self._classes.exact(slot) else None

    def _hull(self, slot: int, whole: Interval) -> Interval:
        found: list[int] = []

        def visit(values: Slots, assigned: Assigned) -> None:
            low, high = values[slot]
            if found and found[0] <= low and high <= found[1]:
                return
            name = next(self.reach(values, (slot,), assigned), None)
            if name is None:
                found[:] = [min(found[0], low), max(found[1], high)] if found else [low, high]
                return
            for setting in self.open(name).settings:
                visit(self.with_setting(values, name, setting), assigned | {name: setting})
                if found and (found[0], found[1]) == whole:
                    return

        visit(self.values, {})
        return found[0], found[1]

    def mattering(self) -> set[str]:
        """Give the facts that change the outcome or an answer under some completion of the others.

        Answers count only where the outcome is not no. A fact that could not be decided on within the bound counts as
        mattering.
        """
        pending = list(self.reach(self.values, self._targets(self.values), {}))
        found: set[str] = set()
        if not _settled(self.values[self.outcome]) and self._independent(self.outcome, strict=True):
            # Each fact stands in one place of plain logic, so the others can always be such that it decides.
            found = set(self.reach(self.values, (self.outcome,), {}))
            pending = [name for name in pending if name not in found]
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
        return [self.with_setting(values, name, setting) for setting in self.open(name).settings]

    def _witness(self, name: str) -> Assigned | None:
        """Give classes of other facts under which this one changes something; None when there are none."""

        def visit(values: Slots, assigned: Assigned) -> Assigned | None:
            reached, other = self._reached_with_other(values, name, assigned)
            if not reached:
                return None
            variants = self._variants(values, name)
            if self._differ(variants):
                return assigned
            if all(_settled(variant[slot]) for variant in variants for slot in self._targets(variant)):
                return None
            if other is None:
                return assigned
            for setting in self.open(other).settings:
                child = self.with_setting(values, other, setting)
                found = visit(child, assigned | {other: setting})
                if found is not None:
                    return found
            return None

        return visit(self.values, {})

    def _reached_with_other(self, values: Slots, name: str, assigned: Assigned) -> tuple[bool, str | None]:
        """Tell whether a fact is reached, and give the nearest other one."""
        reached, other = False, None
        for one in self.reach(values, self._targets(values), assigned):
            if one == name:
                reached = True
            elif other is None:
                other = one
            if reached and other is not None:
                break
        return reached, other

    def _also(self, name: str, witnessed: str, path: Assigned) -> bool:
        """Tell whether a fact changes something too, close to where another was found to."""
        values = self.values
        for other, setting in path.items():
            if other != name:
                values = self.with_setting(values, other, setting)
        return any(
            self._differ(self._variants(self.with_setting(values, witnessed, setting), name))
            for setting in self.open(witnessed).settings
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
    return bool(max([low for low, _ in intervals]) > min([high for _, high in intervals]))
