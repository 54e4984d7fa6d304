"""Facts that were changed or added in this installation: a file of facts on top of the dictionary.

An entry with a new id is a whole fact. An entry with a known id gives only what changes, and cannot make it mean less:
texts, help and who supplies it may change, values come at the end, bounds only widen. Type and unit stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from overstap.rules.datatypes import DataType, Kind
from overstap.rules.load_dictionary import DictionaryReader, read_domain
from overstap.rules.model import Changes, Choice, Fact, Origin, Sensitivity
from overstap.rules.problems import Problem, SchemeFilesError
from overstap.rules.reader import VALUE_ID, Reader
from overstap.rules.yaml_nodes import Mapping as MappingNode
from overstap.rules.yaml_nodes import Scalar, UnreadableError, YamlNode, read_text

FACTS = "facts"
_TEXTS = ("label", "question", "help")
_FREE = (*_TEXTS, "values", "sensitivity", "origin", "changes", "domain", "legal_ground", "notes")
_FIXED = ("type", "unit", "may_be_not_applicable", "values_of")
_NEW = "Make a new question with another id."


@dataclass(frozen=True, slots=True)
class FactChange:
    """What a file says of one fact (gewijzigd gegeven): as it was, None when it is new, and as it becomes."""

    before: Fact | None
    after: Fact
    place: YamlNode

    @property
    def means_more(self) -> bool:
        """Tell whether answers can be given that could not be given before."""
        return self.before is not None and _meaning(self.before) != _meaning(self.after)


def _meaning(fact: Fact) -> tuple[object, ...]:
    return fact.type, fact.low, fact.high


class FactsOnTop:
    """Reads files of changed facts one after the other (laag over het woordenboek); `facts` is what comes of it."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.facts = dict(facts)

    def read(self, reader: Reader, root: YamlNode) -> tuple[FactChange, ...]:
        """Read one file; what is wrong is noted at its place, and that entry is left out."""
        fields = reader.fields(root, (FACTS,))
        found: dict[str, FactChange] = {}
        for node in reader.items(fields.get(FACTS)):
            change = self._entry(reader, node)
            if change is None:
                continue
            if change.after.id in found:
                reader.problem(node, f"The fact '{change.after.id}' stands here twice.", "Keep one of the two.")
                continue
            found[change.after.id] = change
            self.take(change)
        return tuple(found.values())

    def _entry(self, reader: Reader, node: YamlNode) -> FactChange | None:
        told = len(reader.problems)
        written = node.entries.get("id") if isinstance(node, MappingNode) else None
        name = written.text.strip() if isinstance(written, Scalar) else ""
        before = self.facts.get(name)
        after = self._new(reader, node) if before is None else _changed(reader, node, before)
        return None if len(reader.problems) > told or not after.id else FactChange(before, after, node)

    def _new(self, reader: Reader, node: YamlNode) -> Fact:
        dictionary = DictionaryReader()
        dictionary.facts = dict(self.facts)
        return dictionary.add(reader, node)

    def take(self, change: FactChange) -> None:
        """Put the fact in its place; facts that share a list of values go on sharing it."""
        shared = change.before.choices if change.before is not None else ()
        if shared and shared is not change.after.choices:
            for name, fact in self.facts.items():
                if fact.choices is shared:
                    self.facts[name] = replace(
                        fact, choices=change.after.choices, type=change.after.type, high=change.after.high
                    )
        self.facts[change.after.id] = change.after


def _changed(reader: Reader, node: YamlNode, before: Fact) -> Fact:
    fields = reader.fields(node, ("id",), (*_FREE, *_FIXED))
    _check_fixed(reader, fields, before)
    texts = {key: reader.text(fields[key]) for key in _TEXTS if key in fields}
    after = replace(before, **texts)  # type: ignore[arg-type]
    after = _with_values(reader, fields["values"], after) if "values" in fields else after
    after = _with_domain(reader, fields["domain"], after) if "domain" in fields else after
    return _with_ways(reader, fields, after)


