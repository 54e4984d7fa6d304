"""Reading a YAML file into nodes that know their place, and refusing what a scheme file has no use for.

Only events are taken from the YAML library, so nothing is constructed, no alias is ever expanded and nesting is
counted while reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from overstap.rules.problems import Problem

LARGEST_FILE, DEEPEST = 512 * 1024, 24
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True, eq=False)
class YamlNode:
    """A value in a file with its place; line and column count from 1."""

    line: int
    column: int


@dataclass(slots=True, eq=False)
class Scalar(YamlNode):
    """One written value, as text.

    `quoted` tells that it stood between quotes or in a text block, `block` that lines were kept.
    """

    text: str = ""
    quoted: bool = False
    block: bool = False
    end_line: int = 0

    @property
    def is_null(self) -> bool:
        """Tell whether nothing was filled in."""
        return not self.quoted and self.text in ("", "null", "~", "Null", "NULL")


@dataclass(slots=True, eq=False)
class Sequence(YamlNode):
    """A list of values."""

    items: list[YamlNode] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Mapping(YamlNode):
    """Keys with their values, in the order of the file."""

    entries: dict[str, YamlNode] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)


class UnreadableError(ValueError):
    """The file is no YAML that we accept."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def read_file(path: Path, shown: str) -> YamlNode:
    """Read a file; `shown` is its name in messages. Raises `UnreadableError`."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableError(Problem(shown, 0, 0, "The file is larger than 512 KiB.", "Split it."))
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(Problem(shown, 0, 0, "The file is not UTF-8 text.", "Save it as UTF-8.")) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError(Problem(shown, 0, 0, f"The file cannot be read: {reason}.")) from None
    return read_text(text, shown)


def read_text(text: str, shown: str) -> YamlNode:
    """Read YAML text into nodes. Raises `UnreadableError`."""
    if len(text) > LARGEST_FILE:
        raise UnreadableError(Problem(shown, 0, 0, "The text is larger than 512 KiB.", "Split it."))
    try:
        return _Composer(shown, yaml.parse(text, Loader=_LOADER)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        cause = " ".join(part for part in (error.context, error.problem) if part)
        raise UnreadableError(
            Problem(shown, line, column, f"This is not YAML: {cause}.", "Look at indentation, colons and quotes here.")
        ) from None
    except yaml.YAMLError as error:
        raise UnreadableError(Problem(shown, 1, 1, f"This is not YAML: {_one_line(error)}.")) from None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


class _Composer:
    """Puts events together; the stack holds the open lists and mappings."""

    def __init__(self, shown: str, events: Iterator[yaml.Event]) -> None:
        self.shown, self.events = shown, events
        self.stack: list[Sequence | Mapping] = []
        self.pending: list[Scalar | None] = []
        self.root: YamlNode | None = None
        self.documents = 0

    def fail(self, event: yaml.Event, message: str, advice: str) -> UnreadableError:
        line, column, _ = _place(event)
        return UnreadableError(Problem(self.shown, line, column, message, advice))

    def document(self) -> YamlNode:
        for event in self.events:
            self.take(event)
        return self.root or Mapping(1, 1)

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise self.fail(event, "The file holds more than one document.", "Remove the line ---.")
            case yaml.AliasEvent():
                raise self.fail(event, f"Aliases such as *{event.anchor} are not accepted.", "Write the value out.")
            case yaml.ScalarEvent() | yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self.check(event)
                self.open(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.stack.pop()
                self.pending.pop()

    def check(self, event: yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        if event.anchor:
            raise self.fail(event, f"Anchors such as &{event.anchor} are not accepted.", "Write the value out.")
        if event.tag and event.tag != "!":
            raise self.fail(event, f"Tags such as {event.tag} are not accepted.", "Write a plain value.")
        if len(self.stack) >= DEEPEST:
            raise self.fail(event, f"The file is nested deeper than {DEEPEST} levels.", "Make it flatter.")

    def open(self, event: yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        line, column, end_line = _place(event)
        if isinstance(event, yaml.ScalarEvent):
            scalar = Scalar(line, column, event.value, bool(event.style), event.style == "|", end_line)
            self.put(event, scalar)
            return
        node = Sequence(line, column) if isinstance(event, yaml.SequenceStartEvent) else Mapping(line, column)
        self.put(event, node)
        self.stack.append(node)
        self.pending.append(None)

    def put(self, event: yaml.Event, node: YamlNode) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self.pending[-1]
        if key is not None:
            parent.entries[key.text], parent.keys[key.text] = node, key
            self.pending[-1] = None
            return
        if not isinstance(node, Scalar):
            raise self.fail(event, "A key is one word.", "Put quotes around a value that starts with [ or {.")
        if node.text in parent.entries:
            raise self.fail(event, f"'{node.text}' stands here twice.", "Keep one of the two.")
        self.pending[-1] = node


def _place(event: yaml.Event) -> tuple[int, int, int]:
    """Give first line, first column and last line of an event, counted from 1."""
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return 1, 1, 1
    return start.line + 1, start.column + 1, end.line + 1
