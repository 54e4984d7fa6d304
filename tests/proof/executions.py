"""The executions of the language, as the proofs see them: every slot of a scheme, and single operations.

The yardstick runs a program step by step with plain whole numbers. Every other execution must give the same numbers
everywhere: the one that writes Python source for a program that is used often, and the one over columns of a table.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from overstap.rules import Facts, SchemeVersion, tree
from overstap.rules import operations as engine
from overstap.rules.algebra import SCALAR
from overstap.rules.compiled import compile_steps
from overstap.rules.evaluation import parameters_on
from overstap.rules.fact_values import interval_of
from overstap.rules.model import Fact
from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep, ParameterValue, bind_parameters, run
from overstap.rules.static_checks import start_values

Slots = list[Interval]
Arguments = tuple[Interval, ...]
MOST_KNOWN = 12


@dataclass(frozen=True, eq=False)
class Setup:
    """One version on one day, with what a region has set (opzet)."""

    version: SchemeVersion
    facts: Mapping[str, Fact]
    on: date
    overrides: Mapping[str, ParameterValue] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name it for people."""
        return f"{self.version.id}@{self.version.valid_from}"

    @property
    def parameters(self) -> dict[str, ParameterValue]:
        """The values of the parameters."""
        return dict(parameters_on(self.version, self.on, self.overrides))

    @cached_property
    def started(self) -> "Started":
        """The slots before anything is calculated."""
        return Started(self)


class Execution(Protocol):
    """A way to calculate (uitvoering)."""

    name: str

    def slots(self, at: Setup, cases: Sequence[Facts]) -> list[Slots]:
        """Give every slot of the scheme for each case."""

    def operation(self, name: str, static: Any, rows: Sequence[Arguments]) -> list[Interval]:
        """Give the outcome of one operation for each row of arguments."""


class Started:
    """The slots of one setup before anything is calculated: facts, parameters, numbers and the date filled in."""

    def __init__(self, at: Setup) -> None:
        known = at.parameters
        today = (at.on.toordinal(), at.on.toordinal())
        self.steps = bind_parameters(at.version.program, known)
        self.start = start_values(at.version.program, at.facts, known, today)
        self.places: dict[str, list[tuple[int, int]]] = {}
        for leaf in at.version.program.leaves:
            if leaf.op in (tree.FACT, tree.APPLIES):
                self.places.setdefault(leaf.name, []).append((int(leaf.op == tree.APPLIES), leaf.slot))
        self.facts = at.facts
        self._intervals: dict[tuple[str, Any], tuple[Interval, Interval]] = {}
        self._leaves = at.version.program.leaves

    @cached_property
    def calculate(self) -> Callable[[Slots], None]:
        """The whole program as one function."""
        fixed = {one.slot: self.start[one.slot] for one in self._leaves if one.op in (tree.PARAMETER, tree.CONSTANT)}
        asked = [one.slot for one in self._leaves if one.op in (tree.FACT, tree.APPLIES)]
        truths = frozenset(slot for slot in asked if self.start[slot][0] >= 0 and self.start[slot][1] <= 1)
        return compile_steps(self.steps, fixed, truths)

    def filled(self, case: Facts) -> Slots:
        """Give the slots with a case filled in."""
        values = list(self.start)
        for name, places in self.places.items():
            self.put(values, name, case.get(name), places)
        return values

    def put(self, values: Slots, name: str, state: Any, places: list[tuple[int, int]] | None = None) -> None:
        """Put the state of a fact in its slots."""
        pair = self._intervals.get((name, state))
        if pair is None:
            pair = self._intervals[name, state] = interval_of(self.facts[name], state)
        for which, slot in places if places is not None else self.places[name]:
            values[slot] = pair[which]


class StepByStep:
    """The yardstick: plain whole numbers, one step after the other."""

    name = "step by step"

    def slots(self, at: Setup, cases: Sequence[Facts]) -> list[Slots]:
        """One case at a time."""
        started = at.started
        found = [started.filled(case) for case in cases]
        for values in found:
            run(started.steps, values)
        return found

    def operation(self, name: str, static: Any, rows: Sequence[Arguments]) -> list[Interval]:
        """One row at a time."""
        operation = engine.OPERATIONS[name]
        return [operation(SCALAR, static, *row) for row in rows]


class Compiled:
    """The program as one Python function, as the engine writes it for a scheme that is used often."""

    name = "compiled"

    def slots(self, at: Setup, cases: Sequence[Facts]) -> list[Slots]:
        """One case at a time."""
        started = at.started
        found = [started.filled(case) for case in cases]
        for values in found:
            started.calculate(values)
        return found

    def operation(self, name: str, static: Any, rows: Sequence[Arguments]) -> list[Interval]:
        """Write the operation once with open arguments, and once for every argument that is known beforehand."""
        width = len(rows[0])
        found = self._run(name, static, rows, {})
        for place in range(width):
            for known in list(dict.fromkeys(row[place] for row in rows))[:MOST_KNOWN]:
                chosen = [index for index, row in enumerate(rows) if row[place] == known]
                again = self._run(name, static, [rows[index] for index in chosen], {place: known})
                differing(found, chosen, again)
        return found

    @staticmethod
    def _run(name: str, static: Any, rows: Sequence[Arguments], known: Mapping[int, Interval]) -> list[Interval]:
        width = len(rows[0])
        places = range(width)
        truths = frozenset(place for place in places if all(0 <= row[place][0] <= row[place][1] <= 1 for row in rows))
        step = BoundStep(width, engine.OPERATIONS[name], tuple(places), static)
        calculate = compile_steps([step], known, truths)
        found = []
        for row in rows:
            values: Slots = [*row, (0, 0)]
            calculate(values)
            found.append(values[width])
        return found


def differing(found: list[Interval], chosen: Sequence[int], again: Sequence[Interval]) -> None:
    """Put what came out otherwise the second time in the place of the first, so that a comparison sees it."""
    for index, interval in zip(chosen, again, strict=True):
        if interval != found[index]:
            found[index] = interval


def points(rows: Sequence[Arguments]) -> Iterator[tuple[tuple[int, ...], list[int]]]:
    """Give for every set of arguments the rows in which those are single numbers."""
    width = len(rows[0])
    for size in range(1, width + 1):
        for places in itertools.combinations(range(width), size):
            chosen = [i for i, row in enumerate(rows) if all(row[place][0] == row[place][1] for place in places)]
            if chosen:
                yield places, chosen


STEP_BY_STEP: Execution = StepByStep()
COMPILED: Execution = Compiled()
