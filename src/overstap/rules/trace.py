"""The tree behind an answer: every part of an expression with its value, its source and whether it decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from overstap.rules import tree
from overstap.rules.datatypes import DataType
from overstap.rules.evaluation import Evaluation
from overstap.rules.fact_values import show_interval
from overstap.rules.model import Choice, Citations, SchemeVersion, Text
from overstap.rules.operations import Interval
from overstap.rules.prepared import Prepared
from overstap.rules.tree import Node
from overstap.rules.values import NOT_APPLICABLE, Absent, Facts, Known
from overstap.rules.wording import OUR_CHOICE, STATES


class Part(NamedTuple):
    """What is the same of a part of an expression for every case (onderdeel): what it does, as the author wrote it."""

    op: str
    text: str
    name: str
    type: DataType
    choices: tuple[Choice, ...]


class TraceNode(NamedTuple):
    """One part of an expression as it was calculated (spoor); a tuple, because an answer has hundreds of them.

    `value` is its interval and `source` where the value came from. `deciding` tells that the value of the node above
    follows from this one.
    """

    part: Part
    value: Interval
    deciding: bool
    source: Text
    children: tuple[TraceNode, ...] = ()

    @property
    def op(self) -> str:
        """The operation."""
        return self.part.op

    @property
    def text(self) -> str:
        """The part as the author wrote it."""
        return self.part.text

    @property
    def name(self) -> str:
        """The fact, parameter or named expression meant; empty for an operation."""
        return self.part.name

    @property
    def type(self) -> DataType:
        """The type of the value."""
        return self.part.type

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The labels of an enumeration."""
        return self.part.choices

    @property
    def settled(self) -> bool:
        """Tell whether the value is known."""
        return bool(self.value[0] == self.value[1])

    def shown(self, language: str = "nl") -> str:
        """Write the value for people."""
        return show_interval(self.part.type, self.value, language, self.part.choices)


class Shape(NamedTuple):
    """What is the same of a node for every case: its slots, its part, and its source unless it is told in the case.

    `ready` holds the whole node, not deciding and deciding, when it is a number that never changes.
    """

    slot: int
    args: tuple[int, ...]
    told: bool
    part: Part
    source: Text
    ready: tuple[TraceNode, TraceNode] | None


