"""Which versions of schemes are proven, on which days and with which values of parameters."""

from collections.abc import Iterator
from datetime import date, timedelta

from overstap.rules import Catalogue, Kind, SchemeVersion
from overstap.rules.model import Parameter
from overstap.rules.program import ParameterValue
from overstap.rules.trace import expressions
from overstap.rules.tree import parameter_names

DAY = date(2021, 2, 15)


def main_day(version: SchemeVersion) -> date:
    """Give the day on which a version is proven at length."""
    return DAY if version.valid_on(DAY) else version.valid_from


def days(version: SchemeVersion) -> list[date]:
    """Give the first day of a version, the main one, both sides of each change of a parameter, and the last."""
    changes = {piece.start for one in version.parameters.values() for piece in one.values}
    found = {version.valid_from, main_day(version), *changes, *(day - timedelta(days=1) for day in changes)}
    if version.valid_until is not None:
        found.add(version.valid_until)
    return sorted(day for day in found if version.valid_on(day))


def versions(catalogue: Catalogue) -> Iterator[SchemeVersion]:
    """Give every version that calculates something."""
    for several in catalogue.versions.values():
        yield from (version for version in several if version.program.steps or version.fact_ids)


def roots(version: SchemeVersion) -> dict[str, int]:
    """Give the slots that people see: the outcome, the conditions, the answers and the claim."""
    slots = {name: version.program.slot(node) for name, node in expressions(version).items()}
    return {"uitkomst": version.program.slot(version.outcome), **slots}


def answers(version: SchemeVersion) -> dict[str, int]:
    """Give the slots of what is asked: the outcome, the outputs and the claim."""
    found = {"uitkomst": version.program.slot(version.outcome)}
    found |= {f"uitkomst:{one.id}": version.program.slot(one.expression) for one in version.outputs.values()}
    if version.amount is not None:
        found["bedrag"] = version.program.slot(version.amount.claim)
    return found


def used_parameters(version: SchemeVersion) -> list[str]:
    """Give the parameters that the calculation reads."""
    nodes = [version.outcome, *expressions(version).values()]
    names = [name for root in nodes for node in root.walk() for name in parameter_names(node)]
    return [name for name in dict.fromkeys(names) if name in version.parameters]


def regional_values(version: SchemeVersion, on: date) -> list[dict[str, ParameterValue]]:
    """Give the values of the file, and those of a region that chooses otherwise wherever it may."""
    other: dict[str, ParameterValue] = {}
    for name, parameter in version.parameters.items():
        value = parameter.on(on)
        if parameter.regional and value is not None:
            other[name] = _another(parameter, value)
    return [{}, other] if other else [{}]


def _another(parameter: Parameter, value: ParameterValue) -> ParameterValue:
    if isinstance(value, int):
        top = {Kind.BOOLEAN: 1, Kind.ENUM: len(parameter.type.values) - 1}.get(parameter.type.kind)
        return value + 1 if top is None or value < top else value - 1
    if parameter.type.kind is Kind.LIST:
        return value[1:] if len(value) > 1 else value
    return tuple((start, gives + 1) for start, gives in value)  # type: ignore[misc]
