"""What a row of a condition can be about, and what it can be compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from overstap.casework.policy import catalogue
from overstap.rules import DataType, Fact, Kind
from overstap.rules.editing import emit_document
from overstap.rules.fact_changes import FACTS, facts_on_top
from overstap.web.editor.draft_reading import reading_of
from overstap.web.editor.group_form import Box, GroupBox, RowBox
from overstap.web.editor.parts import Tree, group, word


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be chosen (keuze): its id in the file, and what it is called."""

    id: str
    label: str


class Choosing:
    """The choices that the form of one draft offers, in the reader's language."""

    def __init__(self, tree: Tree, used: tuple[str, ...]) -> None:
        self.language = get_language() or "nl"
        self.facts = dict(facts_of(tree))
        self.parameters = {name: group(one) for name, one in group(tree.get("parameters")).items()}
        self.used = [self._fact(self.facts[name]) for name in used if name in self.facts]
        others = [self._fact(one) for name, one in self.facts.items() if name not in used]
        self.others = sorted(others, key=lambda one: one.label.lower())
        self.terms = [Named(name, name) for name in group(tree.get("let"))]

    def _fact(self, fact: Fact) -> Named:
        return Named(fact.id, fact.label.get(self.language))

    def known(self) -> frozenset[str]:
        """Every name that a row can be about."""
        return frozenset(one.id for one in (*self.used, *self.others, *self.terms))

    def values(self, name: str) -> list[Named]:
        """What a fact can be compared with: its own values, and the parameters of its type."""
        fact = self.facts.get(name)
        if fact is None:
            return [Named(one, one) for one in self.parameters]
        own = [Named(one.id, one.label.get(self.language)) for one in fact.choices]
        return own + [Named(one, one) for one, other in self.parameters.items() if _suits(fact, fact.type, other)]

    def hint(self, name: str) -> str:
        """In which unit a fact is counted and between which bounds."""
        fact = self.facts.get(name)
        if fact is None or fact.type.kind is not Kind.INTEGER:
            return ""
        return f"{fact.low} - {fact.high}"

    def value_lists(self, box: GroupBox) -> dict[str, list[Named]]:
        """What each row on a form can be compared with, by the path of the row."""
        return {row.path: self.values(row.name) for row in _rows(box)}

    def hints(self, box: GroupBox) -> dict[str, str]:
        """The bounds for each row, by its path."""
        return {row.path: self.hint(row.name) for row in _rows(box)}


def facts_of(tree: Tree) -> Mapping[str, Fact]:
    """The questions that a draft can use: those in force, and what the draft changes and adds where it is whole."""
    facts = catalogue().facts
    if not tree.get(FACTS):
        return facts
    text = emit_document({FACTS: tree[FACTS]})
    return facts_on_top(facts, [("concept.yaml", text)], [])


def used_facts(content: str) -> tuple[str, ...]:
    """The facts that a draft uses, when it can be read as a whole; otherwise those that its words name."""
    reading = reading_of(content)
    if reading.version is not None:
        return reading.version.fact_ids
    words = set(content.replace("(", " ").replace(")", " ").replace(",", " ").split())
    return tuple(name for name in catalogue().facts if name in words)


def _rows(box: GroupBox) -> list[RowBox]:
    found: list[RowBox] = []
    for one in box.members:
        if isinstance(one, RowBox):
            found.append(one)
        elif isinstance(one, GroupBox):
            found += _rows(one)
    return found


def boxes(box: GroupBox) -> list[Box]:
    """Everything on a form but the groups themselves."""
    found: list[Box] = []
    for one in box.members:
        found += boxes(one) if isinstance(one, GroupBox) else [one]
    return found


def _suits(fact: Fact, kind: DataType, parameter: Tree) -> bool:
    other, of = word(parameter.get("type")), word(parameter.get("of") or parameter.get("values_of"))
    if kind.kind is Kind.ENUM:
        same = catalogue().facts.get(of)
        return other in {"enum", "list"} and same is not None and same.type == fact.type
    if kind.kind is Kind.INTEGER:
        return other == "integer" and (word(parameter.get("unit")) or "none") == (kind.unit or "none")
    return other == kind.kind.value
