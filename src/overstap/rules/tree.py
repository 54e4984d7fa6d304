"""The checked form of an expression: a tree of typed nodes, each with the text it was written as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from overstap.rules.datatypes import DataType

CONSTANT, FACT, APPLIES, PARAMETER, TODAY, LET = "constant", "fact", "applies", "parameter", "today", "let"
LEAVES = frozenset({CONSTANT, FACT, APPLIES, PARAMETER, TODAY})


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One step of an expression (knoop).

    `op` is a leaf, `let` (the value of a named expression, its only argument) or the name of an operation. `name` is
    the fact, parameter or `let` meant; `number` the value of a constant; `static` what the operation needs besides
    its arguments.
    """

    op: str
    type: DataType
    text: str
    args: tuple[Node, ...] = ()
    name: str = ""
    number: int = 0
    static: Any = None

    def walk(self) -> Iterator[Node]:
        """Give this node and all below it, named expressions included, in the order of the text."""
        yield self
        for arg in self.args:
            yield from arg.walk()

    def facts(self) -> tuple[str, ...]:
        """Give the facts that the expression asks, in the order of the text, each once."""
        return tuple(dict.fromkeys(node.name for node in self.walk() if node.op in (FACT, APPLIES)))

    def parameters(self) -> tuple[str, ...]:
        """Give the parameters that the expression uses, in the order of the text, each once."""
        return tuple(dict.fromkeys(name for node in self.walk() for name in parameter_names(node)))


def parameter_names(node: Node) -> tuple[str, ...]:
    """Give the parameters that this node itself refers to: as a leaf, as members of a list, or as a table."""
    if node.op == PARAMETER:
        return (node.name,)
    if node.op == "bracket":
        return (str(node.static),)
    if node.op == "one_of":
        return tuple(member for member in node.static if isinstance(member, str))
    return ()
