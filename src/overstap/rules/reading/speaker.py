"""What a scheme calls its facts, values, parameters and named expressions, in one language and on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from overstap.rules import tree
from overstap.rules.catalogue import Catalogue
from overstap.rules.datatypes import DATE, DataType, Kind
from overstap.rules.fact_values import show
from overstap.rules.model import Choice, Fact, Output, Parameter, SchemeVersion, Text
from overstap.rules.program import ParameterValue
from overstap.rules.reading import words
from overstap.rules.tree import Node

FEW = 2


def human(name: str) -> str:
    """Write an id as words."""
    return name.replace("_", " ").replace("-", " ")


def quoted(text: str) -> str:
    """Put a label between quotation marks, as on a form."""
    return f"“{text}”"


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """Gives the words for one version of a scheme (spreker); without a day parameters show every later value too.

    `output` is the answer that is read, whose values go before those of others with the same ids.
    """

    version: SchemeVersion
    catalogue: Catalogue
    language: str = "nl"
    on: date | None = None
    output: Output | None = None

    def say(self, text: Text, *parts: str, **named: str) -> str:
        """Fill a text in the language of the speaker."""
        return text.get(self.language).format(*parts, **named)

    def fact(self, name: str) -> str:
        """Give the label of a fact between quotation marks."""
        return quoted(self.catalogue.facts[name].label.get(self.language))

    def named(self, name: str) -> str:
        """Give the label of a parameter or named expression between quotation marks; its id as words without one."""
        label = self.version.let_labels.get(name)
        if name in self.version.parameters:
            label = self.version.parameters[name].label
        return quoted(label.get(self.language) if label else human(name))

    def choices(self, kind: DataType) -> tuple[Choice, ...]:
        """Give the choices of an enumeration: those of the answer that is read first, then of this scheme's own."""
        facts = self.catalogue.facts
        near: list[Fact | Output] = [self.output] if self.output is not None else []
        near += [facts[name] for name in self.version.fact_ids]
        for one in (*near, *self.version.outputs.values(), *facts.values()):
            if kind.values and one.type.values == kind.values:
                return one.choices
        return ()

    def value(self, kind: DataType, number: int, choices: tuple[Choice, ...] = ()) -> str:
        """Write a value: the choices of an enumeration between quotation marks, everything else as it is."""
        shown = show(kind, number, self.language, (choices or self.choices(kind)) if kind.kind is Kind.ENUM else ())
        return quoted(shown) if kind.kind is Kind.ENUM else shown

    def values(self, kind: DataType, value: ParameterValue) -> list[str]:
        """Write the value of a parameter: one, the members of a list, or the rows of a table."""
        if isinstance(value, int):
            return [self.value(kind, value)]
        item, key = kind.item or kind, kind.key
        found: list[str] = []
        for member in value:
            if isinstance(member, tuple):
                start = self.value(key or kind, member[0])
                found.append(self.say(words.FROM_DAY, start, self.value(item, member[1])))
            else:
                found.append(self.value(item, member))
        return found

    def parameter(self, name: str) -> str:
        """Write the value of a parameter on the day; without a day its first value and what it becomes later."""
        parameter = self.version.parameters[name]
        if self.on is not None:
            return self._joined(parameter, self._on(parameter, self.on))
        pieces = [piece for piece in parameter.values if self.within(piece.start, piece.end)]
        first, *later = pieces or list(parameter.values[:1])
        more = [
            self.say(words.FROM_DAY, self.value(DATE, piece.start.toordinal()), self._joined(parameter, piece.value))
            for piece in later
        ]
        shown = self._joined(parameter, first.value)
        return f"{shown} ({'; '.join(more)})" if more else shown

    def members(self, name: str) -> list[str]:
        """Give the members of a list one by one where it is one list; else what it is and what it becomes."""
        parameter = self.version.parameters[name]
        pieces = [piece.value for piece in parameter.values if self.within(piece.start, piece.end)]
        value = self._on(parameter, self.on) if self.on is not None else pieces[0] if len(pieces) == 1 else None
        if parameter.type.kind is Kind.LIST and value is not None:
            return self.values(parameter.type, value)
        return [self.parameter(name)]

    def within(self, start: date, end: date | None) -> bool:
        """Tell whether a period touches the validity of the version."""
        last = self.version.valid_until
        return (end is None or end >= self.version.valid_from) and (last is None or start <= last)

    def _on(self, parameter: Parameter, day: date) -> ParameterValue:
        value = parameter.on(day)
        return parameter.values[0].value if value is None else value

    def _joined(self, parameter: Parameter, value: ParameterValue) -> str:
        shown = self.values(parameter.type, value)
        return "; ".join(shown) if parameter.type.kind is Kind.TABLE else self.listed(shown, words.OR)

    def listed(self, parts: list[str], last: Text = words.AND) -> str:
        """Join words: a, b and c."""
        if len(parts) < FEW:
            return "".join(parts)
        return f"{', '.join(parts[:-1])}{last.get(self.language)}{parts[-1]}"

    def is_term(self, node: Node) -> bool:
        """Tell whether a named expression is read by its name: when it has more than one step of its own."""
        if node.op != tree.LET or node.args[0].op == tree.LET:
            return False
        return sum(1 for below in node.args[0].walk() if below.args) > 1
