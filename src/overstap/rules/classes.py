"""Dividing the domain of a fact into classes: ranges within which the scheme treats every value alike.

Cuts are found by halving a range until everything that depends on this fact alone is settled. A fact that is also
calculated with, as an amount is, keeps ranges that are not settled; these stay sound, only wider. Some of its values
are put in front, because with a single value a difference is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from overstap.rules.model import Fact
from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep, affected, run

MOST_CLASSES, MOST_HALVINGS, EACH_VALUE, MOST_POINTS = 33, 600, 12, 6


@dataclass(frozen=True, slots=True)
class Setting:
    """One class of a fact (klasse): a value that stands for all of it, or its whole range; and whether it applies."""

    value: Interval
    applies: Interval = (1, 1)


@dataclass(frozen=True, slots=True)
class FactSlots:
    """Where a fact stands in the program."""

    fact: Fact
    value: int | None
    applies: int | None

    def place(self, values: list[Interval], setting: Setting) -> None:
        """Put a class in the slots of the fact."""
        if self.value is not None:
            values[self.value] = setting.value
        if self.applies is not None:
            values[self.applies] = setting.applies

    @property
    def slots(self) -> tuple[int, ...]:
        """The slots that the fact fills."""
        return tuple(slot for slot in (self.value, self.applies) if slot is not None)


class Classifier:
    """Finds the classes of facts in one program with its parameters and date filled in."""

    def __init__(
        self, steps: Sequence[BoundStep], values: Sequence[Interval], facts: Iterable[FactSlots], roots: Iterable[int]
    ) -> None:
        self.steps, self.values, self.roots = steps, values, frozenset(roots)
        self.support: list[frozenset[str]] = [frozenset()] * len(values)
        for fact in facts:
            for slot in fact.slots:
                self.support[slot] = frozenset({fact.fact.id})
        for step in steps:
            self.support[step.slot] = frozenset().union(*(self.support[arg] for arg in step.args))

    def classes(self, fact: FactSlots) -> tuple[Setting, ...]:
        """Give the classes of a fact."""
        own = self._own(fact)
        domain = (fact.fact.low, fact.fact.high)
        settings: list[Setting] = []
        if fact.applies is not None:
            settings.append(Setting((fact.fact.low, fact.fact.low), (0, 0)))
        if fact.value is None:
            settings.append(Setting(domain))
        else:
            settings += [Setting(cell) for cell in self._cells(fact, own, domain)]
        return tuple(settings)

    def ranges(self, fact: FactSlots) -> tuple[list[Interval], bool]:
        """Give the ranges of a fact's value in rising order, and whether each is certainly treated as one."""
        cells, settled = self._divided(fact, self._own(fact), (fact.fact.low, fact.fact.high))
        return cells, settled is not None

    def _own(self, fact: FactSlots) -> tuple[BoundStep, ...]:
        return tuple(step for step in affected(self.steps, fact.slots) if len(self.support[step.slot]) == 1)

    def _cells(self, fact: FactSlots, own: tuple[BoundStep, ...], domain: Interval) -> list[Interval]:
        cells, settled = self._divided(fact, own, domain)
        return [*_points(cells), *cells] if settled is None else self._distinct(fact, own, settled, cells)

    def _divided(
        self, fact: FactSlots, own: tuple[BoundStep, ...], domain: Interval
    ) -> tuple[list[Interval], list[int] | None]:
        """Give the ranges, and the slots by which they are told apart; None when they are not settled within one."""
        outer = self._seen_outside(fact, own)
        cuts = {domain[0]}
        settled: list[int] = []
        for slot in outer:
            found = self._cuts(fact, own, slot, domain)
            if found is not None:
                cuts |= found
                settled.append(slot)
        wide = len(settled) < len(outer)
        if wide:
            for step in own:
                cuts |= self._cuts(fact, own, step.slot, domain) or set()
            if domain[1] - domain[0] < EACH_VALUE:
                cuts |= set(range(domain[0], domain[1] + 1))
        starts = sorted(cuts)[:MOST_CLASSES] if wide else sorted(cuts)
        ends = [start - 1 for start in starts[1:]] + [domain[1]]
        return list(zip(starts, ends, strict=True)), None if wide else settled

    def _seen_outside(self, fact: FactSlots, own: tuple[BoundStep, ...]) -> list[int]:
        """Give the slots depending on this fact alone that something else looks at."""
        mine = {step.slot for step in own} | set(fact.slots)
        seen = {arg for step in self.steps if step.slot not in mine for arg in step.args if arg in mine}
        return sorted((seen | (self.roots & mine)) - ({fact.applies} if fact.applies is not None else set()))

    def _evaluate(self, fact: FactSlots, own: tuple[BoundStep, ...], cell: Interval) -> list[Interval]:
        values = list(self.values)
        fact.place(values, Setting(cell))
        run(own, values)
        return values

    def _cuts(self, fact: FactSlots, own: tuple[BoundStep, ...], slot: int, domain: Interval) -> set[int] | None:
        """Give where the value of a slot changes; None when it takes too many values."""
        pending, cuts, last, halvings = [domain], {domain[0]}, None, 0
        while pending:
            low, high = pending.pop()
            found = self._evaluate(fact, own, (low, high))[slot]
            if found[0] != found[1] and low < high:
                middle = (low + high) // 2
                pending += [(middle + 1, high), (low, middle)]
            elif found != last:
                cuts.add(low)
                last = found
            halvings += 1
            if len(cuts) > MOST_CLASSES or halvings > MOST_HALVINGS:
                return None
        return cuts

    def _distinct(
        self, fact: FactSlots, own: tuple[BoundStep, ...], slots: list[int], cells: list[Interval]
    ) -> list[Interval]:
        """Keep one value of those that nothing outside can tell apart."""
        found: dict[tuple[Interval, ...], Interval] = {}
        for low, _ in cells:
            values = self._evaluate(fact, own, (low, low))
            found.setdefault(tuple(values[slot] for slot in slots), (low, low))
        return list(found.values())


def _points(cells: list[Interval]) -> list[Interval]:
    """Give single values to try before ranges that are not settled: with these a difference is certain."""
    if all(low == high for low, high in cells):
        return []
    ends = sorted({cells[0][0], cells[-1][1], *(low for low, _ in cells[:MOST_POINTS])})
    return [(number, number) for number in ends]
