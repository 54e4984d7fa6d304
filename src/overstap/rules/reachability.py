"""What no person can ever reach: a condition that never decides, a branch never taken, a scheme never yes or no.

What stands in the examples of the file is tried first; only for what none of them reaches is there a search over the
classes of facts. The search is bounded; what it cannot settle is given the benefit of the doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from overstap.rules import tree
from overstap.rules.binding import TODAY_NAME
from overstap.rules.classes import FactSlots
from overstap.rules.datatypes import DATE
from overstap.rules.fact_values import interval_of
from overstap.rules.full_ranges import FullRanges
from overstap.rules.model import Condition, Fact, Origin, Parameter, SchemeCase, Text
from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep, Program, affected, bind_parameters, run, run_changed
from overstap.rules.static_checks import parameter_values, periods, start_values
from overstap.rules.tree import Node

BUDGET = 1_500
_NO_TEXT = Text("", "")
Wanted = tuple[tuple[int, int], ...]
"""Slots with the truth that each has to have, all at once."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Something that nobody reaches (onbereikbaar): where it stands, what it is and what to do."""

    root: Node | None
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Aim:
    """Something that somebody should be able to reach (doel), with what to say when nobody is."""

    wanted: Wanted
    unreachable: Unreachable


class Reach:
    """Tries to reach every aim of one version (bereikbaarheid), in each period between changes of parameters."""

    def __init__(
        self,
        program: Program,
        facts: Mapping[str, Fact],
        parameters: Mapping[str, Parameter],
        valid: tuple[date, date | None],
    ) -> None:
        self.program, self.facts, self.parameters, self.valid = program, facts, parameters, valid

    def unreachable(self, aims: Sequence[Aim], cases: Iterable[SchemeCase]) -> list[Unreachable]:
        """Give what nobody reaches."""
        left = self._beyond_examples(list(aims), cases)
        for start, end in periods(self.parameters, *self.valid):
            if left:
                search = self._search(start, end)
                left = [aim for aim in left if search.possible(aim.wanted) is False]
        return [aim.unreachable for aim in left]

    def _beyond_examples(self, aims: list[Aim], cases: Iterable[SchemeCase]) -> list[Aim]:
        """Leave out what an example reaches."""
        bound: dict[date, tuple[BoundStep, ...]] = {}
        for case in cases:
            if not aims:
                break
            values = {**parameter_values(self.parameters, case.on), **case.overrides}
            today = case.on.toordinal()
            slots = start_values(self.program, self.facts, values, (today, today))
            for leaf in self.program.leaves:
                if leaf.op in (tree.FACT, tree.APPLIES) and leaf.name in case.given:
                    value, applies = interval_of(self.facts[leaf.name], case.given[leaf.name])
                    slots[leaf.slot] = value if leaf.op == tree.FACT else applies
            if case.overrides or case.on not in bound:
                steps = bind_parameters(self.program, values)
                if not case.overrides:
                    bound[case.on] = steps
            else:
                steps = bound[case.on]
            run(steps, slots)
            aims = [aim for aim in aims if any(slots[slot] != (truth, truth) for slot, truth in aim.wanted)]
        return aims

    def _search(self, start: date, end: date) -> _Search:
        values = parameter_values(self.parameters, start)
        today = (start.toordinal(), max(start, end).toordinal())
        slots = start_values(self.program, self.facts, values, today)
        steps = bind_parameters(self.program, values)
        run(steps, slots)
        return _Search(steps, slots, self._places(today))

    def _places(self, today: Interval) -> dict[str, FactSlots]:
        found: dict[str, dict[str, int]] = {}
        for leaf in self.program.leaves:
            if leaf.op in (tree.FACT, tree.APPLIES, tree.TODAY):
                found.setdefault(leaf.name or TODAY_NAME, {})[leaf.op] = leaf.slot
        day = Fact(TODAY_NAME, _NO_TEXT, _NO_TEXT, DATE, *today, origin=(Origin.CASE,))
        return {
            name: FactSlots(
                self.facts.get(name, day), slots.get(tree.FACT, slots.get(tree.TODAY)), slots.get(tree.APPLIES)
            )
            for name, slots in found.items()
        }


