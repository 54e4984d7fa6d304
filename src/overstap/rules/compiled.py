"""The steps of a program as one Python function: the same operations, run on pieces of source instead of numbers.

Each operation is written once over an algebra. Here the algebra writes source: a value is a piece of an expression,
and running an operation gives the text that calculates its two bounds. What is known beforehand, such as parameters,
is filled in while writing. So the meaning comes from the operations alone, and this execution cannot drift from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from overstap.rules.operations import Interval
from overstap.rules.program import BoundStep

Run = Callable[[list[Interval]], None]
_FROM_TRUTH = "1 if {0} else 0"


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A piece of source (stuk broncode).

    `form` has a place `{0}` for each of `parts`; without parts it is a name or a number. `number` is set when the
    value is known while writing, `boolean` when it is certainly 0 or 1.
    """

    writer: SourceAlgebra
    form: str
    parts: tuple[Piece, ...] = ()
    number: int | None = None
    boolean: bool = False

    def __add__(self, other: Piece | int) -> Piece:
        return self.writer.sum_of(self, self.writer.piece(other))

    __radd__ = __add__

    def __sub__(self, other: Piece | int) -> Piece:
        return self.writer.difference(self, self.writer.piece(other))

    def __rsub__(self, other: int) -> Piece:
        return self.writer.difference(self.writer.piece(other), self)

    def __neg__(self) -> Piece:
        return self.writer.difference(self.writer.literal(0), self)

    def __mul__(self, other: Piece | int) -> Piece:
        return self.writer.product(self, self.writer.piece(other))

    __rmul__ = __mul__

    def __lt__(self, other: Piece | int) -> Piece | bool:
        return self.writer.compare("<", self, self.writer.piece(other))

    def __le__(self, other: Piece | int) -> Piece | bool:
        return self.writer.compare("<=", self, self.writer.piece(other))

    def __gt__(self, other: Piece | int) -> Piece | bool:
        return self.writer.compare(">", self, self.writer.piece(other))

    def __ge__(self, other: Piece | int) -> Piece | bool:
        return self.writer.compare(">=", self, self.writer.piece(other))


