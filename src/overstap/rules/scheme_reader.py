"""What every part of a scheme file is read with: names, expressions with their place, texts with places to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from string import Formatter

from overstap.rules import tree
from overstap.rules.binding import Names
from overstap.rules.datatypes import BOOLEAN, DataType
from overstap.rules.expressions import bind
from overstap.rules.grammar import ExpressionError
from overstap.rules.model import Condition, Fact, Parameter, Says, Text
from overstap.rules.problems import did_you_mean
from overstap.rules.reader import Reader
from overstap.rules.tree import Node
from overstap.rules.yaml_nodes import Scalar, YamlNode


@dataclass(slots=True)
class SchemeReader:
    """Reads the parts of one scheme file (regelinglezer)."""

    reader: Reader
    facts: Mapping[str, Fact]
    names: Names
    valid_from: date = date.min
    valid_until: date | None = None
    parameters: dict[str, Parameter] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    placed: list[tuple[Node, YamlNode]] = field(default_factory=list)
    texts: list[tuple[Text, YamlNode]] = field(default_factory=list)

    def expression(self, node: YamlNode | None, expected: DataType | None) -> Node | None:
        """Read an expression; None after noting what is wrong with it."""
        if node is None:
            return None
        text = self.reader.word(node, "An expression")
        if not text or not isinstance(node, Scalar):
            return None
        try:
            root = bind(text, self.names, expected)
        except ExpressionError as error:
            if not (self.broken & set(re.findall(r"\w+", text))):
                line, column = place_in(node, error.offset)
                self.reader.problem(node, error.message, error.advice, line=line, column=column)
            return None
        self.placed.append((root, node))
        return root

    def boolean(self, node: YamlNode | None) -> Node:
        """Read an expression that is true or false; a stand-in after noting what is wrong with it."""
        return self.expression(node, BOOLEAN) or Node(tree.CONSTANT, BOOLEAN, "")

    def text(self, node: YamlNode | None) -> Text:
        """Read a text whose places to fill in are checked at the end."""
        text = self.reader.text(node)
        if node is not None:
            self.texts.append((text, node))
        return text

    def says(self, node: YamlNode | None) -> Says:
        """Read what a condition says."""
        found = self.reader.fields(node, ("yes", "no", "unknown"))
        return Says(self.text(found.get("yes")), self.text(found.get("no")), self.text(found.get("unknown")))

    def condition(self, node: YamlNode) -> Condition:
        """Read one condition."""
        found = self.reader.fields(node, ("id", "expression", "source", "says"), ("remedy", "judgement", "notes"))
        return Condition(
            id=self.reader.identifier(found.get("id")),
            expression=self.boolean(found.get("expression")),
            source=self.reader.citations(found.get("source")),
            says=self.says(found.get("says")),
            remedy=self.text(found["remedy"]) if "remedy" in found else None,
            judgement=self.reader.flag(found.get("judgement")),
        )

    def parameter(self, node: YamlNode | None, *types: DataType) -> Parameter | None:
        """Read the name of a parameter of one of the types."""
        if node is None:
            return None
        name = self.reader.word(node, "The name of a parameter")
        parameter = self.parameters.get(name)
        if parameter is None:
            if name and name not in self.broken:
                advice = did_you_mean(name, self.parameters).strip() or "Add it under 'parameters'."
                self.reader.problem(node, f"There is no parameter '{name}'.", advice)
            return None
        if types and parameter.type not in types:
            needed = " or ".join(dict.fromkeys(kind.describe() for kind in types))
            self.reader.problem(node, f"'{name}' is {parameter.type.describe()}, but {needed} is needed.")
            return None
        return parameter

    def check_texts(self, usable: set[str]) -> None:
        """Tell of places in texts that nothing fills."""
        for text, node in self.texts:
            for language in (text.nl, text.en):
                for name in fields_in(language):
                    if name is None:
                        self.reader.problem(
                            node, "A brace in a text is not closed.", "Write {name}, or {{ for a brace."
                        )
                    elif name not in usable:
                        advice = (
                            did_you_mean(name, usable).strip() or "Use a parameter, or a fact or 'let' of this file."
                        )
                        self.reader.problem(node, f"Nothing fills '{{{name}}}' in this text.", advice)


def fields_in(text: str) -> list[str | None]:
    """Give the names between braces in a text; None for a brace that is not closed."""
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return [None]


def place_in(node: Scalar, offset: int) -> tuple[int, int]:
    """Give line and column of a character in a written value; its start where lines were folded."""
    if node.block:
        before = node.text[:offset]
        return node.line + 1 + before.count("\n"), 1
    if node.end_line > node.line:
        return node.line, node.column
    return node.line, node.column + offset + int(node.quoted)
