"""From the value of a fact, as Python or YAML writes it, to the number the engine works with, and back."""

from __future__ import annotations

from datetime import date

from overstap.core.money import euros
from overstap.rules.datatypes import DataType, Kind
from overstap.rules.model import Choice, Fact
from overstap.rules.operations import Interval
from overstap.rules.problems import FactValueError, did_you_mean
from overstap.rules.reader import Reader, shown
from overstap.rules.values import NOT_APPLICABLE, REFUSED, Absent, FactValue, Known, Plain
from overstap.rules.yaml_nodes import Scalar, YamlNode

_BOOLEAN, _INTEGER, _MONEY, _DATE, _ENUM = Kind.BOOLEAN, Kind.INTEGER, Kind.MONEY, Kind.DATE, Kind.ENUM
"""A module's own name is found faster than a member of an enumeration; every fact of every case passes here."""
_APPLIES = (1, 1)
_UNITS_NL = {
    "years": "jaar",
    "months": "maanden",
    "weeks": "weken",
    "days": "dagen",
    "hours": "uur",
    "percent": "%",
    "persons": "personen",
}
_SINGULAR_NL = {"months": "maand", "weeks": "week", "days": "dag", "persons": "persoon"}
_MONTHS_NL = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number_of(fact: Fact, value: Plain) -> int:
    """Give the number for a value of a fact. Raises `FactValueError` when type or domain do not fit."""
    kind = fact.type.kind
    if kind is _ENUM and isinstance(value, str):
        number = _rank(fact, value)
    elif kind is _DATE and isinstance(value, date):
        number = value.toordinal()
    elif isinstance(value, bool) and kind is _BOOLEAN:
        number = int(value)
    elif isinstance(value, int) and not isinstance(value, bool) and (kind is _INTEGER or kind is _MONEY):
        number = value
    else:
        raise FactValueError(fact.id, f"{value!r} does not fit '{fact.id}', which is {fact.type.describe()}.")
    if not fact.low <= number <= fact.high:
        low, high = show(fact.type, fact.low, "en"), show(fact.type, fact.high, "en")
        raise FactValueError(
            fact.id, f"{show(fact.type, number, 'en')} lies outside the domain of '{fact.id}': {low} to {high}."
        )
    return number


def _rank(fact: Fact, value: str) -> int:
    values = fact.type.values
    if value in values:
        return values.index(value)
    hint = did_you_mean(value, values) or f" The values are: {', '.join(values)}."
    raise FactValueError(fact.id, f"'{value}' is no value of '{fact.id}'.{hint}")


def plain_of(kind: DataType, number: int) -> Plain:
    """Give the value that a number stands for, as Python writes it."""
    match kind.kind:
        case Kind.BOOLEAN:
            return bool(number)
        case Kind.DATE:
            return date.fromordinal(number)
        case Kind.ENUM:
            return kind.values[number]
    return number


def interval_of(fact: Fact, state: FactValue | None) -> tuple[Interval, Interval]:
    """Give the interval of a fact's value and of whether it applies."""
    if isinstance(state, Known):
        number = number_of(fact, state.value)
        return (number, number), _APPLIES
    if state is NOT_APPLICABLE:
        if not fact.may_be_not_applicable:
            raise FactValueError(fact.id, f"'{fact.id}' always applies, so 'n.v.t.' cannot be its value.")
        return (fact.low, fact.low), (0, 0)  # every use is behind has(), so any value will do
    return (fact.low, fact.high), (0, 1) if fact.may_be_not_applicable else _APPLIES


def read_state(reader: Reader, fact: Fact, node: YamlNode) -> FactValue | None:
    """Read the state of a fact from a case; None when it was not asked."""
    if isinstance(node, Scalar):
        if node.is_null:
            return None
        if node.text in (NOT_APPLICABLE.value, REFUSED.value):
            state = Absent(node.text)
            if state is NOT_APPLICABLE and not fact.may_be_not_applicable:
                reader.problem(node, f"'{fact.id}' always applies.", "Leave it out when it is not known.")
            return state
    number = read_number(reader, fact.type, node)
    if number is None:
        return None
    try:
        number_of(fact, plain_of(fact.type, number))
    except FactValueError as error:
        reader.problem(node, str(error))
    return Known(plain_of(fact.type, number))


def read_number(reader: Reader, kind: DataType, node: YamlNode) -> int | None:
    """Read a value of a type; None after noting a problem."""
    before = len(reader.problems)
    match kind.kind:
        case Kind.BOOLEAN:
            number = int(reader.flag(node))
        case Kind.INTEGER:
            number = reader.whole(node)
        case Kind.MONEY:
            number = reader.money(node)
        case Kind.DATE:
            number = reader.day(node).toordinal()
        case _:
            text = node.text.strip() if isinstance(node, Scalar) else ""
            if text not in kind.values:
                advice = did_you_mean(text, kind.values).strip() or f"Choose from: {', '.join(kind.values)}."
                reader.problem(node, f"{shown(node)} is not one of the values.", advice)
                return None
            number = kind.values.index(text)
    return number if len(reader.problems) == before else None


def show(kind: DataType, number: int, language: str = "nl", choices: tuple[Choice, ...] = ()) -> str:
    """Write a value for people."""
    english = language.startswith("en")
    match kind.kind:
        case Kind.BOOLEAN:
            return ("yes" if number else "no") if english else ("ja" if number else "nee")
        case Kind.MONEY:
            return euros(number, language)
        case Kind.DATE:
            return _show_date(number, english=english)
        case Kind.ENUM:
            if choices:
                return choices[number].label.get(language)
            return kind.values[number]
    return _show_count(kind.unit, number, english=english)


def _show_date(number: int, *, english: bool) -> str:
    try:
        day = date.fromordinal(number)
    except (ValueError, OverflowError):
        return str(number)
    return f"{day.day} {(_MONTHS_EN if english else _MONTHS_NL)[day.month - 1]} {day.year}"


def _show_count(unit: str, number: int, *, english: bool) -> str:
    if unit in ("none", ""):
        return str(number)
    if unit == "percent":
        return f"{number}%" if english else f"{number} %"
    if english:
        return f"{number} {unit[:-1] if number == 1 else unit}"
    return f"{number} {_SINGULAR_NL.get(unit, _UNITS_NL[unit]) if number == 1 else _UNITS_NL[unit]}"


def show_interval(kind: DataType, interval: Interval, language: str = "nl", choices: tuple[Choice, ...] = ()) -> str:
    """Write an interval for people: one value, 'onbekend', or 'from to'."""
    low, high = interval
    if low == high:
        return show(kind, low, language, choices)
    if kind.kind in (Kind.BOOLEAN, Kind.ENUM):
        return "unknown" if language.startswith("en") else "onbekend"
    joint = "to" if language.startswith("en") else "tot en met"
    return f"{show(kind, low, language)} {joint} {show(kind, high, language)}"
