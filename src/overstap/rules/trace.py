"""The tree behind an answer: every part of an expression with its value, its source and whether it decided."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from overstap.rules import tree
from overstap.rules.datatypes import DataType
from overstap.rules.evaluation import Evaluation
from overstap.rules.fact_values import show_interval
from overstap.rules.model import Choice, Citations, Text
from overstap.rules.operations import Interval
from overstap.rules.tree import Node
from overstap.rules.values import NOT_APPLICABLE, Absent, Facts, Known
from overstap.rules.wording import OUR_CHOICE, STATES


class TraceNode(NamedTuple):
    """One part of an expression as it was calculated (spoor); a tuple, because an answer has a thousand of them.

    `op` is the operation, `text` the part as the author wrote it, `value` its interval and `source` where the value
    came from. `deciding` tells that the value of the node above follows from this one.
    """

    op: str
    text: str
    name: str
    value: Interval
    type: DataType
    source: Text
    deciding: bool
    children: tuple[TraceNode, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def settled(self) -> bool:
        """Tell whether the value is known."""
        return bool(self.value[0] == self.value[1])

    def shown(self, language: str = "nl") -> str:
        """Write the value for people."""
        return show_interval(self.type, self.value, language, self.choices)


class _Shape(NamedTuple):
    """What is the same of a node for every case: its slot, those of its arguments, labels and source.

    `ready` holds the whole node, not deciding and deciding, when it is a number that never changes.
    """

    slot: int
    args: tuple[int, ...]
    told: bool
    choices: tuple[Choice, ...]
    source: Text
    ready: tuple[TraceNode, TraceNode] | None


class Tracer:
    """Builds trees for one evaluation; `refined` holds sharper values of slots that were looked into further.

    A named expression that stands in several places is built once, and what never changes is kept with the version.
    """

    def __init__(self, evaluation: Evaluation, case: Facts, refined: Mapping[int, Interval]) -> None:
        self.evaluation, self.case = evaluation, case
        self.values = told_values(evaluation, case, refined)
        self.shapes: dict[int, _Shape] = evaluation.prepared.shapes
        self.named: dict[tuple[int, bool], TraceNode] = {}

    def build(self, node: Node, *, deciding: bool = True) -> TraceNode:
        """Build the tree of a node."""
        return self._build(node, deciding)

    def _build(self, node: Node, deciding: bool) -> TraceNode:  # noqa: FBT001 - called a thousand times
        shape = self.shapes.get(id(node)) or self._shape(node)
        if shape.ready is not None:
            return shape.ready[deciding]
        op, value = node.op, self.values[shape.slot]
        if op == tree.LET:
            key = (id(node.args[0]), deciding)
            below = self.named.get(key)
            if below is None:
                below = self.named[key] = self._build(node.args[0], deciding=True)
            children: tuple[TraceNode, ...] = (below,)
        elif node.args:
            values, build = self.values, self._build
            decisive = deciding_parts(op, value, [values[slot] for slot in shape.args])
            children = tuple([build(arg, flag) for arg, flag in zip(node.args, decisive, strict=True)])
        else:
            children = ()
        source = told_by(self.case, node.name) if shape.told else shape.source
        return TraceNode(op, node.text, node.name, value, node.type, source, deciding, children, shape.choices)

    def _shape(self, node: Node) -> _Shape:
        slots = self.evaluation.version.program.slots
        slot, args = slots[id(node)], tuple(slots[id(arg)] for arg in node.args)
        choices, source = self.choices(node), self.source(node)
        ready = None
        if node.op in (tree.CONSTANT, tree.PARAMETER):
            value = self.values[slot]
            without, with_it = (
                TraceNode(node.op, node.text, node.name, value, node.type, source, deciding, (), choices)
                for deciding in (False, True)
            )
            ready = (without, with_it)
        told = node.op in (tree.FACT, tree.APPLIES)
        found = self.shapes[id(node)] = _Shape(slot, args, told, choices, source, ready)
        return found

    def choices(self, node: Node) -> tuple[Choice, ...]:
        """Give the labels of an enumeration, those of the first fact that has these values."""
        if not node.type.values:
            return ()
        if node.op == tree.FACT:
            return self.evaluation.facts[node.name].choices
        for output in self.evaluation.version.outputs.values():
            if output.type == node.type:
                return output.choices
        return next((fact.choices for fact in self.evaluation.facts.values() if fact.type == node.type), ())

    def source(self, node: Node) -> Text:
        """Give the places of the parameters that a node itself refers to."""
        texts = [self.parameter_source(name) for name in tree.parameter_names(node)]
        return Text("; ".join(text.nl for text in texts), "; ".join(text.en for text in texts))

    def parameter_source(self, name: str) -> Text:
        """Give the place of a parameter, and that the value is ours where the source leaves it open."""
        parameter = self.evaluation.version.parameters[name]
        text = cite(parameter.source)
        if parameter.given_by_source:
            return text
        return Text(f"{text.nl} ({OUR_CHOICE.nl})", f"{text.en} ({OUR_CHOICE.en})")


def told_values(evaluation: Evaluation, case: Facts, refined: Mapping[int, Interval]) -> list[Interval]:
    """Give the slots as they are told: the sharpest known, and no invented value for a fact that does not apply."""
    values = [*evaluation.values]
    for slot, interval in refined.items():
        values[slot] = interval
    for fact, value_slot, applies_slot in evaluation.prepared.asked:
        if value_slot is not None and applies_slot is not None and case.get(fact.id) is NOT_APPLICABLE:
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


def deciding_parts(op: str, value: Interval, args: list[Interval]) -> list[bool]:
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
