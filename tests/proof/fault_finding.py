"""Whether a planted fault is seen: by the scheme's own cases, or else anywhere on its class grid."""

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from overstap.rules import Catalogue, Facts, SchemeCase, SchemeVersion, tree
from overstap.rules.check_cases import check_case
from overstap.rules.operations import Interval
from overstap.rules.problems import OverrideError
from overstap.rules.program import BoundStep, ParameterValue, bind_parameters, run
from overstap.rules.static_checks import start_values
from overstap.rules.values import Outcome
from tests.proof.covering import pairwise
from tests.proof.executions import STEP_BY_STEP, Setup, Slots
from tests.proof.grid import Grid, grid
from tests.proof.scheme_faults import SchemeFault
from tests.proof.settings_of_schemes import answers, days, regional_values

WHOLE, DRAWN = 6_000, 2_000
_OUTCOMES = {Outcome.JA: (1, 1), Outcome.NEE: (0, 0)}


@dataclass(frozen=True, eq=False)
class Seen:
    """A fault and who saw it (bevinding).

    By `cases`; `missed` by these, and then `example` shows the difference; `equivalent` when nothing on the whole class
    grid comes out otherwise; `undecided` when the grid is too large and nothing was found.
    """

    fault: SchemeFault
    by: str
    example: Facts | None = None
    on: date | None = None
    overrides: Mapping[str, ParameterValue] | None = None


class Wrong:
    """The calculation with a fault, for cases of which the right slots are known: only what follows is done again."""

    def __init__(self, fault: SchemeFault, at: Setup) -> None:
        program, known = fault.version.program, at.parameters
        changed = set(fault.slots)
        self.steps: list[BoundStep] = []
        for step in bind_parameters(program, known):
            if step.slot in changed or not changed.isdisjoint(step.args):
                changed.add(step.slot)
                self.steps.append(step)
        start = start_values(program, at.facts, known, (at.on.toordinal(), at.on.toordinal()))
        self.fixed = {
            leaf.slot: start[leaf.slot] for leaf in program.leaves if leaf.op in (tree.CONSTANT, tree.PARAMETER)
        }
        self.more = program.size

    def slots(self, right: Slots) -> Slots:
        """Give the wrong slots."""
        values = [*right, *[(0, 0)] * (self.more - len(right))]
        for slot, interval in self.fixed.items():
            values[slot] = interval
        run(self.steps, values)
        return values


class Examples:
    """The cases of a version with their right slots, to hold faults against."""

    def __init__(self, catalogue: Catalogue, version: SchemeVersion) -> None:
        self.catalogue, self.version = catalogue, version
        self.cases = [case for case in version.cases if version.valid_on(case.on)]
        self.right = [
            STEP_BY_STEP.slots(Setup(version, catalogue.facts, case.on, case.overrides), [case.given])[0]
            for case in self.cases
        ]

    def find(self, fault: SchemeFault) -> bool:
        """Tell whether any case comes out otherwise than it expects: quickly by the intervals, else as it is told."""
        wrongs: dict[tuple[date, str], Wrong] = {}
        for case, right in zip(self.cases, self.right, strict=True):
            key = (case.on, repr(case.overrides))
            if key not in wrongs:
                wrongs[key] = Wrong(fault, Setup(fault.version, self.catalogue.facts, case.on, case.overrides))
            if _plainly_wrong(fault.version, case, wrongs[key].slots(right)):
                return True
        broken = Catalogue(self.catalogue.sources, self.catalogue.facts, {self.version.id: (fault.version,)})
        return any(_wrong(broken, self.version.id, case) for case in self.cases)


def _wrong(catalogue: Catalogue, scheme_id: str, case: SchemeCase) -> bool:
    try:
        return bool(check_case(catalogue, scheme_id, case))
    except OverrideError:
        return True


def _plainly_wrong(version: SchemeVersion, case: SchemeCase, values: Slots) -> bool:
    """Tell, without sharpening, whether a case cannot come out as it expects."""
    slots, expect = answers(version), case.expect
    wanted: dict[str, Interval | None] = {"uitkomst": _OUTCOMES.get(expect.outcome), "bedrag": expect.amount}
    wanted |= {f"uitkomst:{name}": None if one is None else (one, one) for name, one in expect.outputs.items()}
    if any(
        right is not None and name in slots and not _leaves_room(values[slots[name]], right)
        for name, right in wanted.items()
    ):
        return True
    if expect.refused_by is None:
        return False
    conditions = {one.id: values[version.program.slot(one.expression)] for one in version.conditions}
    settled = {name: interval[0] for name, interval in conditions.items() if interval[0] == interval[1]}
    return any(bool(truth) is (name in expect.refused_by) for name, truth in settled.items())


def _leaves_room(wide: Interval, narrow: Interval) -> bool:
    return bool(wide[0] <= narrow[0] and narrow[1] <= wide[1])


