"""Profiles as the kernel reads them: one row per person or opening, with the skills it names and what each weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Starts = NDArray[np.int64]
    Ids = NDArray[np.int32]
    Weights = NDArray[np.float32]


class TableError(ValueError):
    """A table that cannot be read: which row, counted from 0, and what is wrong with it."""

    def __init__(self, row: int, because: str) -> None:
        """Name the row."""
        super().__init__(f"row {row}: {because}")
        self.row = row


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of weighted skills (profielen of vacatures).

    Row `i` names the skills `ids[starts[i]:starts[i + 1]]`, in rising order and each once, with their `weights`, which
    are positive and finite. `width` is the number of skills there are: every id is below it. A row may be empty.
    Raises TableError when any of this does not hold.
    """

    starts: Starts
    ids: Ids
    weights: Weights
    width: int

    def __post_init__(self) -> None:
        """Look at everything at once: the kernel trusts it and would read outside its memory."""
        starts, ids, weights = self.starts, self.ids, self.weights
        if not (starts.dtype == np.int64 and ids.dtype == np.int32 and weights.dtype == np.float32):
            raise TableError(0, "starts are int64, ids int32 and weights float32")
        if len(starts) == 0 or starts[0] != 0 or starts[-1] != len(ids) or len(ids) != len(weights):
            raise TableError(0, "starts, ids and weights do not belong together")
        if (falling := np.flatnonzero(np.diff(starts) < 0)).size:
            raise TableError(int(falling[0]), "it ends before it starts")
        self._check(np.flatnonzero((ids < 0) | (ids >= self.width)), f"a skill outside 0..{self.width - 1}")
        self._check(np.flatnonzero(~(np.isfinite(weights) & (weights > 0))), "a weight that is not positive and finite")
        follows = np.diff(ids) <= 0
        first = starts[1:-1]
        follows[first[(first > 0) & (first < len(ids))] - 1] = False
        self._check(np.flatnonzero(follows), "skills that do not rise, or stand twice")

    def _check(self, wrong: NDArray[np.intp], because: str) -> None:
        if wrong.size:
            raise TableError(int(np.searchsorted(self.starts, wrong[0], side="right")) - 1, because)

    def __len__(self) -> int:
        """How many rows."""
        return len(self.starts) - 1

    @classmethod
    def of(cls, rows: Iterable[Mapping[int, float]], *, width: int) -> Table:
        """Make a table of rows that say what each skill weighs."""
        starts, ids, weights = [0], [], []
        for row in rows:
            for skill in sorted(row):
                ids.append(skill)
                weights.append(row[skill])
            starts.append(len(ids))
        return cls(np.array(starts, np.int64), np.array(ids, np.int32), np.array(weights, np.float32), width)

    def row(self, number: int) -> dict[int, float]:
        """What one row says."""
        here = slice(self.starts[number], self.starts[number + 1])
        return dict(zip(self.ids[here].tolist(), self.weights[here].tolist(), strict=True))

    def rows(self, numbers: NDArray[np.int64]) -> Table:
        """The rows with these numbers, in this order."""
        lengths = np.diff(self.starts)[numbers]
        starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        places = np.arange(starts[-1]) + np.repeat(self.starts[numbers] - starts[:-1], lengths)
        return Table(starts, self.ids[places], self.weights[places], self.width)

    def counts(self) -> NDArray[np.int64]:
        """In how many rows each skill stands."""
        return np.bincount(self.ids, minlength=self.width)

    def owners(self) -> NDArray[np.int64]:
        """Of every weight the row in which it stands."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def sums(self) -> NDArray[np.float64]:
        """What each row weighs in all."""
        running = np.concatenate(([0.0], np.cumsum(self.weights, dtype=np.float64)))
        return running[self.starts[1:]] - running[self.starts[:-1]]