class Shapes:
    """Gives the shapes of a prepared version, each made once and kept with it."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.kept: dict[int, Shape] = prepared.shapes

    def of(self, node: Node) -> Shape:
        """Give the shape of a node."""
        return self.kept.get(id(node)) or self._made(node)

    def _made(self, node: Node) -> Shape:
        slots = self.prepared.version.program.slots
        slot, args = slots[id(node)], tuple(slots[id(arg)] for arg in node.args)
        part, source = Part(node.op, node.text, node.name, node.type, self.choices(node)), self.source(node)
        ready = None
        if node.op in (tree.CONSTANT, tree.PARAMETER):
            value = self.prepared.start[slot]
            ready = (TraceNode(part, value, False, source), TraceNode(part, value, True, source))
        found = self.kept[id(node)] = Shape(slot, args, node.op in (tree.FACT, tree.APPLIES), part, source, ready)
        return found

    def choices(self, node: Node) -> tuple[Choice, ...]:
        """Give the labels of an enumeration, those of the first fact that has these values."""
        if not node.type.values:
            return ()
        if node.op == tree.FACT:
            return self.prepared.facts[node.name].choices
        for output in self.prepared.version.outputs.values():
            if output.type == node.type:
                return output.choices
        return next((fact.choices for fact in self.prepared.facts.values() if fact.type == node.type), ())

    def source(self, node: Node) -> Text:
        """Give the places of the parameters that a node itself refers to."""
        texts = [self.parameter_source(name) for name in tree.parameter_names(node)]
        return Text("; ".join(text.nl for text in texts), "; ".join(text.en for text in texts))

    def parameter_source(self, name: str) -> Text:
        """Give the place of a parameter, and that the value is ours where the source leaves it open."""
        parameter = self.prepared.version.parameters[name]
        text = cite(parameter.source)
        if parameter.given_by_source:
            return text
        return Text(f"{text.nl} ({OUR_CHOICE.nl})", f"{text.en} ({OUR_CHOICE.en})")


class Tracer:
    """Builds trees node by node from the values as they are told.

    A named expression that stands in several places is built once, and what never changes is kept with the version.
    """

    def __init__(self, prepared: Prepared, values: Sequence[Interval], case: Facts) -> None:
        self.values, self.case, self.shapes = values, case, Shapes(prepared)
        self.named: dict[int, TraceNode] = {}

    def build(self, node: Node, *, deciding: bool = True) -> TraceNode:
        """Build the tree of a node."""
        shape = self.shapes.of(node)
        if shape.ready is not None:
            return shape.ready[deciding]
        op, value = node.op, self.values[shape.slot]
        children: tuple[TraceNode, ...] = ()
        if op == tree.LET:
            below = self.named.get(id(node.args[0]))
            if below is None:
                below = self.named[id(node.args[0])] = self.build(node.args[0])
            children = (below,)
        elif node.args:
            decisive = deciding_parts(op, value, [self.values[slot] for slot in shape.args])
            children = tuple([self.build(arg, deciding=flag) for arg, flag in zip(node.args, decisive, strict=True)])
        source = told_by(self.case, node.name) if shape.told else shape.source
        return TraceNode(shape.part, value, deciding, source, children)


def told_values(evaluation: Evaluation, case: Facts, refined: Mapping[int, Interval]) -> list[Interval]:
    """Give the slots as they are told: the sharpest known, and no invented value for a fact that does not apply.

    Where nothing is told otherwise these are the values of the calculation themselves.
    """
    values = [*evaluation.values] if refined else evaluation.values
    for slot, interval in refined.items():
        values[slot] = interval
    for fact, value_slot in evaluation.prepared.absent:
        if case.get(fact.id) is NOT_APPLICABLE:
            values = [*values] if values is evaluation.values else values
            values[value_slot] = (fact.low, fact.high)
    return values


def told_by(case: Facts, name: str) -> Text:
    """Give who told a fact, or in what state it is."""
    state = case.get(name)
    if isinstance(state, Known):
        return _teller(state.source)
    return STATES[state.value if isinstance(state, Absent) else ""]


@lru_cache(maxsize=1024)
def _teller(source: str) -> Text:
    return Text(source, source)


def cite(source: Citations) -> Text:
    """Write one or more places as one text."""
    return Text("; ".join(one.text("nl") for one in source), "; ".join(one.text("en") for one in source))


def deciding_parts(op: str, value: Interval, args: Sequence[Interval]) -> list[bool]:
    """Tell for each argument whether the value of the node follows from it."""
    if op in ("both", "either") and value[0] == value[1]:
        decider = 0 if op == "both" else 1
        if value[0] == decider and (decider, decider) in args:
            first = args.index((decider, decider))
            return [index == first for index in range(len(args))]
        return [True] * len(args)
    if op == "choose" and args[0][0] == args[0][1]:
        return [True, args[0][0] == 1, args[0][0] == 0]
    if value[0] != value[1]:
        return [arg[0] != arg[1] for arg in args]
    return [True] * len(args)


def expressions(version: SchemeVersion) -> dict[str, Node]:
    """Give the expressions of a scheme by id; a factor or output with the id of a condition gets its kind in front."""
    found = {condition.id: condition.expression for condition in version.conditions}
    for output in version.outputs.values():
        found[output.id if output.id not in found else f"uitkomst:{output.id}"] = output.expression
    if version.amount is not None:
        found["bedrag" if "bedrag" not in found else "uitkomst:bedrag"] = version.amount.claim
    for factor in version.factors:
        found[f"factor:{factor.id}"] = factor.expression
    return found


def trees_of(prepared: Prepared, values: Sequence[Interval], case: Facts) -> dict[str, TraceNode]:
    """Build the trees of all expressions of a scheme by id."""
    tracer = Tracer(prepared, values, case)
    return {name: tracer.build(node) for name, node in expressions(prepared.version).items()}


def deciding_of(prepared: Prepared, values: Sequence[Interval]) -> tuple[bool, ...]:
    """Tell of each value whether something that is asked follows from it."""
    found = [False] * len(values)
    for slot in (*prepared.roots.answers, *prepared.roots.grounds):
        found[slot] = True
    for step in reversed(prepared.version.program.steps):
        if found[step.slot]:
            args = [values[arg] for arg in step.args]
            for arg, decides in zip(step.args, deciding_parts(step.op, values[step.slot], args), strict=True):
                if decides:
                    found[arg] = True
    return tuple(found)


def flat(node: TraceNode) -> dict[str, Any]:
    """Give a tree as plain data, for JSON."""
    found: dict[str, Any] = {
        "op": node.op,
        "text": node.text,
        "lo": node.value[0],
        "hi": node.value[1],
        "deciding": node.deciding,
    }
    if node.source.nl:
        found["source"] = node.source.nl
    if node.children:
        found["parts"] = [flat(child) for child in node.children]
    return found
