"""What all completions of an open case agree on, by trying them; apart from how the engine sharpens an answer.

Completions drawn at random are calculated by the compiled execution, which is held against the yardstick elsewhere.
"""

import itertools
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import prod

from overstap.rules import Facts, Kind
from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep, run
from tests.proof.executions import COMPILED, Slots
from tests.proof.grid import Grid, State
from tests.proof.settings_of_schemes import answers

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
        open_places = [place for place, state in enumerate(row) if state == counts[place] - 1]
        if not open_places:
            found.append(next(settled))
        else:
            first = open_places[0]
            parts = [found[flat - strides[first] * step] for step in range(1, counts[first])]
            found.append([hull(list(slot)) for slot in zip(*parts, strict=True)])
    return found


def hull(intervals: Sequence[Interval]) -> Interval:
    """Give the smallest interval that holds all."""
    return min(low for low, _ in intervals), max(high for _, high in intervals)


def mattering(grid: Grid, case: Facts, most: int) -> set[str] | None:
    """Give the open facts of which two values give another outcome, or another answer beside a yes; by trying all.

    None when there are more completions than may be tried.
    """
    left = [name for name in grid.states if name not in case]
    if prod(len(grid.states[name]) - 1 for name in left) > most:
        return None
    rows = list(itertools.product(*(grid.states[name][:-1] for name in left)))
    outcome, *others = answers(grid.setup.version).values()
    results = []
    part = grid.part(left)
    filled = [{**case, **part.case(row)} for row in rows]
    for slots in COMPILED.slots(grid.setup, filled):
        holds = slots[outcome][0] == 1
        results.append((holds, tuple(slots[slot] for slot in others) if holds else None))
    found: set[str] = set()
    for place, name in enumerate(left):
        seen: dict[tuple[State, ...], object] = {}
        for row, result in zip(rows, results, strict=True):
            if seen.setdefault((*row[:place], *row[place + 1 :]), result) != result:
                found.add(name)
                break
    return found


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
            _Search(self, slot, found).visit(self.start, frozenset())
        except TooMuchWorkError:
            if found[0] == found[1]:
                raise
        return found[0], found[1]

    def _seen(self, slot: int) -> Interval:
        """Give the hull over some completions drawn at random."""
        if not self._drawn:
            luck = random.Random(repr(sorted(self.case)))
            cases = [self.grid.filled(luck, self.case) for _ in range(DRAWN)]
            self._drawn = COMPILED.slots(self.grid.setup, cases)
        return hull([values[slot] for values in self._drawn])

    def measured(self, name: str) -> bool:
        """Tell whether a fact has so many values that its grid holds only some of them."""
        return self.grid.setup.facts[name].type.kind in (Kind.INTEGER, Kind.MONEY, Kind.DATE)

    def below(self, slot: int) -> list[BoundStep]:
        """Give the open steps on which a slot depends."""
        wanted, found = {slot}, []
        for step in reversed(self.started.steps):
            if step.slot in wanted and self.start[step.slot][0] != self.start[step.slot][1]:
                wanted.update(step.args)
                found.append(step)
        return found[::-1]

    def reached(self, values: Slots, steps: list[BoundStep], slot: int, chosen: frozenset[str]) -> list[str]:
        """Give the open facts on which the slot still depends, those with many values last; none when it is settled."""
        wanted = {slot} if values[slot][0] != values[slot][1] else set()
        for step in reversed(steps):
            if step.slot in wanted:
                wanted.update(arg for arg in step.args if values[arg][0] != values[arg][1])
        names = {self._owner[arg] for arg in wanted if arg in self._owner} - chosen
        return sorted(names, key=lambda name: (self.measured(name), len(self.grid.states[name]), name))


class _Search:
    """The search for the hull of one slot; `found` holds what was seen so far and grows."""

    def __init__(self, completions: Completions, slot: int, found: list[int]) -> None:
        self.all, self.slot, self.found, self.left = completions, slot, found, completions.work
        self.steps = completions.below(slot)

    def visit(self, values: Slots, chosen: frozenset[str]) -> None:
        """Try every state of the first fact that still matters, and so on."""
        names = self.all.reached(values, self.steps, self.slot, chosen)
        if not names:
            self.see(values[self.slot])
            return
        for state in self.all.grid.states[names[0]][:-1]:
            child = list(values)
            self.all.started.put(child, names[0], state)
            self.visit(self.calculated(child), chosen | {names[0]})
            if (self.found[0], self.found[1]) == self.all.start[self.slot]:
                return
        if len(names) == 1 and self.all.measured(names[0]):
            self.between(values, names[0])

    def between(self, values: Slots, name: str) -> None:
        """Look for another outcome between the values of the grid, halving what is not settled."""
        fact = self.all.grid.setup.facts[name]
        place = next(place for which, place in self.all.started.places[name] if which == 0)
        pending = [(fact.low, fact.high)]
        while pending and self.found[0] == self.found[1]:
            low, high = pending.pop()
            child = list(values)
            self.all.started.put(child, name, self.all.grid.states[name][0])
            child[place] = (low, high)
            interval = self.calculated(child)[self.slot]
            if interval[0] == interval[1]:
                self.see(interval)
            elif low < high:
                middle = (low + high) // 2
                pending += [(middle + 1, high), (low, middle)]

    def see(self, interval: Interval) -> None:
        """Add an outcome."""
        self.found[:] = hull([interval, (self.found[0], self.found[1])])

    def calculated(self, values: Slots) -> Slots:
        """Calculate in place. Raises `TooMuchWorkError`."""
        if self.left <= 0:
            raise TooMuchWorkError
        self.left -= 1
        run(self.steps, values)
        return values
