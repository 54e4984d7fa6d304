"""Running schemes over the pieces of a table: periods, regions, and the columns that come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from overstap.rules import Catalogue, Kind, SchemeVersion
from overstap.rules.datatypes import DataType
from overstap.rules.evaluation import parameters_on
from overstap.rules.program import ParameterValue
from overstap.screening.graph import Column
from overstap.screening.kernel import Kernel, dtype_of_bounds, widest
from overstap.screening.plan import (
    TODAY,
    Answers,
    ByRegion,
    Pair,
    Planner,
    Presence,
    Setting,
    Today,
    is_known,
    is_settled,
    may_apply,
    periods,
)
from overstap.screening.population import FactNumbers

Overrides = Mapping[str, Mapping[str, ParameterValue]]
"""What a region has set: by scheme and parameter."""

OUTCOMES = pl.Enum(["nee", "onbekend", "ja"])
_NO, _MAYBE, _YES = (pl.Series([label], dtype=OUTCOMES) for label in OUTCOMES.categories)
OUTSIDE = "geldigheid"
_UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Wish:
    """What to give besides the outcome and the claim (wens)."""

    grounds: bool = False
    outputs: bool = False

    def columns(self, version: SchemeVersion) -> dict[str, pl.DataType]:
        """Give the columns that a version answers with; its numbers in the widest sort."""
        name = version.id
        found: dict[str, pl.DataType] = {f"{name}.uitkomst": OUTCOMES}
        if version.amount is not None:
            found |= dict.fromkeys(amount_names(name), pl.Int64())
        if self.grounds:
            found[f"{name}.grond"] = pl.Enum(ground_labels(version))
        for output in version.outputs.values() if self.outputs else ():
            if output.type.kind in (Kind.ENUM, Kind.BOOLEAN):
                found[f"{name}.{output.id}"] = pl.Enum(_labels(output.type))
            else:
                dtype = pl.Date() if output.type.kind is Kind.DATE else pl.Int64()
                found |= {f"{name}.{output.id}_{end}": dtype for end in ("min", "max")}
        return found


def amount_names(scheme: str) -> tuple[str, str]:
    """Give the columns with the lowest and the highest amount of a scheme."""
    return f"{scheme}.bedrag_min_cents", f"{scheme}.bedrag_max_cents"


class Batch:
    """Some schemes in a period in which nothing of them changes (partij), ready to run over pieces of a table.

    `regions` are the values that each region has set; where they differ, `regional` holds the column to gather from.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        versions: Sequence[SchemeVersion],
        days: tuple[date, date],
        *,
        present: Mapping[str, Presence],
        regions: Sequence[Overrides],
        wish: Wish,
    ) -> None:
        self.versions, self.wish = tuple(versions), wish
        planner = Planner(catalogue.facts, present, Today(days[0].toordinal(), days[1].toordinal()))
        wanted: dict[str, Column] = {}
        self.answers: dict[str, Answers] = {}
        self.regional: dict[str, pl.Series] = {}
        for version in self.versions:
            settings, regional = settings_of(version, days[0], regions)
            self.regional |= regional
            answers = self.answers[version.id] = planner.answers(version, settings, grounds=wish.grounds)
            wanted |= _named(answers, outputs=wish.outputs)
        self.kernel = Kernel(wanted)

    @property
    def twins(self) -> dict[str, str]:
        """The outcomes that are the same as an earlier one in every row, whatever the table holds, with that one."""
        first: dict[Pair, str] = {}
        for name, held in self.answers.items():
            first.setdefault(held.outcome, f"{name}.uitkomst")
        outcomes = {f"{name}.uitkomst": first[held.outcome] for name, held in self.answers.items()}
        return {name: other for name, other in outcomes.items() if name != other}

    def run(self, inputs: Mapping[str, pl.Series], height: int) -> list[pl.Series]:
        """Give the result columns of a piece; numbers in the sort of their bounds."""
        numbers = self.kernel.run(inputs, height)
        outcomes: dict[Pair, pl.Series] = {}
        found: list[pl.Series] = []
        for version in self.versions:
            found += self._columns(version, numbers, outcomes)
        return found

    def _columns(
        self, version: SchemeVersion, numbers: Mapping[str, pl.Series], outcomes: dict[Pair, pl.Series]
    ) -> Iterator[pl.Series]:
        name, answers = version.id, self.answers[version.id]
        # Schemes with the same outcome in every row share one column in memory.
        if answers.outcome not in outcomes:
            outcomes[answers.outcome] = outcome_series(*(numbers[f"{name}.uitkomst|{end}"] for end in ("lo", "hi")))
        yield outcomes[answers.outcome].alias(f"{name}.uitkomst")
        if answers.claim is not None:
            for end, column in zip(("lo", "hi"), amount_names(name), strict=True):
                yield numbers[f"{name}.bedrag|{end}"].alias(column)
        if self.wish.grounds:
            yield ground_series(f"{name}.grond", version, numbers[f"{name}.grond"])
        if self.wish.outputs:
            for output in version.outputs.values():
                low, high = (numbers[f"{name}.{output.id}|{end}"] for end in ("lo", "hi"))
                yield from output_series(f"{name}.{output.id}", version, output.id, low, high)