def _check_fixed(reader: Reader, fields: Mapping[str, YamlNode], before: Fact) -> None:
    """Tell of what an entry would change while it stays what it is."""
    name, unit = before.id, before.type.unit or "none"
    if "type" in fields and reader.word(fields["type"]) != before.type.kind.value:
        reader.problem(fields["type"], f"'{name}' is {before.type.describe()} already; that stays so.", _NEW)
    if "unit" in fields and reader.word(fields["unit"]) != unit:
        reader.problem(fields["unit"], f"The unit of '{name}' stays what it is.", _NEW)
    absent = fields.get("may_be_not_applicable")
    if absent is not None and reader.flag(absent) is not before.may_be_not_applicable:
        reader.problem(absent, f"Whether '{name}' may be not applicable stays what it is.", _NEW)


def _with_ways(reader: Reader, fields: Mapping[str, YamlNode], fact: Fact) -> Fact:
    """Give the fact with what the file says of who supplies it and how sensitive it is."""
    if "origin" in fields:
        origins = reader.items(fields["origin"])
        if not origins:
            reader.problem(fields["origin"], "Say who can supply the fact.", "Write origin: [person, case].")
        known = [one.value for one in Origin]
        fact = replace(fact, origin=tuple(Origin(reader.one_of(one, known)) for one in origins))
    if "sensitivity" in fields:
        word = reader.one_of(fields["sensitivity"], [one.value for one in Sensitivity], fact.sensitivity.value)
        fact = replace(fact, sensitivity=Sensitivity(word))
    if "changes" in fields:
        word = reader.one_of(fields["changes"], [one.value for one in Changes], fact.changes.value)
        fact = replace(fact, changes=Changes(word))
    return fact


def _with_values(reader: Reader, node: YamlNode, fact: Fact) -> Fact:
    """Give the fact with other words for its values, and with new values behind those that it has."""
    if fact.type.kind is not Kind.ENUM:
        reader.problem(node, "Only an enumeration has 'values'.", "Remove it, or make the type enum.")
        return fact
    choices = {one.id: one for one in fact.choices}
    seen: set[str] = set()
    for item in reader.items(node):
        fields = reader.fields(item, ("id", "label"))
        name = reader.identifier(fields.get("id"), VALUE_ID)
        if name in seen:
            reader.problem(item, f"The value '{name}' stands here twice.", "Keep one of the two.")
        seen.add(name)
        choices[name] = Choice(name, reader.text(fields.get("label")))
    kind = DataType(Kind.ENUM, values=tuple(choices))
    return replace(fact, choices=tuple(choices.values()), type=kind, high=max(1, len(choices) - 1))


def _with_domain(reader: Reader, node: YamlNode, fact: Fact) -> Fact:
    low, high = read_domain(reader, node, fact.type, node)
    if low > fact.low or high < fact.high:
        reader.problem(node, f"The bounds of '{fact.id}' can only become wider.", _NEW)
        return fact
    return replace(fact, low=low, high=high)


def facts_on_top(
    facts: Mapping[str, Fact], files: Iterable[tuple[str, str]], problems: list[Problem]
) -> dict[str, Fact]:
    """Give the dictionary with files of changed facts on top, each a name for messages and its text."""
    on_top = FactsOnTop(facts)
    for shown, text in files:
        try:
            root = read_text(text, shown)
        except UnreadableError as error:
            problems.append(error.problem)
            continue
        on_top.read(Reader(shown, problems), root)
    return on_top.facts


def read_facts_on_top(facts: Mapping[str, Fact], files: Iterable[tuple[str, str]]) -> dict[str, Fact]:
    """As `facts_on_top`. Raises `SchemeFilesError`."""
    problems: list[Problem] = []
    found = facts_on_top(facts, files, problems)
    if problems:
        raise SchemeFilesError(problems)
    return found
