"""The class grid of a scheme: the values of each fact at which anything could change, and cases made of them.

Every threshold gives the values just below, at and just above it; every value of an enumeration counts; so do 'not
applicable' and 'not asked'. The cuts are found here by halving, apart from how the engine finds its classes.
"""

import itertools
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import prod

from overstap.rules import NOT_APPLICABLE, Facts, FactValue, Known, plain_of, tree
from overstap.rules.datatypes import Kind
from overstap.rules.model import Fact
from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep, affected, run
from tests.proof.executions import STEP_BY_STEP, Setup

MOST_CUTS, MOST_HALVINGS = 40, 900
State = FactValue | None
_MEASURED = (Kind.INTEGER, Kind.MONEY, Kind.DATE)


@dataclass(frozen=True, eq=False)
class Grid:
    """The states of each fact (klassenrooster); 'not asked', None, is always the last."""

    setup: Setup
    states: dict[str, tuple[State, ...]]

    @property
    def size(self) -> int:
        """How many cases the whole grid has, open ones included."""
        return prod(len(states) for states in self.states.values())

    @property
    def completions(self) -> int:
        """How many cases without an open fact the whole grid has."""
        return prod(len(states) - 1 for states in self.states.values())

    def case(self, row: Sequence[State]) -> Facts:
        """Make a case of one state per fact."""
        return {name: state for name, state in zip(self.states, row, strict=True) if state is not None}

    def part(self, names: Collection[str]) -> "Grid":
        """Give the grid of some facts only."""
        return Grid(self.setup, {name: states for name, states in self.states.items() if name in names})

    def every_case(self) -> Iterator[Facts]:
        """Give the whole grid."""
        return (self.case(row) for row in itertools.product(*self.states.values()))

    def drawn(self, luck: random.Random, openness: float) -> Facts:
        """Draw a case; each fact is open with this chance."""
        row = [None if luck.random() < openness else luck.choice(states[:-1]) for states in self.states.values()]
        return self.case(row)

    def filled(self, luck: random.Random, case: Facts) -> Facts:
        """Fill in what a case leaves open."""
        return {**self.drawn(luck, 0.0), **case}


def grid(setup: Setup) -> Grid:
    """Make the grid of a scheme on a day."""
    numbers = _Numbers(setup).found()
    states: dict[str, tuple[State, ...]] = {}
    for name in setup.version.fact_ids:
        fact = setup.facts[name]
        known: list[State] = [Known(plain_of(fact.type, number)) for number in sorted(numbers[name])]
        states[name] = (*known, *([NOT_APPLICABLE] if fact.may_be_not_applicable else []), None)
    return Grid(setup, states)


class _Numbers:
    """Finds the numbers of each fact at which something could change."""

    def __init__(self, setup: Setup) -> None:
        self.setup, self.facts = setup, {name: setup.facts[name] for name in setup.version.fact_ids}
        started = setup.started
        self.steps, self.places = started.steps, started.places
        self.empty = STEP_BY_STEP.slots(setup, [{}])[0]
        self.support: list[frozenset[str]] = [frozenset()] * len(self.empty)
        for name, places in self.places.items():
            for _, slot in places:
                self.support[slot] = frozenset({name})
        for step in self.steps:
            self.support[step.slot] = frozenset().union(*(self.support[arg] for arg in step.args))

    def found(self) -> dict[str, set[int]]:
        """Give the numbers by fact."""
        numbers: dict[str, set[int]] = {}
        wide: set[str] = set()
        for name, fact in self.facts.items():
            cuts, calculated = self._cuts(name, fact)
            numbers[name] = {fact.low, fact.high, *(cut + near for cut in cuts for near in (-1, 0, 1))}
            wide |= {name} if calculated else set()
        for group in self._linked():
            shared = set().union(*(numbers[name] for name in group)) if len(group) > 1 else set()
            for name in group:
                numbers[name] |= shared | (self._extra(self.facts[name]) if name in wide or len(group) > 1 else set())
        return {name: {one for one in found if self._fits(name, one)} for name, found in numbers.items()}

    def _fits(self, name: str, number: int) -> bool:
        return self.facts[name].low <= number <= self.facts[name].high

    def _extra(self, fact: Fact) -> set[int]:
        """Give values for a fact that is calculated with: round its middle and every parameter of its type."""
        program, known = self.setup.version.program, self.setup.parameters
        types = {one.name: one.type for one in self.setup.version.parameters.values()}
        used = [leaf.name for leaf in program.leaves if leaf.op == tree.PARAMETER and types[leaf.name] == fact.type]
        levels = [number for number in (known[name] for name in used) if isinstance(number, int)]
        near = {level + step for level in levels for step in (-1, 0, 1)}
        return {fact.low + 1, (fact.low + fact.high) // 2, fact.high - 1} | near

    def _linked(self) -> list[set[str]]:
        """Group the facts of one type that meet in a step: what is a threshold for one may be one for the other."""
        groups = [{name} for name in self.facts]
        for step in self.steps:
            names = {name for arg in step.args for name in self.support[arg] if len(self.support[arg]) == 1}
            for one, other in itertools.combinations(sorted(names), 2):
                kind = self.facts[one].type
                if kind != self.facts[other].type or kind.kind not in _MEASURED:
                    continue
                joined = [group for group in groups if one in group or other in group]
                groups = [group for group in groups if group not in joined] + [set().union(*joined)]
        return groups

    def _cuts(self, name: str, fact: Fact) -> tuple[set[int], bool]:
        """Give where anything that depends on this fact alone changes, and whether it is calculated with besides."""
        if fact.type.kind in (Kind.BOOLEAN, Kind.ENUM):
            return set(range(fact.low, fact.high + 1)), False
        value = next((slot for which, slot in self.places[name] if which == 0), None)
        if value is None:
            return set(), False
        own = tuple(step for step in affected(self.steps, [value]) if self.support[step.slot] == {name})
        cuts: set[int] = set()
        calculated = any(value in step.args and step not in own for step in self.steps)
        for step in own:
            here = self._cuts_of(value, own, step.slot, (fact.low, fact.high))
            cuts |= here or set()
            calculated |= here is None
        return cuts, calculated

    def _cuts_of(self, fact: int, own: tuple[BoundStep, ...], slot: int, domain: Interval) -> set[int] | None:
        pending, cuts, last, work = [domain], set(), None, 0
        while pending:
            low, high = pending.pop()
            values = list(self.empty)
            values[fact] = (low, high)
            run(own, values)
            work += 1
            if values[slot][0] != values[slot][1] and low < high:
                middle = (low + high) // 2
                pending += [(middle + 1, high), (low, middle)]
            elif values[slot] != last:
                cuts.add(low)
                last = values[slot]
            if len(cuts) > MOST_CUTS or work > MOST_HALVINGS:
                return None
        return cuts
