"""Calculating one scheme for one case: every slot of the program as an interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from overstap.rules.datatypes import DataType, Kind
from overstap.rules.fact_values import interval_of
from overstap.rules.model import Fact, SchemeVersion
from overstap.rules.operations import Interval
from overstap.rules.prepared import Dictionary, Parameters, Prepared, prepare
from overstap.rules.problems import OverrideError, did_you_mean
from overstap.rules.program import BoundStep, ParameterValue
from overstap.rules.static_checks import parameter_values
from overstap.rules.values import Facts


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """The outcome of one calculation (berekening): `values` holds the interval of every slot."""

    prepared: Prepared
    on: date
    values: list[Interval]

    @property
    def version(self) -> SchemeVersion:
        """The version that was calculated."""
        return self.prepared.version

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The dictionary."""
        return self.prepared.facts

    @property
    def parameters(self) -> Parameters:
        """The values of the parameters in this calculation."""
        return self.prepared.parameters

    @property
    def steps(self) -> tuple[BoundStep, ...]:
        """The steps with these values filled in."""
        return self.prepared.steps

    @property
    def fact_slots(self) -> Mapping[str, tuple[int | None, int | None]]:
        """Where each fact stands: its value, and whether it applies."""
        return self.prepared.slots

    def parameter(self, name: str) -> ParameterValue:
        """Give the value of a parameter in this calculation."""
        return self.prepared.known[name]


def evaluate(
    version: SchemeVersion,
    facts: Mapping[str, Fact],
    case: Facts,
    on: date,
    overrides: Mapping[str, ParameterValue] | None = None,
    *,
    read: ReadCase | None = None,
) -> Evaluation:
    """Calculate a version of a scheme for what is known of a case on a day.

    `read` is the same case, of which the values were read before for another scheme.
    Raises `FactValueError` for a value that does not fit its fact and `OverrideError` for a wrong regional value.
    """
    read = read if read is not None else ReadCase(facts, case)
    if not overrides:
        return _calculate(_prepared_on(version, Dictionary(facts), on), read, on)
    evaluation = _calculate(prepare(version, Dictionary(facts), parameters_on(version, on, overrides)), read, on)
    _check_divisors(version, evaluation.values)
    return evaluation


def evaluate_with(
    version: SchemeVersion, facts: Mapping[str, Fact], case: Facts, on: date, parameters: Parameters
) -> Evaluation:
    """Calculate with values of parameters that were looked up before."""
    return _calculate(prepare(version, Dictionary(facts), parameters), ReadCase(facts, case), on)


class ReadCase(dict[str, "tuple[Interval, Interval] | None"]):
    """The intervals of a case by fact (gelezen dossier): of its value, and of whether it applies; None if not asked.

    A value is read, and checked, when a scheme first asks for it.
    """

    def __init__(self, facts: Mapping[str, Fact], case: Facts) -> None:
        super().__init__()
        self.facts, self.case = facts, case

    def __missing__(self, name: str) -> tuple[Interval, Interval] | None:
        state = self.case.get(name)
        found = self[name] = interval_of(self.facts[name], state) if state is not None else None
        return found


def _calculate(prepared: Prepared, read: ReadCase, on: date) -> Evaluation:
    values = list(prepared.start)
    if prepared.today is not None:
        values[prepared.today] = (on.toordinal(), on.toordinal())
    for fact, value_slot, applies_slot in prepared.asked:
        found = read[fact.id]
        if found is not None:
            if value_slot is not None:
                values[value_slot] = found[0]
            if applies_slot is not None:
                values[applies_slot] = found[1]
    prepared.whole.run(values)
    return Evaluation(prepared, on, values)


@lru_cache(maxsize=2048)
def _prepared_on(version: SchemeVersion, dictionary: Dictionary, on: date) -> Prepared:
    return prepare(version, dictionary, parameters_on(version, on, {}))


def parameters_on(version: SchemeVersion, on: date, overrides: Mapping[str, ParameterValue]) -> Parameters:
    """Give the values of all parameters of a version on a day, with those that a region has set (R-011).

    Raises `OverrideError` for a value that does not fit or may not differ per region.
    """
    values = parameter_values(version.parameters, on)
    for name, value in overrides.items():
        parameter = version.parameters.get(name)
        if parameter is None:
            raise OverrideError(f"'{version.id}' has no parameter '{name}'." + did_you_mean(name, version.parameters))
        if not parameter.regional:
            raise OverrideError(f"'{name}' of '{version.id}' is the same everywhere; a region cannot set it.")
        values[name] = _checked(name, parameter.type, value)
    return tuple(values.items())


def _checked(name: str, kind: DataType, value: ParameterValue) -> ParameterValue:
    if kind.kind is Kind.LIST:
        if isinstance(value, tuple) and value and all(type(member) is int for member in value):
            return tuple(sorted({member for member in value if isinstance(member, int)}))
    elif kind.kind is Kind.TABLE:
        if isinstance(value, tuple) and value and all(isinstance(row, tuple) for row in value):
            return value
    elif isinstance(value, int) and (kind.kind is not Kind.ENUM or 0 <= value < len(kind.values)):
        return int(value)
    raise OverrideError(f"{value!r} does not fit the parameter '{name}', which is {kind.describe()}.")


def _check_divisors(version: SchemeVersion, values: list[Interval]) -> None:
    """A regional value may not bring a division by zero; the values of the file were checked when it was read."""
    divisor = {"share": 2, "rounded": 1}
    for step in version.program.steps:
        if step.op in divisor and values[step.args[divisor[step.op]]][0] < 1:
            raise OverrideError(f"A regional value of '{version.id}' lets a divisor become zero.")