def kinds_of(regions: Sequence[Overrides]) -> tuple[int, ...]:
    """Number the regions; those with the same lists and tables have the same number and are calculated together."""
    seen: list[list[tuple[str, str, object]]] = []
    found: list[int] = []
    for values in regions:
        shape: list[tuple[str, str, object]] = sorted(
            (scheme, name, value)
            for scheme, chosen in values.items()
            for name, value in chosen.items()
            if isinstance(value, tuple)
        )
        if shape not in seen:
            seen.append(shape)
        found.append(seen.index(shape))
    return tuple(found)


def settings_of(
    version: SchemeVersion, day: date, regions: Sequence[Overrides]
) -> tuple[dict[str, Setting], dict[str, pl.Series]]:
    """Give the parameters of a version: one value, or a column where regions have set different ones.

    The second answer holds, for each such column, the values of the regions to gather from.
    """
    held = [dict(parameters_on(version, day, values.get(version.id, {}))) for values in regions]
    settings: dict[str, Setting] = dict(held[0])
    regional: dict[str, pl.Series] = {}
    for name, parameter in version.parameters.items():
        values = [parameters[name] for parameters in held]
        numbers = [value for value in values if isinstance(value, int)]
        if len(numbers) == len(values) and len(set(numbers)) > 1:
            mask, low, high = parameter.type.kind is Kind.BOOLEAN, min(numbers), max(numbers)
            key = f"{version.id}:{name}"
            settings[name] = ByRegion(key, low, high, mask=mask)
            regional[key] = pl.Series(numbers).cast(pl.Boolean if mask else dtype_of_bounds(low, high))
    return settings, regional


def _named(answers: Answers, *, outputs: bool) -> dict[str, Column]:
    name = answers.version.id
    pairs: dict[str, Pair] = {f"{name}.uitkomst": answers.outcome}
    if answers.claim is not None:
        pairs[f"{name}.bedrag"] = answers.claim
    if outputs:
        pairs |= {f"{name}.{output}": pair for output, pair in answers.outputs.items()}
    found = {
        f"{key}|{end}": column for key, pair in pairs.items() for end, column in zip(("lo", "hi"), pair, strict=True)
    }
    if answers.ground is not None:
        found[f"{name}.grond"] = answers.ground
    return found


_FEW = 24


def labelled(numbers: pl.Series, labels: Sequence[str | None], dtype: pl.Enum) -> pl.Series:
    """Give the label for each number or truth; the numbers are places in `labels`."""
    held = [pl.Series([label], dtype=dtype) for label in labels]
    if numbers.dtype == pl.Boolean:
        return held[1].zip_with(numbers, held[0])
    if len(labels) > _FEW:
        return pl.concat(held).gather(numbers.cast(pl.UInt32))
    # Choosing label after label is much faster than looking each one up.
    found = held[0].new_from_index(0, len(numbers)) if len(labels) == 1 else held[0]
    for place, label in enumerate(held[1:], start=1):
        found = label.zip_with(numbers == pl.Series([place], dtype=numbers.dtype), found)
    return found


