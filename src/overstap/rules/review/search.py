"""Looking for the classes of people whose answer changes between two versions.

Facts are given their classes one by one. A group of people is put aside as soon as what is left of both versions is
the same, so parts that did not change cost nothing. The work is bounded; what was not reached is sampled.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from overstap.rules import operations
from overstap.rules.classes import Setting
from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep, affected, run_changed
from overstap.rules.review.joint import Joint, Roots

Slots = list[Interval]
Assigned = Mapping[str, int]
"""By fact the place of its class."""
_ORDERLESS = (
    operations.both,
    operations.either,
    operations.add,
    operations.smallest,
    operations.largest,
    operations.equal,
    operations.not_equal,
)
_NEUTRAL = {operations.both: 1, operations.either: 0}


@dataclass(frozen=True, slots=True)
class Found:
    """A group of people whose answer changes, with the slots that tell how."""

    assigned: Assigned
    values: Slots
    sampled: bool = False


@dataclass(slots=True)
class Outcome:
    """What a search found and how far it came."""

    found: list[Found] = field(default_factory=list)
    missed: float = 0.0
    drawn: int = 0
    work: int = 0


class Search:
    """Searches one pair of versions (vergelijking)."""

    def __init__(self, joint: Joint, classes: Mapping[str, tuple[Setting, ...]], budget: int, draws: int) -> None:
        self.joint, self.classes, self.budget, self.draws = joint, classes, budget, draws
        self.owner = {slot: name for name, slots in joint.facts.items() for slot in slots.slots}
        self.by_slot = {step.slot: step for step in joint.steps}
        self.after = {name: affected(joint.steps, slots.slots) for name, slots in joint.facts.items()}
        self.interned: dict[object, int] = {}
        self.result = Outcome()

    def run(self) -> Outcome:
        """Search everything."""
        self._visit(list(self.joint.start), {}, 1.0)
        if self.result.missed:
            self._draw()
        return self.result

    def _visit(self, values: Slots, assigned: dict[str, int], share: float) -> None:
        if self.same(values):
            return
        name = self._next(values, assigned)
        if name is None:
            self.result.found.append(Found(assigned, values))
            return
        if self.result.work >= self.budget:
            self.result.missed += share
            return
        options = self.classes[name]
        for place in range(len(options)):
            self._visit(self._with(values, name, place), {**assigned, name: place}, share / len(options))

    def _with(self, values: Slots, name: str, place: int) -> Slots:
        self.result.work += 1
        return self.placed(values, name, place)

    def placed(self, values: Slots, name: str, place: int) -> Slots:
        """Give the slots after a fact got one of its classes."""
        found = list(values)
        slots = self.joint.facts[name]
        slots.place(found, self.classes[name][place])
        run_changed(self.after[name], found, slots.slots)
        return found

    def _next(self, values: Slots, assigned: Assigned) -> str | None:
        """Choose the fact to divide next: one on which the versions differ, else the nearest that is open."""
        reached = {name: own for name, own in self.reach(values).items() if name not in assigned}
        return next((name for name, own in reached.items() if own), None) or next(iter(reached), None)

    def reach(self, values: Slots) -> dict[str, bool]:
        """Give the open facts on which an answer depends; true for those that only one version uses in this way."""
        reached: dict[str, bool] = {}
        pending = [slot for pair in self._pairs(values) for slot in pair if slot is not None]
        seen: set[int] = set()
        while pending:
            slot = pending.pop()
            if slot in seen or values[slot][0] == values[slot][1]:
                continue
            seen.add(slot)
            name = self.owner.get(slot)
            if name is not None:
                reached[name] = reached.get(name, False)
            step = self.by_slot.get(slot)
            if step is None:
                continue
            for arg in step.args:
                near = self.owner.get(arg)
                open_fact = near is not None and values[arg][0] != values[arg][1]
                if open_fact and slot in self.joint.own and step.run not in _NEUTRAL:
                    reached[str(near)] = True
            pending += step.args
        return reached

    # --- The same or not ----------------------------------------------------------------------

    def same(self, values: Slots) -> bool:
        """Tell whether both versions certainly give the same answer."""
        memo: dict[int, int] = {}
        return all(
            self._read(values, one, memo) == self._read(values, other, memo) for one, other in self._pairs(values)
        )

    def _read(self, values: Slots, slot: int | None, memo: dict[int, int]) -> int:
        """Give a number for what is left of an answer; a version without an amount gives nothing."""
        return (
            self.interned.setdefault(("value", 0), len(self.interned))
            if slot is None
            else self._rest(values, slot, memo)
        )

    def _pairs(self, values: Slots) -> Iterator[tuple[int | None, int | None]]:
        """Give the answers to compare; beside a certain no of both versions further answers do not count."""
        before, after = self.joint.before, self.joint.after
        yield before.outcome, after.outcome
        if values[before.outcome][1] == 0 and values[after.outcome][1] == 0:
            return
        if before.amount is not None or after.amount is not None:
            yield before.amount, after.amount
        if values[before.outcome][0] > values[after.outcome][1] or values[after.outcome][0] > values[before.outcome][1]:
            return
        for name in before.outputs:
            if name in after.outputs:
                yield before.outputs[name], after.outputs[name]

    def _rest(self, values: Slots, slot: int, memo: dict[int, int]) -> int:
        """Give a number for what is left of a slot; equal numbers mean equal calculations."""
        if slot in memo:
            return memo[slot]
        low, high = values[slot]
        step = self.by_slot.get(slot)
        key: object
        if low == high:
            key = ("value", low)
        elif step is None:
            key = ("slot", slot)
        else:
            key = self._key(values, step, memo)
        if isinstance(key, int):
            memo[slot] = key
        else:
            memo[slot] = self.interned.setdefault(key, len(self.interned))
        return memo[slot]

    def _key(self, values: Slots, step: BoundStep, memo: dict[int, int]) -> object:
        args = step.args
        if step.run is operations.choose and values[args[0]][0] == values[args[0]][1]:
            return self._rest(values, args[1] if values[args[0]][0] else args[2], memo)
        neutral = _NEUTRAL.get(step.run)
        if neutral is not None:
            args = tuple(arg for arg in args if values[arg] != (neutral, neutral))
            if len(args) == 1:
                return self._rest(values, args[0], memo)
        rests = [self._rest(values, arg, memo) for arg in args]
        if step.run in _ORDERLESS:
            rests = sorted(set(rests) if neutral is not None else rests)
        return (step.run, step.static, *rests)

    # --- What was not reached -----------------------------------------------------------------

    def _draw(self) -> None:
        """Draw whole cases with a fixed seed; only those that differ count."""
        luck = random.Random(len(self.joint.start))  # noqa: S311 (the same draw every time)
        seen: set[tuple[int, ...]] = set()
        for _ in range(self.draws):
            places = tuple(luck.randrange(len(options)) for options in self.classes.values())
            self.result.drawn += 1
            if places in seen:
                continue
            seen.add(places)
            assigned = dict(zip(self.classes, places, strict=True))
            values = list(self.joint.start)
            for name, place in assigned.items():
                self.joint.facts[name].place(values, self.classes[name][place])
            run_changed(self.joint.steps, values, [slot for one in self.joint.facts.values() for slot in one.slots])
            if not self.same(values) and not any(_holds(one.assigned, assigned) for one in self.result.found):
                self.result.found.append(Found(assigned, values, sampled=True))


def _holds(wide: Assigned, full: Assigned) -> bool:
    return all(full[name] == place for name, place in wide.items())


def answers(roots: Roots, values: Slots) -> tuple[Interval, Interval | None, dict[str, Interval]]:
    """Give the outcome, the amount and the further answers of one version."""
    amount = None if roots.amount is None else values[roots.amount]
    return values[roots.outcome], amount, {name: values[slot] for name, slot in roots.outputs.items()}
