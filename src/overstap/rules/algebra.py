"""The small set of operations that an execution has to bring along; everything else is written once on top of it.

A value is whatever the execution calculates with: a whole number when one person is assessed, a column when a table is.
Besides the operations of `Algebra`, values bring integer `+`, `-`, `*` and the comparisons `<`, `<=`, `>`, `>=`.
"""

from __future__ import annotations

from typing import Any, Protocol

Value = Any
"""A number in the execution at hand; its arithmetic and comparisons are those of whole numbers."""
Truth = Any
"""What a comparison of values gives in the execution at hand."""


class Algebra(Protocol):
    """What an execution fills in (rekenkundige basis)."""

    def literal(self, number: int) -> Value:
        """Give the value of a whole number."""

    def where(self, condition: Truth, yes: Value, no: Value) -> Value:
        """Give `yes` where the condition holds, else `no`."""

    def min(self, *values: Value) -> Value:
        """Give the smallest of the values."""

    def max(self, *values: Value) -> Value:
        """Give the largest of the values."""

    def bool_to_int(self, truth: Truth) -> Value:
        """Give 1 for true and 0 for false."""

    def floordiv(self, dividend: Value, divisor: Value) -> Value:
        """Divide and round towards minus infinity; the divisor is at least 1."""


class ScalarAlgebra:
    """The execution for one person: plain Python integers."""

    __slots__ = ()

    literal = staticmethod(int)
    bool_to_int = staticmethod(int)

    @staticmethod
    def min(*values: Value) -> Value:
        """Python's own, also for a single value."""
        return min(values)

    @staticmethod
    def max(*values: Value) -> Value:
        """Python's own, also for a single value."""
        return max(values)

    @staticmethod
    def where(condition: Truth, yes: Value, no: Value) -> Value:
        """Choose with Python's own conditional."""
        return yes if condition else no

    @staticmethod
    def floordiv(dividend: Value, divisor: Value) -> Value:
        """Python's `//` already rounds towards minus infinity."""
        return dividend // divisor


SCALAR: Algebra = ScalarAlgebra()