def joined(one: pl.DataType | None, other: pl.DataType) -> pl.DataType:
    """Give the sort of a column that holds what either of two versions answers."""
    if isinstance(one, pl.Enum) and isinstance(other, pl.Enum):
        return pl.Enum(list(dict.fromkeys([*one.categories, *other.categories])))
    return widest(one, other) if one is not None and one.is_integer() and other.is_integer() else other


def outcome_series(low: pl.Series, high: pl.Series) -> pl.Series:
    """Give nee, onbekend or ja from the masks of certainly and possibly."""
    certainly, possibly = as_mask(low), as_mask(high)
    return _YES.zip_with(certainly, _MAYBE.zip_with(possibly, _NO))


def output_series(
    name: str, version: SchemeVersion, output_id: str, low: pl.Series, high: pl.Series
) -> Iterator[pl.Series]:
    """Give an output: an enumeration or truth in one column with `onbekend`, a number as lowest and highest."""
    kind = version.outputs[output_id].type
    if kind.kind in (Kind.ENUM, Kind.BOOLEAN):
        labels = _labels(kind)
        dtype = pl.Enum(labels)
        settled = labelled(low, labels[:-1], dtype)
        yield settled.zip_with(low == high, pl.Series(labels[-1:], dtype=dtype)).alias(name)
    else:
        for end, series in (("min", low), ("max", high)):
            column = series
            if kind.kind is Kind.DATE:
                column = (series.cast(pl.Int64) - date(1970, 1, 1).toordinal()).cast(pl.Int32).cast(pl.Date)
            yield column.alias(f"{name}_{end}")


def ground_series(name: str, version: SchemeVersion, numbers: pl.Series) -> pl.Series:
    """Give the id of the condition that decides, and nothing where all hold."""
    labels = ground_labels(version)
    # Conditions are numbered from 1; no condition is the empty cell.
    return labelled(numbers, [None, *labels[:-1]], pl.Enum(labels)).alias(name)


def ground_labels(version: SchemeVersion) -> list[str]:
    """Give what can decide in a version: its conditions, or that it is not in force."""
    return [*(condition.id for condition in version.conditions), OUTSIDE]


def _labels(kind: DataType) -> list[str]:
    return [*(kind.values or ("nee", "ja")), _UNKNOWN]


def as_mask(series: pl.Series) -> pl.Series:
    """Give a column of 0 and 1 as truths."""
    return series if series.dtype == pl.Boolean else series == 1


def fact_inputs(
    catalogue: Catalogue, read: Mapping[str, FactNumbers], present: Mapping[str, Presence]
) -> dict[str, pl.Series]:
    """Give the input columns of the facts of a piece."""
    found = {name: held.numbers for name, held in read.items()}
    open_ = [name for name in read if present[name].gaps or present[name].inapplicable]
    if not open_:
        return found
    # One question about all columns: asked of each apart, the asking would take longer than the answer.
    masks = pl.DataFrame([found[name].alias(name) for name in open_]).select(pl.all().is_not_null())
    for name in open_:
        numbers, known, elsewhere = found[name], masks.get_column(name), read[name].inapplicable
        # In a row without a value stands the lowest one, as the graph of columns expects.
        found[name] = numbers.zip_with(known, _lowest(catalogue.facts[name].low, numbers.dtype))
        found[is_known(name)] = known
        if elsewhere is not None:
            found[may_apply(name)] = ~elsewhere
            found[is_settled(name, present[name])] = known | elsewhere
    return found


@lru_cache(maxsize=1024)
def _lowest(number: int, dtype: pl.DataType) -> pl.Series:
    return pl.Series([number]).cast(dtype)


def today_input(days: pl.Series) -> dict[str, pl.Series]:
    """Give the input column of the date of assessment; `days` are dates."""
    return {TODAY: (days.cast(pl.Int32).cast(pl.Int64) + date(1970, 1, 1).toordinal()).cast(pl.Int32)}


def spans(catalogue: Catalogue, scheme_id: str) -> list[tuple[date, date, SchemeVersion]]:
    """Give the periods of all versions of a scheme, both days included."""
    return [(first, last, version) for version in catalogue.all_versions(scheme_id) for first, last in periods(version)]
