"""What is told of a calculation: its trees, which values decided, and the text that its receipt hashes.

Each is put together node by node at first, and by a function of its own once a version is asked often, as the
calculation itself is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from overstap.rules.operations import Interval
from overstap.rules.prepared import Prepared
from overstap.rules.receipt import text_of
from overstap.rules.trace import deciding_of, trees_of
from overstap.rules.written_trace import Deciding, Trees, WrittenText, written_deciding, written_text, written_trees

OFTEN = 24
"""After so many times a function is written: that costs as much as doing it node by node some dozens of times."""


class Telling:
    """What is told of every calculation of one prepared version (vertelling)."""

    __slots__ = ("deciding", "text", "trees")

    def __init__(self, prepared: Prepared) -> None:
        self.trees: Trees = self._patient("trees", partial(trees_of, prepared), partial(written_trees, prepared))
        self.deciding: Deciding = self._patient(
            "deciding", partial(deciding_of, prepared), partial(written_deciding, prepared)
        )
        self.text: WrittenText = self._patient("text", text_of, partial(written_text, prepared))

    def _patient(self, name: str, plain: Callable[..., Any], write: Callable[[], Any]) -> Callable[..., Any]:
        left = OFTEN

        def told(values: Sequence[Interval], *case: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                setattr(self, name, write())
            return plain(values, *case)

        return told


def telling(prepared: Prepared) -> Telling:
    """Give what tells of a prepared version; made once and kept with it."""
    found: Telling | None = prepared.shapes.get(Telling)
    if found is None:
        found = prepared.shapes[Telling] = Telling(prepared)
    return found
