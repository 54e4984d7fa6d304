"""Writing changed values into the text of a file, so that all lines that did not change stay as they were.

What changed is found by comparing, and is replaced at the smallest place that holds it. Comments go only where their
own block is written again.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

import yaml

from overstap.rules.editing.emitting import STEP, emit_document, emit_entry, emit_flow, emit_item
from overstap.rules.editing.plain import Plain, compose, key_of, plain_of, plain_of_text, same
from overstap.rules.yaml_nodes import UnreadableError


class Edit(NamedTuple):
    """A piece of text with what comes in its place."""

    start: int
    end: int
    text: str


class _WholeError(Exception):
    """The change cannot be made inside this value: it is written again as a whole."""


def rewrite(text: str, value: Plain) -> str:
    """Give the text of a file after its values became `value`. Raises `UnreadableError` when it is no YAML."""
    root = compose(text)
    if root is None:
        return emit_document(value)
    if same(plain_of(root), value):
        return text
    try:
        edits = list(_Rewriter(text).within(root, value, depth=0))
    except _WholeError:
        return emit_document(value)
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text if _holds(text, value) else emit_document(value)


def _holds(text: str, value: Plain) -> bool:
    """Tell whether a text that was put together from pieces reads as the value it should hold."""
    try:
        return same(plain_of_text(text), value)
    except UnreadableError:
        return False


class _Rewriter:
    """Finds the edits of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]

    def at(self, mark: yaml.Mark) -> int:
        """Give the place of a mark in the text."""
        return min(self.starts[min(mark.line, len(self.starts) - 1)] + mark.column, len(self.text))

    def start(self, node: yaml.Node) -> int:
        return self.at(node.start_mark)

    def end(self, node: yaml.Node) -> int:
        """Give where the last character of a value stands; a block ends with its last member."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(node, yaml.MappingNode) else last)
        end, start = self.at(node.end_mark), self.start(node)
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return end

    def line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def line_end(self, place: int) -> int:
        found = self.text.find("\n", place)
        return len(self.text) if found < 0 else found

    def within(self, node: yaml.Node, value: Plain, *, depth: int) -> Iterator[Edit]:
        """Give the edits that make a group into another; raises when it has to be written as a whole."""
        if isinstance(node, yaml.MappingNode) and isinstance(value, dict) and value and node.value:
            yield from self.mapping(node, value, depth)
        elif isinstance(node, yaml.SequenceNode) and isinstance(value, list) and value and node.value:
            yield from self.sequence(node, value, depth)
        else:
            raise _WholeError

    def mapping(self, node: yaml.MappingNode, value: dict[str, Plain], depth: int) -> Iterator[Edit]:
        entries = {key.value: (key, one) for key, one in node.value}
        kept = [name for name in entries if name in value]
        if kept != [name for name in value if name in entries] or not kept:
            raise _WholeError
        if node.flow_style and not len(kept) == len(entries) == len(value):
            raise _WholeError
        for name, (key, one) in entries.items():
            if name in value:
                yield from self.entry(key, one, value[name], flow=bool(node.flow_style), depth=depth + 1)
            else:
                yield self.removed(key, one)
        if not node.flow_style:
            yield from self.added(node, entries, value, depth + 1)

    def entry(self, key: yaml.Node, node: yaml.Node, value: Plain, *, flow: bool, depth: int) -> Iterator[Edit]:
        if same(plain_of(node), value):
            return
        try:
            yield from list(self.within(node, value, depth=depth))
        except _WholeError:
            if flow:
                yield Edit(self.start(node), self.end(node), emit_flow(value))
                return
            column = key.start_mark.column
            yield Edit(self.start(key), self.end(node), emit_entry(key.value, value, indent=column, depth=depth))

    def removed(self, key: yaml.Node, node: yaml.Node) -> Edit:
        start = self.line_start(self.start(key))
        if self.text[start : self.start(key)].strip():
            # It stands on the line of its list, behind the hyphen.
            raise _WholeError
        return Edit(start, min(self.line_end(self.end(node)) + 1, len(self.text)), "")

    def added(
        self,
        node: yaml.MappingNode,
        entries: dict[str, tuple[yaml.Node, yaml.Node]],
        value: dict[str, Plain],
        depth: int,
    ) -> Iterator[Edit]:
        column = node.value[0][0].start_mark.column
        margin = " " * column
        before: str | None = None
        fresh: dict[str | None, list[str]] = {}
        for name, one in value.items():
            if name in entries:
                before = name
            else:
                fresh.setdefault(before, []).append(emit_entry(name, one, indent=column, depth=depth))
        for anchor, texts in fresh.items():
            if anchor is None:
                first = next(key for key, _ in node.value if key.value in value)
                place = self.start(first)
                yield Edit(place, place, "".join(f"{text}\n{margin}" for text in texts))
            else:
                place = self.line_end(self.end(entries[anchor][1]))
                yield Edit(place, place, "".join(f"\n{margin}{text}" for text in texts))

    def sequence(self, node: yaml.SequenceNode, value: list[Plain], depth: int) -> Iterator[Edit]:
        old, new = [key_of(plain_of(one)) for one in node.value], [key_of(one) for one in value]
        if node.flow_style and len(old) != len(new):
            raise _WholeError
        if len(old) == len(new):
            for one, member in zip(node.value, value, strict=True):
                yield from self.item(one, member, flow=bool(node.flow_style), depth=depth + 1)
            return
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            pairs = min(i2 - i1, j2 - j1)
            for one, member in zip(node.value[i1 : i1 + pairs], value[j1 : j1 + pairs], strict=True):
                yield from self.item(one, member, flow=False, depth=depth + 1)
            if i1 + pairs < i2 and len(old) == i2 - i1 - pairs:
                raise _WholeError
            yield from (self.dropped(one) for one in node.value[i1 + pairs : i2])
            if j1 + pairs < j2:
                yield self.appended(node, i1 + pairs, value[j1 + pairs : j2], depth + 1)

    def item(self, node: yaml.Node, value: Plain, *, flow: bool, depth: int) -> Iterator[Edit]:
        if same(plain_of(node), value):
            return
        try:
            yield from list(self.within(node, value, depth=depth))
        except _WholeError:
            text = emit_flow(value) if flow else emit_item(value, indent=node.start_mark.column, depth=depth)
            yield Edit(self.start(node), self.end(node), text)

    def dropped(self, node: yaml.Node) -> Edit:
        start = self.line_start(self.start(node))
        if self.text[start : self.start(node)].strip() != "-":
            raise _WholeError
        return Edit(start, min(self.line_end(self.end(node)) + 1, len(self.text)), "")

    def appended(self, node: yaml.SequenceNode, index: int, values: list[Plain], depth: int) -> Edit:
        column = node.start_mark.column
        margin = " " * column
        items = [f"{margin}- {emit_item(one, indent=column + STEP, depth=depth)}" for one in values]
        if index == 0:
            place = self.line_start(self.start(node.value[0]))
            return Edit(place, place, "".join(f"{item}\n" for item in items))
        place = self.line_end(self.end(node.value[index - 1]))
        return Edit(place, place, "".join(f"\n{item}" for item in items))
