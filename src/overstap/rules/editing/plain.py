"""A scheme file as plain values: dictionaries, lists and texts, with None for what was left empty."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

import yaml

from overstap.rules.yaml_nodes import read_text

Plain: TypeAlias = "dict[str, Any] | list[Any] | str | None"

NULLS = frozenset({"", "null", "~", "Null", "NULL"})
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(text: str) -> yaml.Node | None:
    """Read text into nodes with their places; what the loader refuses is refused here. Raises `UnreadableError`."""
    read_text(text, "concept.yaml")
    node: yaml.Node | None = yaml.compose(text, Loader=LOADER)
    return node


def plain_of_text(text: str) -> Plain:
    """Read text into plain values. Raises `UnreadableError`."""
    node = compose(text)
    return {} if node is None else plain_of(node)


def plain_of(node: yaml.Node) -> Plain:
    """Give a node as plain values."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain_of(item) for item in node.value]
    empty = isinstance(node, yaml.ScalarNode) and not node.style and node.value in NULLS
    return None if empty else str(node.value)


def same(one: Plain, other: Plain) -> bool:
    """Tell whether two values are the same, the order of keys included."""
    return key_of(one) == key_of(other)


def key_of(value: Plain) -> str:
    """Give a text that is the same for the same value."""
    return json.dumps(value, ensure_ascii=False)
