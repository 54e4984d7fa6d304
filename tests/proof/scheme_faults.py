"""Faults planted one at a time in a scheme: another comparison, a threshold one off, a condition left out, ...

A fault is the scheme with one thing wrong. What it does is calculated by the engine as it is; whether a scheme's own
cases notice is the question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from overstap.rules import SchemeVersion, tree
from overstap.rules.datatypes import Kind
from overstap.rules.model import DatedValue, Parameter
from overstap.rules.operations import WAYS
from overstap.rules.program import Leaf, ParameterValue, Step
from overstap.rules.trace import expressions
from overstap.rules.tree import Node
from tests.proof.settings_of_schemes import answers, used_parameters

OTHER_OPERATION: dict[str, tuple[str, tuple[str, ...]]] = {
    "less": ("vergelijking", ("less_equal", "greater")),
    "less_equal": ("vergelijking", ("less", "greater")),
    "greater": ("vergelijking", ("greater_equal", "less")),
    "greater_equal": ("vergelijking", ("greater", "less")),
    "equal": ("vergelijking", ("not_equal",)),
    "not_equal": ("vergelijking", ("equal",)),
    "both": ("en of", ("either",)),
    "either": ("en of", ("both",)),
    "smallest": ("min max", ("largest",)),
    "largest": ("min max", ("smallest",)),
    "add": ("som verschil", ("subtract",)),
    "subtract": ("som verschil", ("add",)),
    "multiply": ("som verschil", ("add",)),
}
KINDS = {
    "vergelijking": "a wrong comparison",
    "en of": "'and' for 'or'",
    "min max": "min for max",
    "som verschil": "sum for difference",
    "takken": "swapped branches",
    "volgorde": "swapped order",
    "niet": "'not' left out",
    "deel": "a part left out",
    "voorwaarde": "a condition left out",
    "afronding": "the wrong way of rounding",
    "getal": "a number one off",
    "parameter": "a parameter one off",
    "lijst": "a member too few or too many",
    "tabel": "a row of a table one off",
}
_SWAPPED = ("subtract", "days_between", "weeks_between", "months_between", "years_between")


@dataclass(frozen=True, eq=False)
class SchemeFault:
    """A scheme with one thing wrong (geplante fout); `slots` are what is calculated otherwise first.

    `on` is a day on which the fault can be seen, None for any day.
    """

    kind: str
    words: str
    version: SchemeVersion
    slots: tuple[int, ...]
    on: date | None = None

    @property
    def name(self) -> str:
        """Name it for people."""
        return f"{self.version.id}@{self.version.valid_from}: {KINDS[self.kind]}: {self.words}"


def faults_of(version: SchemeVersion) -> Iterator[SchemeFault]:
    """Give every fault that can be planted in what a case can see of a scheme."""
    planter = _Planter(version)
    yield from planter.steps()
    yield from planter.conditions()
    for name in used_parameters(version):
        yield from planter.parameter(version.parameters[name])


class _Planter:
    def __init__(self, version: SchemeVersion) -> None:
        self.version, self.program = version, version.program
        roots = [version.outcome, *expressions(version).values()]
        walked = [node for root in roots for node in root.walk() if node.op != tree.LET]
        self.nodes = {self.program.slot(node): node for node in walked}
        seen = [*answers(version).values(), *(self.program.slot(one.expression) for one in version.conditions)]
        self.seen = set(seen)
        for step in reversed(self.program.steps):
            if step.slot in self.seen:
                self.seen.update(step.args)
        self.own = {self.program.slot(version.outcome)}
        if version.amount is not None:
            self.own.add(self.program.slot(version.amount.claim))

    def text(self, slot: int) -> str:
        """Give what stands in the file for a slot."""
        node = self.nodes.get(slot)
        return " ".join(node.text.split()) if node is not None else "?"

    def steps(self) -> Iterator[SchemeFault]:
        """Plant faults in the steps that a case can see, except those that make an outcome and a claim of all parts."""
        for index, step in enumerate(self.program.steps):
            if step.slot in self.seen and step.slot not in self.own:
                for kind, words, wrong in self.wrong_forms(step):
                    yield self.fault(kind, f"{self.text(step.slot)} -> {words}", index, wrong)
                for place, arg in enumerate(step.args):
                    yield from self.numbers(index, step, place, arg)

    def wrong_forms(self, step: Step) -> Iterator[tuple[str, str, Step]]:
        """Give the wrong forms of a step itself."""
        kind, others = OTHER_OPERATION.get(step.op, ("", ()))
        if len(step.args) > 1:
            yield from ((kind, op, replace(step, op=op)) for op in others)
        if step.op == "choose":
            yield "takken", "swapped", replace(step, args=(step.args[0], step.args[2], step.args[1]))
        if step.op in _SWAPPED:
            yield "volgorde", "swapped", replace(step, args=step.args[::-1])
        if step.op == "negate":
            yield "niet", "left out", replace(step, op="both")
        if step.op in ("both", "either", "count_true", "smallest", "largest") and len(step.args) > 1:
            for place in range(len(step.args)):
                rest = (*step.args[:place], *step.args[place + 1 :])
                yield "deel", f"without {self.text(step.args[place])}", replace(step, args=rest)
        if step.op in ("share", "rounded"):
            yield from (("afronding", way, replace(step, static=way)) for way in WAYS if way != step.static)
        if step.op == "one_of" and len(step.static) > 1:
            for member in step.static:
                rest = tuple(other for other in step.static if other != member)
                yield "lijst", f"without {self.member(step, member)}", replace(step, static=rest)

    def member(self, step: Step, member: int | str) -> str:
        """Write a member of a list."""
        kind = self.nodes[step.args[0]].type
        return kind.values[member] if isinstance(member, int) and kind.kind is Kind.ENUM else str(member)

    def numbers(self, index: int, step: Step, place: int, arg: int) -> Iterator[SchemeFault]:
        """Plant a number one off in one use of a constant."""
        whole = self.nodes.get(step.slot)
        node = _behind_lets(whole.args[place]) if whole is not None else None
        if node is None or node.op != tree.CONSTANT or step.op == "multiply":
            return
        other = next((self.nodes[one].type for one in step.args if one != arg and one in self.nodes), node.type)
        limits = {Kind.BOOLEAN: 1, Kind.ENUM: len(node.type.values or other.values) - 1}
        for number in (node.number - 1, node.number + 1):
            if node.type.kind in limits and not 0 <= number <= limits[node.type.kind]:
                continue
            slot = self.program.size
            wrong = replace(step, args=(*step.args[:place], slot, *step.args[place + 1 :]))
            words = f"{self.text(step.slot)} -> {node.text} as {number}"
            yield self.fault("getal", words, index, wrong, Leaf(slot, tree.CONSTANT, "", number))

    def fault(self, kind: str, words: str, index: int, wrong: Step, leaf: Leaf | None = None) -> SchemeFault:
        """Make the scheme with one wrong step."""
        steps = [*self.program.steps]
        steps[index] = wrong
        more = [leaf] if leaf else []
        leaves = [*self.program.leaves, *more]
        program = replace(self.program, steps=steps, leaves=leaves, size=self.program.size + len(more))
        return SchemeFault(kind, words, replace(self.version, program=program), (wrong.slot,))

    def conditions(self) -> Iterator[SchemeFault]:
        """Leave out one condition; with it goes what it says."""
        outcome = self.program.slot(self.version.outcome)
        for condition in self.version.conditions:
            slot, new = self.program.slot(condition.expression), self.program.size
            touched = self.own | {outcome}
            steps = [
                replace(step, args=tuple(new if arg == slot else arg for arg in step.args))
                if step.slot in touched
                else step
                for step in self.program.steps
            ]
            leaves = [*self.program.leaves, Leaf(new, tree.CONSTANT, "", 1)]
            slots = dict(self.program.slots)
            if outcome == slot:
                slots[id(self.version.outcome)] = new
            program = replace(self.program, steps=steps, leaves=leaves, slots=slots, size=new + 1)
            rest = tuple(one for one in self.version.conditions if one is not condition)
            wrong = replace(self.version, program=program, conditions=rest)
            yield SchemeFault("voorwaarde", condition.id, wrong, tuple(touched))

    def parameter(self, parameter: Parameter) -> Iterator[SchemeFault]:
        """Plant a wrong value of a parameter, for one period at a time."""
        reading = tuple(
            step.slot for step in self.program.steps if step.slot in self.seen and self.reads(step, parameter.name)
        )
        if not reading:
            return
        for index, piece in enumerate(parameter.values):
            day = max(piece.start, self.version.valid_from)
            if not self.version.valid_on(day) or (piece.end is not None and piece.end < day):
                continue
            for kind, words, value in wrong_values(parameter, piece.value):
                pieces = (*parameter.values[:index], _with(piece, value), *parameter.values[index + 1 :])
                parameters = {**self.version.parameters, parameter.name: replace(parameter, values=pieces)}
                wrong = replace(self.version, parameters=parameters)
                yield SchemeFault(kind, f"{parameter.name} from {piece.start}: {words}", wrong, reading, day)

    def reads(self, step: Step, name: str) -> bool:
        """Tell whether a step reads a parameter."""
        named = {leaf.slot for leaf in self.program.leaves if leaf.op == tree.PARAMETER and leaf.name == name}
        listed = step.static if step.op == "one_of" else (step.static,) if step.op == "bracket" else ()
        return name in listed or not named.isdisjoint(step.args)


def _with(piece: DatedValue, value: ParameterValue) -> DatedValue:
    return replace(piece, value=value)


def _behind_lets(node: Node) -> Node:
    while node.op == tree.LET:
        node = node.args[0]
    return node


def wrong_values(parameter: Parameter, value: ParameterValue) -> Iterator[tuple[str, str, ParameterValue]]:
    """Give wrong values near the right one."""
    kind = parameter.type.kind
    if isinstance(value, int):
        limits = {Kind.BOOLEAN: 1, Kind.ENUM: len(parameter.type.values) - 1}
        for number in (value - 1, value + 1):
            if kind not in limits or 0 <= number <= limits[kind]:
                yield "parameter", str(number), number
    elif kind is Kind.LIST:
        yield from _wrong_lists(parameter, value)
    else:
        yield from _wrong_tables(value)


def _wrong_lists(parameter: Parameter, value: tuple[Any, ...]) -> Iterator[tuple[str, str, ParameterValue]]:
    names = parameter.type.item.values if parameter.type.item else ()
    for member in value if len(value) > 1 else ():
        words = names[member] if names else str(member)
        yield "lijst", f"without {words}", tuple(one for one in value if one != member)
    missing = next((rank for rank in range(len(names)) if rank not in value), None)
    if missing is not None:
        yield "lijst", f"with {names[missing]}", tuple(sorted((*value, missing)))


def _wrong_tables(value: tuple[Any, ...]) -> Iterator[tuple[str, str, ParameterValue]]:
    for index, (start, gives) in enumerate(value):
        for change in ((0, 1), (0, -1), *(((1, 0), (-1, 0)) if index else ())):
            wrong = (start + change[0], gives + change[1])
            yield "tabel", f"row {index + 1} {wrong}", (*value[:index], wrong, *value[index + 1 :])
