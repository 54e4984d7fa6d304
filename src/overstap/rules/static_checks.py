"""What can be said of a scheme before any question is answered.

Overflow, division by zero, conditions that decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from overstap.rules import tree
from overstap.rules.datatypes import LARGEST
from overstap.rules.model import Condition, Fact, Parameter
from overstap.rules.operations import Interval
from overstap.rules.program import ParameterValue, Program, bind_parameters, run
from overstap.rules.scheme_reader import SchemeReader
from overstap.rules.tree import Node
from overstap.rules.yaml_nodes import YamlNode

_FAR_AWAY = date(2100, 12, 31)


def start_values(
    program: Program, facts: Mapping[str, Fact], parameters: Mapping[str, ParameterValue], today: Interval
) -> list[Interval]:
    """Give the slots of the empty case: every fact is its whole domain."""
    values: list[Interval] = [(0, 0)] * program.size
    for leaf in program.leaves:
        if leaf.op == tree.FACT:
            values[leaf.slot] = (facts[leaf.name].low, facts[leaf.name].high)
        elif leaf.op == tree.APPLIES:
            values[leaf.slot] = (0, 1)
        elif leaf.op == tree.TODAY:
            values[leaf.slot] = today
        else:
            number = parameters[leaf.name] if leaf.op == tree.PARAMETER else leaf.number
            if isinstance(number, int):
                values[leaf.slot] = (number, number)
    return values


def parameter_values(parameters: Mapping[str, Parameter], day: date) -> dict[str, ParameterValue]:
    """Give the values of all parameters on a day; the first or last where the day lies outside their dates."""
    found: dict[str, ParameterValue] = {}
    for name, parameter in parameters.items():
        value = parameter.on(day)
        found[name] = (
            value if value is not None else parameter.values[-1 if day > parameter.values[0].start else 0].value
        )
    return found


def check(scheme: SchemeReader, program: Program, conditions: Iterable[tuple[Condition, YamlNode]]) -> None:
    """Note problems that hold whatever is answered, in every period between changes of parameters."""
    starts = {scheme.valid_from}
    for parameter in scheme.parameters.values():
        starts |= {piece.start for piece in parameter.values if piece.start > scheme.valid_from}
    if scheme.valid_until is not None:
        starts = {start for start in starts if start <= scheme.valid_until}
    seen: list[list[Interval]] = []
    for start in sorted(starts):
        values = parameter_values(scheme.parameters, start)
        end = scheme.valid_until or _FAR_AWAY
        slots = start_values(program, scheme.facts, values, (start.toordinal(), max(start, end).toordinal()))
        run(bind_parameters(program, values), slots)
        seen.append(slots)
        for root, place in scheme.placed:
            _check_values(scheme, program, root, place, slots=slots, parameters=values)
    for condition, place in conditions:
        _check_decides(scheme, program, condition, place, seen)


def _check_values(
    scheme: SchemeReader,
    program: Program,
    root: Node,
    place: YamlNode,
    *,
    slots: list[Interval],
    parameters: Mapping[str, ParameterValue],
) -> None:
    for node in root.walk():
        low, high = slots[program.slot(node)]
        if max(abs(low), abs(high)) >= LARGEST:
            _note(scheme, place, f"'{node.text}' can become too large.", "Make the domains of its facts smaller.")
        if node.op == "share" and slots[program.slot(node.args[2])][0] < 1:
            _note(
                scheme,
                place,
                f"'{node.args[2].text}' can be zero or less, so no share of it can be taken.",
                f"Write max(1, {node.args[2].text}).",
            )
        if node.op == "rounded" and slots[program.slot(node.args[1])][0] < 1:
            _note(scheme, place, "The step of rounded is less than 1.", "Give a positive step.")
        if node.op == "bracket":
            rows = parameters[node.static]
            first = rows[0][0] if isinstance(rows, tuple) and rows and isinstance(rows[0], tuple) else low
            if slots[program.slot(node.args[0])][0] < first:
                _note(
                    scheme,
                    place,
                    f"'{node.args[0].text}' can be lower than the first row of '{node.static}'.",
                    "Add a row for the lowest values.",
                )


def _check_decides(
    scheme: SchemeReader, program: Program, condition: Condition, place: YamlNode, seen: list[list[Interval]]
) -> None:
    found = {slots[program.slot(condition.expression)] for slots in seen}
    names = condition.expression.parameters()
    if any(scheme.parameters[name].regional for name in names):
        return
    if found == {(0, 0)}:
        _note(
            scheme,
            place,
            f"The condition '{condition.id}' never holds, whatever is answered.",
            "Look at its domains and numbers.",
        )
    elif found == {(1, 1)}:
        _note(
            scheme,
            place,
            f"The condition '{condition.id}' always holds, so it decides nothing.",
            "Leave it out, or look at its domains and numbers.",
        )


def _note(scheme: SchemeReader, place: YamlNode, message: str, advice: str) -> None:
    known = {(problem.line, problem.message) for problem in scheme.reader.problems}
    if (place.line, message) not in known:
        scheme.reader.problem(place, message, advice)