class _Search:
    """Looks for one person who reaches an aim."""

    def __init__(self, steps: tuple[BoundStep, ...], start: list[Interval], places: Mapping[str, FactSlots]) -> None:
        self.steps, self.start, self.places = steps, start, places
        self.ranges = FullRanges(steps, start, places)
        self.owner = {slot: name for name, slots in places.items() for slot in slots.slots}
        self.args = {step.slot: step.args for step in steps}
        self.after = {name: affected(steps, slots.slots) for name, slots in places.items()}
        self.left = 0

    def possible(self, wanted: Wanted) -> bool | None:
        """Tell whether somebody reaches it; None when that was not settled."""
        self.left = BUDGET
        return self._visit(self.start, frozenset(), wanted)

    def _visit(self, values: list[Interval], assigned: frozenset[str], wanted: Wanted) -> bool | None:
        if any(not values[slot][0] <= truth <= values[slot][1] for slot, truth in wanted):
            return False
        open_slots = [slot for slot, truth in wanted if values[slot] != (truth, truth)]
        if not open_slots:
            return True
        name = self._next(values, open_slots, assigned)
        if name is None:
            return None
        settled = True
        for setting in self.ranges.of(name):
            self.left -= 1
            if self.left < 0:
                return None
            found = list(values)
            self.places[name].place(found, setting)
            run_changed(self.after[name], found, self.places[name].slots)
            answer = self._visit(found, assigned | {name}, wanted)
            if answer:
                return True
            settled = settled and answer is False
        return False if settled else None

    def _next(self, values: list[Interval], slots: list[int], assigned: frozenset[str]) -> str | None:
        pending, seen = list(reversed(slots)), set[int]()
        while pending:
            slot = pending.pop()
            if slot in seen or values[slot][0] == values[slot][1]:
                continue
            seen.add(slot)
            name = self.owner.get(slot)
            if name is not None and name not in assigned:
                return name
            pending += reversed(self.args.get(slot, ()))
        return None


def aims_of(
    program: Program, conditions: Sequence[Condition], roots: Iterable[Node], parameters: Mapping[str, Parameter]
) -> list[Aim]:
    """Give what somebody should be able to reach in a scheme; what a region may set otherwise is left out."""
    found = [*_of_conditions(program, conditions, parameters)]
    seen: set[int] = set()
    for root in roots:
        found += _of_branches(program, root, (), seen, parameters)
    return found


def _regional(node: Node, parameters: Mapping[str, Parameter]) -> bool:
    return any(parameters[name].regional for name in node.parameters())


def _of_conditions(
    program: Program, conditions: Sequence[Condition], parameters: Mapping[str, Parameter]
) -> Iterable[Aim]:
    slots = [program.slot(condition.expression) for condition in conditions]
    fixed = next((place for place, one in enumerate(conditions) if _regional(one.expression, parameters)), len(slots))
    if len(conditions) > 1 and fixed == len(slots):
        yes = Unreachable(None, "Nobody meets all conditions at once.", "Look which two of them exclude each other.")
        yield Aim(tuple((slot, 1) for slot in slots), yes)
    for place, condition in enumerate(conditions[:fixed]):
        never = Unreachable(
            condition.expression,
            f"The condition '{condition.id}' never holds, whatever is answered.",
            "Look which parts of it exclude each other.",
        )
        yield Aim(((slots[place], 1),), never)
        message = f"The condition '{condition.id}' never decides: whoever meets those before it meets it too."
        advice = "Leave it out, or look at the conditions before it."
        if not place:
            message = f"The condition '{condition.id}' always holds, so it decides nothing."
            advice = "Leave it out, or look at its parts."
        before = tuple((slot, 1) for slot in slots[:place])
        yield Aim((*before, (slots[place], 0)), Unreachable(condition.expression, message, advice))


def _of_branches(
    program: Program, node: Node, path: Wanted, seen: set[int], parameters: Mapping[str, Parameter]
) -> list[Aim]:
    """Give an aim for each side of every choice, as far as the choices around it lead there."""
    if node.op == tree.LET:
        return _of_branches(program, node.args[0], (), seen, parameters)
    if node.op != "choose" or not node.text:
        return [aim for arg in node.args for aim in _of_branches(program, arg, path, seen, parameters)]
    condition, yes, no = node.args
    slot, found = program.slot(condition), []
    fixed = not _regional(condition, parameters)
    if id(node) not in seen and fixed:
        seen.add(id(node))
        for truth, branch in ((1, yes), (0, no)):
            way = "holds" if truth else "fails"
            message = f"The branch '{branch.text}' is never taken: '{condition.text}' never {way} there."
            aim = Unreachable(node, message, "Remove the branch, or look at the choices before it.")
            found.append(Aim((*path, (slot, truth)), aim))
    for truth, branch in ((1, yes), (0, no)):
        inner = (*path, (slot, truth)) if fixed else path
        found += _of_branches(program, branch, inner, seen, parameters)
    return [*found, *_of_branches(program, condition, path, seen, parameters)]
