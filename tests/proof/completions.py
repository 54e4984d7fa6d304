"""What all completions of an open case agree on, by trying them; apart from how the engine sharpens an answer.

Completions drawn at random are calculated by the compiled execution, which is held against the yardstick elsewhere.
"""

import itertools
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from overstap.rules import Facts
from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep, run
from tests.proof.executions import COMPILED, Slots
from tests.proof.grid import Grid

WORK, DRAWN = 20_000, 16


def hulls(grid: Grid, complete: Iterable[Slots]) -> list[Slots]:
    """Give for every case of the grid, open ones too, the hull of each slot over its completions.

    `complete` are the slots of the cases without an open fact, in the order of the grid. 'Not asked' is the last
    state of each fact, so what a case can be completed to comes before it.
    """
    counts = [len(states) for states in grid.states.values()]
    strides = [1] * len(counts)
    for place in reversed(range(len(counts) - 1)):
        strides[place] = strides[place + 1] * counts[place + 1]
    settled = iter(complete)
    found: list[Slots] = []
    for flat, row in enumerate(itertools.product(*map(range, counts))):
        place = next((place for place, state in enumerate(row) if state == counts[place] - 1), None)
        if place is None:
            found.append(next(settled))
        else:
            parts = [found[flat - strides[place] * step] for step in range(1, counts[place])]
            found.append([hull(list(slot)) for slot in zip(*parts, strict=True)])
    return found


def hull(intervals: Sequence[Interval]) -> Interval:
    """Give the smallest interval that holds all."""
    return min(low for low, _ in intervals), max(high for _, high in intervals)


class TooMuchWorkError(Exception):
    """There are too many completions to try."""


@dataclass
class Completions:
    """Fills in the open facts of one case one by one, as long as a slot is not settled."""

    grid: Grid
    case: Facts
    work: int = WORK
    _drawn: list[Slots] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.started = self.grid.setup.started
        self.start = self.started.filled(self.case)
        run(self.started.steps, self.start)
        places = {name: places for name, places in self.started.places.items() if name not in self.case}
        self._owner = {slot: name for name, several in places.items() for _, slot in several}

    def hull(self, slot: int) -> Interval:
        """Give the hull of a slot over all completions.

        When there are too many, what was seen is given as soon as two completions differ; else raises
        `TooMuchWorkError`.
        """
        found = list(self._seen(slot))
        try:
            self._widen(slot, found)
        except TooMuchWorkError:
            if found[0] == found[1]:
                raise
        return found[0], found[1]

    def _seen(self, slot: int) -> Interval:
        """Give the hull over some completions drawn at random."""
        if not self._drawn:
            luck = random.Random(repr(sorted(self.case)))  # noqa: S311 - the same completions every time
            cases = [self.grid.filled(luck, self.case) for _ in range(DRAWN)]
            self._drawn = COMPILED.slots(self.grid.setup, cases)
        return hull([values[slot] for values in self._drawn])

    def _widen(self, slot: int, found: list[int]) -> None:
        """Try the completions one by one until the hull is that of all of them."""
        steps = self._below(slot)
        left = [self.work]

        def visit(values: Slots, chosen: frozenset[str]) -> None:
            name = self._reached(values, steps, slot, chosen)
            if name is None:
                found[:] = hull([values[slot], (found[0], found[1])])
                return
            for state in self.grid.states[name][:-1]:
                if left[0] <= 0:
                    raise TooMuchWorkError
                left[0] -= 1
                child = list(values)
                self.started.put(child, name, state)
                run(steps, child)
                visit(child, chosen | {name})
                if (found[0], found[1]) == self.start[slot]:
                    return

        visit(self.start, frozenset())

    def _below(self, slot: int) -> list[BoundStep]:
        wanted, found = {slot}, []
        for step in reversed(self.started.steps):
            if step.slot in wanted and self.start[step.slot][0] != self.start[step.slot][1]:
                wanted.update(step.args)
                found.append(step)
        return found[::-1]

    def _reached(self, values: Slots, steps: list[BoundStep], slot: int, chosen: frozenset[str]) -> str | None:
        """Give an open fact on which the slot still depends, or None when it is settled."""
        wanted = {slot} if values[slot][0] != values[slot][1] else set()
        for step in reversed(steps):
            if step.slot in wanted:
                wanted.update(arg for arg in step.args if values[arg][0] != values[arg][1])
        names = {self._owner[arg] for arg in wanted if arg in self._owner} - chosen
        return min(names, key=lambda name: (len(self.grid.states[name]), name), default=None)
