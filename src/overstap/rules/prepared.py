"""A version of a scheme with the values of its parameters filled in, ready to run for any case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import Any

from overstap.rules import tree
from overstap.rules.compiled import Runner
from overstap.rules.model import Condition, Fact, Factor, SchemeVersion
from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep, ParameterValue, affected, bind_parameters, run, run_changed
from overstap.rules.static_checks import start_values
from overstap.rules.tree import Node

Parameters = tuple[tuple[str, ParameterValue], ...]
OFTEN, OFTEN_CHANGED = 24, 48
"""After so many runs a function is compiled: of the whole program, and of what one fact changes."""


class Dictionary:
    """The dictionary as a key of a cache: it never changes once loaded."""

    __slots__ = ("facts",)

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.facts = facts

    def __hash__(self) -> int:
        return id(self.facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dictionary) and other.facts is self.facts


@dataclass(frozen=True, slots=True)
class Roots:
    """The slots that an assessment looks at: yes or no, the other answers, and the conditions and factors.

    `all` holds each of them once.
    """

    outcome: int
    answers: tuple[int, ...]
    grounds: tuple[int, ...]
    all: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Prepared:
    """A version ready to run (klaargezette regeling); `start` are the slots of the empty case.

    `slots` gives for each fact where its value stands and where it stands whether it applies. `said` keeps grounds
    and answers in which nothing of the case stands, `shapes` the parts of trees that are the same for every case.
    """

    version: SchemeVersion
    facts: Mapping[str, Fact]
    parameters: Parameters
    steps: tuple[BoundStep, ...]
    start: tuple[Interval, ...]
    slots: Mapping[str, tuple[int | None, int | None]]
    today: int | None
    said: dict[Any, Any] = field(default_factory=dict)
    shapes: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def known(self) -> dict[str, ParameterValue]:
        """The parameters by name."""
        return dict(self.parameters)

    @cached_property
    def asked(self) -> tuple[tuple[Fact, int | None, int | None], ...]:
        """Each fact with its two slots."""
        return tuple((self.facts[name], *slots) for name, slots in self.slots.items())

    @cached_property
    def owner(self) -> dict[int, str]:
        """The fact that stands in a slot."""
        return {slot: name for name, slots in self.slots.items() for slot in slots if slot is not None}

    @cached_property
    def absent(self) -> tuple[tuple[Fact, int], ...]:
        """Each fact that may not apply, with the slot of its value."""
        return tuple((fact, value) for fact, value, applies in self.asked if value is not None and applies is not None)

    @cached_property
    def fixed(self) -> dict[int, Interval]:
        """The slots of parameters and written numbers."""
        leaves = self.version.program.leaves
        return {one.slot: self.start[one.slot] for one in leaves if one.op in (tree.PARAMETER, tree.CONSTANT)}

    @cached_property
    def truths(self) -> frozenset[int]:
        """The slots of facts that are yes or no, and of whether a fact applies."""
        leaves = self.version.program.leaves
        open_leaves = [one.slot for one in leaves if one.op in (tree.FACT, tree.APPLIES)]
        return frozenset(slot for slot in open_leaves if self.start[slot][0] >= 0 and self.start[slot][1] <= 1)

    @cached_property
    def whole(self) -> Runner:
        """The whole program."""
        return Runner(self.steps, partial(run, self.steps), self.fixed, self.truths, OFTEN)

    @cached_property
    def after(self) -> dict[str, Runner]:
        """What has to be calculated again when a fact got a narrower value, by fact."""
        found = {}
        for name, slots in self.slots.items():
            own = tuple(slot for slot in slots if slot is not None)
            steps = affected(self.steps, own)
            plain = partial(_run_changed, steps, own)
            found[name] = Runner(steps, plain, self.fixed, self.truths, OFTEN_CHANGED)
        return found

    @cached_property
    def step_of(self) -> dict[int, BoundStep]:
        """The step that fills a slot."""
        return {step.slot: step for step in self.steps}

    @cached_property
    def reversed_args(self) -> tuple[tuple[int, ...], ...]:
        """The slots that each slot is calculated from, the last first."""
        found: list[tuple[int, ...]] = [()] * len(self.start)
        for step in self.steps:
            found[step.slot] = step.args[::-1]
        return tuple(found)

    @cached_property
    def roots(self) -> Roots:
        """The slots that an assessment looks at."""
        version, slot = self.version, self.version.program.slot
        answers = [slot(output.expression) for output in version.outputs.values()]
        if version.amount is not None:
            answers.append(slot(version.amount.claim))
        grounds = [slot(one.expression) for one in version.conditions]
        grounds += [slot(one.expression) for one in version.factors]
        outcome = slot(version.outcome)
        together = dict.fromkeys((outcome, *answers, *grounds))
        return Roots(outcome, tuple(answers), tuple(grounds), tuple(together))

    @cached_property
    def reasons(self) -> tuple[Condition | Factor, ...]:
        """The conditions and the factors, in the order of the grounds."""
        return (*self.version.conditions, *self.version.factors)

    @cached_property
    def widest(self) -> dict[int, Interval]:
        """What the outcome, the answers and the grounds can be for anyone, on any day."""
        values = list(self.start)
        if self.today is not None:
            values[self.today] = (1, date.max.toordinal())
        run(self.steps, values)
        return {slot: values[slot] for slot in self.roots.all}

    @cached_property
    def support(self) -> tuple[frozenset[str], ...]:
        """The facts that each slot depends on."""
        found: list[frozenset[str]] = [frozenset()] * len(self.start)
        for name, slots in self.slots.items():
            for slot in slots:
                if slot is not None:
                    found[slot] = frozenset({name})
        for step in self.steps:
            found[step.slot] = frozenset().union(*(found[arg] for arg in step.args))
        return tuple(found)

    @cached_property
    def edge(self) -> tuple[int, ...]:
        """The slots of one fact, or of the date alone, from which everything that is asked follows."""
        support = self.support
        seen = {arg for step in self.steps if len(support[step.slot]) > 1 for arg in step.args}
        seen |= set(self.roots.all)
        return tuple(sorted(slot for slot in seen if len(support[slot]) <= 1 and slot not in self.fixed))

    @cached_property
    def node_of(self) -> dict[int, Node]:
        """For every slot a part of the file that comes to stand there."""
        version = self.version
        roots = [version.outcome, *(one.expression for one in version.conditions)]
        roots += [one.expression for one in version.outputs.values()]
        roots += [one.expression for one in version.factors]
        roots += [version.amount.claim] if version.amount is not None else []
        found: dict[int, Node] = {}
        for root in roots:
            for node in root.walk():
                if node.op != tree.LET:
                    found.setdefault(version.program.slot(node), node)
        return found

    @cached_property
    def edge_of(self) -> dict[int, tuple[int, ...]]:
        """The part of the edge from which each root follows."""
        edge = frozenset(self.edge)
        return {root: self._edge_below(root, edge) for root in self.roots.all}

    def _edge_below(self, root: int, edge: frozenset[int]) -> tuple[int, ...]:
        found: set[int] = set()
        seen: set[int] = set()
        pending = [root]
        while pending:
            slot = pending.pop()
            if slot in edge:
                found.add(slot)
            elif slot not in seen:
                seen.add(slot)
                pending += self.reversed_args[slot]
        return tuple(sorted(found))


def _run_changed(steps: tuple[BoundStep, ...], changed: tuple[int, ...], values: list[Interval]) -> None:
    run_changed(steps, values, changed)


@lru_cache(maxsize=1024)
def prepare(version: SchemeVersion, dictionary: Dictionary, parameters: Parameters) -> Prepared:
    """Fill in the values of parameters."""
    program, known = version.program, dict(parameters)
    slots: dict[str, tuple[int | None, int | None]] = {}
    for leaf in program.leaves:
        value, applies = slots.get(leaf.name, (None, None))
        if leaf.op == tree.FACT:
            slots[leaf.name] = (leaf.slot, applies)
        elif leaf.op == tree.APPLIES:
            slots[leaf.name] = (value, leaf.slot)
    start = tuple(start_values(program, dictionary.facts, known, (0, 0)))
    today = next((leaf.slot for leaf in program.leaves if leaf.op == tree.TODAY), None)
    return Prepared(version, dictionary.facts, parameters, bind_parameters(program, known), start, slots, today)