_COMPARED: dict[str, Callable[[int, int], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


class SourceAlgebra:
    """The execution that writes Python; equal pieces are one piece."""

    def __init__(self) -> None:
        self._pieces: dict[tuple[str, tuple[int, ...]], Piece] = {}

    def make(self, form: str, *parts: Piece, boolean: bool = False) -> Piece:
        """Give the piece of this form and parts."""
        key = (form, tuple(id(part) for part in parts))
        if key not in self._pieces:
            self._pieces[key] = Piece(self, form, parts, boolean=boolean)
        return self._pieces[key]

    def literal(self, number: int) -> Piece:
        """Give the piece of a number."""
        key = (str(number), ())
        if key not in self._pieces:
            self._pieces[key] = Piece(self, str(number), (), number, boolean=number in (0, 1))
        return self._pieces[key]

    def piece(self, value: Piece | int) -> Piece:
        """Give a piece for what may still be a number."""
        return value if isinstance(value, Piece) else self.literal(value)

    def sum_of(self, left: Piece, right: Piece) -> Piece:
        """Write `left + right`."""
        if left.number is not None and right.number is not None:
            return self.literal(left.number + right.number)
        if left.number == 0:
            return right
        return left if right.number == 0 else self.make("({0} + {1})", left, right)

    def difference(self, left: Piece, right: Piece) -> Piece:
        """Write `left - right`."""
        if left.number is not None and right.number is not None:
            return self.literal(left.number - right.number)
        if right.number == 0:
            return left
        if left.number == 0:
            return self.make("(-{0})", right)
        return self.make("({0} - {1})", left, right, boolean=left.number == 1 and right.boolean)

    def product(self, left: Piece, right: Piece) -> Piece:
        """Write `left * right`."""
        if left.number is not None and right.number is not None:
            return self.literal(left.number * right.number)
        if left.number == 0 or right.number == 1:
            return left
        return right if right.number == 0 or left.number == 1 else self.make("({0} * {1})", left, right)

    def compare(self, sign: str, left: Piece, right: Piece) -> Piece | bool:
        """Write a comparison; what is known beforehand is a truth already."""
        if left.number is not None and right.number is not None:
            return _COMPARED[sign](left.number, right.number)
        if left.boolean and (sign, right.number) == (">", 0):
            return left.parts[0] if left.form == _FROM_TRUTH else left
        if left.boolean and (sign, right.number) == ("<", 1):
            return self.make("(not {0})", left)
        return self.make(f"({{0}} {sign} {{1}})", left, right)

    def bool_to_int(self, truth: Piece | bool) -> Piece:  # noqa: FBT001 - as the algebra has it
        """Write the number of a truth."""
        if isinstance(truth, bool):
            return self.literal(int(truth))
        return self.make(_FROM_TRUTH, truth, boolean=True)

    def where(self, condition: Piece | bool, yes: Piece | int, no: Piece | int) -> Piece:  # noqa: FBT001
        """Write a choice."""
        yes, no = self.piece(yes), self.piece(no)
        if isinstance(condition, bool):
            return yes if condition else no
        if yes is no:
            return yes
        return self.make("({1} if {0} else {2})", condition, yes, no, boolean=yes.boolean and no.boolean)

    def min(self, *values: Piece | int) -> Piece:
        """Write the smallest."""
        return self._extreme("and", "<", min, [self.piece(value) for value in values])

    def max(self, *values: Piece | int) -> Piece:
        """Write the largest."""
        return self._extreme("or", ">", max, [self.piece(value) for value in values])

    def _extreme(self, joint: str, sign: str, fold: Callable[..., int], values: list[Piece]) -> Piece:
        open_parts = list(dict.fromkeys(value for value in values if value.number is None))
        numbers = [value.number for value in values if value.number is not None]
        booleans = all(value.boolean for value in values)
        if numbers:
            known = fold(numbers)
            if not open_parts or (booleans and known == (0 if joint == "and" else 1)):
                return self.literal(known)
            if not booleans:
                open_parts.append(self.literal(known))
        if len(open_parts) == 1:
            return open_parts[0]
        if all(part.form == _FROM_TRUTH for part in open_parts):
            return self.bool_to_int(self._joined(joint, [part.parts[0] for part in open_parts]))
        if booleans:
            return self._joined(joint, open_parts)
        found = open_parts[0]
        for part in open_parts[1:]:
            found = self.make(f"({{0}} if {{0}} {sign} {{1}} else {{1}})", found, part)
        return found

    def _joined(self, joint: str, parts: list[Piece]) -> Piece:
        form = "(" + f" {joint} ".join(f"{{{index}}}" for index in range(len(parts))) + ")"
        return self.make(form, *parts, boolean=True)

    def floordiv(self, dividend: Piece | int, divisor: Piece | int) -> Piece:
        """Write a division that rounds down."""
        dividend, divisor = self.piece(dividend), self.piece(divisor)
        if dividend.number is not None and divisor.number is not None:
            return self.literal(dividend.number // divisor.number)
        return dividend if divisor.number == 1 else self.make("({0} // {1})", dividend, divisor)


class _Writer:
    """Writes one function; a piece that is used more than once becomes a variable of its own."""

    def __init__(self, constants: Mapping[int, Interval], booleans: frozenset[int]) -> None:
        self.constants, self.booleans = constants, booleans
        self.source = SourceAlgebra()
        self.slots: dict[int, tuple[Piece, Piece]] = {}
        self.names: dict[int, str] = {}
        self.lines: list[str] = []

    def slot(self, slot: int) -> tuple[Piece, Piece]:
        """Give the pieces of a slot; one that was not calculated here is read at that moment."""
        if slot not in self.slots:
            if slot in self.constants:
                low, high = self.constants[slot]
                self.slots[slot] = (self.source.literal(low), self.source.literal(high))
            else:
                boolean = slot in self.booleans
                self.lines.append(f"l{slot}, h{slot} = v[{slot}]")
                self.slots[slot] = self._named(slot, (boolean, boolean))
        return self.slots[slot]

    def _named(self, slot: int, booleans: tuple[bool, bool]) -> tuple[Piece, Piece]:
        low, high = (self.source.make(f"{side}{slot}", boolean=one) for side, one in zip("lh", booleans, strict=True))
        return low, high

    def step(self, step: BoundStep) -> None:
        """Write one step."""
        args = [self.slot(arg) for arg in step.args]
        pair: tuple[Any, Any] = step.run(self.source, step.static, *args)
        bounds = (self.source.piece(pair[0]), self.source.piece(pair[1]))
        self._share(bounds)
        texts = [self._text(piece) for piece in bounds]
        if bounds[0].number is None or bounds[1].number is None:
            self.lines.append(f"l{step.slot} = {texts[0]}")
            self.lines.append(f"h{step.slot} = {texts[1]}")
            self.lines.append(f"v[{step.slot}] = l{step.slot}, h{step.slot}")
            self.slots[step.slot] = self._named(step.slot, (bounds[0].boolean, bounds[1].boolean))
        else:
            self.lines.append(f"v[{step.slot}] = {texts[0]}, {texts[1]}")
            self.slots[step.slot] = bounds

    def _share(self, bounds: Iterable[Piece]) -> None:
        """Name the pieces that stand in more than one place, deepest first."""
        used: dict[int, int] = {}
        order: list[Piece] = []

        def count(piece: Piece) -> None:
            used[id(piece)] = used.get(id(piece), 0) + 1
            if used[id(piece)] == 1 and id(piece) not in self.names:
                for index, part in enumerate(piece.parts):
                    for _ in range(piece.form.count(f"{{{index}}}")):
                        count(part)
                order.append(piece)

        for piece in bounds:
            count(piece)
        for piece in order:
            if piece.parts and used[id(piece)] > 1:
                name = f"t{len(self.names)}"
                self.lines.append(f"{name} = {self._text(piece)}")
                self.names[id(piece)] = name

    def _text(self, piece: Piece) -> str:
        if id(piece) in self.names:
            return self.names[id(piece)]
        if not piece.parts:
            return piece.form if piece.number is None or piece.number >= 0 else f"({piece.form})"
        text = piece.form.format(*[self._text(part) for part in piece.parts])
        return f"({text})" if piece.form == _FROM_TRUTH else text


def source_of(steps: Sequence[BoundStep], constants: Mapping[int, Interval], booleans: frozenset[int]) -> str:
    """Write the function `run(v)` that calculates the steps in place.

    `constants` are the slots that never change, `booleans` those that are filled from outside with 0 or 1 only.
    """
    writer = _Writer(constants, booleans)
    for step in steps:
        writer.step(step)
    return "\n    ".join(["def run(v):", *writer.lines, "return"]) + "\n"


def compile_steps(steps: Sequence[BoundStep], constants: Mapping[int, Interval], booleans: frozenset[int]) -> Run:
    """Make the function that calculates the steps in place, as `program.run` does step by step."""
    names: dict[str, Any] = {}
    code = compile(source_of(steps, constants, booleans), "<scheme>", "exec")
    exec(code, {"__builtins__": {}}, names)  # noqa: S102 - our own text: names, whole numbers and the forms above
    found: Run = names["run"]
    return found


class Runner:
    """Runs steps one by one at first, and as one function once they are used often (uitvoering).

    Writing and compiling a function costs as much as running the steps some dozens of times, so a scheme that is
    asked once, or a version that is only tried, does without.
    """

    __slots__ = ("_booleans", "_constants", "_left", "_plain", "_steps", "run")

    def __init__(
        self,
        steps: Sequence[BoundStep],
        plain: Run,
        constants: Mapping[int, Interval],
        booleans: frozenset[int],
        patience: int,
    ) -> None:
        self._steps, self._plain, self._constants, self._booleans = steps, plain, constants, booleans
        self._left = patience
        self.run: Run = self._step_by_step

    def _step_by_step(self, values: list[Interval]) -> None:
        self._left -= 1
        if self._left < 0:
            self.run = compile_steps(self._steps, self._constants, self._booleans)
        self._plain(values)
