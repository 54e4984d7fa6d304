"""Cases as a table of people, as a file holds them."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from overstap.rules import NOT_APPLICABLE, Facts, Kind, Known
from overstap.rules.model import Fact

_DTYPES: dict[Kind, pl.DataType] = {Kind.BOOLEAN: pl.Boolean(), Kind.DATE: pl.Date(), Kind.ENUM: pl.String()}


def as_table(facts: Mapping[str, Fact], names: Iterable[str], cases: Sequence[Facts]) -> pl.DataFrame:
    """Put cases in a table with a column per fact; amounts in whole cents."""
    columns: dict[str, pl.Series] = {}
    for name in names:
        fact = facts[name]
        states = [case.get(name) for case in cases]
        plain = [state.value if isinstance(state, Known) else None for state in states]
        column = f"{name}_cents" if fact.type.kind is Kind.MONEY else name
        columns[column] = pl.Series(plain, dtype=_DTYPES.get(fact.type.kind, pl.Int64()))
        if fact.may_be_not_applicable:
            words = ["n.v.t." if state is NOT_APPLICABLE else None for state in states]
            columns[f"{name}__toestand"] = pl.Series(words, dtype=pl.String)
    return pl.DataFrame(columns)
