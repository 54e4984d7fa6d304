"""Reading the sources and the data dictionary."""

from __future__ import annotations

from datetime import date

from overstap.rules.binding import RESERVED
from overstap.rules.datatypes import BOOLEAN, DATE, LARGEST, MONEY, UNITS, DataType, Kind, integer
from overstap.rules.model import Changes, Choice, Document, Fact, Origin, Sensitivity, Text
from overstap.rules.problems import did_you_mean
from overstap.rules.reader import DASHED, VALUE_ID, Reader
from overstap.rules.yaml_nodes import Mapping, Scalar, YamlNode

FACT_TYPES = (Kind.BOOLEAN, Kind.INTEGER, Kind.MONEY, Kind.DATE, Kind.ENUM)
_FACT_OPTIONAL = (
    "help",
    "unit",
    "domain",
    "values",
    "values_of",
    "sensitivity",
    "may_be_not_applicable",
    "changes",
    "legal_ground",
    "notes",
)


def read_documents(reader: Reader, root: YamlNode) -> dict[str, Document]:
    """Read `sources.yaml`."""
    found: dict[str, Document] = {}
    for node in reader.items(reader.fields(root, ("sources",)).get("sources")):
        fields = reader.fields(node, ("id", "title", "kind", "date"), ("reference", "url", "valid", "notes"))
        name = reader.identifier(fields.get("id"), DASHED)
        valid = reader.fields(fields.get("valid"), (), ("from", "until"))
        start = reader.day(valid["from"]) if "from" in valid else None
        end = reader.day(valid["until"]) if "until" in valid else None
        if start is not None and end is not None and end < start:
            reader.problem(fields["valid"], "The document ends before it starts.", "Correct the dates.")
        if name in found:
            reader.problem(fields["id"], f"The source '{name}' stands here twice.", "Keep one of the two.")
        found[name] = Document(
            id=name,
            title=read_title(reader, fields.get("title")),
            kind=reader.word(fields.get("kind")),
            date=reader.day(fields.get("date")),
            reference=reader.word(fields.get("reference")),
            url=reader.word(fields.get("url")),
            valid_from=start,
            valid_until=end,
        )
    return found


def read_title(reader: Reader, node: YamlNode | None) -> Text:
    """Read a title; the title of a document may be the same in both languages."""
    if isinstance(node, Scalar):
        return Text(reader.word(node), node.text.strip())
    return reader.text(node)


class DictionaryReader:
    """Collects facts over several files; an id stands in one of them."""

    def __init__(self) -> None:
        self.facts: dict[str, Fact] = {}
        self._places: dict[str, str] = {}
        self._waiting: list[tuple[Reader, YamlNode]] = []

    def read(self, reader: Reader, root: YamlNode) -> None:
        """Read one file of facts; those that share the values of another fact wait for `finish`."""
        for node in reader.items(reader.fields(root, ("facts",)).get("facts")):
            if isinstance(node, Mapping) and "values_of" in node.entries:
                self._waiting.append((reader, node))
            else:
                self.add(reader, node)

    def finish(self) -> dict[str, Fact]:
        """Read the facts that share values and give the whole dictionary."""
        for reader, node in self._waiting:
            self.add(reader, node)
        return self.facts

    def add(self, reader: Reader, node: YamlNode) -> Fact:
        """Read one fact and take it up in the dictionary."""
        fact = self.fact(reader, node)
        if not fact.id:
            return fact
        where = node.entries["id"] if isinstance(node, Mapping) else node
        if fact.id in self.facts:
            reader.problem(
                where,
                f"The fact '{fact.id}' stands in the dictionary twice; also at {self._places[fact.id]}.",
                "Keep one of the two.",
            )
        if fact.id in RESERVED:
            reader.problem(where, f"'{fact.id}' has a meaning of its own in expressions.", "Choose another id.")
        self.facts[fact.id] = fact
        self._places[fact.id] = f"{reader.file}:{node.line}"
        return fact

    def fact(self, reader: Reader, node: YamlNode) -> Fact:
        """Read one fact."""
        fields = reader.fields(node, ("id", "label", "question", "type", "origin"), _FACT_OPTIONAL)
        kind = reader.one_of(fields.get("type"), [kind.value for kind in FACT_TYPES], Kind.BOOLEAN.value)
        choices = self.choices(reader, node, fields) if kind == Kind.ENUM else ()
        datatype = _datatype(reader, kind, fields, choices)
        low, high = read_domain(reader, node, datatype, fields.get("domain"))
        origins = reader.items(fields.get("origin"))
        if "origin" in fields and not origins:
            reader.problem(fields["origin"], "Say who can supply the fact.", "Write origin: [person, case].")
        help_node = fields.get("help")
        return Fact(
            id=reader.identifier(fields.get("id")),
            label=reader.text(fields.get("label")),
            question=reader.text(fields.get("question")),
            help=reader.text(help_node) if help_node else None,
            type=datatype,
            low=low,
            high=high,
            origin=tuple(Origin(reader.one_of(item, [one.value for one in Origin])) for item in origins),
            choices=choices,
            sensitivity=Sensitivity(
                reader.one_of(fields.get("sensitivity"), [one.value for one in Sensitivity], Sensitivity.GEWOON.value)
            ),
            may_be_not_applicable=reader.flag(fields.get("may_be_not_applicable")),
            changes=Changes(
                reader.one_of(fields.get("changes"), [one.value for one in Changes], Changes.UNKNOWN.value)
            ),
        )

    def choices(self, reader: Reader, node: YamlNode, fields: dict[str, YamlNode]) -> tuple[Choice, ...]:
        """Read the values of an enumeration, its own or those of an earlier fact."""
        if "values_of" in fields:
            name = reader.word(fields["values_of"])
            if name not in self.facts or not self.facts[name].choices:
                reader.problem(
                    fields["values_of"],
                    f"There is no enumeration fact '{name}' with values of its own.",
                    did_you_mean(name, [fact.id for fact in self.facts.values() if fact.choices]).strip(),
                )
                return ()
            return self.facts[name].choices
        return read_choices(reader, node, fields.get("values"))


