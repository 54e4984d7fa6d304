"""Running a graph of columns over a piece of a table, with polars as the arithmetic.

Numbers are held in the narrowest sort of integer that their bounds allow, so a change of sort needs no checking; a
number is forgotten after its last use. No
column of a graph has an empty cell, so the rules of polars for empty cells play no part.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from overstap.screening import graph as g
from overstap.screening.graph import Column

WIDTHS: tuple[tuple[int, pl.DataType], ...] = (
    (2**7, pl.Int8()),
    (2**15, pl.Int16()),
    (2**31, pl.Int32()),
    (2**63, pl.Int64()),
)
BOOLEAN = pl.Boolean()


def dtype_of(*columns: Column) -> pl.DataType:
    """Give the narrowest sort of integer that holds all these columns."""
    return dtype_of_bounds(min(column.low for column in columns), max(column.high for column in columns))


def dtype_of_bounds(low: int, high: int) -> pl.DataType:
    """Give the narrowest sort of integer that holds every number from `low` to `high`."""
    return next(dtype for limit, dtype in WIDTHS if -limit <= low and high < limit)


def widest(*sorts: pl.DataType) -> pl.DataType:
    """Give the widest of some sorts of integer."""
    return max(sorts, key=[dtype for _, dtype in WIDTHS].index)


@dataclass(frozen=True, slots=True)
class _Instruction:
    """Fill one register from others, then empty those that nobody reads again."""

    target: int
    run: Callable[..., pl.Series]
    args: tuple[int, ...]
    done_with: tuple[int, ...]


def _where(mask: pl.Series, yes: pl.Series, no: pl.Series) -> pl.Series:
    return yes.zip_with(mask, no)


def _min(left: pl.Series, right: pl.Series) -> pl.Series:
    return left.zip_with(left < right, right)


def _max(left: pl.Series, right: pl.Series) -> pl.Series:
    return left.zip_with(left > right, right)


def _member(column: Column, dtype: pl.DataType) -> tuple[Callable[..., pl.Series], bool]:
    """Give the test for the values of a small column, with as few comparisons as the runs of values allow.

    The second answer tells whether the test also takes the mask of rows that have a value.
    """
    source, width = column.args[0], column.args[0].high - column.args[0].low + 1
    without = column.members >> width & 1
    # Rows without a value hold the lowest; the mask of known rows is needed only where that gives another answer.
    guarded = len(column.args) > 1 and without != column.members & 1
    runs, others = _runs(column.members, width), _runs(~column.members, width)
    turned = _price(others, width) < _price(runs, width)
    tests = [
        (pl.Series([source.low + first], dtype=dtype), pl.Series([source.low + last], dtype=dtype), first, last)
        for first, last in (others if turned else runs)
    ]

    def test(series: pl.Series) -> pl.Series:
        found: pl.Series | None = None
        for low, high, first, last in tests:
            if first == last:
                inside = series == low
            elif first == 0:
                inside = series <= high
            elif last == width - 1:
                inside = series >= low
            else:
                inside = (series >= low) & (series <= high)
            found = inside if found is None else found | inside
        if found is None:
            raise AssertionError("a test without values")
        return ~found if turned else found

    def with_gaps(series: pl.Series, known: pl.Series) -> pl.Series:
        return test(series) | ~known if without else test(series) & known

    return (with_gaps, True) if guarded else (test, False)


def _runs(members: int, width: int) -> list[tuple[int, int]]:
    """Give the runs of values that stand together, as places counted from the lowest."""
    found: list[tuple[int, int]] = []
    for place in range(width):
        if members >> place & 1:
            if found and found[-1][1] == place - 1:
                found[-1] = (found[-1][0], place)
            else:
                found.append((place, place))
    return found


def _price(runs: list[tuple[int, int]], width: int) -> int:
    """Count the comparisons that runs take."""
    return sum(1 if first in (0, last) or last == width - 1 else 3 for first, last in runs)


_RUN: dict[str, Callable[..., pl.Series]] = {
    g.AND: operator.and_,
    g.OR: operator.or_,
    g.NOT: operator.invert,
    g.LESS: operator.lt,
    g.LESS_EQUAL: operator.le,
    g.EQUAL: operator.eq,
    g.ADD: operator.add,
    g.SUBTRACT: operator.sub,
    g.MULTIPLY: operator.mul,
    g.FLOOR_DIVIDE: operator.floordiv,
    g.WHERE: _where,
    g.MIN: _min,
    g.MAX: _max,
}
_COMPARISONS = frozenset({g.LESS, g.LESS_EQUAL, g.EQUAL})


class Kernel:
    """A graph made ready to run (rekenkern); `wanted` are the columns to give, by any name."""

    def __init__(self, wanted: Mapping[str, Column]) -> None:
        self._registers: dict[tuple[int, str], int] = {}
        self._plan: list[tuple[int, Callable[..., pl.Series], tuple[int, ...]]] = []
        self._literals: list[tuple[int, pl.Series]] = []
        self._inputs: list[tuple[int, str]] = []
        self.wanted = dict(wanted)
        self._graph = next(iter(wanted.values())).graph if wanted else g.Graph()
        self._size = 0
        for column in _in_order(self.wanted.values()):
            self._place(column)
        self._outputs = {name: self._register(column, self.natural(column)) for name, column in self.wanted.items()}
        self._instructions = self._with_ends()

    @staticmethod
    def natural(column: Column) -> pl.DataType:
        """Give the sort in which a column comes out."""
        return BOOLEAN if column.mask else dtype_of(column)

    @property
    def size(self) -> int:
        """How many instructions are run per piece."""
        return len(self._instructions)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names that have to be filled from outside."""
        return tuple(name for _, name in self._inputs)

    def _new(self, column: Column, dtype: pl.DataType) -> int:
        register = self._registers[column.index, str(dtype)] = self._size
        self._size += 1
        return register

    def _register(self, column: Column, dtype: pl.DataType) -> int:
        """Give the register that holds a column as a sort of integer, made by a cast where it is not there yet."""
        found = self._registers.get((column.index, str(dtype)))
        if found is not None:
            return found
        if column.is_const:
            register = self._new(column, dtype)
            self._literals.append((register, pl.Series([column.low], dtype=dtype)))
            return register
        source = self._registers[column.index, str(self.natural(column))]
        register = self._new(column, dtype)
        self._plan.append((register, lambda series: series.cast(dtype, wrap_numerical=True), (source,)))
        return register

    def _place(self, column: Column) -> None:
        if column.is_const:
            return
        if column.op == g.INPUT:
            self._inputs.append((self._new(column, self.natural(column)), column.name))
            return
        if column.op in (g.MEMBER, g.GAP):
            self._place_about_values(column)
            return
        condition: tuple[int, ...] = ()
        args = column.args
        if column.mask and column.op not in _COMPARISONS:
            registers = tuple(self._register(arg, BOOLEAN) for arg in args)
        else:
            if column.op == g.WHERE:
                condition, args = (self._register(args[0], BOOLEAN),), args[1:]
            # A sum has to fit before it is made; a comparison only has to hold its two sides.
            width = dtype_of(*args) if column.mask else dtype_of(column, *args)
            registers = tuple(self._register(arg, width) for arg in args)
            if not column.mask and width != dtype_of(column):
                wide = self._new(column, width)
                self._plan.append((wide, _RUN[column.op], (*condition, *registers)))
                narrow = dtype_of(column)
                self._plan.append(
                    (self._new(column, narrow), lambda series: series.cast(narrow, wrap_numerical=True), (wide,))
                )
                return
        target = self._new(column, self.natural(column))
        self._plan.append((target, _RUN[column.op], (*condition, *registers)))

    def _place_about_values(self, column: Column) -> None:
        """Place a test of the values of a small column, or a column with something in its gaps."""
        dtype = dtype_of(column.args[0])
        values = self._register(column.args[0], dtype)
        if column.op == g.GAP and column.members == column.low:
            self._registers[column.index, str(dtype)] = values
        elif column.op == g.GAP:
            instead = self._literal(column.members, dtype)
            args = (self._register(column.args[1], BOOLEAN), values, instead)
            self._plan.append((self._new(column, dtype), _where, args))
        else:
            test, guarded = _member(column, dtype)
            known = (self._register(column.args[1], BOOLEAN),) if guarded else ()
            self._plan.append((self._new(column, BOOLEAN), test, (values, *known)))

    def _literal(self, number: int, dtype: pl.DataType) -> int:
        """Give the register of a number that is the same in every row."""
        return self._register(self._graph.const(number), dtype)

    def _with_ends(self) -> tuple[_Instruction, ...]:
        keep = {*self._outputs.values(), *(register for register, _ in self._literals)}
        seen: set[int] = set(keep)
        found: list[_Instruction] = []
        for target, run, args in reversed(self._plan):
            ends = tuple(dict.fromkeys(arg for arg in args if arg not in seen))
            seen.update(args)
            found.append(_Instruction(target, run, args, ends))
        return tuple(reversed(found))

    def run(self, piece: Mapping[str, pl.Series], height: int) -> dict[str, pl.Series]:
        """Calculate the wanted columns for a piece of a table; inputs are in the sort of their bounds."""
        registers: list[pl.Series | None] = [None] * self._size
        for register, literal in self._literals:
            registers[register] = literal
        for register, name in self._inputs:
            registers[register] = piece[name]
        for step in self._instructions:
            registers[step.target] = step.run(*[registers[arg] for arg in step.args])
            for arg in step.done_with:
                registers[arg] = None
        return {name: _full(registers[register], height) for name, register in self._outputs.items()}


def _full(series: pl.Series | None, height: int) -> pl.Series:
    if series is None:
        raise AssertionError("a wanted column was not calculated")
    return series.new_from_index(0, height) if len(series) == 1 != height else series


def _in_order(wanted: Iterable[Column]) -> Sequence[Column]:
    """Give all columns that the wanted ones need, each after its arguments."""
    found: dict[int, Column] = {}
    pending = list(wanted)
    while pending:
        column = pending.pop()
        if column.index not in found:
            found[column.index] = column
            pending += column.args
    return [found[index] for index in sorted(found)]
