"""Explanations at three depths, in Dutch and English: one sentence, a line per condition, the whole tree."""

from __future__ import annotations

from enum import StrEnum

from overstap.core.money import euros
from overstap.rules.assessment import Assessment, Bounds, RuleGround
from overstap.rules.trace import TraceNode
from overstap.rules.tree import LET
from overstap.rules.values import Outcome
from overstap.rules.wording import ALL_HOLD, NO_CONDITIONS, OUTCOMES


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
    """Explain with the deciding conditions only."""
    conditions = [ground for ground in assessment.grounds if ground.kind == "voorwaarde"]
    deciding = [ground for ground in conditions if ground.outcome is assessment.outcome]
    label = OUTCOMES[assessment.outcome].get(language).capitalize()
    if assessment.outcome is not Outcome.JA:
        reasons = " ".join(ground.text.get(language) for ground in deciding)
    elif len(conditions) == 1:
        reasons = conditions[0].text.get(language)
    else:
        reasons = (ALL_HOLD if conditions else NO_CONDITIONS).get(language).format(count=len(conditions))
    answers = " ".join(output.says.get(language) for output in assessment.outputs.values() if output.says)
    return " ".join(part for part in (f"{assessment.name.get(language)}: {label}.", reasons, answers) if part)


def condition_lines(assessment: Assessment, language: str = "nl") -> list[str]:
    """Explain with one line per condition and factor: what it says and where that is written."""
    return [f"{_mark(ground)} {ground.text.get(language)}{_source(ground, language)}" for ground in assessment.grounds]


def _mark(ground: RuleGround) -> str:
    return {Outcome.JA: "[+]", Outcome.NEE: "[-]", Outcome.ONBEKEND: "[?]"}[ground.outcome]


def _source(ground: RuleGround, language: str) -> str:
    source = ground.source.get(language)
    return f" ({source})" if source else ""


def tree_lines(assessment: Assessment, language: str = "nl") -> list[str]:
    """Explain with every part of every expression; a star marks what decided."""
    lines: list[str] = []
    for name, root in assessment.trace.items():
        lines.append(f"{name}: {root.shown(language)}")
        _grow(lines, root, language, 1)
    return lines


def _grow(lines: list[str], node: TraceNode, language: str, depth: int) -> None:
    source = node.source.get(language)
    mark = "*" if node.deciding else " "
    lines.append(f"{'  ' * depth}{mark} {node.text} = {node.shown(language)}" + (f" [{source}]" if source else ""))
    children = node.children[0].children if node.op == LET and node.children else node.children
    for child in children:
        _grow(lines, child, language, depth + 1)


def shown_amount(amount: Bounds, language: str = "nl") -> str:
    """Write an amount or the limits of one."""
    if amount.settled:
        return euros(amount.lo, language)
    joint = "to" if language.startswith("en") else "tot en met"
    return f"{euros(amount.lo, language)} {joint} {euros(amount.hi, language)}"
