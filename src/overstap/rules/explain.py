"""Explanations at three depths, in Dutch and English: one sentence, a line per condition, the whole tree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from overstap.core.money import euros
from overstap.rules.assessment import Assessment, Bounds, RuleGround
from overstap.rules.model import Text
from overstap.rules.trace import TraceNode, expressions
from overstap.rules.tree import CONSTANT, LET, Node
from overstap.rules.tree_words import TreeWords, is_long_sum
from overstap.rules.values import Outcome
from overstap.rules.wording import ALL_HOLD, ELSE, IF, NO_CONDITIONS, ONE_OPEN, OUTCOMES, STILL_OPEN, THEN

CHOOSE, FEW = "choose", 3


class Depth(StrEnum):
    """How far an explanation goes (diepte)."""

    SENTENCE = "zin"
    CONDITIONS = "voorwaarden"
    TREE = "boom"


def explain(assessment: Assessment, depth: Depth = Depth.SENTENCE, language: str = "nl") -> str:
    """Explain an assessment (uitleg); lines are separated by newlines."""
    if depth is Depth.SENTENCE:
        return sentence(assessment, language)
    if depth is Depth.CONDITIONS:
        return "\n".join(condition_lines(assessment, language))
    return "\n".join(tree_lines(assessment, language))


def sentence(assessment: Assessment, language: str = "nl") -> str:
    """Explain with the deciding conditions only.

    A scheme without conditions says its answers. Of an open answer the first open points are named and the others
    counted.
    """
    conditions = [ground for ground in assessment.grounds if ground.kind == "voorwaarde"]
    deciding = [ground for ground in conditions if ground.outcome is assessment.outcome]
    answers = " ".join(output.says.get(language) for output in assessment.outputs.values() if output.says)
    label = f"{OUTCOMES[assessment.outcome].get(language).capitalize()}."
    if not conditions:
        label, reasons = "", "" if answers else _shown_answers(assessment, language)
    elif assessment.outcome is Outcome.ONBEKEND:
        reasons = _open_points([ground.text.get(language) for ground in deciding], language)
    elif assessment.outcome is Outcome.NEE or len(conditions) == 1:
        reasons = " ".join(ground.text.get(language) for ground in deciding)
    else:
        reasons = ALL_HOLD.get(language).format(count=len(conditions))
    return " ".join(part for part in (f"{assessment.name.get(language)}:", label, reasons, answers) if part)


def _shown_answers(assessment: Assessment, language: str) -> str:
    """Say the first answers of a scheme that only answers, when the first of all is known."""
    outputs = list(assessment.outputs.values())
    if not outputs:
        return NO_CONDITIONS.get(language)
    if not outputs[0].settled:
        return f"{OUTCOMES[Outcome.ONBEKEND].get(language).capitalize()}."
    known = [output for output in outputs[:FEW] if output.settled]
    shown = [f"{one.label.get(language) if one.label else one.id}: {one.shown(language)}" for one in known]
    return f"{'; '.join(shown)}."


def _open_points(points: list[str], language: str) -> str:
    rest = len(points) - FEW
    if rest <= 0:
        return " ".join(points)
    more = (ONE_OPEN if rest == 1 else STILL_OPEN).get(language).format(count=rest)
    return " ".join([*points[:FEW], more])


def condition_lines(assessment: Assessment, language: str = "nl") -> list[str]:
    """Explain with one line per condition and factor: what it says and where that is written."""
    if not assessment.grounds:
        return [NO_CONDITIONS.get(language)]
    return [f"{_mark(ground)} {ground.text.get(language)}{_source(ground, language)}" for ground in assessment.grounds]


def _mark(ground: RuleGround) -> str:
    return {Outcome.JA: "[+]", Outcome.NEE: "[-]", Outcome.ONBEKEND: "[?]"}[ground.outcome]


def _source(ground: RuleGround, language: str) -> str:
    source = ground.source.get(language)
    return f" ({source})" if source else ""


def tree_lines(assessment: Assessment, language: str = "nl") -> list[str]:
    """Explain with every part of every expression; a star marks what decided."""
    if assessment.evaluation is None:
        return []
    words, lines, trees = TreeWords(assessment.evaluation, language), list[str](), assessment.trace
    for name, node in expressions(assessment.evaluation.version).items():
        lines.append(_title(assessment, name, trees[name], language))
        _Tree(words, lines, language).grow(node, trees[name], 1)
    return lines


def _title(assessment: Assessment, name: str, root: TraceNode, language: str) -> str:
    """Give the line above a tree: what a condition or factor says, or an answer with its value."""
    for ground in assessment.grounds:
        if name == (ground.id if ground.kind == "voorwaarde" else f"factor:{ground.id}"):
            return f"{_mark(ground)} {ground.text.get(language)}"
    output = assessment.outputs.get(name.removeprefix("uitkomst:"))
    label = output.label.get(language) if output and output.label else name.removeprefix("uitkomst:")
    return f"{label}: {root.shown(language)}"


@dataclass(frozen=True, slots=True)
class _Tree:
    """Writes the lines of one tree; `node` is the part of the file and `found` the same part as calculated."""

    words: TreeWords
    lines: list[str]
    language: str

    def grow(self, node: Node, found: TraceNode, depth: int, lead: Text | None = None) -> None:
        """Write a part and everything below it; a written value is named by the part above it."""
        source = found.source.get(self.language)
        start = f"{'  ' * depth}{'*' if found.deciding else ' '} {f'{lead.get(self.language)}: ' if lead else ''}"
        text = self.words.of(node)
        value = "" if node.op == CONSTANT else f" = {found.shown(self.language)}"
        self.lines.append(f"{start}{text}{value}" + (f" [{source}]" if source else ""))
        self.below(node, found, depth + 1)

    def below(self, node: Node, found: TraceNode, depth: int) -> None:
        """Write the parts of a part."""
        if node.op == LET:
            self.below(node.args[0], found.children[0], depth)
        elif node.op == CHOOSE:
            self.choices(node, found, depth)
        else:
            for arg, child in zip(node.args, found.children, strict=True):
                if is_long_sum(node) and arg.op == "add":
                    self.below(arg, child, depth)
                elif arg.op != CONSTANT:
                    self.grow(arg, child, depth)

    def choices(self, node: Node, found: TraceNode, depth: int) -> None:
        """Write a chain of choices one under the other, as 'if, then' and at last 'otherwise'."""
        while node.op == CHOOSE:
            for lead, arg, child in zip((IF, THEN), node.args, found.children, strict=False):
                self.grow(arg, child, depth + (lead is THEN), lead)
            node, found = node.args[2], found.children[2]
        self.grow(node, found, depth, ELSE)


def shown_amount(amount: Bounds, language: str = "nl") -> str:
    """Write an amount or the limits of one."""
    if amount.settled:
        return euros(amount.lo, language)
    joint = "to" if language.startswith("en") else "tot en met"
    return f"{euros(amount.lo, language)} {joint} {euros(amount.hi, language)}"
