"""The trace of a version as Python functions: its trees, which values decided, and the text that a receipt hashes.

Which part follows from which depends on the scheme and on the values only, so it can be written out beforehand, as
the calculation itself is. `trace` and `trail` say the same node by node; tests hold both equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from overstap.rules import tree
from overstap.rules.datatypes import BOOLEAN
from overstap.rules.operations import Interval
from overstap.rules.prepared import Prepared
from overstap.rules.program import affected
from overstap.rules.trace import Part, Shape, Shapes, TraceNode, expressions, told_by
from overstap.rules.tree import Node
from overstap.rules.values import Facts, Known

Trees = Callable[[Sequence[Interval], Facts], dict[str, TraceNode]]
Deciding = Callable[[Sequence[Interval]], tuple[bool, ...]]
WrittenText = Callable[[Sequence[Interval]], str]

DECIDERS = {"both": 0, "either": 1}
FEW_VALUES, MOST_KEPT, LEAST_PARTS, LEAST_ROW = 128, 64, 3, 8
"""What one fact comes to is kept for a fact with fewer values, for so many at most, when it has so many parts."""
YES, NO = "True", "False"
_INDENT = "\n    "
_BOUND = re.compile(r"\b[lh](\d+)\b")
_TOLD = re.compile(r"\btold\d+\b")
_TRUTHS = ("0,0", "0,1", "1,1")


class Branch(NamedTuple):
    """Which arguments decide where a condition holds (tak): by place, what tells so; a place left out does not.

    The condition is empty for what is left when those before it do not hold.
    """

    condition: str
    decides: Mapping[int, str]


def branches(op: str, slot: int, args: Sequence[int], fixed: Mapping[int, Interval]) -> Iterator[Branch]:
    """Write `trace.deciding_parts` for one step, whose bounds stand in the names `l` and `h` with its slot behind."""
    everything = Branch("", dict.fromkeys(range(len(args)), YES))
    is_open = Branch(f"l{slot} != h{slot}", {place: f"l{a} != h{a}" for place, a in enumerate(args) if a not in fixed})
    if op in DECIDERS:
        decider = DECIDERS[op]
        yield is_open
        yield Branch(f"l{slot} != {decider}", everything.decides)
        for place, arg in enumerate(args):
            if arg not in fixed:
                yield Branch(f"h{arg} == 0" if decider == 0 else f"l{arg} == 1", {place: YES})
            elif fixed[arg] == (decider, decider):
                yield Branch("", {place: YES})
                return
    elif op == "choose":
        low, high = fixed.get(args[0], (f"l{args[0]}", f"h{args[0]}"))
        yield Branch(f"{low} == 1", {0: YES, 1: YES})
        yield Branch(f"{high} == 0", {0: YES, 2: YES})
        yield is_open
    else:
        yield is_open
    yield everything


def _ladder(found: Sequence[Branch], statements: Callable[[Mapping[int, str]], list[str]]) -> list[str]:
    """Write branches as one `if` with all that follows."""
    lines = []
    for word, branch in zip(("if", *["elif"] * len(found)), found, strict=False):
        head = f"{word} {branch.condition}:" if branch.condition else "else:"
        lines.append(f"{head} {'; '.join(statements(branch.decides)) or 'pass'}")
    return lines


def _unpacked(prepared: Prepared) -> str:
    """Write the line that reads the bounds of all slots."""
    slots = range(len(prepared.start))
    return f"[{', '.join('_' if slot in prepared.fixed else f'[l{slot}, h{slot}]' for slot in slots)}] = v"


def deciding_source(prepared: Prepared) -> list[str]:
    """Write which values something asked follows from, from the answers down, as `Trail.deciding` tells."""
    slots = range(len(prepared.start))
    roots = dict.fromkeys((*prepared.roots.answers, *prepared.roots.grounds))
    lines = ["def deciding(v):", _unpacked(prepared)]
    lines.append(" = ".join([*(f"f{slot}" for slot in slots), NO]))
    if roots:
        lines.append(" = ".join([*(f"f{slot}" for slot in roots), YES]))
    for step in reversed(prepared.version.program.steps):

        def marked(decides: Mapping[int, str], args: tuple[int, ...] = step.args) -> list[str]:
            certain = dict.fromkeys(args[place] for place, text in decides.items() if text == YES)
            told = [" = ".join([*(f"f{arg}" for arg in certain), YES])] if certain else []
            perhaps = {args[place]: text for place, text in decides.items() if text != YES}
            return told + [f"f{arg} = f{arg} or {text}" for arg, text in perhaps.items()]

        lines.append(f"if f{step.slot}:")
        lines += [f"    {line}" for line in _ladder(_of(step.op, step.slot, step.args, prepared), marked)]
    return [*lines, f"return ({', '.join(f'f{slot}' for slot in slots)},)"]


def _of(op: str, slot: int, args: tuple[int, ...], prepared: Prepared) -> list[Branch]:
    return list(branches(op, slot, args, prepared.fixed))


def text_source(prepared: Prepared, names: dict[str, Any]) -> list[str]:
    """Write the text of all values as `receipt.text_of` does: low and high with a comma, and `;` between.

    A row of values in which one fact stands, and one with few values, is written once for each of its values.
    """
    lines, pieces = list[str](), list[str]()
    for fact, slots in groupby(range(len(prepared.start)), _owners(prepared).__getitem__):
        row = [_piece(prepared, slot) for slot in slots]
        if fact is None or len(row) < LEAST_ROW:
            pieces += row
            continue
        kept, local = f"kept{len(names)}", f"row{len(names)}"
        names[kept] = {}
        key = f"({', '.join(f'l{slot}, h{slot}' for slot in own_slots(prepared, fact))})"
        lines += [f"{local} = {kept}.get({key})", f"if {local} is None:", f'    {local} = f"{";".join(row)}"']
        lines.append(f"    if len({kept}) < {MOST_KEPT}: {kept}[{key}] = {local}")
        pieces.append(f"{{{local}}}")
    return ["def text(v):", _unpacked(prepared), *lines, f'return f"{";".join(pieces)}"']


def _piece(prepared: Prepared, slot: int) -> str:
    if slot in prepared.fixed:
        return "{},{}".format(*prepared.fixed[slot])
    if prepared.node_of[slot].type == BOOLEAN:
        return f"{{T[l{slot} + h{slot}]}}"
    return f"{{l{slot}}},{{h{slot}}}"


def _owners(prepared: Prepared) -> list[str | None]:
    """Give for each slot the only fact that it follows from; what never changes goes with what stands before it."""
    dated = set[int]()
    if prepared.today is not None:
        dated = {prepared.today, *(step.slot for step in affected(prepared.steps, [prepared.today]))}
    found: list[str | None] = []
    for slot, facts in enumerate(prepared.support):
        if slot in prepared.fixed:
            found.append(found[-1] if found else None)
        else:
            only = next(iter(facts)) if len(facts) == 1 and slot not in dated else None
            found.append(only if only is not None and has_few_values(prepared, only) else None)
    return found


def has_few_values(prepared: Prepared, fact: str) -> bool:
    """Tell whether what a fact comes to may be kept: with few values it says little of anyone."""
    return prepared.facts[fact].high - prepared.facts[fact].low < FEW_VALUES


def own_slots(prepared: Prepared, fact: str) -> list[int]:
    """Give where a fact stands: its value, and whether it applies."""
    return [slot for slot in prepared.slots[fact] if slot is not None]


class TreesWriter:
    """Writes the function that builds all trees of a version (boomschrijver); `names` is what its text refers to."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared, self.shapes = prepared, Shapes(prepared)
        self.names: dict[str, Any] = {
            "new": tuple.__new__,
            "Node": TraceNode,
            "told_by": told_by,
            "len": len,
            "Known": Known,
        }
        self.lines: list[str] = []
        self.indent = ""
        self.named: dict[int, str] = {}
        self.counted: dict[Any, str] = {}
        self.tellers: dict[str, str] = {}
        self.sources: dict[str, str] = {}
        self.uses: Counter[tuple[Part, int]] = Counter()
        self.shared: dict[tuple[Part, int], str] = {}

    def source(self, roots: Mapping[str, Node]) -> list[str]:
        """Write the function that gives the trees of these expressions by id."""
        self._count(roots.values())
        built = {name: self._whole(node) for name, node in roots.items()}
        pairs = ", ".join(f"{name!r}: {local}" for name, local in built.items())
        return ["def trees(v, case):", *self._read(), *self.lines, f"return {{{pairs}}}"]

    def _read(self) -> list[str]:
        """Write the lines that read all slots, and who told what; only what stands outside every kept part."""
        outside = "\n".join(line for line in self.lines if line[0] != " ")
        names = ", ".join(f"i{slot}" for slot in range(len(self.prepared.start)))
        lines = [f"[{names}] = v", "of = case.get"]
        lines += [f"l{slot}, h{slot} = i{slot}" for slot in sorted({int(one) for one in _BOUND.findall(outside)})]
        seen = set(_TOLD.findall(outside))
        lines += [f"{told} = told_by(case, {fact!r})" for fact, told in self.tellers.items() if told in seen]
        for fact, by in self.sources.items():
            lines += [f"state = of({fact!r})", f"{by} = state.source if state.__class__ is Known else None"]
        return lines

    def _count(self, roots: Iterable[Node]) -> None:
        """Count in how many places a fact or a named expression stands."""
        pending, seen = list(roots), set[int]()
        while pending:
            node = pending.pop()
            if id(node) not in seen:
                seen.add(id(node))
                pending += node.args
                if node.op == tree.LET or not node.args:
                    self.uses[self._sort(node)] += 1

    def _sort(self, node: Node) -> tuple[Part, int]:
        return self.shapes.of(node).part, id(node.args[0]) if node.args else 0

    def _whole(self, node: Node) -> str:
        """Write an expression of its own; what one known fact comes to is kept, when that fact has few values."""
        own = None if self.indent else self._only_fact(node)
        if own is None:
            return self._node(node, YES)
        fact, slot = own
        told = self._teller(fact)
        by = self.sources.setdefault(fact, f"by{told}")
        local, kept = f"n{len(self.lines)}", self._new_name("kept", {})
        key = by if slot is None else f"(l{slot}, {by})"
        self.lines += [f"{local} = {kept}.get({key}) if {by} is not None else None", f"if {local} is None:"]
        outside, self.named, self.indent = self.named, dict(self.named), "    "
        start = len(self.lines)
        built = self._node(node, YES)
        used = {int(slot) for line in self.lines[start:] for slot in _BOUND.findall(line)} - {slot}
        self.lines[start:start] = [f"    l{slot}, h{slot} = i{slot}" for slot in sorted(used)]
        self.lines.insert(start, f"    {told} = told_by(case, {fact!r})")
        self._line(f"{local} = {built}")
        self._line(f"if {by} is not None and len({kept}) < {MOST_KEPT}: {kept}[{key}] = {local}")
        self.named, self.indent = outside, ""
        return local

    def _teller(self, fact: str) -> str:
        return self.tellers.setdefault(fact, f"told{len(self.tellers)}")

    def _only_fact(self, node: Node) -> tuple[str, int | None] | None:
        """Give the fact of an expression in which nothing else of the case stands, with the slot of its value."""
        parts = list(node.walk())
        names = {part.name for part in parts if part.op in (tree.FACT, tree.APPLIES)}
        if len(names) != 1 or len(parts) < LEAST_PARTS or any(part.op == tree.TODAY for part in parts):
            return None
        fact = names.pop()
        return (fact, self.prepared.slots[fact][0]) if has_few_values(self.prepared, fact) else None

    def _line(self, line: str) -> None:
        self.lines.append(self.indent + line)

    def _node(self, node: Node, deciding: str) -> str:
        shape = self.shapes.of(node)
        if shape.ready is not None:
            return self._chosen(self._name("r", shape.ready[0]), self._name("r", shape.ready[1]), deciding)
        if node.op == tree.LET:
            body = node.args[0]
            if id(body) not in self.named:
                self.named[id(body)] = self._whole(body)
            return self._once(node, shape, deciding, f"({self.named[id(body)]},)")
        if not node.args:
            return self._once(node, shape, deciding, "()")
        flags = self._flags(node, shape)
        children = [self._node(arg, flag) for arg, flag in zip(node.args, flags, strict=True)]
        return self._made(shape, deciding, f"({', '.join(children)},)")

    def _flags(self, node: Node, shape: Shape) -> list[str]:
        """Write for each argument whether it decides; the lines give every flag a value."""
        start = len(self.lines)
        flags = [f"e{start}_{place}" for place in range(len(node.args))]
        found = _of(node.op, shape.slot, shape.args, self.prepared)
        if any(len(branch.decides) < len(flags) for branch in found):
            self._line(" = ".join([*flags, NO]))

        def marked(decides: Mapping[int, str]) -> list[str]:
            certain = [flags[place] for place, text in decides.items() if text == YES]
            told = [" = ".join([*certain, YES])] if certain else []
            return told + [f"{flags[place]} = {text}" for place, text in decides.items() if text != YES]

        for line in _ladder(found, marked):
            self._line(line)
        return flags

    def _once(self, node: Node, shape: Shape, deciding: str, children: str) -> str:
        """Write a fact or a named expression; where it stands more than once as deciding, it is built once."""
        sort = self._sort(node)
        if self.indent or self.uses[sort] == 1:
            return self._made(shape, deciding, children)
        if sort not in self.shared:
            self.shared[sort] = self._made(shape, YES, children)
        return self._chosen(self._new(shape, NO, children), self.shared[sort], deciding)

    def _made(self, shape: Shape, deciding: str, children: str) -> str:
        local = f"n{len(self.lines)}"
        self._line(f"{local} = {self._new(shape, deciding, children)}")
        return local

    def _new(self, shape: Shape, deciding: str, children: str) -> str:
        source = self._name("s", shape.source)
        if shape.told:
            source = self._teller(shape.part.name)
        part = self._name("p", shape.part)
        return f"new(Node, ({part}, i{shape.slot}, {deciding}, {source}, {children}))"

    def _chosen(self, without: str, with_it: str, deciding: str) -> str:
        return with_it if deciding == YES else f"({with_it} if {deciding} else {without})"

    def _name(self, kind: str, value: Any) -> str:
        """Give what is the same for every case a name; equal things have one."""
        if (kind, value) not in self.counted:
            self.counted[kind, value] = self._new_name(kind, value)
        return self.counted[kind, value]

    def _new_name(self, kind: str, value: Any) -> str:
        name = f"{kind}{len(self.names)}"
        self.names[name] = value
        return name


def function(lines: Sequence[str], names: Mapping[str, Any]) -> Any:
    """Make the function that lines of source define; its text is our own: names, numbers and the forms above."""
    known = {"__builtins__": {}, "T": _TRUTHS, **names}
    exec(compile(_INDENT.join(lines) + "\n", "<trace>", "exec"), known)  # noqa: S102 - as said
    return known[lines[0].removeprefix("def ").partition("(")[0]]


def written_trees(prepared: Prepared) -> Trees:
    """Make the function that builds the trees of all expressions."""
    writer = TreesWriter(prepared)
    lines = writer.source(expressions(prepared.version))
    found: Trees = function(lines, writer.names)
    return found


def written_deciding(prepared: Prepared) -> Deciding:
    """Make the function that tells which values decided."""
    found: Deciding = function(deciding_source(prepared), {})
    return found


def written_text(prepared: Prepared) -> WrittenText:
    """Make the function that writes all values as text."""
    names: dict[str, Any] = {"len": len}
    lines = text_source(prepared, names)
    found: WrittenText = function(lines, names)
    return found
