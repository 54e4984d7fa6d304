"""Checking a batch while it runs: some rows are calculated again by the execution for one person."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from overstap.rules import NOT_APPLICABLE, Catalogue, FactValue, Kind, Known, SchemeVersion, plain_of
from overstap.rules.evaluation import Evaluation, ReadCase, evaluate
from overstap.rules.operations import Interval
from overstap.rules.program import ParameterValue
from overstap.rules.values import Outcome, outcome_of
from overstap.screening.batch import OUTSIDE
from overstap.screening.population import FactNumbers


class DifferenceError(RuntimeError):
    """Both executions disagree on a row, so nothing of the batch may be used."""

    def __init__(self, scheme: str, column: str, row: int) -> None:
        self.scheme, self.column, self.row = scheme, column, row
        super().__init__(
            f"Row {row}: '{column}' of the batch differs from the calculation for one person ('{scheme}'). "
            "Nothing was written. Please report this with the version of the program and of the scheme."
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """One row to check (steekproef): its place in the piece, its number in the table (1 is the first), its day."""

    place: int
    number: int
    day: date | None
    overrides: Mapping[str, Mapping[str, ParameterValue]]


def case_of(catalogue: Catalogue, read: Mapping[str, FactNumbers], row: int) -> dict[str, FactValue]:
    """Give the facts of one row as the execution for one person takes them."""
    found: dict[str, FactValue] = {}
    for name, held in read.items():
        if held.inapplicable is not None and held.inapplicable[row]:
            found[name] = NOT_APPLICABLE
            continue
        number = held.numbers[row]
        if number is not None:
            found[name] = Known(plain_of(catalogue.facts[name].type, number))
    return found


def recheck(
    catalogue: Catalogue,
    schemes: Iterable[str],
    sample: Sample,
    read: Mapping[str, FactNumbers],
    found: pl.DataFrame,
) -> None:
    """Calculate one row again for all schemes. Raises `DifferenceError` when anything differs."""
    case = case_of(catalogue, read, sample.place)
    told = ReadCase(catalogue.facts, case)
    row = found.row(sample.place, named=True)
    for scheme in schemes:
        version = _in_force(catalogue, scheme, sample.day)
        if sample.day is None:
            continue
        wanted: Iterable[tuple[str, object]] = _outside(scheme)
        if version is not None:
            regional = sample.overrides.get(scheme)
            wanted = _expected(evaluate(version, catalogue.facts, case, sample.day, regional, read=told), row)
        for column, expected in wanted:
            if column in row and row[column] != expected:
                raise DifferenceError(scheme, column, sample.number)


def _in_force(catalogue: Catalogue, scheme: str, day: date | None) -> SchemeVersion | None:
    return next((one for one in catalogue.all_versions(scheme) if day is not None and one.valid_on(day)), None)


def _outside(scheme: str) -> Iterable[tuple[str, object]]:
    yield f"{scheme}.uitkomst", Outcome.NEE.value
    yield f"{scheme}.grond", OUTSIDE


def _deciding(evaluation: Evaluation) -> str | None:
    """Give the first condition that fails, else the first that is open; None when all hold."""
    version, values = evaluation.version, evaluation.values
    bounds = [(one.id, values[version.program.slot(one.expression)]) for one in version.conditions]
    failing = [name for name, (_, high) in bounds if high == 0]
    still_open = [name for name, (low, _) in bounds if low == 0]
    return next(iter([*failing, *still_open]), None)


def _expected(evaluation: Evaluation, asked: Container[str]) -> Iterable[tuple[str, object]]:
    """Give what the columns have to hold; of grounds and further answers only those that were asked."""
    version, values = evaluation.version, evaluation.values
    program = version.program
    yield f"{version.id}.uitkomst", outcome_of(*values[program.slot(version.outcome)]).value
    if f"{version.id}.grond" in asked:
        yield f"{version.id}.grond", _deciding(evaluation)
    if version.amount is not None:
        low, high = values[program.slot(version.amount.claim)]
        yield f"{version.id}.bedrag_min_cents", low
        yield f"{version.id}.bedrag_max_cents", high
    for output in version.outputs.values():
        name = f"{version.id}.{output.id}"
        if name not in asked and f"{name}_min" not in asked:
            continue
        interval = values[program.slot(output.expression)]
        if output.type.kind in (Kind.ENUM, Kind.BOOLEAN):
            yield name, _label(output.type.values or ("nee", "ja"), interval)
        else:
            yield f"{name}_min", plain_of(output.type, interval[0])
            yield f"{name}_max", plain_of(output.type, interval[1])


def _label(labels: tuple[str, ...], interval: Interval) -> str:
    return labels[interval[0]] if interval[0] == interval[1] else "onbekend"
