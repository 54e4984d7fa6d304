"""The classes of all facts of a scheme, kept as long as parameters and date stay the same."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from overstap.rules import tree
from overstap.rules.assessment import expressions
from overstap.rules.classes import Classifier, FactSlots, Setting
from overstap.rules.evaluation import Dictionary, Evaluation, Parameters, evaluate_with
from overstap.rules.model import SchemeVersion

_ANY_DAY = date(2000, 1, 1)


class ClassTable:
    """Classes by fact (klassentabel), found when first asked."""

    def __init__(self, empty: Evaluation) -> None:
        version = empty.version
        self._slots = {name: FactSlots(empty.facts[name], *slots) for name, slots in empty.fact_slots.items()}
        roots = [version.program.slot(node) for node in (version.outcome, *expressions(version).values())]
        self._classifier = Classifier(empty.steps, empty.values, self._slots.values(), roots)
        self._found: dict[str, tuple[Setting, ...]] = {}

    def of(self, name: str) -> tuple[Setting, ...]:
        """Give the classes of a fact."""
        if name not in self._found:
            self._found[name] = self._classifier.classes(self._slots[name])
        return self._found[name]


def class_table(evaluation: Evaluation) -> ClassTable:
    """Give the table that belongs to an evaluation."""
    uses_date = any(leaf.op == tree.TODAY for leaf in evaluation.version.program.leaves)
    day = evaluation.on if uses_date else _ANY_DAY
    return _table(evaluation.version, Dictionary(evaluation.facts), evaluation.parameters, day)


@lru_cache(maxsize=512)
def _table(version: SchemeVersion, dictionary: Dictionary, parameters: Parameters, day: date) -> ClassTable:
    return ClassTable(evaluate_with(version, dictionary.facts, {}, day, parameters))