def read_choices(reader: Reader, owner: YamlNode, node: YamlNode | None) -> tuple[Choice, ...]:
    """Read the values of an enumeration in the order of their rank."""
    found: dict[str, Choice] = {}
    for item in reader.items(node):
        fields = reader.fields(item, ("id", "label"))
        name = reader.identifier(fields.get("id"), VALUE_ID)
        if name in found:
            reader.problem(item, f"The value '{name}' stands here twice.", "Keep one of the two.")
        found[name] = Choice(name, reader.text(fields.get("label")))
    if len(found) < 2:  # noqa: PLR2004 - with one value there is nothing to ask
        reader.problem(
            node or owner, "An enumeration needs at least two values.", "Write values: [{id: .., label: ..}, ..]."
        )
    return tuple(found.values())


def _datatype(reader: Reader, kind: str, fields: dict[str, YamlNode], choices: tuple[Choice, ...]) -> DataType:
    if kind != Kind.INTEGER and "unit" in fields:
        unit = reader.word(fields["unit"])
        if unit not in ("none", "cents"):
            reader.problem(fields["unit"], "Only an integer has a unit.", "Remove it.")
    if kind != Kind.ENUM:
        for key in ("values", "values_of"):
            if key in fields:
                reader.problem(fields[key], f"Only an enumeration has '{key}'.", "Remove it, or make the type enum.")
    if kind == Kind.INTEGER:
        return integer(reader.one_of(fields.get("unit"), UNITS, "none"))
    if kind == Kind.ENUM:
        return DataType(Kind.ENUM, values=tuple(choice.id for choice in choices))
    return {Kind.BOOLEAN.value: BOOLEAN, Kind.MONEY.value: MONEY, Kind.DATE.value: DATE}[kind]


def read_domain(reader: Reader, owner: YamlNode, kind: DataType, node: YamlNode | None) -> tuple[int, int]:
    """Read the bounds of a fact: cents, day numbers or whole numbers; the ranks of an enumeration."""
    if kind.kind in (Kind.BOOLEAN, Kind.ENUM):
        if node is not None:
            reader.problem(node, "This type has a domain of itself.", "Remove the domain.")
        return 0, max(1, len(kind.values) - 1) if kind.kind is Kind.ENUM else 1
    if node is None:
        reader.problem(
            owner,
            "The domain is missing: a question not answered is the whole domain.",
            "Add domain: {min: .., max: ..}.",
        )
        return 0, 1
    fields = reader.fields(node, ("min", "max"))
    read = {Kind.INTEGER: reader.whole, Kind.MONEY: reader.money}.get(kind.kind)
    if read is not None:
        low, high = read(fields.get("min")), read(fields.get("max"), 1)
    else:
        low = reader.day(fields.get("min")).toordinal()
        high = reader.day(fields.get("max"), date(2100, 12, 31)).toordinal()
    if low >= high:
        reader.problem(node, "The domain holds fewer than two values.", "Let max be larger than min.")
    if max(abs(low), abs(high)) >= LARGEST:
        reader.problem(node, "The domain is too large.", "Stay below four million million million.")
    return low, high
