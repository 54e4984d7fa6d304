"""An invented population, the same at every run: values drawn evenly from the domains of the facts."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from overstap.rules import Catalogue, Fact, Kind

REGIONS = [f"r{number}" for number in range(36)]
_EPOCH = 719_163


def population(catalogue: Catalogue, names: Iterable[str], rows: int, *, missing: int) -> pl.DataFrame:
    """Give a table with these facts, of which `missing` percent has no value, and a region for each row."""
    columns = [_column(catalogue.facts[name], rows, missing, seed) for seed, name in enumerate(names, start=1)]
    regions = (_drawn(rows, 10_007) % len(REGIONS)).cast(pl.UInt32)
    named = regions.replace_strict(dict(enumerate(REGIONS)), return_dtype=pl.Enum(REGIONS))
    return pl.DataFrame([*columns, named.alias("regio")])


def _drawn(rows: int, seed: int) -> pl.Series:
    return pl.int_range(rows, eager=True).hash(seed)


def _column(fact: Fact, rows: int, missing: int, seed: int) -> pl.Series:
    numbers = (_drawn(rows, seed) % (fact.high - fact.low + 1)).cast(pl.Int64) + fact.low
    match fact.type.kind:
        case Kind.BOOLEAN:
            series = numbers == 1
        case Kind.ENUM:
            ranks = dict(enumerate(fact.type.values))
            series = numbers.cast(pl.UInt32).replace_strict(ranks, return_dtype=pl.Enum(fact.type.values))
        case Kind.DATE:
            series = (numbers - _EPOCH).cast(pl.Int32).cast(pl.Date)
        case _:
            series = numbers
    if missing:
        gaps = _drawn(rows, seed + 20_011) % 100 < missing
        series = pl.Series([None], dtype=series.dtype).zip_with(gaps, series)
    return series.alias(f"{fact.id}_cents" if fact.type.kind is Kind.MONEY else fact.id)
