"""The operations of the scheme language as a graph of columns, simplified while it is made.

The operations themselves stand in `overstap.rules.operations`; here they are run once with columns instead of numbers.
A column knows between which numbers its values lie, equal columns are one column, and a truth is a mask. So a value
without gaps has the same column for its lowest and its highest, and nothing is calculated twice or in vain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

CONST, INPUT, GAP = "const", "input", "gap"
AND, OR, NOT = "and", "or", "not"
LESS, LESS_EQUAL, EQUAL, MEMBER = "less", "less_equal", "equal", "member"
ADD, SUBTRACT, MULTIPLY, FLOOR_DIVIDE = "add", "subtract", "multiply", "floor_divide"
WHERE, MIN, MAX = "where", "min", "max"
LARGEST: Final = 2**63 - 1
SMALL: Final = 128
"""A column with no more values than this keeps a truth about it as the set of values for which it holds."""


class TooLargeError(OverflowError):
    """A column could hold numbers that no column can hold."""


class Column:
    """One column of a graph (kolom): whole numbers between `low` and `high`, or a mask of truths.

    It is made by the graph only; the operators make further columns. `members` are the values for which the truth about
    one small column holds: bits, counted from the lowest value of that column, and after the highest one more bit for
    rows without a value. Of a column with gaps it is the number that stands in for such rows.
    """

    __slots__ = ("args", "graph", "high", "index", "low", "mask", "members", "name", "op")

    def __init__(
        self,
        graph: Graph,
        index: int,
        op: str,
        args: tuple[Column, ...],
        *,
        bounds: tuple[int, int],
        mask: bool,
        name: str,
        members: int = 0,
    ) -> None:
        self.graph, self.index, self.op, self.args, self.mask, self.name = graph, index, op, args, mask, name
        self.members = members
        self.low, self.high = bounds

    @property
    def is_const(self) -> bool:
        """Tell whether every row has the same, known value."""
        return self.op == CONST

    def __add__(self, other: Column | int) -> Column:
        return self.graph.add(self, self.graph.column(other))

    def __radd__(self, other: int) -> Column:
        return self.graph.add(self.graph.column(other), self)

    def __sub__(self, other: Column | int) -> Column:
        return self.graph.subtract(self, self.graph.column(other))

    def __rsub__(self, other: int) -> Column:
        return self.graph.subtract(self.graph.column(other), self)

    def __mul__(self, other: Column | int) -> Column:
        return self.graph.multiply(self, self.graph.column(other))

    def __rmul__(self, other: int) -> Column:
        return self.graph.multiply(self.graph.column(other), self)

    def __neg__(self) -> Column:
        return self.graph.negate(self)

    def __lt__(self, other: Column | int) -> Column:
        return self.graph.less(self, self.graph.column(other))

    def __gt__(self, other: Column | int) -> Column:
        return self.graph.less(self.graph.column(other), self)

    def __le__(self, other: Column | int) -> Column:
        return self.graph.less_equal(self, self.graph.column(other))

    def __ge__(self, other: Column | int) -> Column:
        return self.graph.less_equal(self.graph.column(other), self)

    def __repr__(self) -> str:
        inside = self.name or ", ".join(str(arg.index) for arg in self.args)
        return f"<{self.index}: {self.op}({inside}) {self.low}..{self.high}>"


class Graph:
    """Makes columns; the same column is never made twice."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Column] = {}
        self.columns: list[Column] = []

    def _make(
        self,
        op: str,
        args: tuple[Column, ...],
        bounds: tuple[int, int],
        *,
        mask: bool = False,
        name: str = "",
        members: int = 0,
    ) -> Column:
        if bounds[0] == bounds[1]:
            if op != CONST:
                return self.const(bounds[0])
        elif max(abs(bounds[0]), abs(bounds[1])) > LARGEST:
            raise TooLargeError(f"A column of '{op}' can hold numbers up to {max(abs(one) for one in bounds)}.")
        key = (op, name, bounds if op == CONST else members, tuple(arg.index for arg in args))
        found = self._known.get(key)
        if found is None:
            index = len(self.columns)
            found = Column(self, index, op, args, bounds=bounds, mask=mask, name=name, members=members)
            self._known[key] = found
            self.columns.append(found)
        return found

    def const(self, number: int) -> Column:
        """Give the column that holds one number everywhere."""
        return self._make(CONST, (), (number, number))

    def column(self, value: Column | int) -> Column:
        """Give a column for a number that may be one already."""
        return value if isinstance(value, Column) else self.const(int(value))

    def input(self, name: str, low: int, high: int, *, mask: bool = False) -> Column:
        """Give the column that is filled from outside under a name."""
        return self._make(INPUT, (), (low, high), mask=mask, name=name)

    # Logic

    def both(self, left: Column, right: Column) -> Column:
        """Give the mask of rows where both hold."""
        if left.is_const or right.is_const:
            fixed, other = (left, right) if left.is_const else (right, left)
            return other if fixed.low else fixed
        if left is right:
            return left
        if self._opposite(left, right):
            return self.const(0)
        if left.op == right.op == MEMBER and left.args == right.args:
            return self._member(left.args, left.members & right.members)
        if left.op == right.op == LESS_EQUAL and left.args == right.args[::-1]:
            return self.equal(*left.args)
        return self._make(AND, _ordered(left, right), (0, 1), mask=True)

    def either(self, left: Column, right: Column) -> Column:
        """Give the mask of rows where one of two holds."""
        if left.is_const or right.is_const:
            fixed, other = (left, right) if left.is_const else (right, left)
            return fixed if fixed.low else other
        if left is right:
            return left
        if left.op == right.op == MEMBER and left.args == right.args:
            return self._member(left.args, left.members | right.members)
        if self._opposite(left, right):
            return self.const(1)
        return self._make(OR, _ordered(left, right), (0, 1), mask=True)

    def negation(self, mask: Column) -> Column:
        """Give the mask of rows where it does not hold."""
        if mask.is_const:
            return self.const(1 - mask.low)
        if mask.op == NOT:
            return mask.args[0]
        if mask.op == MEMBER:
            return self._member(mask.args, ~mask.members)
        if mask.op in (LESS, LESS_EQUAL):
            return self._make(LESS_EQUAL if mask.op == LESS else LESS, mask.args[::-1], (0, 1), mask=True)
        return self._make(NOT, (mask,), (0, 1), mask=True)

    def gap(self, values: Column, known: Column, instead: int) -> Column:
        """Give a column that is known in some rows only, with a number for the others.

        In those rows `values` itself holds its lowest.
        """
        return self._make(GAP, (values, known), (values.low, values.high), members=instead)

    def member(self, column: Column, members: int) -> Column:
        """Give the mask of rows where a small column has one of the values."""
        width = column.high - column.low + 1
        members &= (1 << width) - 1
        if column.op != GAP:
            return self._member((column,), members)
        without = members >> (column.members - column.low) & 1
        return self._member(column.args, members | without << width)

    def _member(self, args: tuple[Column, ...], members: int) -> Column:
        """Give the mask of a set of values; the last of two bits of a column with gaps is that of the gap."""
        width = args[0].high - args[0].low + 1
        values = (1 << width) - 1
        everything = values if len(args) == 1 else values << 1 | 1
        members &= everything
        if members in (0, everything):
            return self.const(int(members != 0))
        if len(args) > 1 and members in (values, 1 << width):
            return args[1] if members == values else self.negation(args[1])
        return self._make(MEMBER, args, (0, 1), mask=True, members=members)

    def _opposite(self, left: Column, right: Column) -> bool:
        return self.negation(left) is right

    # Comparison

    def less(self, left: Column, right: Column) -> Column:
        """Give the mask of rows where the left is less."""
        if left.high < right.low:
            return self.const(1)
        if left is right or left.low >= right.high:
            return self.const(0)
        if _truths(left) and _truths(right):
            return self.both(self.negation(left), right)
        return self._compared_with_const(left, right) or self._make(LESS, (left, right), (0, 1), mask=True)

    def _compared_with_const(self, left: Column, right: Column) -> Column | None:
        """Give `left < right` in a simpler form where one of the two is a constant that allows it."""
        if left.is_const and left.low == 0:
            terms = _masks_added(right)
            if terms:
                return self._any(terms)
        if right.is_const and _small(left):
            return self.member(left, (1 << (right.low - left.low)) - 1)
        if left.is_const and _small(right):
            return self.member(right, ~((1 << (left.low - right.low + 1)) - 1))
        return None

    def less_equal(self, left: Column, right: Column) -> Column:
        """Give the mask of rows where the left is less or equal."""
        if left is right or left.high <= right.low:
            return self.const(1)
        if left.low > right.high:
            return self.const(0)
        if _truths(left) and _truths(right):
            return self.either(self.negation(left), right)
        if (right.is_const and _small(left)) or (left.is_const and _small(right)):
            return self.negation(self.less(right, left))
        return self._make(LESS_EQUAL, (left, right), (0, 1), mask=True)

    def equal(self, left: Column, right: Column) -> Column:
        """Give the mask of rows where both are the same number."""
        if left is right:
            return self.const(1)
        return self._make(EQUAL, _ordered(left, right), (0, 1), mask=True)

    def _any(self, masks: Iterable[Column]) -> Column:
        found = self.const(0)
        for mask in masks:
            found = self.either(found, mask)
        return found

    # Arithmetic

    def number(self, column: Column) -> Column:
        """Give a mask as the numbers 1 and 0; a number stays as it is."""
        if not column.mask:
            return column
        return self._make(WHERE, (column, self.const(1), self.const(0)), (0, 1))

    def add(self, left: Column, right: Column) -> Column:
        """Give the sum."""
        if left.is_const and left.low == 0:
            return right
        if right.is_const and right.low == 0:
            return left
        args = _ordered(self.number(left), self.number(right))
        return self._make(ADD, args, (left.low + right.low, left.high + right.high))

    def subtract(self, left: Column, right: Column) -> Column:
        """Give the difference."""
        if right.is_const and right.low == 0:
            return left
        if left is right:
            return self.const(0)
        if left.is_const and left.low == 1 and right.mask:
            return self.negation(right)
        if left.is_const and right.op == SUBTRACT and right.args[0].is_const and right.args[0].low == left.low:
            return right.args[1]
        args = (self.number(left), self.number(right))
        return self._make(SUBTRACT, args, (left.low - right.high, left.high - right.low))

    def multiply(self, left: Column, right: Column) -> Column:
        """Give the product."""
        left, right = _ordered(left, right)
        for one, other in ((left, right), (right, left)):
            if one.is_const and one.low == 1:
                return other
            if one.mask:
                return self.where(one, other, self.const(0))
        return self._make(MULTIPLY, (left, right), _corners(lambda a, b: a * b, left, right))

    def negate(self, column: Column) -> Column:
        """Give the opposite."""
        if column.mask:
            return self.where(column, self.const(-1), self.const(0))
        return self.subtract(self.const(0), column)

    def floor_divide(self, dividend: Column, divisor: Column) -> Column:
        """Divide and round towards minus infinity; the divisor is at least 1."""
        if divisor.is_const and divisor.low == 1:
            return dividend
        args = (self.number(dividend), self.number(divisor))
        return self._make(FLOOR_DIVIDE, args, _corners(lambda a, b: a // max(1, b), dividend, divisor))

    # Choice

    def where(self, condition: Column, yes: Column, no: Column) -> Column:
        """Give `yes` in the rows where the condition holds, else `no`."""
        if condition.is_const:
            return yes if condition.low else no
        if condition.op == NOT:
            return self.where(condition.args[0], no, yes)
        if yes.op == WHERE and yes.args[0] is condition:
            yes = yes.args[1]
        if no.op == WHERE and no.args[0] is condition:
            no = no.args[2]
        if yes is no:
            return yes
        if (yes.mask or no.mask) and _truths(yes) and _truths(no):
            return self.either(self.both(condition, yes), self.both(self.negation(condition), no))
        args = (condition, self.number(yes), self.number(no))
        return self._make(WHERE, args, (min(yes.low, no.low), max(yes.high, no.high)))

    def least(self, left: Column, right: Column) -> Column:
        """Give the smallest of two."""
        if left is right or left.high <= right.low:
            return left
        if right.high <= left.low:
            return right
        if (left.mask or right.mask) and _truths(left) and _truths(right):
            return self.both(left, right)
        args = _ordered(self.number(left), self.number(right))
        return self._make(MIN, args, (min(left.low, right.low), min(left.high, right.high)))

    def greatest(self, left: Column, right: Column) -> Column:
        """Give the largest of two."""
        if left is right or left.low >= right.high:
            return left
        if right.low >= left.high:
            return right
        if (left.mask or right.mask) and _truths(left) and _truths(right):
            return self.either(left, right)
        args = _ordered(self.number(left), self.number(right))
        return self._make(MAX, args, (max(left.low, right.low), max(left.high, right.high)))

    def truth(self, column: Column) -> Column:
        """Give a condition as a mask or constant."""
        return column if column.mask or column.is_const else self.less(self.const(0), column)


def _ordered(left: Column, right: Column) -> tuple[Column, Column]:
    return (left, right) if left.index <= right.index else (right, left)


def _truths(column: Column) -> bool:
    return column.mask or (column.is_const and column.low in (0, 1))


def _small(column: Column) -> bool:
    return not column.mask and column.high - column.low < SMALL


def _masks_added(column: Column) -> list[Column]:
    """Give the masks of which a column is the sum; none when it is another sort of number."""
    if column.mask:
        return [column]
    if column.op == ADD:
        parts = [_masks_added(arg) for arg in column.args]
        return [mask for part in parts for mask in part] if all(parts) else []
    is_number = column.op == WHERE and column.args[1].is_const and column.args[2].is_const
    if is_number and (column.args[1].low, column.args[2].low) == (1, 0):
        return [column.args[0]]
    return []


def _corners(of: Callable[[int, int], int], left: Column, right: Column) -> tuple[int, int]:
    found = [of(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    return min(found), max(found)