class Equivalence:
    """Looks for a case in which a fault changes an answer; grids and right slots are kept."""

    def __init__(self, catalogue: Catalogue, version: SchemeVersion, whole: int = WHOLE) -> None:
        self.catalogue, self.version, self.whole = catalogue, version, whole
        self.grids: dict[tuple[date, int], tuple[Grid, list[Facts], list[Slots]]] = {}

    def look(self, fault: SchemeFault) -> Seen:
        """Give an example of the difference, or that there is none over the whole grid."""
        proven = True
        for on in [fault.on] if fault.on else days(self.version):
            for number, overrides in enumerate(regional_values(self.version, on)):
                found = self._differs(fault, on, number)
                if found is not None:
                    return Seen(fault, "missed", found, on, overrides)
                cells = self.on(on, number)[0]
                proven = proven and (cells.completions <= self.whole or self._masked(fault, cells))
        return Seen(fault, "equivalent" if proven else "undecided")

    def on(self, day: date, number: int) -> tuple[Grid, list[Facts], list[Slots]]:
        """Give the grid of a day with regional values, complete cases of it and their right slots."""
        if (day, number) not in self.grids:
            at = Setup(self.version, self.catalogue.facts, day, regional_values(self.version, day)[number])
            cells = grid(at)
            cases = list(complete_cases(cells, self.whole))
            self.grids[day, number] = (cells, cases, STEP_BY_STEP.slots(at, cases))
        return self.grids[day, number]

    def _differs(self, fault: SchemeFault, day: date, number: int) -> Facts | None:
        cells, cases, right = self.on(day, number)
        seen, other = visible(self.version, fault.version), visible(fault.version, fault.version)
        wrong = Wrong(fault, Setup(fault.version, cells.setup.facts, day, cells.setup.overrides))
        for case, slots in zip(cases, right, strict=True):
            found = wrong.slots(slots)
            if any(slots[one] != found[two] for one, two in zip(seen, other, strict=True)):
                return case
        return None

    def _masked(self, fault: SchemeFault, cells: Grid) -> bool:
        """Tell whether what is calculated wrong never gets as far as an answer.

        Each step that the fault reaches is tried over every class of the facts that it depends on; a step that never
        changes passes nothing on.
        """
        at = cells.setup
        wrong = Wrong(fault, Setup(fault.version, at.facts, at.on, at.overrides))
        changed = set(fault.slots)
        for step in wrong.steps:
            if step.slot not in changed and changed.isdisjoint(step.args):
                continue
            names = _support(self.version, step.slot)
            part = cells.part(names)
            if part.completions > self.whole:
                changed.add(step.slot)
                continue
            cases = [part.case(row) for row in itertools.product(*(one[:-1] for one in part.states.values()))]
            right = STEP_BY_STEP.slots(at, cases)
            if any(slots[step.slot] != wrong.slots(slots)[step.slot] for slots in right):
                changed.add(step.slot)
            else:
                changed.discard(step.slot)
        return changed.isdisjoint(visible(fault.version, fault.version))


def visible(version: SchemeVersion, beside: SchemeVersion) -> list[int]:
    """Give the slots of what a case can see: the answers and each condition that the other version has too."""
    both = {one.id for one in beside.conditions}
    conditions = [version.program.slot(one.expression) for one in version.conditions if one.id in both]
    return [*answers(version).values(), *conditions]


def _support(version: SchemeVersion, slot: int) -> set[str]:
    """Give the facts on which a slot depends."""
    wanted, names = {slot}, set()
    for step in reversed(version.program.steps):
        if step.slot in wanted:
            wanted.update(step.args)
    for leaf in version.program.leaves:
        if leaf.slot in wanted and leaf.name in version.fact_ids:
            names.add(leaf.name)
    return names


def complete_cases(cells: Grid, whole: int) -> Iterator[Facts]:
    """Give every case without an open fact, or, when these are too many, all pairs of states and some drawn."""
    if cells.completions <= whole:
        yield from (cells.case(row) for row in itertools.product(*(states[:-1] for states in cells.states.values())))
        return
    luck = random.Random(cells.setup.name)
    known = Grid(cells.setup, {name: states[:-1] for name, states in cells.states.items()})
    states = list(known.states.values())
    for row in pairwise(known):
        yield known.case([several[number] for several, number in zip(states, row, strict=True)])
    for _ in range(DRAWN):
        yield cells.drawn(luck, 0.0)


def look_for(
    catalogue: Catalogue, version: SchemeVersion, faults: Iterable[SchemeFault], whole: int = WHOLE
) -> Iterator[Seen]:
    """Give for each fault who sees it."""
    grids, examples = Equivalence(catalogue, version, whole), Examples(catalogue, version)
    for fault in faults:
        yield Seen(fault, "cases") if examples.find(fault) else grids.look(fault)
