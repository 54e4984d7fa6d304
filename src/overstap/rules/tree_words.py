"""Short words for the parts of an expression, as the tree of an explanation names them."""

from __future__ import annotations

from overstap.rules import tree
from overstap.rules.datatypes import ANY_UNIT
from overstap.rules.evaluation import Evaluation
from overstap.rules.fact_values import show
from overstap.rules.grounds import choices_of
from overstap.rules.model import Choice, Text
from overstap.rules.prepared import Dictionary
from overstap.rules.tree import Node
from overstap.rules.wording import TODAY, listed_or

LONGEST = 90
"""A part that would take more characters is named by what it does only; its own parts stand below it."""

_BETWEEN = {
    "less": Text("{0} is lager dan {1}", "{0} is lower than {1}"),
    "less_equal": Text("{0} is hoogstens {1}", "{0} is at most {1}"),
    "greater": Text("{0} is hoger dan {1}", "{0} is higher than {1}"),
    "greater_equal": Text("{0} is minstens {1}", "{0} is at least {1}"),
    "equal": Text("{0} is {1}", "{0} is {1}"),
    "not_equal": Text("{0} is niet {1}", "{0} is not {1}"),
    "add": Text("{0} + {1}", "{0} + {1}"),
    "subtract": Text("{0} - {1}", "{0} - {1}"),
    "multiply": Text("{0} x {1}", "{0} x {1}"),
    "opposite": Text("min {0}", "minus {0}"),
    "share": Text("{0} x {1} gedeeld door {2}", "{0} x {1} divided by {2}"),
    "rounded": Text("{0}, afgerond op {1}", "{0}, rounded to {1}"),
    "days_between": Text("dagen van {0} tot {1}", "days from {0} to {1}"),
    "weeks_between": Text("weken van {0} tot {1}", "weeks from {0} to {1}"),
    "months_between": Text("maanden van {0} tot {1}", "months from {0} to {1}"),
    "years_between": Text("jaren van {0} tot {1}", "years from {0} to {1}"),
    "plus_months": Text("{0}, {1} later", "{0}, {1} later"),
}
_BEFORE = {
    "less": Text("{0} is vóór {1}", "{0} is before {1}"),
    "less_equal": Text("{0} is op of vóór {1}", "{0} is on or before {1}"),
    "greater": Text("{0} is na {1}", "{0} is after {1}"),
    "greater_equal": Text("{0} is op of na {1}", "{0} is on or after {1}"),
}
_WHOLE = {
    "both": Text("al het volgende", "all of the following"),
    "either": Text("minstens één van deze", "at least one of these"),
    "negate": Text("niet het volgende", "not the following"),
    "choose": Text("de eerste keuze die past", "the first choice that fits"),
    "add": Text("de som van deze", "the sum of these"),
    "smallest": Text("het laagste van deze", "the lowest of these"),
    "largest": Text("het hoogste van deze", "the highest of these"),
    "count_true": Text("hoeveel van deze kloppen", "how many of these are true"),
    "bracket": Text("de waarde uit de tabel '{name}'", "the value from the table '{name}'"),
}
_COMPARISON = Text("deze vergelijking", "this comparison")
_CALCULATION = Text("deze berekening", "this calculation")
_NOT = Text("niet: {0}", "not: {0}")
_APPLIES = Text("{0} is van toepassing", "{0} is applicable")
_ONE_OF = Text("{0} is een van: {1}", "{0} is one of: {1}")
_MANY = 8
_SAME_UNIT = (*_BEFORE, "equal", "not_equal", "add", "subtract")


class TreeWords:
    """Names the nodes of one evaluation in one language (boomwoorden)."""

    def __init__(self, evaluation: Evaluation, language: str) -> None:
        self.evaluation, self.language = evaluation, language
        self.dictionary = Dictionary(evaluation.facts)

    def of(self, node: Node) -> str:
        """Name a node."""
        text = self._leaf(node) or self._operation(node)
        return text if len(text) <= LONGEST else self._whole(node)

    def _leaf(self, node: Node) -> str:
        if node.op == tree.TODAY:
            return TODAY.get(self.language)
        if node.op == tree.CONSTANT:
            return self.value(node, node.number)
        if node.op not in (tree.FACT, tree.APPLIES, tree.PARAMETER, tree.LET):
            return ""
        label = self._label(node)
        name = lowered(label.get(self.language)) if label is not None else node.name
        return _APPLIES.get(self.language).format(name) if node.op == tree.APPLIES else name

    def _label(self, node: Node) -> Text | None:
        version = self.evaluation.version
        if node.op == tree.LET:
            return version.let_labels.get(node.name)
        return (version.parameters if node.op == tree.PARAMETER else self.evaluation.facts)[node.name].label

    def _inside(self, node: Node, parent: Node) -> str:
        """Name a part within the words of another; a value between quotes, a bare number with the unit beside it."""
        if node.op != tree.CONSTANT:
            return self.of(node)
        if node.type.values:
            return f"'{self.of(node)}'"
        beside = next((arg.type for arg in parent.args if arg.op != tree.CONSTANT), node.type)
        takes_unit = node.type.unit == ANY_UNIT and parent.op in _SAME_UNIT
        return show(beside if takes_unit else node.type, node.number, self.language)

    def value(self, node: Node, number: int) -> str:
        """Write a value of the type of a node."""
        return show(node.type, number, self.language, self._choices(node))

    def _choices(self, node: Node) -> tuple[Choice, ...]:
        for output in self.evaluation.version.outputs.values():
            if node.type.values and output.type == node.type:
                return output.choices
        return choices_of(self.dictionary, node.type.values)

    def _operation(self, node: Node) -> str:
        if is_long_sum(node):
            return self._whole(node)
        if node.op == "negate":
            return _NOT.get(self.language).format(self.of(node.args[0]))
        if node.op == "one_of":
            return self._one_of(node)
        dated = node.args and node.args[0].type.kind.value == "date"
        form = (_BEFORE.get(node.op) if dated else None) or _BETWEEN.get(node.op)
        if form is None:
            return self._whole(node)
        return form.get(self.language).format(*[self._inside(arg, node) for arg in node.args])

    def _one_of(self, node: Node) -> str:
        members: list[int] = []
        for member in node.static:
            found = self.evaluation.parameter(member) if isinstance(member, str) else member
            members += [one for one in (found if isinstance(found, tuple) else (found,)) if isinstance(one, int)]
        if len(members) > _MANY:
            return self._whole(node)
        quote = "'" if node.args[0].type.values else ""
        shown = [f"{quote}{self.value(node.args[0], number)}{quote}" for number in members]
        names = listed_or(shown, self.language)
        return _ONE_OF.get(self.language).format(self.of(node.args[0]), names)

    def _whole(self, node: Node) -> str:
        found = _WHOLE.get(node.op)
        if found is None:
            found = _COMPARISON if node.op in _BEFORE or node.op in ("equal", "not_equal", "one_of") else _CALCULATION
        return found.get(self.language).format(name=node.static)


def is_long_sum(node: Node) -> bool:
    """Tell whether a sum adds up more than two numbers."""
    return node.op == "add" and any(arg.op == "add" for arg in node.args)


def lowered(label: str) -> str:
    """Write a label within a sentence: without its capital, unless it starts with an abbreviation or a name."""
    first = label.split(" ", 1)[0].rstrip(",.:")
    return label if sum(letter.isupper() for letter in first) > 1 else label[:1].lower() + label[1:]
