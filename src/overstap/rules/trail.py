"""The trace of an answer as one list: every value in the order in which it was calculated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from overstap.rules import tree
from overstap.rules.fact_values import show_interval
from overstap.rules.model import Text
from overstap.rules.operations import Interval
from overstap.rules.prepared import Prepared
from overstap.rules.telling import telling
from overstap.rules.trace import told_by, told_values
from overstap.rules.tree import Node
from overstap.rules.values import Facts

if TYPE_CHECKING:
    from overstap.rules.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class TrailPart:
    """One value of a trail (stap van het spoor).

    `uses` are the places in the list of what it was calculated from; `source` is who told a fact, or empty.
    """

    text: str
    value: Interval
    deciding: bool
    source: Text
    uses: tuple[int, ...]
    node: Node

    def shown(self, language: str = "nl") -> str:
        """Write the value for people."""
        return show_interval(self.node.type, self.value, language)


@dataclass(frozen=True, slots=True)
class Trail:
    """Every value of one calculation (spoor als lijst).

    It holds what the trees hold, each equal part once, and costs a fraction of them; `parts` gives it piece by piece.
    """

    prepared: Prepared
    case: Facts
    values: tuple[Interval, ...]

    @property
    def deciding(self) -> tuple[bool, ...]:
        """Tell of each value whether something that is asked follows from it."""
        return telling(self.prepared).deciding(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def parts(self) -> Iterator[TrailPart]:
        """Give every value with what it means."""
        nodes, deciding = self.prepared.node_of, self.deciding
        uses = {step.slot: step.args for step in self.prepared.steps}
        for slot, value in enumerate(self.values):
            node = nodes[slot]
            source = told_by(self.case, node.name) if node.op in (tree.FACT, tree.APPLIES) else Text("", "")
            yield TrailPart(node.text, value, deciding[slot], source, uses.get(slot, ()), node)


def trail(evaluation: Evaluation, case: Facts, refined: Mapping[int, Interval]) -> Trail:
    """Make the list."""
    return Trail(evaluation.prepared, case, tuple(told_values(evaluation, case, refined)))
