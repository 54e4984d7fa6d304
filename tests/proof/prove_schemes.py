"""Proof (b): every scheme over its class grid, in every execution, against all completions."""

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from overstap.rules import Assessment, Catalogue, Facts, SchemeVersion, assess
from overstap.rules.operations import Interval
from tests.proof.completions import Completions, TooMuchWorkError, hulls, mattering
from tests.proof.covering import pairwise
from tests.proof.executions import COMPILED, STEP_BY_STEP, Execution, Setup, Slots
from tests.proof.grid import Grid, grid
from tests.proof.settings_of_schemes import days, main_day, regional_values, roots


@dataclass(frozen=True)
class Effort:
    """How much is tried per version of a scheme (inspanning)."""

    whole_grid: int = 1_200
    drawn: int = 30
    other_days: int = 10
    sharpened: int = 10
    work: int = 300


QUICK = Effort()
LONG = Effort(whole_grid=40_000, drawn=500, other_days=100, sharpened=50, work=2_500)
CHUNK, ALL_SLOTS = 4_096, 4_096


@dataclass
class Tally:
    """What the proof of one version came to (telling)."""

    name: str
    cells: int = 0
    whole: bool = False
    tried: int = 0
    completions: int = 0
    sharpened: int = 0
    undecided: int = 0
    questions: int = 0
    needless: int = 0
    loose: Counter[str] = field(default_factory=Counter)
    loose_sharpened: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def wrong(self, what: str) -> None:
        """Note a difference."""
        self.differences.append(f"{self.name}: {what}")


def prove(
    catalogue: Catalogue,
    version: SchemeVersion,
    executions: Sequence[Execution] = (STEP_BY_STEP,),
    effort: Effort = QUICK,
) -> Tally:
    """Prove one version of a scheme."""
    main = Setup(version, catalogue.facts, main_day(version))
    proof = _Proof(catalogue, grid(main), list(executions), effort)
    proof.grid_proof()
    proof.sharpened_proof()
    for on in days(version):
        if on != main.on:
            proof.elsewhere(Setup(version, catalogue.facts, on))
    for overrides in regional_values(version, main.on)[1:]:
        proof.elsewhere(Setup(version, catalogue.facts, main.on, overrides))
    return proof.tally


