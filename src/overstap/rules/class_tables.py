"""The classes of all facts of a scheme, kept as long as parameters and date stay the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from overstap.rules.classes import Classifier, FactSlots, Setting
from overstap.rules.evaluation import Evaluation, evaluate_with
from overstap.rules.operations import Interval
from overstap.rules.prepared import Prepared
from overstap.rules.trace import expressions

_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact without a value, with its classes."""

    slots: FactSlots
    settings: tuple[Setting, ...]

    @property
    def id(self) -> str:
        """The id of the fact."""
        return self.slots.fact.id


class ClassTable:
    """Classes by fact (klassentabel), found when first asked."""

    def __init__(self, empty: Evaluation) -> None:
        version = empty.version
        self._slots = {name: FactSlots(empty.facts[name], *slots) for name, slots in empty.fact_slots.items()}
        roots = [version.program.slot(node) for node in (version.outcome, *expressions(version).values())]
        self._classifier = Classifier(empty.steps, empty.values, self._slots.values(), roots)
        self._found: dict[str, tuple[Setting, ...]] = {}
        self._open: dict[str, OpenFact] = {}
        self._exact: dict[int, bool] = {}
        self._empty = empty
        self._edge = empty.prepared.edge

    def of(self, name: str) -> tuple[Setting, ...]:
        """Give the classes of a fact."""
        if name not in self._found:
            self._found[name] = self._classifier.classes(self._slots[name])
        return self._found[name]

    def ranges(self, name: str) -> tuple[list[Interval], bool]:
        """Give the ranges of the value of a fact, and whether the scheme certainly treats each as one."""
        return self._classifier.ranges(self._slots[name])

    def open(self, name: str) -> OpenFact:
        """Give a fact with its classes."""
        if name not in self._open:
            self._open[name] = OpenFact(self._slots[name], self.of(name))
        return self._open[name]

    def exact(self, slot: int) -> bool:
        """Tell whether an open slot that depends on one fact really takes both ends of its interval."""
        if slot not in self._exact:
            self._exact[slot] = self._is_exact(slot)
        return self._exact[slot]

    def _is_exact(self, slot: int) -> bool:
        (name,) = self._empty.prepared.support[slot]
        found: list[Interval] = []
        for setting in self.of(name):
            values = self._empty.values.copy()
            self._slots[name].place(values, setting)
            self._empty.prepared.after[name].run(values)
            found.append(values[slot])
        settled = all(low == high for low, high in found)
        ends = (min(low for low, _ in found), max(high for _, high in found))
        return settled and ends == self._empty.values[slot]

    def slots(self, name: str) -> FactSlots:
        """Give where a fact stands."""
        return self._slots[name]

    def pattern(self, values: list[Interval]) -> tuple[Interval, ...]:
        """Give what a case looks like to this scheme: cases with one pattern have the same open answers.

        It holds what each fact comes to on its own, where the facts meet; all that is asked follows from these.
        """
        return tuple([values[slot] for slot in self._edge])


def class_table(evaluation: Evaluation) -> ClassTable:
    """Give the table that belongs to an evaluation."""
    return _table(evaluation.prepared, evaluation.on if evaluation.prepared.today is not None else _ANY_DAY)


@lru_cache(maxsize=1024)
def _table(prepared: Prepared, day: date) -> ClassTable:
    return ClassTable(evaluate_with(prepared.version, prepared.facts, {}, day, prepared.parameters))
