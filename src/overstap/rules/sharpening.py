"""Sharpening an open answer once for all cases that look alike to a scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from overstap.rules.class_tables import ClassTable, class_table
from overstap.rules.evaluation import Evaluation
from overstap.rules.operations import Interval
from overstap.rules.refinement import Refinement
from overstap.rules.values import Outcome, outcome_of

MOST_REMEMBERED = 8_192


@dataclass(frozen=True, slots=True)
class Sharpened:
    """What looking further than the intervals gave (verscherping).

    `refined` are sharper values by slot, `mattering` the facts that can still change the outcome or an answer.
    """

    refined: Mapping[int, Interval]
    mattering: frozenset[str]


NOTHING_OPEN = Sharpened({}, frozenset())
Key = tuple[ClassTable, tuple[Interval | int, ...]]
Kept = TypeVar("Kept")


class Memory(Generic[Kept]):
    """Keeps what was found for a pattern, for a bounded number of patterns (geheugen).

    What was not asked again between two changes of generation is forgotten.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[Key, Kept] = {}
        self._old: dict[Key, Kept] = {}

    def get(self, key: Key) -> Kept | None:
        """Give what was found before, if it is still here."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def put(self, key: Key, found: Kept) -> None:
        """Keep what was found."""
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[key] = found

    def clear(self) -> None:
        """Forget everything."""
        self._old, self._young = {}, {}


MEMORY: Memory[Sharpened] = Memory(MOST_REMEMBERED)
_OUTCOMES: Memory[Interval] = Memory(MOST_REMEMBERED)
_HULLS: Memory[tuple[Interval, int]] = Memory(2 * MOST_REMEMBERED)


def forget_open_answers() -> None:
    """Forget what open answers look like; for measuring."""
    MEMORY.clear()
    _OUTCOMES.clear()
    _HULLS.clear()


def sharpen(evaluation: Evaluation) -> Sharpened:
    """Look further where an outcome, an answer or a ground is open."""
    values = evaluation.values
    for slot in evaluation.prepared.roots.all:
        low, high = values[slot]
        if low != high:
            break
    else:
        return NOTHING_OPEN
    classes = class_table(evaluation)
    key = (classes, classes.pattern(values))
    found = MEMORY.get(key)
    if found is None:
        found = search(evaluation)
        MEMORY.put(key, found)
    return found


def sharp_outcome(evaluation: Evaluation) -> Outcome:
    """Give yes, no or unknown without asking what else is open."""
    values, roots = evaluation.values, evaluation.prepared.roots
    if values[roots.outcome][0] == values[roots.outcome][1]:
        return outcome_of(*values[roots.outcome])
    classes = class_table(evaluation)
    key = (classes, classes.pattern(values))
    known = MEMORY.get(key)
    found = known.refined.get(roots.outcome, values[roots.outcome]) if known else _OUTCOMES.get(key)
    if found is None:
        found = _outcome(evaluation, classes)
        _OUTCOMES.put(key, found)
    return outcome_of(*found)


def _outcome(evaluation: Evaluation, classes: ClassTable) -> Interval:
    roots = evaluation.prepared.roots
    finder = Refinement(evaluation.prepared, classes, evaluation.values)
    found = finder.hull(roots.outcome)
    conditions = roots.grounds[: len(evaluation.version.conditions)]
    if found == (0, 1) and any(finder.hull(slot) == (0, 0) for slot in conditions):
        return 0, 0
    return found


def search(evaluation: Evaluation) -> Sharpened:
    """Look further without using what is remembered."""
    values, roots = evaluation.values, evaluation.prepared.roots
    wanted = [slot for slot in roots.all if values[slot][0] != values[slot][1]]
    if not wanted:
        return NOTHING_OPEN
    classes = class_table(evaluation)
    finder = Refinement(evaluation.prepared, classes, values)
    refined = {slot: _hull(finder, classes, evaluation, slot) for slot in wanted}
    _agree(evaluation, refined)
    low, high = refined.get(roots.outcome, values[roots.outcome])
    answers = [refined.get(slot, values[slot]) for slot in roots.answers]
    if high == 1 and (low == 0 or any(one != other for one, other in answers)):
        return Sharpened(refined, frozenset(finder.mattering()))
    return Sharpened(refined, frozenset())


def _hull(finder: Refinement, classes: ClassTable, evaluation: Evaluation, slot: int) -> Interval:
    """Give what a slot can be, from memory when its part of the pattern was seen before.

    The work that it took counts then too, so that a bound is reached in the same place whatever is remembered.
    """
    values = evaluation.values
    key: Key = (classes, (slot, *[values[one] for one in evaluation.prepared.edge_of[slot]]))
    kept = _HULLS.get(key)
    if kept is not None and kept[1] < finder.left:
        finder.left -= kept[1]
        return kept[0]
    before = finder.left
    found = finder.hull(slot)
    if finder.left > 0:
        _HULLS.put(key, (found, before - finder.left))
    return found


def _agree(evaluation: Evaluation, refined: dict[int, Interval]) -> None:
    """A condition known to fail settles the outcome, and a settled outcome of no settles the claim."""
    version, values, roots = evaluation.version, evaluation.values, evaluation.prepared.roots
    outcome = roots.outcome
    for slot in roots.grounds[: len(version.conditions)]:
        if (refined[slot] if slot in refined else values[slot]) == (0, 0):
            refined[outcome] = (0, 0)
            break
    if refined.get(outcome, values[outcome]) == (0, 0) and version.amount is not None:
        refined[roots.answers[-1]] = (0, 0)
