"""Exact search: of all openings the ones that fit someone best, among those that they may see at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from overstap.matching.kernel import BLOCK, CROWDED, LANES, NO_COLUMN, Bench, count_lists, fill_lists, search_block

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from overstap.matching.tables import Table


class Conditions(NamedTuple):
    """Hard conditions on both sides (harde voorwaarden): they are looked at before anything is ranked.

    Of an opening: `asks` (a bit per licence, diploma, level of language and so on), `least` and `most` hours a week,
    and `place`. Of a kind of seeker: the bits that they `have`, the `shortest` and `longest` week that they take, and
    which places they `reach` (kinds x places). `kind` says of what kind a seeker is; `some` is False when there are no
    conditions at all.
    """

    asks: NDArray[np.uint64]
    least: NDArray[np.int16]
    most: NDArray[np.int16]
    place: NDArray[np.int32]
    have: NDArray[np.uint64]
    shortest: NDArray[np.int16]
    longest: NDArray[np.int16]
    reach: NDArray[np.bool_]
    kind: NDArray[np.int32]
    some: bool = True

    @classmethod
    def none(cls, *, seekers: int, openings: int) -> Conditions:
        """Everyone may see everything."""
        zero = np.zeros(1, np.int16)
        return cls(
            asks=np.zeros(openings, np.uint64),
            least=np.zeros(openings, np.int16),
            most=np.zeros(openings, np.int16),
            place=np.zeros(openings, np.int32),
            have=np.zeros(1, np.uint64),
            shortest=zero,
            longest=zero,
            reach=np.ones((1, 1), np.bool_),
            kind=np.zeros(seekers, np.int32),
            some=False,
        )

    def fault(self, *, seekers: int, openings: int) -> str:
        """What is wrong with them; empty when nothing is. The kernel trusts them."""
        kinds, places = self.reach.shape if self.reach.ndim == 2 else (0, 0)  # noqa: PLR2004 (kinds by places)
        if {len(self.asks), len(self.least), len(self.most), len(self.place)} != {openings}:
            return "conditions of another number of openings"
        if len(self.kind) != seekers or {len(self.have), len(self.shortest), len(self.longest)} != {kinds}:
            return "conditions of another number of seekers or kinds"
        if openings and not 0 <= int(self.place.min()) <= int(self.place.max()) < places:
            return "an opening in a place that is not there"
        if seekers and not 0 <= int(self.kind.min()) <= int(self.kind.max()) < kinds:
            return "a seeker of a kind that is not there"
        return ""


class _Rows(NamedTuple):
    starts: NDArray[np.int64]
    ids: NDArray[np.uint32]
    weights: NDArray[np.float32]

    @classmethod
    def of(cls, table: Table) -> _Rows:
        # A number without a sign is an index without a question.
        return cls(table.starts, table.ids.view(np.uint32), table.weights)


class _Lists(NamedTuple):
    firsts: NDArray[np.int64]
    columns: NDArray[np.int32]
    most: NDArray[np.float32]
    who: NDArray[np.uint16]
    what: NDArray[np.uint8]
    whole: NDArray[np.uint8]


class _Best(NamedTuple):
    numbers: NDArray[np.int32]
    scores: NDArray[np.float64]
    sizes: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Best:
    """What fits best (best passende): per seeker the numbers of openings and their scores, highest first.

    Both are seekers x count; where there were fewer, the number is -1 and the score 0. Of equal scores the opening with
    the lower number comes first.
    """

    numbers: NDArray[np.int32]
    scores: NDArray[np.float64]


class Index:
    """Openings, made ready to be searched (zoekindex); a search changes nothing in it."""

    def __init__(self, openings: Table) -> None:
        """Turn the rows of the openings around: from each skill to who asks it."""
        self.openings = openings
        self.blocks = -(-len(openings) // BLOCK)
        self._rows = _Rows.of(openings)
        # Of fewer openings than a block holds, the columns are no longer than those.
        self._size = -(-min(len(openings), BLOCK) // LANES) * LANES
        firsts = np.zeros((openings.width, self.blocks + 1), np.int64)
        columns = np.full((openings.width, self.blocks), NO_COLUMN, np.int32)
        made = count_lists(self._rows.starts, self._rows.ids, self._size, firsts, columns)
        self._lists = _Lists(
            firsts=firsts,
            columns=columns,
            most=np.zeros((openings.width, self.blocks), np.float32),
            who=np.zeros(len(openings.ids), np.uint16),
            what=np.zeros(len(openings.ids), np.uint8),
            whole=np.zeros((max(made, 1), self._size), np.uint8),
        )
        fill_lists(self._rows, self._lists)

    def best(self, seekers: Table, count: int, *, conditions: Conditions | None = None) -> Best:
        """Give each seeker the `count` openings with the highest scores above zero that their conditions admit.

        A score is the sum over shared skills of the product of both weights. Raises ValueError for a count below one, a
        table of another width, or conditions that do not belong to these rows.
        """
        given = self._looked_at(seekers, count, conditions)
        turns = np.argsort(given.kind, kind="stable").astype(np.int64)
        best = _Best(
            np.full((len(seekers), count), -1, np.int32),
            np.zeros((len(seekers), count), np.float64),
            np.zeros(len(seekers), np.int64),
        )
        rows, bench = _Rows.of(seekers), self._bench()
        for block in range(self.blocks):
            search_block(block, self._lists, self._rows, rows, turns, given, bench, best)
        return Best(best.numbers, best.scores)

    def _looked_at(self, seekers: Table, count: int, conditions: Conditions | None) -> Conditions:
        if count < 1:
            raise ValueError("at least one opening is asked for")
        if seekers.width != self.openings.width:
            raise ValueError(f"seekers over {seekers.width} skills, openings over {self.openings.width}")
        given = conditions or Conditions.none(seekers=len(seekers), openings=len(self.openings))
        if fault := given.fault(seekers=len(seekers), openings=len(self.openings)):
            raise ValueError(fault)
        return given

    def _bench(self) -> Bench:
        return Bench(
            sums=np.zeros(self._size, np.uint16),
            mask=np.zeros(self._size, np.uint16),
            tops=np.zeros(LANES, np.uint16),
            shares=np.zeros(CROWDED, np.uint16),
            full=np.zeros(self.openings.width, np.float64),
            who=np.zeros(self._size + 1, np.int64),
            made=np.zeros(self._size, np.float64),
        )
