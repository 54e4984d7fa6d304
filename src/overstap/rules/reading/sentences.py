"""From the tree of an expression to words: values as part of a sentence, conditions as sentences and as lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from overstap.rules import tree
from overstap.rules.datatypes import BOOLEAN, DataType, Kind
from overstap.rules.model import Choice, Text
from overstap.rules.reading import words
from overstap.rules.reading.speaker import FEW, Speaker
from overstap.rules.tree import Node
from overstap.rules.wording import TODAY

_PLAIN = (tree.CONSTANT, tree.PARAMETER, tree.TODAY)
_HEIGHT_UNITS = ("years", "percent")
_HUNDRED = 100
_COMPOSED = ("add", "subtract", "multiply", "share", "rounded", "choose", "smallest", "largest")


@dataclass(frozen=True, slots=True)
class Outline:
    """A sentence with, where it needs them, points below it (opsomming).

    A text with items ends without a mark of its own; a colon belongs behind it.
    """

    text: str
    items: tuple[Outline, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[tuple[int, str]]:
        """Give every line with its depth, the first letter a capital."""
        yield depth, capital(self.text) + (":" if self.items else "")
        for item in self.items:
            yield from item.lines(depth + 1)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is true or not: a subject and what is said of it (zinsdeel).

    `opposite` is what is said when it is not true; `several` tells that it names several values with 'or' between.
    In a row of a table `node` is the condition itself, and `holds` whether it has to be true or not true.
    """

    subject: str
    predicate: str
    opposite: str = field(default="", compare=False)
    several: bool = field(default=False, compare=False)
    node: Node | None = field(default=None, compare=False)
    holds: bool = field(default=True, compare=False)


def capital(text: str) -> str:
    """Start with a capital."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Start with a small letter."""
    return text[:1].lower() + text[1:]


