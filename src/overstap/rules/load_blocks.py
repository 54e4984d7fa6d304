"""Blocks that many schemes share: each compiles to ordinary conditions, outputs or a smaller amount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from overstap.rules import tree
from overstap.rules.binding import TODAY_NAME
from overstap.rules.datatypes import BOOLEAN, DATE, MONEY, DataType, Kind, integer
from overstap.rules.model import Ceiling, Citations, Condition, Output, Says, Text
from overstap.rules.problems import did_you_mean
from overstap.rules.scheme_reader import SchemeReader
from overstap.rules.tree import Node
from overstap.rules.yaml_nodes import YamlNode

BLOCKS = ("ceiling", "duration", "window", "cofinancing")

_CEILING = Says(
    Text("Er is nog ruimte onder het plafond.", "There is room left under the ceiling."),
    Text("Het plafond is bereikt.", "The ceiling has been reached."),
    Text("Wij weten nog niet hoeveel er al is gebruikt.", "We do not know yet how much has been used."),
)
_MINIMUM = Says(
    Text("De duur is lang genoeg.", "The duration is long enough."),
    Text("De duur is te kort.", "The duration is too short."),
    Text("Wij weten de duur nog niet.", "We do not know the duration yet."),
)
_MAXIMUM = Says(
    Text("De duur is niet te lang.", "The duration is not too long."),
    Text("De duur is te lang.", "The duration is too long."),
    Text("Wij weten de duur nog niet.", "We do not know the duration yet."),
)
_WINDOW = Says(
    Text("De datum valt in het tijdvak.", "The date lies within the window."),
    Text("De datum valt buiten het tijdvak.", "The date lies outside the window."),
    Text(
        "Wij weten nog niet of de datum in het tijdvak valt.",
        "We do not know yet whether the date lies within the window.",
    ),
)
_OWN_SHARE = Text("Eigen bijdrage", "Own contribution")


@dataclass(slots=True)
class Compiled:
    """What the blocks of a scheme come down to."""

    conditions: list[Condition] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    ceiling: Ceiling | None = None
    texts: dict[str, Text] = field(default_factory=dict)


def read_blocks(scheme: SchemeReader, scheme_id: str, fields: Mapping[str, YamlNode]) -> Compiled:
    """Read the blocks that a scheme file has."""
    compiled = Compiled()
    if "window" in fields:
        _window(scheme, fields["window"], compiled)
    if "duration" in fields:
        _duration(scheme, fields["duration"], compiled)
    if "ceiling" in fields:
        _ceiling(scheme, scheme_id, fields["ceiling"], compiled)
    if "cofinancing" in fields:
        _cofinancing(scheme, fields["cofinancing"], compiled)
    return compiled


def _rule(
    scheme: SchemeReader, block: Mapping[str, YamlNode], *, name: str, expression: Node, standard: Says, place: YamlNode
) -> Condition:
    scheme.placed.append((expression, place))
    return Condition(
        id=name,
        expression=expression,
        source=_source(scheme, block),
        says=scheme.says(block["says"]) if "says" in block else standard,
        remedy=scheme.text(block["remedy"]) if "remedy" in block else None,
    )


def _source(scheme: SchemeReader, block: Mapping[str, YamlNode]) -> Citations:
    return scheme.reader.citations(block.get("source"))


def _less(name: str, left: Node, right: Node) -> Node:
    sign = "<" if name == "less" else "<="
    return Node(name, BOOLEAN, f"{left.text} {sign} {right.text}", (left, right))


def _named(name: str, kind: DataType) -> Node:
    return Node(tree.PARAMETER, kind, name, name=name)


def _window(scheme: SchemeReader, node: YamlNode, compiled: Compiled) -> None:
    block = scheme.reader.fields(node, ("opens", "source"), ("closes", "date", "says", "remedy", "notes"))
    opens, closes = scheme.parameter(block.get("opens"), DATE), scheme.parameter(block.get("closes"), DATE)
    day = Node(tree.TODAY, DATE, TODAY_NAME)
    if "date" in block:
        day = scheme.expression(block["date"], DATE) or day
    if opens is None:
        return
    parts = [_less("less_equal", _named(opens.name, DATE), day)]
    if closes is not None:
        parts.append(_less("less_equal", day, _named(closes.name, DATE)))
    text = " and ".join(part.text for part in parts)
    expression = parts[0] if len(parts) == 1 else Node("both", BOOLEAN, text, tuple(parts))
    compiled.conditions.append(
        _rule(scheme, block, name="tijdvak", expression=expression, standard=_WINDOW, place=node)
    )


def _duration(scheme: SchemeReader, node: YamlNode, compiled: Compiled) -> None:
    optional = ("minimum", "maximum", "extension", "reviews", "says", "remedy", "notes")
    block = scheme.reader.fields(node, ("measured", "source"), optional)
    measured = scheme.expression(block.get("measured"), None)
    if measured is None:
        return
    if measured.type.kind is not Kind.INTEGER:
        scheme.reader.problem(block["measured"], "A duration is a number of days, weeks, months or years.")
        return
    minimum = scheme.parameter(block.get("minimum"), measured.type)
    maximum = scheme.parameter(block.get("maximum"), measured.type)
    if minimum is not None:
        low = _less("less_equal", _named(minimum.name, minimum.type), measured)
        compiled.conditions.append(
            _rule(scheme, block, name="duur_minimum", expression=low, standard=_MINIMUM, place=node)
        )
    if maximum is not None:
        limit = _named(maximum.name, maximum.type)
        if "extension" in block:
            limit = _extended(scheme, block["extension"], limit, compiled)
        high = _less("less_equal", measured, limit)
        compiled.conditions.append(
            _rule(scheme, block, name="duur_maximum", expression=high, standard=_MAXIMUM, place=node)
        )
    if minimum is None and maximum is None and not {"minimum", "maximum"} & block.keys():
        scheme.reader.problem(node, "A duration has a minimum or a maximum.", "Name a parameter.")
    if "reviews" in block:
        compiled.texts["reviews"] = scheme.text(block["reviews"])


def _extended(scheme: SchemeReader, node: YamlNode, limit: Node, compiled: Compiled) -> Node:
    block = scheme.reader.fields(node, ("when", "maximum"), ("asks", "notes"))
    when, longer = scheme.boolean(block.get("when")), scheme.parameter(block.get("maximum"), limit.type)
    if "asks" in block:
        compiled.texts["extension_asks"] = scheme.text(block["asks"])
    if longer is None:
        return limit
    extended = _named(longer.name, longer.type)
    return Node("choose", limit.type, f"{longer.name} if {when.text} else {limit.text}", (when, extended, limit))


def _ceiling(scheme: SchemeReader, scheme_id: str, node: YamlNode, compiled: Compiled) -> None:
    block = scheme.reader.fields(node, ("per", "amount", "source"), ("used", "says", "remedy", "notes"))
    per = scheme.reader.one_of(block.get("per"), ("person", "employer", "item"))
    limit = scheme.parameter(block.get("amount"))
    if limit is None:
        return
    if limit.type.kind not in (Kind.MONEY, Kind.INTEGER):
        scheme.reader.problem(block["amount"], f"A ceiling is money or a number, not {limit.type.describe()}.")
        return
    used = None
    if per != "item":
        used = scheme.reader.word(block["used"]) if "used" in block else f"{scheme_id.replace('-', '_')}_gebruikt"
        fact = scheme.facts.get(used)
        if fact is None or fact.type != limit.type:
            advice = did_you_mean(used, scheme.facts).strip() or "Add it to the dictionary with origin [register]."
            scheme.reader.problem(
                block.get("used", node), f"The ceiling needs a fact '{used}' that is {limit.type.describe()}.", advice
            )
            return
        taken = Node(tree.FACT, fact.type, used, name=used)
        room = _less("less", taken, _named(limit.name, limit.type))
        compiled.conditions.append(_rule(scheme, block, name="plafond", expression=room, standard=_CEILING, place=node))
    compiled.ceiling = Ceiling(per, limit.name, used, _source(scheme, block))


def under_ceiling(amount: Node, ceiling: Ceiling | None, scheme: SchemeReader) -> Node:
    """Give the amount that remains under a ceiling of money; other ceilings count places, not euros."""
    if ceiling is None or scheme.parameters[ceiling.parameter].type != MONEY:
        return amount
    room = _named(ceiling.parameter, MONEY)
    if ceiling.used is not None:
        taken = Node(tree.FACT, MONEY, ceiling.used, name=ceiling.used)
        room = Node("subtract", MONEY, f"{room.text} - {taken.text}", (room, taken))
    return Node("smallest", MONEY, f"min({amount.text}, {room.text})", (amount, room))


def _cofinancing(scheme: SchemeReader, node: YamlNode, compiled: Compiled) -> None:
    block = scheme.reader.fields(node, ("percentage", "of", "by", "source"), ("notes",))
    scheme.reader.one_of(block.get("by"), ("persoon", "werkgever", "opleider", "partner"))
    percentage = scheme.parameter(block.get("percentage"), integer("percent"))
    whole = scheme.expression(block.get("of"), MONEY)
    if percentage is None or whole is None:
        return
    hundred = Node(tree.CONSTANT, percentage.type, "100", number=100)
    expression = Node(
        "share",
        MONEY,
        f"share({whole.text}, {percentage.name}, 100)",
        (whole, _named(percentage.name, percentage.type), hundred),
        static="down",
    )
    compiled.outputs.append(Output("eigen_bijdrage", MONEY, expression, _source(scheme, block), _OWN_SHARE))
