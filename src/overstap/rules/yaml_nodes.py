"""Reading a YAML file into nodes that know their place, and refusing what a scheme file has no use for.

Only events are taken from the YAML library, so nothing is constructed, no alias is ever expanded and nesting is
counted while reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, cast

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
        return _Composer(shown, _LOADER(text)).document()
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


class _Events(Protocol):
    """Where events come from: the reader in C of the YAML library, or the one in Python."""

    def get_event(self) -> yaml.Event: ...
    def dispose(self) -> None: ...


class _Composer:
    """Puts events together into nodes, one call per node; depth is bounded before anything is opened."""

    def __init__(self, shown: str, source: _Events) -> None:
        self.shown, self.source, self.next = shown, source, source.get_event

    def fail(self, event: yaml.Event, message: str, advice: str) -> UnreadableError:
        start = event.start_mark
        line, column = (1, 1) if start is None else (start.line + 1, start.column + 1)
        return UnreadableError(Problem(self.shown, line, column, message, advice))

    def document(self) -> YamlNode:
        """Read everything, and give the only document."""
        root: YamlNode | None = None
        documents = 0
        try:
            while not isinstance(event := self.next(), yaml.StreamEndEvent):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        raise self.fail(event, "The file holds more than one document.", "Remove the line ---.")
                elif isinstance(event, yaml.NodeEvent):
                    root = self.node(event, 0)
        finally:
            self.source.dispose()
        return root or Mapping(1, 1)

    def node(self, event: Any, depth: int) -> YamlNode:
        """Read the node that an event starts; scalars are by far the most, so they come first."""
        kind = event.__class__
        if kind is yaml.AliasEvent:
            raise self.fail(event, f"Aliases such as *{event.anchor} are not accepted.", "Write the value out.")
        if event.anchor or (event.tag and event.tag != "!") or depth >= DEEPEST:
            raise self.refused(event)
        start = event.start_mark
        if kind is yaml.ScalarEvent:
            style = event.style
            end_line = event.end_mark.line + 1
            return Scalar(start.line + 1, start.column + 1, event.value, bool(style), style == "|", end_line)
        if kind is yaml.SequenceStartEvent:
            listed = Sequence(start.line + 1, start.column + 1)
            items, following = listed.items, self.next
            while (event := following()).__class__ is not yaml.SequenceEndEvent:
                items.append(self.node(event, depth + 1))
            return listed
        return self.mapping(Mapping(start.line + 1, start.column + 1), depth)

    def mapping(self, node: Mapping, depth: int) -> Mapping:
        """Read the keys and values of a mapping that was opened."""
        entries, keys, following = node.entries, node.keys, self.next
        while (event := following()).__class__ is not yaml.MappingEndEvent:
            if event.__class__ is not yaml.ScalarEvent:
                raise self.no_key(event, depth)
            key = cast("Scalar", self.node(event, depth + 1))
            if key.text in entries:
                raise self.fail(event, f"'{key.text}' stands here twice.", "Keep one of the two.")
            entries[key.text], keys[key.text] = self.node(following(), depth + 1), key
        return node

    def no_key(self, event: yaml.Event, depth: int) -> UnreadableError:
        """Refuse a key that is no word, after anything else that is wrong with it."""
        if event.__class__ is yaml.AliasEvent or getattr(event, "anchor", None) or getattr(event, "tag", None):
            self.node(event, depth + 1)
        return self.fail(event, "A key is one word.", "Put quotes around a value that starts with [ or {.")

    def refused(self, event: Any) -> UnreadableError:
        """Say what is not accepted of an event."""
        if event.anchor:
            return self.fail(event, f"Anchors such as &{event.anchor} are not accepted.", "Write the value out.")
        if event.tag and event.tag != "!":
            return self.fail(event, f"Tags such as {event.tag} are not accepted.", "Write a plain value.")
        return self.fail(event, f"The file is nested deeper than {DEEPEST} levels.", "Make it flatter.")
