"""The answers of a table in memory, put together from those of its pieces."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

ENOUGH = 65_536
"""So many rows make one column; more would lie loose for longer, fewer are rounded up to whole pages of memory."""


class Gathered:
    """Answers of piece after piece in a few large columns (verzameling): many small ones take more room.

    `twins` names, for a column that holds the same as an earlier one in every row, that earlier one; it is held once.
    """

    def __init__(self, twins: Mapping[str, str]) -> None:
        self._twins = twins
        self._names: list[str] = []
        self._loose: dict[str, list[pl.Series]] = {}
        self._pressed: dict[str, list[pl.Series]] = {}
        self._rows = 0

    def add(self, piece: pl.DataFrame) -> None:
        """Add the answers of the next piece."""
        self._names = piece.columns
        for name in self._names:
            if name not in self._twins:
                self._loose.setdefault(name, []).append(piece.get_column(name))
        self._rows += piece.height
        if self._rows >= ENOUGH:
            self._press()

    def _press(self) -> None:
        """Make one column of each that lies loose, and let go of its parts before the next is made."""
        for name, parts in self._loose.items():
            self._pressed.setdefault(name, []).append(pl.concat(parts, rechunk=True))
            parts.clear()
        self._rows = 0

    def table(self) -> pl.DataFrame:
        """Give everything that was added."""
        if self._rows:
            self._press()
        held = {name: pl.concat(parts) for name, parts in self._pressed.items()}
        return pl.DataFrame([held[self._twins.get(name, name)].alias(name) for name in self._names])
