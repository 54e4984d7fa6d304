"""The trace of a version as Python functions: its trees, which values decided, and the text that a receipt hashes.

Which part follows from which depends on the scheme and on the values only, so it can be written out beforehand, as
the calculation itself is. `trace` and `trail` say the same node by node; tests hold both equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from overstap.rules import tree
from overstap.rules.datatypes import BOOLEAN
from overstap.rules.operations import Interval
from overstap.rules.prepared import Prepared
from overstap.rules.trace import Shape, Shapes, TraceNode, expressions, told_by
from overstap.rules.tree import Node
from overstap.rules.values import Facts

Trees = Callable[[Sequence[Interval], Facts], dict[str, TraceNode]]
Deciding = Callable[[Sequence[Interval]], tuple[bool, ...]]
WrittenText = Callable[[Sequence[Interval]], str]

DECIDERS = {"both": 0, "either": 1}
YES, NO = "True", "False"
_INDENT = "\n    "
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


def _unpacked(prepared: Prepared, *, whole: bool) -> list[str]:
    """Write the lines that read all slots; with `whole` each interval has a name too."""
    slots = range(len(prepared.start))
    if whole:
        lines = [f"[{', '.join(f'i{slot}' for slot in slots)}] = v"]
        return lines + [f"l{slot}, h{slot} = i{slot}" for slot in slots if slot not in prepared.fixed]
    return [f"[{', '.join('_' if slot in prepared.fixed else f'[l{slot}, h{slot}]' for slot in slots)}] = v"]


def deciding_source(prepared: Prepared) -> list[str]:
    """Write which values something asked follows from, from the answers down, as `Trail.deciding` tells."""
    slots = range(len(prepared.start))
    roots = dict.fromkeys((*prepared.roots.answers, *prepared.roots.grounds))
    lines = ["def deciding(v):", *_unpacked(prepared, whole=False)]
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


def text_source(prepared: Prepared) -> list[str]:
    """Write the text of all values as `receipt.text_of` does: low and high with a comma, and `;` between."""
    pieces = []
    for slot in range(len(prepared.start)):
        if slot in prepared.fixed:
            pieces.append("{},{}".format(*prepared.fixed[slot]))
        elif prepared.node_of[slot].type == BOOLEAN:
            pieces.append(f"{{T[l{slot} + h{slot}]}}")
        else:
            pieces.append(f"{{l{slot}}},{{h{slot}}}")
    return ["def text(v):", *_unpacked(prepared, whole=False), f'return f"{";".join(pieces)}"']


class TreesWriter:
    """Writes the function that builds all trees of a version (boomschrijver); `names` is what its text refers to."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared, self.shapes = prepared, Shapes(prepared)
        self.names: dict[str, Any] = {"new": tuple.__new__, "Node": TraceNode, "told_by": told_by}
        self.lines: list[str] = []
        self.named: dict[int, str] = {}
        self.counted: dict[Any, str] = {}
        self.tellers: dict[str, str] = {}

    def source(self, roots: Mapping[str, Node]) -> list[str]:
        """Write the function that gives the trees of these expressions by id."""
        built = {name: self._node(node, YES) for name, node in roots.items()}
        told = [f"{local} = told_by(case, {name!r})" for name, local in self.tellers.items()]
        pairs = ", ".join(f"{name!r}: {local}" for name, local in built.items())
        return ["def trees(v, case):", *_unpacked(self.prepared, whole=True), *told, *self.lines, f"return {{{pairs}}}"]

    def _node(self, node: Node, deciding: str) -> str:
        shape = self.shapes.of(node)
        if shape.ready is not None:
            return self._chosen(self._name("r", shape.ready[0]), self._name("r", shape.ready[1]), deciding)
        if node.op == tree.LET:
            body = node.args[0]
            if id(body) not in self.named:
                self.named[id(body)] = self._node(body, YES)
            return self._made(shape, deciding, f"({self.named[id(body)]},)")
        if not node.args:
            return self._made(shape, deciding, "()")
        flags = self._flags(node, shape)
        children = [self._node(arg, flag) for arg, flag in zip(node.args, flags, strict=True)]
        return self._made(shape, deciding, f"({', '.join(children)},)")

    def _flags(self, node: Node, shape: Shape) -> list[str]:
        """Write for each argument whether it decides; the lines give every flag a value."""
        start = len(self.lines)
        flags = [f"e{start}_{place}" for place in range(len(node.args))]
        found = _of(node.op, shape.slot, shape.args, self.prepared)
        if any(len(branch.decides) < len(flags) for branch in found):
            self.lines.append(" = ".join([*flags, NO]))

        def marked(decides: Mapping[int, str]) -> list[str]:
            certain = [flags[place] for place, text in decides.items() if text == YES]
            told = [" = ".join([*certain, YES])] if certain else []
            return told + [f"{flags[place]} = {text}" for place, text in decides.items() if text != YES]

        self.lines += _ladder(found, marked)
        return flags

    def _made(self, shape: Shape, deciding: str, children: str) -> str:
        source = self._name("s", shape.source)
        if shape.told:
            source = self.tellers.setdefault(shape.part.name, f"told{len(self.tellers)}")
        local, part = f"n{len(self.lines)}", self._name("p", shape.part)
        self.lines.append(f"{local} = new(Node, ({part}, i{shape.slot}, {deciding}, {source}, {children}))")
        return local

    def _chosen(self, without: str, with_it: str, deciding: str) -> str:
        return with_it if deciding == YES else f"({with_it} if {deciding} else {without})"

    def _name(self, kind: str, value: Any) -> str:
        """Give what is the same for every case a name; equal things have one."""
        return self.counted.setdefault((kind, value), self._new_name(kind, value))

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
    found: WrittenText = function(text_source(prepared), {})
    return found
