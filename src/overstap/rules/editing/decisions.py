"""An expression that chooses, as a list that a form can show: this when that holds, else that, and otherwise this."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from overstap.rules.editing.groups import Group, expression_of, group_of
from overstap.rules.grammar import Source

MOST_BRANCHES = 12


@dataclass(frozen=True, slots=True)
class Branch:
    """One choice (keuze): what comes out, and when."""

    value: str
    when: Group


@dataclass(frozen=True, slots=True)
class Decision:
    """The choices in order, and what comes out when none holds (beslissing)."""

    branches: tuple[Branch, ...]
    otherwise: str


def decision_of(expression: str) -> Decision:
    """Give an expression as choices; without choices it all comes out. Raises `ExpressionError`."""
    source = Source(expression)
    node = source.tree
    branches: list[Branch] = []
    while isinstance(node, ast.IfExp) and len(branches) < MOST_BRANCHES:
        branches.append(Branch(source.quote(node.body), group_of(source.quote(node.test))))
        node = node.orelse
    return Decision(tuple(branches), source.quote(node))


def expression_of_decision(decision: Decision) -> str:
    """Write choices as an expression."""
    parts = [f"{_leaf(one.value)} if {expression_of(one.when)} else" for one in decision.branches]
    return " ".join([*parts, " ".join(decision.otherwise.split())])


def _leaf(text: str) -> str:
    """What comes out, between brackets when it chooses itself."""
    text = " ".join(text.split())
    return f"({text})" if isinstance(Source(text).tree, ast.IfExp) else text
