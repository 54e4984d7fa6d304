"""In which part of a scheme file a line stands, so that a screen can lead to the form that changes it."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from overstap.rules.editing.plain import compose
from overstap.rules.yaml_nodes import UnreadableError


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a file (plaats): its first key, and below that a name.

    Within a list it has a number (from 0), and the name that its `id` gives.
    """

    part: str = ""
    name: str = ""
    number: int | None = None


class Places:
    """Finds the part that a line stands in; knows no parts of a text that is no YAML."""

    def __init__(self, text: str) -> None:
        self.parts: list[tuple[int, Place]] = []
        try:
            root = compose(text)
        except UnreadableError:
            return
        for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
            self.parts.append((key.start_mark.line, Place(key.value)))
            if isinstance(value, yaml.MappingNode):
                self.parts += [(one.start_mark.line, Place(key.value, name=one.value)) for one, _ in value.value]
            elif isinstance(value, yaml.SequenceNode):
                self.parts += [
                    (one.start_mark.line, Place(key.value, _id_of(one), number))
                    for number, one in enumerate(value.value)
                ]

    def at(self, line: int) -> Place:
        """Give the part that a line (counted from 1) stands in; the last part that starts on or before it."""
        found = Place()
        for start, place in self.parts:
            if start > line - 1:
                break
            found = place
        return found


def _id_of(node: yaml.Node) -> str:
    """The id of a member of a list; empty when it has none."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "id" and isinstance(value, yaml.ScalarNode):
                return str(value.value)
    return ""
