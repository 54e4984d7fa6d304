"""The algebra of the scheme language over columns instead of numbers."""

from __future__ import annotations

from collections.abc import Callable

from overstap.rules.algebra import Truth, Value
from overstap.screening.graph import Column, Graph


class ColumnAlgebra:
    """The execution for tables (rekenen met kolommen): fills in `overstap.rules.algebra.Algebra` over a graph."""

    __slots__ = ("graph",)

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def literal(self, number: int) -> Value:
        """Give the column of a whole number."""
        return self.graph.const(number)

    def where(self, condition: Truth, yes: Value, no: Value) -> Value:
        """Give `yes` where the condition holds, else `no`."""
        graph = self.graph
        return graph.where(graph.truth(graph.column(condition)), graph.column(yes), graph.column(no))

    def min(self, *values: Value) -> Value:
        """Give the smallest of the values, row by row."""
        return self._fold(self.graph.least, values)

    def max(self, *values: Value) -> Value:
        """Give the largest of the values, row by row."""
        return self._fold(self.graph.greatest, values)

    def bool_to_int(self, truth: Truth) -> Value:
        """Give a truth as a value: a mask is one already."""
        return self.graph.column(truth)

    def floordiv(self, dividend: Value, divisor: Value) -> Value:
        """Divide and round towards minus infinity."""
        return self.graph.floor_divide(self.graph.column(dividend), self.graph.column(divisor))

    def _fold(self, one: Callable[[Column, Column], Column], values: tuple[Value, ...]) -> Column:
        columns = list(dict.fromkeys(self.graph.column(value) for value in values))
        found = columns[0]
        for column in columns[1:]:
            found = one(found, column)
        return found