class Sentences:
    """Reads expressions of one version aloud (voorlezer)."""

    def __init__(self, speaker: Speaker) -> None:
        self.speaker, self.say = speaker, speaker.say

    def value(self, node: Node) -> str:
        """Give what an expression stands for, as part of a sentence."""
        if node.op in self._LEAVES:
            return self._LEAVES[node.op](self, node)
        if node.op == tree.LET and node.type == BOOLEAN:
            return self.say(words.YES_WHEN, self.clause(node))
        if node.op == tree.LET:
            return self.speaker.named(node.name) if self.speaker.is_term(node) else self.value(node.args[0])
        if node.type == BOOLEAN and node.op != "choose":
            return self.say(words.YES_WHEN, self.clause(node))
        return self._VALUES[node.op](self, node)

    def clause(self, node: Node, *, holds: bool = True, inner: bool = False) -> str:
        """Give a condition as one sentence without capital; `inner` puts brackets around a sentence with parts."""
        found = self.atom(node, holds=holds)
        if found is not None:
            return f"{found.subject} {found.predicate}".strip()
        whole = self._joined(node, holds=holds)
        return f"({whole})" if inner else whole

    def outline(self, node: Node, *, holds: bool = True) -> Outline:
        """Give a condition as a sentence with points below it."""
        found = self.atom(node, holds=holds)
        if found is not None:
            return Outline(f"{found.subject} {found.predicate}".strip())
        return self._OUTLINES[self.bare(node).op](self, self.bare(node), holds=holds)

    def bare(self, node: Node) -> Node:
        """Look through named expressions that are not read by their name."""
        while node.op == tree.LET and not self.speaker.is_term(node):
            node = node.args[0]
        return node

    # --- One clause ---------------------------------------------------------------------------

    def atom(self, node: Node, *, holds: bool = True) -> Clause | None:
        """Give the clause of a condition that has no parts; None when it has."""
        node = self.bare(node)
        if node.op == "negate":
            return self.atom(node.args[0], holds=not holds)
        build = self._ATOMS.get(node.op)
        return build(self, node, holds=holds) if build else None

    def _fact(self, node: Node, *, holds: bool) -> Clause:
        return Clause(self.speaker.fact(node.name), self.say(words.YES if holds else words.NO))

    def _applies(self, node: Node, *, holds: bool) -> Clause:
        return Clause(self.speaker.fact(node.name), self.say(words.APPLIES if holds else words.NOT_APPLIES))

    def _term(self, node: Node, *, holds: bool) -> Clause:
        return Clause(self.speaker.named(node.name), self.say(words.HOLDS if holds else words.FAILS))

    def _setting(self, node: Node, *, holds: bool) -> Clause:
        now = self.speaker.parameter(node.name)
        text = words.SET_TO_YES if holds else words.SET_TO_NO
        return Clause(self.speaker.named(node.name), self.say(text, now))

    def _fixed(self, node: Node, *, holds: bool) -> Clause:
        return Clause(self.say(words.ALWAYS if bool(node.number) is holds else words.NEVER), "")

    def _member(self, node: Node, *, holds: bool) -> Clause:
        kind, members = node.args[0].type, []
        for member in node.static:
            if isinstance(member, str):
                members += self.speaker.members(member)
            else:
                members.append(self.speaker.value(kind, member, self._choices_of(node.args[0])))
        shown = self.speaker.listed(members, words.OR if holds else words.AND)
        text = words.ONE_OF if holds else words.NONE_OF if len(members) > 1 else words.NOT_ONE
        return Clause(self.value(node.args[0]), self.say(text, shown), several=len(members) > 1)

    def _compared(self, node: Node, *, holds: bool) -> Clause | None:
        op, (left, right) = (node.op if holds else words.OPPOSITES[node.op]), node.args
        if left.type == BOOLEAN:
            return self._same(op, left, right)
        if self._counted(node) is not None:
            return None
        if left.op in _PLAIN and right.op not in _PLAIN:
            op, left, right = words.MIRRORED[op], right, left
        text = words.COMPARED[op][_manner(left.type)]
        kind = left.type if right.op == tree.CONSTANT and not right.type.unit else right.type
        shown = self.value(right)
        if right.op == tree.CONSTANT:
            shown = self.speaker.value(kind, right.number, self._choices_of(left))
        return Clause(self.value(left), self.say(text, shown))

    def _choices_of(self, node: Node) -> tuple[Choice, ...]:
        """Give the choices of the fact that an expression is, if it is one."""
        bare = self.bare(node)
        return self.speaker.catalogue.facts[bare.name].choices if bare.op == tree.FACT else ()

    def _same(self, op: str, left: Node, right: Node) -> Clause | None:
        for one, other in ((left, right), (right, left)):
            if other.op == tree.CONSTANT:
                return self.atom(one, holds=bool(other.number) is (op == "equal"))
        return None

    def _counted(self, node: Node) -> Node | None:
        """Give the count in a comparison of a count with a number."""
        left = self.bare(node.args[0])
        return left if left.op == "count_true" and node.args[1].op in _PLAIN else None

    # --- Several clauses ----------------------------------------------------------------------

    def _joined(self, node: Node, *, holds: bool) -> str:
        node = self.bare(node)
        if node.op in ("both", "either") and holds:
            link = words.AND if node.op == "both" else words.OR
            parts = self._merged(self._alike(node), link)
            comma = words.COMMA_AND if node.op == "both" else words.COMMA_OR
            if len(parts) <= FEW:
                return link.get(self.speaker.language).join(parts)
            return self.speaker.listed(parts, comma)
        found = self.outline(node, holds=holds)
        return f"{lower(found.text)}: {'; '.join(self._flat(item) for item in found.items)}"

    def _flat(self, outline: Outline) -> str:
        if not outline.items:
            return outline.text
        return f"{lower(outline.text)} ({'; '.join(self._flat(item) for item in outline.items)})"

    def _alike(self, node: Node) -> tuple[Node, ...]:
        """Give the parts of an and (or an or), those of an and (or an or) directly inside it among them."""
        found: list[Node] = []
        for arg in node.args:
            bare = self.bare(arg)
            found += self._alike(bare) if bare.op == node.op else [arg]
        return tuple(found)

    def _merged(self, args: tuple[Node, ...], link: Text) -> list[str]:
        """Say what several clauses say of one subject in one go."""
        parts: list[str] = []
        last: Clause | None = None
        for arg in args:
            found = self.atom(arg)
            if found is not None and last is not None and found.subject == last.subject and found.predicate:
                verb, _, rest = found.predicate.partition(" ")
                same = last.predicate.startswith(f"{verb} ")
                parts[-1] += link.get(self.speaker.language) + (rest if same and rest else found.predicate)
            else:
                shown = self.clause(arg, inner=True)
                doubtful = found is not None and found.several and link is words.AND
                parts.append(f"({shown})" if doubtful else shown)
            last = None if found is not None and found.several else found
        return parts

    def _group(self, node: Node, *, holds: bool) -> Outline:
        link = words.AND if node.op == "both" else words.OR
        args = self._alike(node) if holds else node.args
        atoms = [self.atom(arg) for arg in args]
        if holds and len({atom.subject for atom in atoms if atom}) == 1 and all(atoms):
            return Outline(self.speaker.listed(self._merged(args, link), link))
        texts = {
            ("both", True): words.ALL_OF,
            ("either", True): words.SOME_OF,
            ("both", False): words.NOT_ALL_OF,
            ("either", False): words.NOTHING_OF,
        }
        items = tuple(self.outline(arg) for arg in args)
        return Outline(self.say(texts[node.op, holds]), items)

    def _negated(self, node: Node, *, holds: bool) -> Outline:
        return self.outline(node.args[0], holds=not holds)

    def _branches(self, node: Node, *, holds: bool) -> Outline:
        condition, yes, no = node.args
        items = (
            Outline(self.say(words.WHEN), (self.outline(condition),)),
            Outline(self.say(words.THEN), (self.outline(yes, holds=holds),)),
            Outline(self.say(words.OTHERWISE), (self.outline(no, holds=holds),)),
        )
        return Outline(self.say(words.DEPENDS), items)

    def _number_of(self, node: Node, *, holds: bool) -> Outline:
        op = node.op if holds else words.OPPOSITES[node.op]
        counted = self._counted(node)
        if counted is None:  # two conditions that are compared with each other
            text = words.SAME_ANSWER if op == "equal" else words.OTHER_ANSWER
            return Outline(self.say(text), tuple(self.outline(arg) for arg in node.args))
        shown = self.value(node.args[1])
        items = tuple(self.outline(arg) for arg in counted.args)
        return Outline(self.say(words.COUNTED_WITH[op], shown), items)

    # --- Values -------------------------------------------------------------------------------

    def _part(self, node: Node) -> str:
        """Give a value as a part of a larger one: between brackets when it is made of parts itself."""
        bare = self.bare(node)
        shown = self.value(node)
        return f"({shown})" if bare.op in _COMPOSED and not shown.startswith("(") else shown

    def _plain(self, node: Node) -> str:
        return self.say(words.VALUES[node.op], *(self._part(arg) for arg in node.args))

    def _sum(self, node: Node) -> str:
        parts = [
            self._of_type(part, node.type) if part.op == tree.CONSTANT else self._part(part) for part in _addends(node)
        ]
        if len(parts) == FEW:
            return self.say(words.VALUES["add"], *parts)
        return self.say(words.SUM_OF, self.speaker.listed(parts))

    def _product(self, node: Node) -> str:
        for one, other in (node.args, node.args[::-1]):
            if one.type == BOOLEAN:
                return self.say(words.ONLY_WHEN, self._part(other), self.clause(one))
        return self._plain(node)

    def _extreme(self, node: Node) -> str:
        fixed = [arg for arg in node.args if arg.op in (tree.CONSTANT, tree.PARAMETER)]
        moving = [arg for arg in node.args if arg not in fixed]
        if len(fixed) == 1 and len(moving) == 1:
            text = words.AT_MOST if node.op == "smallest" else words.AT_LEAST
            return self.say(text, self.value(moving[0]), self._of_type(fixed[0], node.type))
        return self.say(words.VALUES[node.op], self.speaker.listed([self._part(arg) for arg in node.args]))

    def _of_type(self, node: Node, kind: DataType) -> str:
        return self.speaker.value(kind, node.number) if node.op == tree.CONSTANT else self.value(node)

    def _share(self, node: Node) -> str:
        amount, part, whole = node.args
        if whole.op == tree.CONSTANT and whole.number == _HUNDRED and part.type.unit == "percent":
            shown = self.say(words.PERCENT_OF, self._part(part), self._part(amount))
            return shown if node.static == "down" else f"{shown}, {self.say(words.WAYS[node.static])}"
        if part.op == tree.CONSTANT and part.number == 1:
            way = self.say(words.WAYS[node.static])
            return self.say(words.DIVIDED, self._part(amount), self._part(whole), way=way)
        parts = (self._part(arg) for arg in node.args)
        return self.say(words.VALUES["share"], *parts, way=self.say(words.WAYS[node.static]))

    def _rounded(self, node: Node) -> str:
        value, step = self.value(node.args[0]), self._of_type(node.args[1], node.type)
        return self.say(words.VALUES["rounded"], value, step, way=self.say(words.WAYS[node.static]))

    def _months_later(self, node: Node) -> str:
        months = self.value(node.args[1])
        if node.args[1].op == tree.CONSTANT:
            months = self.say(words.MONTHS_MORE, months)
        return self.say(words.VALUES["plus_months"], self.value(node.args[0]), months)

    def _row(self, node: Node) -> str:
        return self.say(words.VALUES["bracket"], self.value(node.args[0]), self.speaker.named(str(node.static)))

    def _count(self, node: Node) -> str:
        return self.say(words.VALUES["count_true"], "; ".join(self.clause(arg) for arg in node.args))

    def _choice(self, node: Node) -> str:
        condition, yes, no = node.args
        return self.say(
            words.CHOOSE, self.clause(condition), self._of_type(yes, node.type), self._of_type(no, node.type)
        )

    def _label(self, node: Node) -> str:
        if node.type == BOOLEAN:
            return self.say(words.YES_WHEN, self.clause(node))
        return self.speaker.fact(node.name)

    def _constant(self, node: Node) -> str:
        return self.speaker.value(node.type, node.number)

    def _today(self, _node: Node) -> str:
        return self.say(TODAY)

    def _parameter(self, node: Node) -> str:
        return self.speaker.parameter(node.name)

    _LEAVES: ClassVar[dict[str, Callable[[Sentences, Node], str]]] = {
        tree.CONSTANT: _constant,
        tree.FACT: _label,
        tree.APPLIES: _label,
        tree.PARAMETER: _parameter,
        tree.TODAY: _today,
    }
    _ATOMS: ClassVar[dict[str, Callable[..., Clause | None]]] = {
        tree.FACT: _fact,
        tree.APPLIES: _applies,
        tree.LET: _term,
        tree.PARAMETER: _setting,
        tree.CONSTANT: _fixed,
        "one_of": _member,
        **dict.fromkeys(words.COMPARED, _compared),
    }
    _OUTLINES: ClassVar[dict[str, Callable[..., Outline]]] = {
        "both": _group,
        "either": _group,
        "negate": _negated,
        "choose": _branches,
        **dict.fromkeys(words.COMPARED, _number_of),
    }
    _VALUES: ClassVar[dict[str, Callable[[Sentences, Node], str]]] = {
        **dict.fromkeys(words.VALUES, _plain),
        "add": _sum,
        "multiply": _product,
        "smallest": _extreme,
        "largest": _extreme,
        "share": _share,
        "rounded": _rounded,
        "plus_months": _months_later,
        "bracket": _row,
        "count_true": _count,
        "choose": _choice,
    }

    READ: ClassVar[frozenset[str]] = frozenset({*_LEAVES, *_ATOMS, *_OUTLINES, *_VALUES})
    """Everything that can be read aloud; a test holds this against the operations of the language."""


def _manner(kind: DataType) -> str:
    if kind.kind is Kind.DATE:
        return "day"
    return "height" if kind.kind in (Kind.MONEY, Kind.ENUM) or kind.unit in _HEIGHT_UNITS else "count"


def _addends(node: Node) -> Iterator[Node]:
    if node.op == "add":
        for arg in node.args:
            yield from _addends(arg)
    else:
        yield node
