"""Reading a table of people: from columns as files hold them to the numbers that the engine works with.

Columns are called after facts; an empty cell was not asked. An amount is a column of decimals or texts in euros, or a
column `<fact>_cents` of whole cents. A text column `<fact>__toestand` may say of each row that the fact is `bekend`,
`niet_gevraagd`, `n.v.t.` or `geweigerd`. Everything that is wrong in a table is told together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from overstap.rules import Fact, Sensitivity, show
from overstap.rules.datatypes import Kind
from overstap.rules.problems import did_you_mean
from overstap.screening.kernel import dtype_of_bounds
from overstap.screening.plan import Presence

STATE, CENTS = "__toestand", "_cents"
KNOWN, NOT_ASKED, NOT_APPLICABLE, REFUSED = "bekend", "niet_gevraagd", "n.v.t.", "geweigerd"
_STATES = (KNOWN, NOT_ASKED, NOT_APPLICABLE, REFUSED)
_SHOWN_ROWS = 5
TOGETHER = 32
"""So many columns are read at a time: all at once would fill the memory."""
Parts = Callable[[Sequence[str]], Iterable[pl.DataFrame]]
"""Gives these columns of a table, from the first row on and in parts."""
_EPOCH = 719_163
_TRUTHS = {"ja": 1, "true": 1, "1": 1, "yes": 1, "waar": 1, "nee": 0, "false": 0, "0": 0, "no": 0, "onwaar": 0}


@dataclass(slots=True)
class TableProblem:
    """Something wrong in a column (tabelfout): how many rows have it, and the first of them; 1 is the first row."""

    column: str
    message: str
    rows: list[int] = field(default_factory=list)
    count: int = 0

    def __str__(self) -> str:
        if not self.count:
            return f"{self.column}: {self.message}"
        rows = ", ".join(str(row) for row in self.rows)
        more = f" and {self.count - len(self.rows)} more" if self.count > len(self.rows) else ""
        return f"{self.column}: {self.message} (row {rows}{more})"


class PopulationError(ValueError):
    """A table cannot be screened; `problems` tells everything that is wrong with it."""

    def __init__(self, problems: Iterable[TableProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class FactColumn:
    """Where a table holds a fact: the column with values, and the one with states when there is one."""

    fact: Fact
    values: str
    states: str | None


@dataclass(frozen=True, slots=True)
class FactNumbers:
    """A fact in a piece of a table: its numbers or truths, empty where it has none; and where it does not apply."""

    numbers: pl.Series
    inapplicable: pl.Series | None


class PopulationReader:
    """Reads the facts of a table piece by piece (bevolkingslezer) and collects what is wrong with it.

    `apart` are columns that are no facts: dates, regions and what is carried along.
    """

    def __init__(self, facts: Mapping[str, Fact], schema: Mapping[str, pl.DataType], apart: Iterable[str]) -> None:
        self.facts, self.schema = facts, dict(schema)
        self._problems: dict[tuple[str, str], TableProblem] = {}
        self.columns = self._columns(frozenset(apart))

    @property
    def problems(self) -> list[TableProblem]:
        """Everything found wrong so far, in the order of the columns."""
        order = {name: index for index, name in enumerate(self.schema)}
        return sorted(self._problems.values(), key=lambda one: order.get(one.column, len(order)))

    def note(self, column: str, message: str, rows: pl.Series | None = None, offset: int = 0) -> None:
        """Note a mistake; `rows` is the mask of the rows of this piece that have it."""
        problem = self._problems.setdefault((column, message), TableProblem(column, message))
        if rows is not None:
            found = rows.arg_true()
            room = _SHOWN_ROWS - len(problem.rows)
            problem.rows += [offset + row + 1 for row in found.head(max(0, room)).to_list()]
            problem.count += len(found)

    def _columns(self, apart: frozenset[str]) -> dict[str, FactColumn]:
        found: dict[str, FactColumn] = {}
        for name in self.schema:
            if name in apart:
                continue
            fact_id = name.removesuffix(STATE)
            if fact_id not in self.facts and fact_id.endswith(CENTS):
                fact_id = fact_id.removesuffix(CENTS)
            fact = self.facts.get(fact_id)
            if fact is None or (name.endswith(CENTS) and name != fact_id and fact.type.kind is not Kind.MONEY):
                advice = did_you_mean(fact_id, self.facts).strip() or "Name it in --keep when it has to come along."
                self.note(name, f"There is no fact of this name. {advice}")
            elif name.endswith(STATE):
                if fact_id not in self.schema and fact_id + CENTS not in self.schema:
                    self.note(name, f"The column '{fact_id}' that this one speaks of is not there.")
            elif fact_id in found:
                self.note(name, f"'{fact_id}' stands in the table twice.")
            else:
                self._check_type(fact, name)
                found[fact_id] = FactColumn(fact, name, fact_id + STATE if fact_id + STATE in self.schema else None)
        return found

    def _check_type(self, fact: Fact, name: str) -> None:
        dtype, kind = self.schema[name], fact.type.kind
        if dtype in (pl.Null, pl.String):
            return
        whole = dtype.is_integer()
        fits = {
            Kind.BOOLEAN: dtype == pl.Boolean or whole,
            Kind.INTEGER: whole,
            Kind.MONEY: whole if name.endswith(CENTS) else dtype.is_decimal(),
            Kind.DATE: dtype == pl.Date,
            Kind.ENUM: dtype in (pl.Categorical, pl.Enum),
        }[kind]
        if fits:
            return
        advice = ""
        if kind is Kind.MONEY:
            advice = f" Give decimals or texts in euros, or whole cents in a column '{fact.id}{CENTS}'."
        self.note(name, f"The column holds {dtype}, but '{fact.id}' is {fact.type.describe()}.{advice}")

    def columns_of(self, names: Iterable[str]) -> list[str]:
        """Give the columns that hold these facts: their values, and their states where the table has them."""
        held = [self.columns[name] for name in names]
        return [name for one in held for name in (one.values, one.states) if name is not None]

    def presence(self, names: Sequence[str], parts: Parts) -> dict[str, Presence]:
        """Look which of these facts have gaps and which do not always apply; no further than needed to know."""
        found: dict[str, Presence] = {}
        for first in range(0, len(names), TOGETHER):
            found |= self._presence(names[first : first + TOGETHER], parts)
        return found

    def _presence(self, names: Sequence[str], parts: Parts) -> dict[str, Presence]:
        """Look at some facts; done as soon as each has shown everything that it may hold."""
        found = dict.fromkeys(names, Presence())
        columns = {name: self.columns[name] for name in names}
        for part in parts(self.columns_of(names)):
            for name, column in columns.items():
                seen, before = _seen(column, part), found[name]
                found[name] = Presence(before.gaps or seen.gaps, before.inapplicable or seen.inapplicable)
            columns = {
                name: one
                for name, one in columns.items()
                if not found[name].gaps or (one.states is not None and not found[name].inapplicable)
            }
            if not columns:
                break
        return found

    def read(self, fact_id: str, piece: pl.DataFrame, offset: int) -> FactNumbers:
        """Give the numbers of a fact in a piece that starts at row `offset`; what is wrong is noted."""
        column = self.columns[fact_id]
        fact, source = column.fact, piece.get_column(column.values)
        numbers = _ready(fact, source)
        if numbers is None:
            numbers = self._converted(column, source, offset)
        inapplicable = None
        if column.states is not None:
            inapplicable = self._states(column, piece.get_column(column.states), numbers, offset)
        return FactNumbers(numbers, inapplicable)

    def _converted(self, column: FactColumn, source: pl.Series, offset: int) -> pl.Series:
        """Give the numbers of a column that has to be read value by value; what cannot be read becomes empty."""
        fact = column.fact
        if source.dtype == pl.String:
            source = source.str.strip_chars().replace("", None)
        numbers = _numbers(fact, source, cents=column.values != fact.id)
        wrong = source.is_not_null() & numbers.is_null()
        if wrong.any():
            words = f"{_words(fact, source, wrong)}'{fact.id}' is {fact.type.describe()}."
            self.note(column.values, words, wrong, offset)
        outside = ((numbers < fact.low) | (numbers > fact.high)).fill_null(value=False)
        if outside.any():
            limits = f"{_shown(fact, fact.low)} to {_shown(fact, fact.high)}"
            self.note(column.values, f"The value lies outside the domain: {limits}.", outside, offset)
            numbers = numbers.set(outside, None)
        narrow = numbers.cast(dtype_of_bounds(fact.low, fact.high))
        return narrow == 1 if fact.type.kind is Kind.BOOLEAN else narrow

    def _states(self, column: FactColumn, states: pl.Series, numbers: pl.Series, offset: int) -> pl.Series:
        name = column.states or ""
        states = states.cast(pl.String).fill_null("")
        unknown = ~states.is_in(["", *_STATES])
        if unknown.any():
            self.note(name, f"The states are: {', '.join(_STATES)}.", unknown, offset)
        missing = (states == KNOWN) & numbers.is_null()
        if missing.any():
            self.note(name, "The state is 'bekend' but there is no value.", missing, offset)
        inapplicable = states == NOT_APPLICABLE
        if inapplicable.any() and not column.fact.may_be_not_applicable:
            self.note(
                name, f"'{column.fact.id}' always applies, so 'n.v.t.' cannot be its state.", inapplicable, offset
            )
        contradicted = (inapplicable | (states == NOT_ASKED) | (states == REFUSED)) & numbers.is_not_null()
        if contradicted.any():
            self.note(name, "The state says that there is no value, but there is one.", contradicted, offset)
        return inapplicable


def _seen(column: FactColumn, part: pl.DataFrame) -> Presence:
    """Tell what a part of a table holds of a fact."""
    values = part.get_column(column.values)
    if column.states is None and values.dtype != pl.String:
        return Presence(gaps=values.has_nulls())
    empty = values.is_null()
    if values.dtype == pl.String:
        empty |= (values.str.strip_chars() == "").fill_null(value=True)
    if column.states is None:
        return Presence(gaps=empty.any())
    absent = (part.get_column(column.states).cast(pl.String) == NOT_APPLICABLE).fill_null(value=False)
    return Presence(gaps=(empty & ~absent).any(), inapplicable=absent.any())


def _ready(fact: Fact, source: pl.Series) -> pl.Series | None:
    """Give the numbers of a column that needs no reading value by value; None for any other."""
    dtype = source.dtype
    match fact.type.kind:
        case Kind.BOOLEAN:
            return source if dtype == pl.Boolean else None
        case Kind.ENUM if isinstance(dtype, pl.Enum) and tuple(dtype.categories) == fact.type.values:
            return source.to_physical().cast(dtype_of_bounds(fact.low, fact.high), wrap_numerical=True)
        case Kind.INTEGER | Kind.MONEY if dtype.is_integer():
            low, high = source.min(), source.max()
            if low is None or (isinstance(low, int) and isinstance(high, int) and fact.low <= low <= high <= fact.high):
                return source.cast(dtype_of_bounds(fact.low, fact.high), wrap_numerical=True)
    return None


def _numbers(fact: Fact, source: pl.Series, *, cents: bool) -> pl.Series:
    """Give the numbers for the values of a column; empty where a value is none or cannot be read."""
    text = source.dtype == pl.String
    if source.dtype == pl.Null:
        return source.cast(pl.Int64)
    match fact.type.kind:
        case Kind.BOOLEAN if text:
            return source.str.to_lowercase().replace_strict(_TRUTHS, default=None, return_dtype=pl.Int64)
        case Kind.MONEY if not cents:
            return _cents(source)
        case Kind.DATE:
            days = source.str.to_date("%Y-%m-%d", strict=False) if text else source
            return days.cast(pl.Int32).cast(pl.Int64) + _EPOCH
        case Kind.ENUM:
            ranks = {value: rank for rank, value in enumerate(fact.type.values)}
            return source.cast(pl.String).replace_strict(ranks, default=None, return_dtype=pl.Int64)
    return source.cast(pl.Int64, strict=False)


def _cents(source: pl.Series) -> pl.Series:
    if source.dtype != pl.String:
        whole = source.cast(pl.Decimal(38, 6)) * 100
        exact = whole == whole.cast(pl.Int64, strict=False).cast(pl.Decimal(38, 6))
        return whole.cast(pl.Int64, strict=False).set(~exact.fill_null(value=True), None)
    parts = source.str.extract_groups(r"^(-?)(\d{1,13})(?:[.,](\d{1,2}))?$")
    euros = parts.struct.field("2").cast(pl.Int64, strict=False)
    after = parts.struct.field("3").fill_null("").str.pad_end(2, "0").cast(pl.Int64, strict=False)
    amount = euros * 100 + after
    return (-amount).zip_with((parts.struct.field("1") == "-").fill_null(value=False), amount)


def _words(fact: Fact, source: pl.Series, wrong: pl.Series) -> str:
    """Quote a wrong value where that gives away nothing of a person."""
    if fact.sensitivity is not Sensitivity.GEWOON or fact.type.kind is not Kind.ENUM:
        return ""
    value = str(source.filter(wrong)[0])[:20]
    return f"'{value}' is not one of the values.{did_you_mean(value, fact.type.values)} "


def _shown(fact: Fact, number: int) -> str:
    return show(fact.type, number, "en", fact.choices)
