"""The types of values in the scheme language, and which of them go together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

UNITS = ("none", "years", "months", "weeks", "days", "hours", "percent", "persons")
ANY_UNIT = ""
LARGEST = 2**62


class Kind(StrEnum):
    """What sort of value it is (soort waarde)."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    MONEY = "money"
    DATE = "date"
    ENUM = "enum"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class DataType:
    """The type of a value (gegevenstype).

    `unit` belongs to integers; the empty unit is that of a bare number, which takes the unit of the other side.
    `values` are the ids of an enumeration in the order of their rank. `item` is what a list holds or a table gives,
    `key` what goes into a table.
    """

    kind: Kind
    unit: str = "none"
    values: tuple[str, ...] = ()
    item: DataType | None = None
    key: DataType | None = None

    def describe(self) -> str:
        """Say in a few English words what this type is; used in messages for authors."""
        if self.kind is Kind.INTEGER:
            return "a whole number" if self.unit in ("none", ANY_UNIT) else f"a number of {self.unit}"
        if self.kind is Kind.ENUM:
            shown = ", ".join(self.values[:4]) + (", ..." if len(self.values) > 4 else "")  # noqa: PLR2004
            return f"one of ({shown})"
        return {
            Kind.BOOLEAN: "true or false",
            Kind.MONEY: "an amount of money",
            Kind.DATE: "a date",
            Kind.LIST: "a list",
            Kind.TABLE: "a table",
        }[self.kind]


BOOLEAN = DataType(Kind.BOOLEAN)
NUMBER = DataType(Kind.INTEGER)
BARE_NUMBER = DataType(Kind.INTEGER, unit=ANY_UNIT)
MONEY = DataType(Kind.MONEY)
DATE = DataType(Kind.DATE)


def integer(unit: str) -> DataType:
    """Give the type of a whole number of `unit`."""
    return DataType(Kind.INTEGER, unit=unit)


def unify(left: DataType, right: DataType) -> DataType | None:
    """Give the one type that both sides are, or None when they do not go together.

    A bare number takes the unit of the other side. Whether it may stand for money depends on its value and is not
    decided here.
    """
    if left == right:
        return left
    if left.kind is right.kind is Kind.INTEGER:
        if left.unit == ANY_UNIT:
            return right
        if right.unit == ANY_UNIT:
            return left
    return None
