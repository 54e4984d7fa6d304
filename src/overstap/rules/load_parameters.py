"""Reading dated parameters: their type, their values and whether these cover the validity of the scheme."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from overstap.rules.binding import RESERVED
from overstap.rules.datatypes import BOOLEAN, DATE, MONEY, NUMBER, UNITS, DataType, Kind, integer
from overstap.rules.fact_values import read_number
from overstap.rules.model import DatedValue, Parameter
from overstap.rules.problems import did_you_mean
from overstap.rules.program import ParameterValue
from overstap.rules.scheme_reader import SchemeReader
from overstap.rules.yaml_nodes import YamlNode

_OPTIONAL = ("unit", "of", "by", "values_of", "regional", "regions", "given_by_source", "label", "only_shown", "notes")


def read_parameters(scheme: SchemeReader, node: YamlNode | None) -> None:
    """Read all parameters of a scheme into `scheme.parameters`."""
    types: dict[str, DataType] = {}
    for name, entry in scheme.reader.entries(node).items():
        scheme.reader.check_identifier(name, entry)
        if name in scheme.facts or name in RESERVED:
            scheme.reader.problem(
                entry, f"'{name}' is already a fact or a word of the language.", "Rename the parameter."
            )
        before = len(scheme.reader.problems)
        parameter = _parameter(scheme, name, entry)
        scheme.parameters[name], types[name] = parameter, parameter.type
        if len(scheme.reader.problems) > before:
            scheme.broken.add(name)
    scheme.names.parameters = types


def _parameter(scheme: SchemeReader, name: str, node: YamlNode) -> Parameter:
    reader = scheme.reader
    fields = reader.fields(node, ("type", "values", "source"), _OPTIONAL)
    kind = _type(scheme, node, fields)
    values = _dated(scheme, kind, fields.get("values"))
    if "values" in fields and kind is not None:
        _check_cover(scheme, fields["values"], name, values)
    regions = {region: _dated(scheme, kind, entry) for region, entry in reader.entries(fields.get("regions")).items()}
    regional = reader.flag(fields.get("regional"))
    if regions and not regional:
        reader.problem(fields["regions"], f"'{name}' has values of regions.", "Add regional: true.")
    return Parameter(
        name=name,
        type=kind or NUMBER,
        values=values,
        source=reader.citations(fields.get("source")),
        regional=regional,
        given_by_source=reader.flag(fields.get("given_by_source"), default=True),
        regions=regions,
        label=reader.text(fields["label"]) if "label" in fields else None,
        only_shown=reader.flag(fields.get("only_shown")),
    )


def _type(scheme: SchemeReader, node: YamlNode, fields: Mapping[str, YamlNode]) -> DataType | None:
    reader = scheme.reader
    kind = reader.one_of(fields.get("type"), [one.value for one in Kind], "")
    if "unit" in fields and kind != Kind.INTEGER and reader.word(fields["unit"]) not in ("none", "cents"):
        reader.problem(fields["unit"], "Only an integer has a unit.", "Remove it.")
    match kind:
        case Kind.INTEGER:
            return integer(reader.one_of(fields.get("unit"), UNITS, "none"))
        case Kind.ENUM:
            return _enum_of(scheme, node, fields.get("values_of") or fields.get("of"))
        case Kind.LIST:
            item = _list_item(scheme, node, fields)
            return DataType(Kind.LIST, item=item) if item else None
        case Kind.TABLE:
            return _table(scheme, node, fields)
    return {Kind.BOOLEAN.value: BOOLEAN, Kind.MONEY.value: MONEY, Kind.DATE.value: DATE}.get(kind)


def _enum_of(scheme: SchemeReader, owner: YamlNode, node: YamlNode | None) -> DataType | None:
    name = scheme.reader.word(node)
    fact = scheme.facts.get(name)
    if node is None or fact is None or fact.type.kind is not Kind.ENUM:
        names = [one.id for one in scheme.facts.values() if one.choices]
        advice = did_you_mean(name, names).strip() or "Name a fact of type enum under 'of'."
        scheme.reader.problem(node or owner, f"'{name}' is no enumeration fact.", advice)
        return None
    return fact.type


def _list_item(scheme: SchemeReader, node: YamlNode, fields: Mapping[str, YamlNode]) -> DataType | None:
    if "of" in fields and scheme.reader.word(fields["of"]) == Kind.INTEGER:
        return integer(scheme.reader.one_of(fields.get("unit"), UNITS, "none"))
    return _enum_of(scheme, node, fields.get("of"))


def _table(scheme: SchemeReader, node: YamlNode, fields: Mapping[str, YamlNode]) -> DataType | None:
    reader = scheme.reader
    for key in ("of", "by"):
        if key not in fields:
            reader.problem(node, f"A table needs '{key}'.", "Write of: money and by: {type: integer, unit: years}.")
            return None
    gives = reader.one_of(fields["of"], (Kind.INTEGER.value, Kind.MONEY.value))
    by = reader.fields(fields["by"], ("type",), ("unit",))
    takes = reader.one_of(by.get("type"), (Kind.INTEGER.value, Kind.MONEY.value), Kind.INTEGER.value)
    key_type = MONEY if takes == Kind.MONEY else integer(reader.one_of(by.get("unit"), UNITS, "none"))
    item = MONEY if gives == Kind.MONEY else integer(reader.one_of(fields.get("unit"), UNITS, "none"))
    return DataType(Kind.TABLE, item=item, key=key_type)


def _dated(scheme: SchemeReader, kind: DataType | None, node: YamlNode | None) -> tuple[DatedValue, ...]:
    found: list[tuple[DatedValue, YamlNode]] = []
    for item in scheme.reader.items(node):
        fields = scheme.reader.fields(item, ("from", "value"), ("until",))
        value = read_parameter_value(scheme, kind, fields.get("value"))
        end = scheme.reader.day(fields["until"]) if "until" in fields else None
        found.append((DatedValue(scheme.reader.day(fields.get("from")), end, value), item))
    pieces: list[DatedValue] = []
    for index, (piece, item) in enumerate(found):
        following = found[index + 1][0].start if index + 1 < len(found) else None
        if following is not None and following <= piece.start:
            scheme.reader.problem(
                found[index + 1][1], "The values are not in order of date.", "Put the earliest first, each date once."
            )
        elif following is not None and piece.end is not None and piece.end >= following:
            scheme.reader.problem(
                item, f"This value overlaps the next, which starts on {following}.", "Let it end the day before."
            )
        if piece.end is not None and piece.end < piece.start:
            scheme.reader.problem(item, "This value ends before it starts.", "Correct the dates.")
        end = piece.end or (following - timedelta(days=1) if following else None)
        pieces.append(DatedValue(piece.start, end, piece.value))
    return tuple(pieces)


def read_parameter_value(scheme: SchemeReader, kind: DataType | None, node: YamlNode | None) -> ParameterValue:
    """Read the value of a parameter of a type."""
    if kind is None or node is None:
        return 0
    if kind.kind is Kind.LIST and kind.item is not None:
        members = [read_number(scheme.reader, kind.item, item) for item in scheme.reader.items(node)]
        if not members:
            scheme.reader.problem(node, "The list is empty.", "Give at least one member.")
        return tuple(sorted({member for member in members if member is not None}))
    if kind.kind is Kind.TABLE and kind.key is not None and kind.item is not None:
        return _rows(scheme, kind.key, kind.item, node)
    return read_number(scheme.reader, kind, node) or 0


def _rows(scheme: SchemeReader, key: DataType, item: DataType, node: YamlNode) -> tuple[tuple[int, int], ...]:
    rows: list[tuple[int, int]] = []
    for entry in scheme.reader.items(node):
        fields = scheme.reader.fields(entry, ("from", "value"))
        start = read_number(scheme.reader, key, fields["from"]) if "from" in fields else None
        value = read_number(scheme.reader, item, fields["value"]) if "value" in fields else None
        if rows and start is not None and start <= rows[-1][0]:
            scheme.reader.problem(entry, "The rows are not in rising order.", "Put the lowest first, each start once.")
        rows.append((start or 0, value or 0))
    if not rows:
        scheme.reader.problem(node, "The table is empty.", "Give at least one row {from: .., value: ..}.")
    return tuple(rows) or ((0, 0),)


def _check_cover(scheme: SchemeReader, node: YamlNode, name: str, pieces: tuple[DatedValue, ...]) -> None:
    needed: date | None = scheme.valid_from
    for piece in pieces:
        if needed is not None and piece.start > needed:
            scheme.reader.problem(
                node,
                f"'{name}' has no value from {needed} until {piece.start - timedelta(days=1)}.",
                "A parameter has a value on every day that the scheme is valid.",
            )
        needed = piece.end + timedelta(days=1) if piece.end else None
    if needed is not None and (scheme.valid_until is None or needed <= scheme.valid_until):
        scheme.reader.problem(
            node,
            f"'{name}' has no value from {needed} on.",
            "A parameter has a value on every day that the scheme is valid.",
        )
