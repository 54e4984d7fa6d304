"""Two versions in one program, parameters filled in, so that what they have in common is calculated once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from overstap.rules import tree
from overstap.rules.catalogue import Catalogue
from overstap.rules.classes import FactSlots
from overstap.rules.datatypes import DataType, Kind
from overstap.rules.model import Choice, Fact, SchemeVersion
from overstap.rules.operations import OPERATIONS, Interval
from overstap.rules.program import BoundStep, Builder, ParameterValue, run
from overstap.rules.review.changes import NotComparableError
from overstap.rules.static_checks import parameter_values
from overstap.rules.tree import Node


@dataclass(frozen=True, slots=True)
class Roots:
    """Where the answers of one version stand."""

    outcome: int
    amount: int | None
    outputs: Mapping[str, int]

    def slots(self) -> tuple[int, ...]:
        """Give all of them."""
        amount = () if self.amount is None else (self.amount,)
        return (self.outcome, *amount, *self.outputs.values())


@dataclass(frozen=True, slots=True)
class Joint:
    """Both versions as one list of steps (dubbel programma)."""

    steps: tuple[BoundStep, ...]
    start: tuple[Interval, ...]
    facts: Mapping[str, FactSlots]
    before: Roots
    after: Roots
    own: frozenset[int]
    """The slots that only one of the two versions has."""
    choices: Mapping[str, tuple[Choice, ...]]
    """The values of each enumeration answer of both versions, in the order of their numbers here."""
    numbers: frozenset[str]
    """The further answers that are numbers, amounts or dates."""


def join(
    catalogue_a: Catalogue, version_a: SchemeVersion, catalogue_b: Catalogue, version_b: SchemeVersion, on: date
) -> Joint:
    """Put two versions in one program for one day. Raises `NotComparableError`."""
    builder, roots, reached = Builder(), [], []
    places: list[_Placer] = []  # they keep the trees alive by which the program knows its slots
    choices = _choices(version_a, version_b)
    for version in (version_a, version_b):
        values = parameter_values(version.parameters, _within(version, on))
        place = _Placer(builder, values, _renumbered(version, choices))
        places.append(place)
        amount = None if version.amount is None else place.add(version.amount.claim)
        outputs = {name: place.add(output.expression) for name, output in version.outputs.items()}
        roots.append(Roots(place.add(version.outcome), amount, outputs))
        reached.append(_reached(builder, roots[-1]))
    facts = _facts(catalogue_a.facts, catalogue_b.facts, builder)
    start: list[Interval] = [(0, 0)] * builder.program.size
    for leaf in builder.program.leaves:
        if leaf.op == tree.FACT:
            start[leaf.slot] = (facts[leaf.name].fact.low, facts[leaf.name].fact.high)
        elif leaf.op == tree.APPLIES:
            start[leaf.slot] = (0, 1)
        else:
            number = on.toordinal() if leaf.op == tree.TODAY else leaf.number
            start[leaf.slot] = (number, number)
    steps = tuple(BoundStep(one.slot, OPERATIONS[one.op], one.args, one.static) for one in builder.program.steps)
    run(steps, start)
    numbers = frozenset(
        name for name, one in version_b.outputs.items() if one.type.kind not in (Kind.BOOLEAN, Kind.ENUM)
    )
    del places
    return Joint(steps, tuple(start), facts, roots[0], roots[1], frozenset(reached[0] ^ reached[1]), choices, numbers)


def _choices(one: SchemeVersion, other: SchemeVersion) -> dict[str, tuple[Choice, ...]]:
    """Give the values of each enumeration answer: those of the first version, then what the second adds."""
    found: dict[str, dict[str, Choice]] = {}
    for version in (one, other):
        for name, output in version.outputs.items():
            for choice in output.choices:
                found.setdefault(name, {}).setdefault(choice.id, choice)
    return {name: tuple(choices.values()) for name, choices in found.items()}


def _renumbered(version: SchemeVersion, choices: Mapping[str, tuple[Choice, ...]]) -> dict[DataType, list[int]]:
    """Give the new numbers of the values of an answer where both versions do not number them alike."""
    found: dict[DataType, list[int]] = {}
    for name, output in version.outputs.items():
        order = [choice.id for choice in choices.get(name, ())]
        numbers = [order.index(value) for value in output.type.values]
        if numbers != list(range(len(numbers))):
            found[output.type] = numbers
    return found


def _within(version: SchemeVersion, on: date) -> date:
    """Give the day itself, or the nearest day on which the version holds."""
    day = max(on, version.valid_from)
    return day if version.valid_until is None else min(day, version.valid_until)


def _reached(builder: Builder, roots: Roots) -> set[int]:
    args = {step.slot: step.args for step in builder.program.steps}
    found: set[int] = set()
    pending = list(roots.slots())
    while pending:
        slot = pending.pop()
        if slot not in found:
            found.add(slot)
            pending += args.get(slot, ())
    return found


class _Placer:
    """Puts the trees of one version in the program with its parameters filled in."""

    def __init__(
        self, builder: Builder, values: Mapping[str, ParameterValue], numbers: Mapping[DataType, list[int]]
    ) -> None:
        self.builder, self.values, self.numbers = builder, values, numbers
        self.made: dict[int, Node] = {}

    def add(self, node: Node) -> int:
        return self.builder.add(self._filled(node))

    def _filled(self, node: Node) -> Node:
        known = self.made.get(id(node))
        if known is not None:
            return known
        if node.op == tree.LET:
            made = self._filled(node.args[0])
        elif node.op == tree.PARAMETER:
            number = self.values[node.name]
            made = Node(tree.CONSTANT, node.type, node.text, number=number if isinstance(number, int) else 0)
        elif node.op == tree.CONSTANT and node.type in self.numbers:
            made = replace(node, number=self.numbers[node.type][node.number])
        else:
            static = self._static(node)
            made = replace(node, args=tuple(self._filled(arg) for arg in node.args), static=static)
        self.made[id(node)] = made
        return made

    def _static(self, node: Node) -> object:
        if node.op == "bracket":
            return self.values[node.static]
        if node.op != "one_of":
            return node.static
        members: set[object] = set()
        for member in node.static:
            value = self.values[member] if isinstance(member, str) else member
            members.update(value if isinstance(value, tuple) else (value,))
        return tuple(sorted(members))  # type: ignore[type-var]


def _facts(one: Mapping[str, Fact], other: Mapping[str, Fact], builder: Builder) -> dict[str, FactSlots]:
    slots: dict[str, dict[str, int]] = {}
    for leaf in builder.program.leaves:
        if leaf.op in (tree.FACT, tree.APPLIES):
            slots.setdefault(leaf.name, {})[leaf.op] = leaf.slot
    return {
        name: FactSlots(_merged(one.get(name), other.get(name)), found.get(tree.FACT), found.get(tree.APPLIES))
        for name, found in slots.items()
    }


def _merged(one: Fact | None, other: Fact | None) -> Fact:
    """Give one fact for both versions; its domain holds both domains."""
    if one is None or other is None:
        found = one or other
        if found is None:
            raise LookupError("a program uses a fact that no dictionary has")
        return found
    longest = max((one, other), key=lambda fact: len(fact.type.values))
    same = one.type == other.type
    if one.type.kind is other.type.kind is Kind.ENUM:
        shared = min(len(one.type.values), len(other.type.values))
        same = one.type.values[:shared] == other.type.values[:shared]
    if not same:
        raise NotComparableError(
            f"'{one.id}' is {one.type.describe()} in one version and {other.type.describe()} in the other."
        )
    return replace(longest, low=min(one.low, other.low), high=max(one.high, other.high))
