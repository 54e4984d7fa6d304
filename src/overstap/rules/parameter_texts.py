"""From the value of a parameter as people write it, in JSON or a form, to the numbers of the engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from overstap.core.money import parse_euros
from overstap.rules.datatypes import DataType, Kind
from overstap.rules.model import SchemeVersion
from overstap.rules.problems import OverrideError, did_you_mean
from overstap.rules.program import ParameterValue


def parameter_number(kind: DataType, value: Any) -> ParameterValue:
    """Give the number that the rules know a parameter's value by.

    Amounts are texts in euros (`"810.00"`) or whole numbers in cents, dates are texts, an enumeration is the id of its
    value, a list holds those. Raises `ValueError` when the value does not fit its type.
    """
    match kind.kind, value:
        case Kind.BOOLEAN, bool():
            return int(value)
        case ((Kind.INTEGER | Kind.MONEY), int()) if not isinstance(value, bool):
            return value
        case Kind.MONEY, str() if (cents := parse_euros(value)) is not None:
            return cents
        case Kind.ENUM, str():
            return kind.values.index(value)
        case Kind.DATE, str():
            return date.fromisoformat(value).toordinal()
        case Kind.LIST, list() if kind.item is not None:
            return tuple(int(parameter_number(kind.item, one)) for one in value)  # type: ignore[arg-type]
    raise ValueError(f"{value!r} is not {kind.describe()}")


def parameter_value(version: SchemeVersion, name: str, value: object) -> ParameterValue:
    """Give the number for a parameter of a scheme by its name.

    Raises `OverrideError` for a name that is not there or a value that does not fit.
    """
    parameter = version.parameters.get(name)
    if parameter is None:
        raise OverrideError(f"'{version.id}' has no parameter '{name}'." + did_you_mean(name, version.parameters))
    try:
        return parameter_number(parameter.type, value)
    except ValueError as error:
        described = parameter.type.describe()
        raise OverrideError(f"{value!r} does not fit '{name}' of '{version.id}', which is {described}.") from error
