"""Calculating one scheme for one case: every slot of the program as an interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from overstap.rules import tree
from overstap.rules.datatypes import DataType, Kind
from overstap.rules.fact_values import interval_of
from overstap.rules.model import Fact, SchemeVersion
from overstap.rules.operations import Interval
from overstap.rules.problems import OverrideError, did_you_mean
from overstap.rules.program import BoundStep, ParameterValue, bind_parameters, run
from overstap.rules.static_checks import parameter_values, start_values
from overstap.rules.values import Facts

Parameters = tuple[tuple[str, ParameterValue], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """The outcome of one calculation (berekening): `values` holds the interval of every slot."""

    version: SchemeVersion
    facts: Mapping[str, Fact]
    on: date
    parameters: Parameters
    steps: tuple[BoundStep, ...]
    values: list[Interval]
    fact_slots: Mapping[str, tuple[int | None, int | None]]

    def parameter(self, name: str) -> ParameterValue:
        """Give the value of a parameter in this calculation."""
        return dict(self.parameters)[name]


def evaluate(
    version: SchemeVersion,
    facts: Mapping[str, Fact],
    case: Facts,
    on: date,
    overrides: Mapping[str, ParameterValue] | None = None,
) -> Evaluation:
    """Calculate a version of a scheme for what is known of a case on a day.

    Raises `FactValueError` for a value that does not fit its fact and `OverrideError` for a wrong regional value.
    """
    evaluation = evaluate_with(version, facts, case, on, parameters_on(version, on, overrides or {}))
    if overrides:
        _check_divisors(version, evaluation.values)
    return evaluation


def evaluate_with(
    version: SchemeVersion, facts: Mapping[str, Fact], case: Facts, on: date, parameters: Parameters
) -> Evaluation:
    """Calculate with values of parameters that were looked up before."""
    steps, start, slots = _prepared(version, Dictionary(facts), parameters)
    values = list(start)
    for leaf in version.program.leaves:
        if leaf.op == tree.TODAY:
            values[leaf.slot] = (on.toordinal(), on.toordinal())
    for name, (value_slot, applies_slot) in slots.items():
        if name in case:
            value, applies = interval_of(facts[name], case[name])
            if value_slot is not None:
                values[value_slot] = value
            if applies_slot is not None:
                values[applies_slot] = applies
    run(steps, values)
    return Evaluation(version, facts, on, parameters, steps, values, slots)


class Dictionary:
    """The dictionary as a key of a cache: it never changes once loaded."""

    __slots__ = ("facts",)

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.facts = facts

    def __hash__(self) -> int:
        return id(self.facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dictionary) and other.facts is self.facts


@lru_cache(maxsize=1024)
def _prepared(
    version: SchemeVersion, dictionary: Dictionary, parameters: Parameters
) -> tuple[tuple[BoundStep, ...], tuple[Interval, ...], dict[str, tuple[int | None, int | None]]]:
    program, known = version.program, dict(parameters)
    slots: dict[str, tuple[int | None, int | None]] = {}
    for leaf in program.leaves:
        value, applies = slots.get(leaf.name, (None, None))
        if leaf.op == tree.FACT:
            slots[leaf.name] = (leaf.slot, applies)
        elif leaf.op == tree.APPLIES:
            slots[leaf.name] = (value, leaf.slot)
    values = tuple(start_values(program, dictionary.facts, known, (0, 0)))
    return bind_parameters(program, known), values, slots


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
