"""A list of steps that calculates all expressions of a scheme at once, each equal part only once.

Numbers of an evaluation live in slots. The slots of a scheme are the same for every case, so the list of all slot
values is the complete trace of an evaluation; the trees say what each slot means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from overstap.rules import tree
from overstap.rules.algebra import SCALAR, Algebra
from overstap.rules.operations import OPERATIONS, Interval, Operation
from overstap.rules.tree import Node

ParameterValue = int | tuple[int, ...] | tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A slot that is filled from outside."""

    slot: int
    op: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Step:
    """A slot that is calculated from earlier slots; `static` may still hold names of parameters."""

    slot: int
    op: str
    args: tuple[int, ...]
    static: Any


@dataclass(frozen=True, slots=True)
class BoundStep:
    """A step ready to run: parameters filled in."""

    slot: int
    run: Operation
    args: tuple[int, ...]
    static: Any


@dataclass(slots=True)
class Program:
    """The steps of a scheme (rekenprogramma); built once per version with `Builder`."""

    leaves: list[Leaf] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    slots: dict[int, int] = field(default_factory=dict)
    size: int = 0

    def slot(self, node: Node) -> int:
        """Give the slot in which the value of a node comes to stand."""
        return self.slots[id(node)]


class Builder:
    """Adds trees to a program; equal parts share a slot."""

    def __init__(self) -> None:
        self.program = Program()
        self._known: dict[tuple[Any, ...], int] = {}

    def add(self, node: Node) -> int:
        """Add a tree and give the slot of its root."""
        known = self.program.slots.get(id(node))
        if known is not None:
            return known
        args = tuple(self.add(arg) for arg in node.args)
        slot = args[0] if node.op == tree.LET else self._place(node, args)
        self.program.slots[id(node)] = slot
        return slot

    def _place(self, node: Node, args: tuple[int, ...]) -> int:
        key = (node.op, args, node.name, node.number, node.static)
        if key in self._known:
            return self._known[key]
        slot = self._known[key] = self.program.size
        self.program.size += 1
        if node.op in tree.LEAVES:
            self.program.leaves.append(Leaf(slot, node.op, node.name, node.number))
        else:
            self.program.steps.append(Step(slot, node.op, args, node.static))
        return slot


def bind_parameters(program: Program, parameters: Mapping[str, ParameterValue]) -> tuple[BoundStep, ...]:
    """Make the steps ready to run with these parameter values."""
    return tuple(
        BoundStep(step.slot, OPERATIONS[step.op], step.args, _static(step, parameters)) for step in program.steps
    )


def _static(step: Step, parameters: Mapping[str, ParameterValue]) -> Any:
    if step.op == "bracket":
        return parameters[step.static]
    if step.op != "one_of":
        return step.static
    members: set[int] = set()
    for member in step.static:
        value = parameters[member] if isinstance(member, str) else member
        members.update(value if isinstance(value, tuple) else (value,))  # type: ignore[arg-type]
    return tuple(sorted(members))


def run(steps: Iterable[BoundStep], values: list[Interval], algebra: Algebra = SCALAR) -> None:
    """Calculate the steps in order, in place."""
    for step in steps:
        values[step.slot] = step.run(algebra, step.static, *[values[arg] for arg in step.args])


def run_changed(steps: Iterable[BoundStep], values: list[Interval], changed: Iterable[int]) -> None:
    """Calculate in place, for one person, what changed slots reach; a settled slot never changes again."""
    reached = set(changed)
    for step in steps:
        before = values[step.slot]
        if before[0] == before[1] or reached.isdisjoint(step.args):
            continue
        after = step.run(SCALAR, step.static, *[values[arg] for arg in step.args])
        if after != before:
            values[step.slot] = after
            reached.add(step.slot)


def affected(steps: Sequence[BoundStep], changed: Iterable[int]) -> tuple[BoundStep, ...]:
    """Give the steps that depend on any of the slots, in order."""
    touched = set(changed)
    found = []
    for step in steps:
        if not touched.isdisjoint(step.args):
            touched.add(step.slot)
            found.append(step)
    return tuple(found)


def needed(steps: Sequence[BoundStep], wanted: Iterable[int]) -> tuple[BoundStep, ...]:
    """Give the steps on which any of the slots depends, in order."""
    open_slots = set(wanted)
    found = []
    for step in reversed(steps):
        if step.slot in open_slots:
            open_slots.update(step.args)
            found.append(step)
    return tuple(reversed(found))
