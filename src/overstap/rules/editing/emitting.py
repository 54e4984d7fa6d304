"""Writing plain values as YAML, in the manner of the files that are there: short things on one line."""

from __future__ import annotations

import json
import re

import yaml

from overstap.rules.editing.plain import LOADER, NULLS, Plain

WIDEST = 118
STEP = 2
# Words and numbers that mean themselves anywhere.
_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
# Up to here in a file what holds further groups stands on lines of its own.
_ALWAYS_OPEN = 1


def emit_document(value: Plain) -> str:
    """Write a whole file."""
    return emit_block(value, indent=0, depth=0) + "\n"


def emit_flow(value: Plain) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {emit_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(emit_flow(one) for one in value) + "]"
    return scalar(value, flow=True)


def emit_block(value: Plain, *, indent: int, depth: int) -> str:
    """Write a value over lines, its first line without indentation; empty groups and texts stay on one line."""
    margin = "\n" + " " * indent
    if isinstance(value, dict) and value:
        return margin.join(emit_entry(key, one, indent=indent, depth=depth + 1) for key, one in value.items())
    if isinstance(value, list) and value:
        return margin.join("- " + emit_item(one, indent=indent + STEP, depth=depth + 1) for one in value)
    return emit_flow(value) if isinstance(value, dict | list) else scalar(value, flow=False)


def emit_entry(key: str, value: Plain, *, indent: int, depth: int) -> str:
    """Write a key with its value; `indent` is the column of the key, `depth` how deep it stands in the file."""
    start = f"{scalar(key, flow=False)}:"
    if not isinstance(value, dict | list) or not value:
        return f"{start} {emit_block(value, indent=indent, depth=depth)}"
    flow = emit_flow(value)
    if fits(value, flow, indent=indent + len(start) + 1, depth=depth):
        return f"{start} {flow}"
    return f"{start}\n{' ' * (indent + STEP)}{emit_block(value, indent=indent + STEP, depth=depth)}"


def emit_item(value: Plain, *, indent: int, depth: int) -> str:
    """Write a member of a list; a group of keys that holds further groups always stands over lines."""
    flow = emit_flow(value) if isinstance(value, dict | list) else ""
    if flow and not holds_groups(value) and indent + len(flow) <= WIDEST:
        return flow
    return emit_block(value, indent=indent, depth=depth)


def fits(value: Plain, flow: str, *, indent: int, depth: int) -> bool:
    """Tell whether a group reads well on one line."""
    if "\n" in flow or indent + len(flow) > WIDEST:
        return False
    return depth > _ALWAYS_OPEN or not holds_groups(value)


def holds_groups(value: Plain) -> bool:
    """Tell whether a group holds further groups."""
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(isinstance(one, dict | list) for one in members)


def scalar(text: str | None, *, flow: bool) -> str:
    """Write a text as it is when it is then read back as the same, else between quotes."""
    if text is None:
        return "null"
    return text if text not in NULLS and _reads_back(text, flow=flow) else json.dumps(text, ensure_ascii=False)


def _reads_back(text: str, *, flow: bool) -> bool:
    if _SIMPLE.fullmatch(text):
        return True
    if "\n" in text or text != text.strip() or len(text) > WIDEST:
        return False
    try:
        node = yaml.compose(f"{{a: {text}, b: c}}" if flow else f"a: {text}\nb: c", Loader=LOADER)
    except yaml.YAMLError:
        return False
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 2:  # noqa: PLR2004 (a and b)
        return False
    found = node.value[0][1]
    return isinstance(found, yaml.ScalarNode) and not found.style and found.value == text
