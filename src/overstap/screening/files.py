"""Screening from file to file: a table is read, calculated and written piece by piece, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from overstap.rules import Catalogue
from overstap.screening.batch import OUTCOMES, amount_names
from overstap.screening.population import TOGETHER, PopulationError
from overstap.screening.screen import CHUNK_ROWS, Progress, Question, Screening

_SCAN: dict[str, Callable[[Path], pl.LazyFrame]] = {
    ".parquet": pl.scan_parquet,
    ".arrow": pl.scan_ipc,
    ".feather": pl.scan_ipc,
    # Texts stay texts, so that 007 or 1.10 is not turned into another thing before it is read.
    ".csv": lambda path: pl.scan_csv(path, infer_schema=False, try_parse_dates=False),
}
_SINK: dict[str, Callable[[pl.LazyFrame, Path], object]] = {
    ".parquet": lambda frame, path: frame.sink_parquet(path, maintain_order=True),
    ".arrow": lambda frame, path: frame.sink_ipc(path, maintain_order=True),
    ".feather": lambda frame, path: frame.sink_ipc(path, maintain_order=True),
    ".csv": lambda frame, path: frame.sink_csv(path, maintain_order=True),
}
_BY_PLACE = frozenset({".parquet", ".arrow", ".feather"})
"""The sorts in which a piece can be read without all that comes before it."""
READ_PIECES = 2
"""So many pieces are read at a time: for each the whole of what stands around it in the file is unpacked."""
READS, WRITES = tuple(_SCAN), tuple(_SINK)


@dataclass(slots=True)
class Total:
    """What a scheme comes to over a whole table (totaal): how often each outcome, and the sum of claims in cents."""

    outcomes: Counter[str] = field(default_factory=Counter)
    lowest_cents: int = 0
    highest_cents: int = 0
    has_amount: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What came out of a screening (samenvatting)."""

    rows: int
    totals: dict[str, Total]


class UnreadableTableError(ValueError):
    """A file is not there, is no table, or is of a sort that is not read or written."""


def screen_file(
    catalogue: Catalogue, source: Path, target: Path, question: Question, progress: Progress | None = None
) -> Summary:
    """Screen a parquet, CSV or Arrow file into another (doorrekenen van een bestand).

    The target appears when everything is done; when anything is wrong nothing is written. Raises
    `UnreadableTableError`, `PopulationError` with everything wrong with the table, or `DifferenceError`.
    """
    table = _scan(source)
    if target.suffix not in _SINK:
        raise UnreadableTableError(
            f"'{target.name}' is of no sort that is written. Choose one of: {', '.join(WRITES)}."
        )
    if not target.parent.is_dir():
        raise UnreadableTableError(f"There is no folder '{target.parent}'.")
    try:
        schema = dict(table.collect_schema())
        run = Screening(catalogue, question, schema)
        rows = int(table.select(pl.len()).collect().item())
        parts = _Parts(table, rows, by_place=source.suffix in _BY_PLACE)
        run.look(lambda names: parts.read(names, CHUNK_ROWS))
    except pl.exceptions.PolarsError as error:
        raise UnreadableTableError(f"'{source.name}' cannot be read: {str(error).splitlines()[0]}") from error
    flow = _Flow(run, parts, progress)
    # A result is about people: only its maker may read it, until he decides otherwise.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}-", suffix=target.suffix)
    os.close(handle)
    try:
        _SINK[target.suffix](flow.frame(), Path(name))
        flow.finish()
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
    return Summary(rows, flow.totals)


def _scan(source: Path) -> pl.LazyFrame:
    if not source.is_file():
        raise UnreadableTableError(f"There is no file '{source}'.")
    if source.suffix not in _SCAN:
        raise UnreadableTableError(f"'{source.name}' is of no sort that is read. Choose one of: {', '.join(READS)}.")
    return _SCAN[source.suffix](source)


def read_table(source: Path) -> pl.DataFrame:
    """Read a whole parquet, CSV or Arrow file. Raises `UnreadableTableError`."""
    try:
        return _scan(source).collect()
    except pl.exceptions.PolarsError as error:
        raise UnreadableTableError(f"'{source.name}' cannot be read: {str(error).splitlines()[0]}") from error


@dataclass(frozen=True, slots=True)
class _Parts:
    """A file that is read in parts, each when it is asked for: reading ahead would fill the memory."""

    table: pl.LazyFrame
    rows: int
    by_place: bool

    def read(self, names: Sequence[str], rows: int) -> Iterator[pl.DataFrame]:
        """Give some columns, so many rows at a time."""
        if self.by_place:
            some = [self.table.select(names[first : first + TOGETHER]) for first in range(0, len(names), TOGETHER)]
            for offset in range(0, self.rows, rows):
                yield pl.concat([one.slice(offset, rows).collect() for one in some], how="horizontal")
        else:
            for part in self.table.select(names).collect_batches(chunk_size=rows, maintain_order=True):
                yield from part.iter_slices(rows)


class _Flow:
    """The stream of results on its way to a file; it counts what passes and keeps what went wrong."""

    def __init__(self, run: Screening, parts: _Parts, progress: Progress | None) -> None:
        self.run, self.parts, self.progress = run, parts, progress
        self.totals: dict[str, Total] = {scheme: Total() for scheme in run.schemes}
        self.error: Exception | None = None

    def frame(self) -> pl.LazyFrame:
        """Give the results as a table that is made while it is written."""
        return register_io_source(self._batches, schema=self.run.nothing().schema, is_pure=False)

    def finish(self) -> None:
        """Raise what went wrong on the way."""
        if self.error is not None:
            raise self.error
        self.run.finish()

    def _batches(
        self,
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        del with_columns, predicate, n_rows, batch_size  # a sink takes everything, in our own pieces
        pieces = self._pieces()
        try:
            # Polars asks for each piece from another thread, and each thread keeps what it has used: one does it all.
            with ThreadPoolExecutor(max_workers=1) as worker:
                while held := worker.submit(lambda: list(islice(pieces, 1))).result():
                    yield held.pop()
        except (PopulationError, RuntimeError, pl.exceptions.PolarsError) as error:
            # An exception from here would reach the caller as words of polars; it is raised once the sink is closed.
            self.error = error

    def _pieces(self) -> Iterator[pl.DataFrame]:
        """Give the results piece by piece; nobody else holds on to them or to what they were made from."""
        offset, rows = 0, self.run.piece_rows
        for part in self.parts.read(self.run.columns, READ_PIECES * rows):
            pieces = deque(part.iter_slices(rows))
            del part
            while pieces:
                height = pieces[0].height
                found = self.run.piece(pieces.popleft(), offset, self.parts.rows, self.progress)
                offset += height
                if found is not None:
                    self._count(found)
                    yield found
                    del found

    def _count(self, found: pl.DataFrame) -> None:
        outcomes = found.select(f"{scheme}.uitkomst" for scheme in self.totals)
        # One question about all schemes: asked of each apart, the asking would take longer than the answer.
        counts = {label: outcomes.select((pl.all() == label).sum()).row(0) for label in OUTCOMES.categories}
        for place, (scheme, total) in enumerate(self.totals.items()):
            for outcome, count in counts.items():
                if count[place]:
                    total.outcomes[outcome] += count[place]
            lowest, highest = amount_names(scheme)
            if lowest in found.columns:
                total.has_amount = True
                total.lowest_cents += int(found.get_column(lowest).sum())
                total.highest_cents += int(found.get_column(highest).sum())
