"""From the text of an expression to its checked tree."""

from __future__ import annotations

from overstap.rules.binding import Binder, Names
from overstap.rules.datatypes import DataType
from overstap.rules.functions import FUNCTIONS
from overstap.rules.grammar import Source
from overstap.rules.tree import Node


def bind(text: str, names: Names, expected: DataType | None = None) -> Node:
    """Read an expression and check it (uitdrukking).

    `expected` is the type it has to have; when that is an enumeration its values may stand as bare names.
    Raises `ExpressionError` with the offset in the text, what is wrong and what to do.
    """
    binder = Binder(Source(text), names, FUNCTIONS)
    root = binder.expression(binder.source.tree, expected, frozenset())
    return root if expected is None else binder.require(root, expected, binder.source.tree)
