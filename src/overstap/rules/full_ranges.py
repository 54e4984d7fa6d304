"""The ranges of a fact within which a program treats every value alike, or calculates with it in one way.

Other than the classes of an assessment these ranges are complete: together they are the whole domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from overstap.rules import operations
from overstap.rules.algebra import SCALAR
from overstap.rules.classes import FactSlots, Setting
from overstap.rules.datatypes import Kind
from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep, affected, run

MOST_CUTS, MOST_HALVINGS = 200, 6_000
NOT_APPLICABLE = (0, 0)
_EXTREMES = (operations.smallest, operations.largest)
_TWO = 2
Look = Callable[[list[Interval]], Interval]


class FullRanges:
    """Finds the ranges of facts in one program with its parameters filled in; each fact when it is first asked."""

    def __init__(self, steps: Sequence[BoundStep], start: Sequence[Interval], facts: Mapping[str, FactSlots]) -> None:
        self.steps, self.start, self.facts = steps, start, facts
        self.support: list[frozenset[str]] = [frozenset()] * len(start)
        for name, slots in facts.items():
            for slot in slots.slots:
                self.support[slot] = frozenset({name})
        for step in steps:
            self.support[step.slot] = frozenset().union(*(self.support[arg] for arg in step.args))
        self._found: dict[str, tuple[Setting, ...]] = {}

    def of(self, name: str) -> tuple[Setting, ...]:
        """Give the classes of a fact: first that it does not apply, where that can be; then its ranges."""
        if name not in self._found:
            self._found[name] = tuple(self._settings(name, self.facts[name]))
        return self._found[name]

    def _settings(self, name: str, slots: FactSlots) -> Iterable[Setting]:
        fact = slots.fact
        if slots.applies is not None:
            yield Setting((fact.low, fact.low), NOT_APPLICABLE)
        if slots.value is None:
            yield Setting((fact.low, fact.high))
        elif fact.type.kind in (Kind.BOOLEAN, Kind.ENUM):
            yield from (Setting((number, number)) for number in range(fact.low, fact.high + 1))
        else:
            starts = sorted(self._cuts(name, slots))
            ends = [start - 1 for start in starts[1:]] + [fact.high]
            yield from (Setting(cell) for cell in zip(starts, ends, strict=True))

    def _cuts(self, name: str, slots: FactSlots) -> set[int]:
        own = tuple(step for step in affected(self.steps, slots.slots) if self.support[step.slot] == {name})
        cuts = {slots.fact.low}
        for step in own:
            found = self._of_step(slots, own, step)
            cuts |= found if len(cuts | found) <= MOST_CUTS else set()
        return cuts

    def _of_step(self, slots: FactSlots, own: tuple[BoundStep, ...], step: BoundStep) -> set[int]:
        """Give the first values after each change of a step, or where the smallest of two becomes the other."""
        found = self._search(slots, own, lambda values: values[step.slot])
        if found is None and step.run in _EXTREMES and len(step.args) == _TWO:
            left, right = step.args
            found = self._search(slots, own, lambda values: operations.less(SCALAR, None, values[left], values[right]))
        return found or set()

    def _search(self, slots: FactSlots, own: tuple[BoundStep, ...], look: Look) -> set[int] | None:
        """Give where something changes, by halving; None when there are too many such places."""
        pending, cuts, last, work = [(slots.fact.low, slots.fact.high)], set[int](), None, 0
        values = list(self.start)
        while pending:
            low, high = pending.pop()
            slots.place(values, Setting((low, high)))
            run(own, values)
            found = look(values)
            work += 1
            if found[0] != found[1] and low < high:
                middle = (low + high) // 2
                pending += [(middle + 1, high), (low, middle)]
            elif found != last:
                cuts.add(low)
                last = found
            if len(cuts) > MOST_CUTS or work > MOST_HALVINGS:
                return None
        return cuts
