"""Every slot of one scheme over a table of cases: for proofs that both executions say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from overstap.rules import NOT_APPLICABLE, Catalogue, Facts, Kind, Known, SchemeVersion, number_of
from overstap.rules.evaluation import parameters_on
from overstap.rules.operations import Interval
from overstap.rules.program import ParameterValue
from overstap.screening.batch import fact_inputs
from overstap.screening.kernel import Kernel, dtype_of_bounds
from overstap.screening.plan import Planner, Presence, Today
from overstap.screening.population import FactNumbers


def evaluate_table(
    catalogue: Catalogue,
    version: SchemeVersion,
    cases: Sequence[Facts],
    on: date,
    overrides: Mapping[str, ParameterValue] | None = None,
) -> list[list[Interval]]:
    """Calculate a scheme for many cases at once; gives per slot of its program the interval of each case.

    The same numbers as `overstap.rules.evaluation.evaluate` gives case by case. Raises `FactValueError` for a value
    that does not fit its fact.
    """
    read = {name: _numbers(catalogue, name, cases) for name in version.fact_ids}
    present = {
        name: Presence(
            gaps=any(case.get(name) is not NOT_APPLICABLE and not isinstance(case.get(name), Known) for case in cases),
            inapplicable=any(case.get(name) is NOT_APPLICABLE for case in cases),
        )
        for name in version.fact_ids
    }
    planner = Planner(catalogue.facts, present, Today(on.toordinal(), on.toordinal()))
    slots = planner.slots(version, dict(parameters_on(version, on, overrides or {})))
    wanted = {f"{slot}{end}": column for slot, pair in enumerate(slots) for end, column in zip("<>", pair, strict=True)}
    found = Kernel(wanted).run(fact_inputs(catalogue, read, present), len(cases))
    return [list(zip(_whole(found[f"{slot}<"]), _whole(found[f"{slot}>"]), strict=True)) for slot in range(len(slots))]


def _numbers(catalogue: Catalogue, name: str, cases: Sequence[Facts]) -> FactNumbers:
    fact = catalogue.facts[name]
    states = [case.get(name) for case in cases]
    numbers = [number_of(fact, state.value) if isinstance(state, Known) else None for state in states]
    series = pl.Series(numbers, dtype=dtype_of_bounds(fact.low, fact.high))
    inapplicable = pl.Series([state is NOT_APPLICABLE for state in states], dtype=pl.Boolean)
    return FactNumbers(series == 1 if fact.type.kind is Kind.BOOLEAN else series, inapplicable)


def _whole(series: pl.Series) -> list[int]:
    return series.cast(pl.Int64).to_list()
