"""What is told of a calculation: its trees, which values decided, and the text that its receipt hashes.

Each is put together node by node at first, and by a function of its own once a version is asked often, as the
calculation itself is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from overstap.rules.prepared import Prepared
from overstap.rules.receipt import text_of
from overstap.rules.trace import deciding_of, trees_of
from overstap.rules.written_trace import Deciding, Trees, WrittenText, written_deciding, written_text, written_trees

OFTEN = {"trees": 32, "deciding": 48, "text": 64}
"""After so many times a function is written: by then that costs less than it saves.

A version waits up to twice as long, each its own time, so that a question to all schemes does not write them all.
"""


class Telling:
    """What is told of every calculation of one prepared version (vertelling)."""

    __slots__ = ("deciding", "text", "trees")

    def __init__(self, prepared: Prepared) -> None:
        size = len(prepared.start)
        self.trees: Trees = self._patient("trees", size, partial(trees_of, prepared), partial(written_trees, prepared))
        self.deciding: Deciding = self._patient(
            "deciding", size, partial(deciding_of, prepared), partial(written_deciding, prepared)
        )
        self.text: WrittenText = self._patient("text", size, text_of, partial(written_text, prepared))

    def _patient(self, name: str, size: int, plain: Callable[..., Any], write: Callable[[], Any]) -> Callable[..., Any]:
        left = OFTEN[name] + size % OFTEN[name]

        def told(*asked: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                setattr(self, name, write())
            return plain(*asked)

        return told


def telling(prepared: Prepared) -> Telling:
    """Give what tells of a prepared version; made once and kept with it."""
    found: Telling | None = prepared.shapes.get(Telling)
    if found is None:
        found = prepared.shapes[Telling] = Telling(prepared)
    return found
