"""The whole calculation of an outcome as points below points, each with what came out of it (uitwerking)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from overstap.rules import Assessment, Catalogue, SchemeVersion, TraceNode, tree
from overstap.rules.datatypes import BOOLEAN
from overstap.rules.reading import sentence
from overstap.rules.trace import expressions
from overstap.rules.tree import Node
from overstap.web.catalogue.examples import shown_fact

JOINERS = frozenset({"both", "either"})
BEARINGS = {(1, 1): "voor", (0, 0): "tegen"}

Pair = tuple[Node, TraceNode]


@dataclass(frozen=True, slots=True)
class Part:
    """One step of the calculation: what it asks, what came out, and which answers it used."""

    text: str
    shown: str
    bearing: str
    answers: tuple[str, ...]
    parts: tuple[Part, ...]


def working_of(files: Catalogue, version: SchemeVersion, found: Assessment, language: str) -> tuple[Part, ...]:
    """The calculation of every condition, further answer and amount; nothing on a day without a version."""
    if found.evaluation is None:
        return ()
    writer = _Writer(files, version, found, language)
    trace = found.trace
    return tuple(
        writer.part(node, trace[name])
        for name, node in expressions(version).items()
        if name in trace and not name.startswith("factor:")
    )


class _Writer:
    """Writes the steps of one assessment."""

    def __init__(self, files: Catalogue, version: SchemeVersion, found: Assessment, language: str) -> None:
        self.files, self.version, self.found, self.language = files, version, found, language

    def part(self, node: Node, traced: TraceNode) -> Part:
        """One step with the steps below it."""
        shown = traced.shown(self.language)
        bearing = BEARINGS.get(traced.value, "open") if node.type == BOOLEAN else ""
        if node.op == tree.LET and node.type == BOOLEAN and node.args[0].op not in tree.LEAVES:
            inside = self.part(node.args[0], traced.children[0])
            below = inside.parts if node.args[0].op in JOINERS else (inside,)
            return Part(self.read(node), shown, bearing, (), below)
        if node.op in JOINERS:
            text = _("Al deze punten kloppen") if node.op == "both" else _("Minstens één van deze punten klopt")
            below = tuple(self.part(*pair) for pair in _joined(node, traced, node.op))
            return Part(text, shown, bearing, (), below)
        return Part(self.read(node), shown, bearing, self.answers(node), ())

    def read(self, node: Node) -> str:
        """A step in words."""
        text = sentence(node, self.version, self.files, self.language, self.found.on)
        return text[:1].upper() + text[1:]

    def answers(self, node: Node) -> tuple[str, ...]:
        """The answers that a step used."""
        told = []
        for name in node.facts():
            fact, state = self.files.facts[name], self.found.case.get(name)
            value = shown_fact(fact, state, self.language) if state is not None else _("niet gevraagd")
            told.append(f"{fact.label.get(self.language)}: {value}")
        return tuple(told)


def _joined(node: Node, traced: TraceNode, op: str) -> Iterator[Pair]:
    """The parts of a row of the same joiner, however it was written."""
    for arg, below in zip(node.args, traced.children, strict=True):
        if arg.op == op:
            yield from _joined(arg, below, op)
        else:
            yield arg, below
