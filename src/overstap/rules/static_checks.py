"""What can be said of a scheme before any question is answered.

Overflow, division by zero, conditions that decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

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
    seen: list[list[Interval]] = []
    brackets = _Brackets()
    for start, _ in periods(scheme.parameters, scheme.valid_from, scheme.valid_until):
        values = parameter_values(scheme.parameters, start)
        end = scheme.valid_until or _FAR_AWAY
        slots = start_values(program, scheme.facts, values, (start.toordinal(), max(start, end).toordinal()))
        run(bind_parameters(program, values), slots)
        seen.append(slots)
        for root, place in scheme.placed:
            _check_values(scheme, program, root, place, slots=slots, parameters=values)
            brackets.see(program, root, place, slots=slots, parameters=values)
    for condition, place in conditions:
        _check_decides(scheme, program, condition, place, seen)
    brackets.tell(scheme)


def periods(parameters: Mapping[str, Parameter], start: date, until: date | None) -> list[tuple[date, date]]:
    """Give the periods of a version between changes of its parameters, each with its first and last day."""
    last = until or _FAR_AWAY
    pieces = [piece.start for parameter in parameters.values() for piece in parameter.values]
    starts = sorted({start, *(day for day in pieces if start < day <= last)})
    return list(zip(starts, [*(day - timedelta(days=1) for day in starts[1:]), max(start, last)], strict=True))


class _Brackets:
    """Collects which rows of a table can be looked up, over all periods."""

    def __init__(self) -> None:
        self.reached: dict[tuple[str, int], set[int]] = {}
        self.rows: dict[tuple[str, int], tuple[YamlNode, str, list[int]]] = {}

    def see(
        self,
        program: Program,
        root: Node,
        place: YamlNode,
        *,
        slots: list[Interval],
        parameters: Mapping[str, ParameterValue],
    ) -> None:
        """Note which rows of each table an expression can look up in one period."""
        for node in root.walk():
            rows = parameters[node.static] if node.op == "bracket" else ()
            if not isinstance(rows, tuple) or not rows:
                continue
            starts = [row[0] for row in rows if isinstance(row, tuple)]
            low, high = slots[program.slot(node.args[0])]
            key = (str(node.static), program.slot(node))
            ends = [start - 1 for start in starts[1:]] + [high]
            hit = {
                start for start, end in zip(starts, ends, strict=True) if start <= high and (end >= low or end == high)
            }
            self.reached.setdefault(key, set()).update(hit)
            self.rows.setdefault(key, (place, node.args[0].text, []))[2].extend(starts)

    def tell(self, scheme: SchemeReader) -> None:
        """Tell of rows that are never looked up."""
        for (name, slot), (place, text, starts) in self.rows.items():
            if scheme.parameters[name].regional:
                continue
            for start in sorted(set(starts) - self.reached[name, slot]):
                message = f"The row from {start} of '{name}' is never reached: '{text}' cannot come there."
                _note(scheme, place, message, "Remove the row, or look at the domains.")


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
        if max(abs(low), abs(high), _on_the_way(node, [slots[program.slot(arg)] for arg in node.args])) >= LARGEST:
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


def _on_the_way(node: Node, args: list[Interval]) -> int:
    """Give the largest number that an operation makes before it divides; its result may be small again."""
    sizes = [int(max(abs(low), abs(high))) for low, high in args]
    if node.op == "share":
        return sizes[0] * sizes[1] * 2 + sizes[2]
    return sizes[0] * 2 + sizes[1] if node.op == "rounded" else 0


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
