"""From the value of a parameter as people write it, in JSON or a form, to the numbers of the engine."""

from __future__ import annotations

from datetime import date

from overstap.rules.datatypes import DataType, Kind
from overstap.rules.model import SchemeVersion
from overstap.rules.problems import OverrideError, did_you_mean
from overstap.rules.program import ParameterValue


def parameter_value(version: SchemeVersion, name: str, value: object) -> ParameterValue:
    """Give the number for a parameter of a scheme.

    Amounts are texts in euros (`"810.00"`) or whole numbers in cents, dates are texts, an enumeration is the id of its
    value, a list holds those. Raises `OverrideError` for a name that is not there or a value that does not fit.
    """
    parameter = version.parameters.get(name)
    if parameter is None:
        raise OverrideError(f"'{version.id}' has no parameter '{name}'." + did_you_mean(name, version.parameters))
    kind = parameter.type
    if kind.kind is Kind.LIST and isinstance(value, list) and value and kind.item is not None:
        return tuple(sorted({_number(version, name, kind.item, one) for one in value}))
    return _number(version, name, kind, value)


def _number(version: SchemeVersion, name: str, kind: DataType, value: object) -> int:
    match kind.kind, value:
        case Kind.BOOLEAN, bool():
            return int(value)
        case ((Kind.INTEGER | Kind.MONEY), int()) if not isinstance(value, bool):
            return value
        case Kind.MONEY, str():
            whole, _, rest = value.partition(".")
            if whole.isdecimal() and len(rest) in (0, 2) and (rest or "0").isdecimal():
                return int(whole) * 100 + int(rest or 0)
        case Kind.ENUM, str() if value in kind.values:
            return kind.values.index(value)
        case Kind.DATE, str():
            try:
                return date.fromisoformat(value).toordinal()
            except ValueError:
                pass
    raise OverrideError(f"{value!r} does not fit the parameter '{name}' of '{version.id}', which is {kind.describe()}.")