class _Proof:
    def __init__(self, catalogue: Catalogue, cells: Grid, executions: list[Execution], effort: Effort) -> None:
        self.catalogue, self.grid, self.effort = catalogue, cells, effort
        self.scalar, *self.others = executions
        self.luck = random.Random(cells.setup.name)
        self.roots = roots(cells.setup.version)
        self.open_cases: list[Facts] = []
        self.tally = Tally(cells.setup.name, cells=cells.size, whole=cells.size <= effort.whole_grid)

    def grid_proof(self) -> None:
        """Go over the whole grid, or over every pair of states and cases drawn at random."""
        if not self.tally.whole:
            cases = self.cases()
            for case, slots in zip(cases, self.same(self.grid.setup, cases), strict=True):
                self.sampled(case, slots)
            return
        size = self.grid.setup.version.program.size
        places = list(range(size)) if self.grid.size <= ALL_SLOTS else sorted(set(self.roots.values()))
        exact = iter(hulls(self.grid, self.everything(places)))
        every = self.grid.every_case()
        while cases := list(itertools.islice(every, CHUNK)):
            for case, slots in zip(cases, self.same(self.grid.setup, cases), strict=True):
                self.holds(case, slots, dict(zip(places, next(exact), strict=True)))

    def everything(self, places: list[int]) -> Iterator[Slots]:
        """Give some slots of every case without an open fact."""
        rows = itertools.product(*(states[:-1] for states in self.grid.states.values()))
        every = (self.grid.case(row) for row in rows)
        while cases := list(itertools.islice(every, CHUNK)):
            self.tally.completions += len(cases)
            for slots in self.scalar.slots(self.grid.setup, cases):
                yield [slots[place] for place in places]

    def cases(self) -> list[Facts]:
        """Give cases with every pair of states, and some drawn."""
        states = list(self.grid.states.values())
        rows = [[several[number] for several, number in zip(states, row, strict=True)] for row in pairwise(self.grid)]
        drawn = [self.grid.drawn(self.luck, self.luck.random()) for _ in range(self.effort.drawn)]
        return [*(self.grid.case(row) for row in rows), *drawn]

    def same(self, at: Setup, cases: list[Facts]) -> list[Slots]:
        """Give the slots of all cases after comparing the executions on every one of them."""
        self.tally.tried += len(cases)
        wanted = self.scalar.slots(at, cases)
        for execution in self.others:
            found = execution.slots(at, cases)
            for case, one, other in zip(cases, wanted, found, strict=True):
                if one != other:
                    slot = next(slot for slot in range(len(one)) if one[slot] != other[slot])
                    self.tally.wrong(f"slot {slot} {execution.name} {other[slot]} is not {one[slot]}, {at.on} {case}")
        return wanted

    def holds(self, case: Facts, slots: Slots, exact: Mapping[int, Interval]) -> None:
        """Compare the intervals of a case with the exact ones."""
        for slot, narrow in exact.items():
            wide = slots[slot]
            if not wide[0] <= narrow[0] <= narrow[1] <= wide[1]:
                self.tally.wrong(f"slot {slot} {wide} leaves out {narrow} for {case}")
        for name, slot in self.roots.items():
            if exact[slot][0] == exact[slot][1] and slots[slot][0] != slots[slot][1]:
                self.left_open(name, case)

    def sampled(self, case: Facts, slots: Slots) -> None:
        """Hold the intervals of a case against some completions, and against what all completions agree on."""
        filled = [self.grid.filled(self.luck, case) for _ in range(2)]
        self.tally.completions += len(filled)
        for found in COMPILED.slots(self.grid.setup, filled):
            for slot, (wide, narrow) in enumerate(zip(slots, found, strict=True)):
                if not wide[0] <= narrow[0] <= narrow[1] <= wide[1]:
                    self.tally.wrong(f"slot {slot} {wide} leaves out {narrow} for {case}")
        completions = Completions(self.grid, case, self.effort.work)
        for name, slot in self.roots.items():
            if slots[slot][0] == slots[slot][1]:
                continue
            exact = self.exact(completions, slot)
            if exact is not None and exact[0] == exact[1]:
                self.left_open(name, case)

    def left_open(self, name: str, case: Facts) -> None:
        """Note what a case leaves open without need; some of these cases are sharpened too."""
        self.tally.loose[name] += 1
        if len(self.open_cases) < self.effort.sharpened and case not in self.open_cases:
            self.open_cases.append(case)

    def exact(self, completions: Completions, slot: int) -> Interval | None:
        """Give the exact hull, or None and a note when there are too many completions."""
        try:
            return completions.hull(slot)
        except TooMuchWorkError:
            self.tally.undecided += 1
            return None

    def sharpened_proof(self) -> None:
        """Hold the sharpened answers of `assess` against all completions."""
        openness = [self.luck.choice((0.2, 0.5, 0.8)) for _ in range(self.effort.sharpened)]
        at = self.grid.setup
        for case in (*self.open_cases, *(self.grid.drawn(self.luck, chance) for chance in openness)):
            found = assess(self.catalogue, at.version.id, case, at.on)
            self.tally.sharpened += 1
            self.asked(case, {*found.missing, *found.withheld})
            completions = Completions(self.grid, case, self.effort.work)
            for name, slot in self.roots.items():
                self.sharp(name, sharpest(found, slot), self.exact(completions, slot), case)

    def asked(self, case: Facts, asked: set[str]) -> None:
        """Hold what is still asked against what can change an answer, when that can be tried."""
        needed = mattering(self.grid, case, self.effort.work)
        if needed is None:
            return
        self.tally.questions += 1
        self.tally.needless += len(asked - needed)
        if needed - asked:
            self.tally.wrong(f"{sorted(needed - asked)} can change the answer and is not asked for {case}")

    def sharp(self, name: str, found: Interval, exact: Interval | None, case: Facts) -> None:
        """Compare one sharpened interval with the exact one."""
        if exact is None:
            return
        if not found[0] <= exact[0] <= exact[1] <= found[1]:
            self.tally.wrong(f"{name} sharpened to {found} leaves out {exact} for {case}")
        elif exact[0] == exact[1] and found[0] != found[1]:
            self.tally.loose_sharpened[name] += 1

    def elsewhere(self, at: Setup) -> None:
        """Compare the executions on another day or in a region, and hold open cases against completions."""
        cells = grid(at)
        for _ in range(self.effort.other_days // 10):
            case = cells.drawn(self.luck, 0.5)
            cases = [case, *(cells.filled(self.luck, case) for _ in range(9))]
            wide, *narrow = self.same(at, cases)
            self.tally.completions += len(narrow)
            for slots in narrow:
                if any(not low <= one <= other <= high for (low, high), (one, other) in zip(wide, slots, strict=True)):
                    self.tally.wrong(f"an interval leaves out a completion of {case} on {at.on}")


def sharpest(found: Assessment, slot: int) -> Interval:
    """Give the interval of a slot after sharpening."""
    if found.evaluation is None:
        raise ValueError(found.scheme_id)
    interval = found.refined.get(slot, found.evaluation.values[slot])
    return interval[0], interval[1]
