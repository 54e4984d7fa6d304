"""Screening a table of people: every scheme for every row, with honest bounds where answers are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

from overstap.rules import Catalogue, SchemeVersion
from overstap.rules.evaluation import evaluate
from overstap.screening.batch import OUTSIDE, Batch, Overrides, Wish, fact_inputs, joined, kinds_of, spans, today_input
from overstap.screening.gathering import Gathered
from overstap.screening.plan import Presence
from overstap.screening.population import FactNumbers, Parts, PopulationError, PopulationReader
from overstap.screening.recheck import Sample, recheck
from overstap.screening.widths import narrow_columns

CHUNK_ROWS, FEWEST_ROWS = 131_072, 4_096
CELLS = 2**23
"""So many values of facts are held at a time: a wide table is taken in smaller pieces."""
Progress = Callable[[int, int], None]
_ROW = "|row"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a table (vraag): which schemes, on which day or days, and what to give besides the outcome.

    Either `on` or `date_column` is set. `overrides` are what a region has set for everybody in the table;
    with `region_column`, `regional` holds them per region. `keep` are columns that come along. One row in `recheck` is
    calculated again by the execution for one person; 0 leaves that out. With `narrow` numbers come out in the narrowest
    sort of integer that the bounds of their scheme allow, else all in 64 bits.
    """

    on: date | None = None
    date_column: str | None = None
    schemes: tuple[str, ...] | None = None
    overrides: Overrides = field(default_factory=dict)
    region_column: str | None = None
    regional: Mapping[str, Overrides] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    wish: Wish = field(default_factory=Wish)
    recheck: int = 1_000
    narrow: bool = False

    @property
    def apart(self) -> tuple[str, ...]:
        """The columns that are no facts."""
        return tuple(one for one in (self.date_column, self.region_column, *self.keep) if one is not None)


def screen(
    catalogue: Catalogue,
    table: pl.DataFrame,
    *,
    on: date | None = None,
    date_column: str | None = None,
    schemes: Iterable[str] | None = None,
    overrides: Overrides | None = None,
    region_column: str | None = None,
    regional: Mapping[str, Overrides] | None = None,
    keep: Iterable[str] = (),
    grounds: bool = False,
    outputs: bool = False,
    narrow: bool = False,
    chunk_rows: int | None = None,
    recheck: int = 1_000,
    progress: Progress | None = None,
) -> pl.DataFrame:
    """Assess every row of a table against schemes (doorrekenen).

    Columns of the table are called after facts (see `population`). Gives, per scheme, `<id>.uitkomst` (nee, onbekend,
    ja) and, where the scheme has an amount, `<id>.bedrag_min_cents` and `<id>.bedrag_max_cents`; with `grounds` the
    condition that decides (`<id>.grond`), with `outputs` the further answers. With `narrow` numbers take no more room
    than the bounds of their scheme need; polars adds up 32 bits in 32 bits, so make them wide before adding. Without
    `schemes` all schemes in force on `on`, or all there are when the date is a column. Raises `PopulationError` with
    everything that is wrong with the table, `UnknownNameError` for a scheme that does not exist.
    """
    question = Question(
        on=on,
        date_column=date_column,
        schemes=tuple(schemes) if schemes is not None else None,
        overrides=overrides or {},
        region_column=region_column,
        regional=regional or {},
        keep=tuple(keep),
        wish=Wish(grounds, outputs),
        recheck=recheck,
        narrow=narrow,
    )
    return _answered(catalogue, question, table, chunk_rows, progress)


def _answered(
    catalogue: Catalogue, question: Question, table: pl.DataFrame, chunk_rows: int | None, progress: Progress | None
) -> pl.DataFrame:
    run = Screening(catalogue, question, table.schema)
    run.look(lambda names: table.select(names).iter_slices(CHUNK_ROWS))
    rows = chunk_rows or run.piece_rows
    gathered = Gathered(run.twins)
    for offset in range(0, table.height, rows):
        found = run.piece(table.slice(offset, rows), offset, table.height, progress)
        if found is not None:
            gathered.add(found)
        del found
    run.finish()
    return gathered.table() if table.height else run.nothing()


@dataclass(frozen=True, slots=True)
class Group:
    """Schemes with the same periods (groep): per period the versions in force."""

    schemes: tuple[str, ...]
    spans: tuple[tuple[date, date, tuple[SchemeVersion, ...]], ...]


class Screening:
    """One screening of one table, piece by piece (doorrekening)."""

    def __init__(self, catalogue: Catalogue, question: Question, schema: Mapping[str, pl.DataType]) -> None:
        if (question.on is None) == (question.date_column is None):
            raise ValueError("Give either a date or the column that holds one.")
        self.catalogue, self.question = catalogue, question
        self.schemes = self._schemes()
        used = {name for scheme in self.schemes for one in catalogue.all_versions(scheme) for name in one.fact_ids}
        self.reader = PopulationReader(catalogue.facts, schema, question.apart)
        self._check_apart(schema)
        self.read_facts = [name for name in self.reader.columns if name in used]
        self.present: dict[str, Presence] = {}
        self._batches: dict[tuple[int, int, int], Batch] = {}

    def _schemes(self) -> tuple[str, ...]:
        on, asked = self.question.on, self.question.schemes
        if asked is not None:
            for scheme in asked:
                self.catalogue.all_versions(scheme)
            return tuple(dict.fromkeys(asked))
        if on is not None:
            return tuple(version.id for version in self.catalogue.schemes(on) if _answers(version))
        return tuple(one for one in sorted(self.catalogue.versions) if any(map(_answers, self.catalogue.versions[one])))

    def _check_apart(self, schema: Mapping[str, pl.DataType]) -> None:
        for name in self.question.apart:
            if name not in schema:
                self.reader.note(name, "There is no such column.")
        day = self.question.date_column
        if day is not None and day in schema and schema[day] not in (pl.Date, pl.String):
            self.reader.note(day, f"The column holds {schema[day]}, but dates are needed.")

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The schemes in groups that are calculated together."""
        on = self.question.on
        if on is None:
            return tuple(
                Group((scheme,), tuple((first, last, (one,)) for first, last, one in spans(self.catalogue, scheme)))
                for scheme in self.schemes
            )
        versions = {one.id: one for one in self.catalogue.schemes(on)}
        found = tuple(versions[scheme] for scheme in self.schemes if scheme in versions)
        return (Group(self.schemes, ((on, on, found),)),)

    @cached_property
    def regions(self) -> tuple[Overrides, ...]:
        """What each region has set; the first holds for rows of any other region."""
        return (self.question.overrides, *self.question.regional.values())

    @cached_property
    def kinds(self) -> tuple[int, ...]:
        """Which regions can be calculated together: those of one kind."""
        return kinds_of(self.regions)

    def check_regions(self) -> None:
        """Raise `OverrideError` when a region has set what may not be, on any day that is asked."""
        for group in self.groups:
            for first, _, versions in group.spans:
                for version in versions:
                    for values in self.regions:
                        if version.id in values:
                            evaluate(version, self.catalogue.facts, {}, first, values[version.id])

    @property
    def piece_rows(self) -> int:
        """How many rows are calculated at a time: a power of two, so that masks of bits can be cut."""
        most = CELLS // max(1, len(self.read_facts))
        return min(CHUNK_ROWS, max(FEWEST_ROWS, 1 << (most.bit_length() - 1)))

    @property
    def columns(self) -> list[str]:
        """The columns of the table that are used."""
        names = dict.fromkeys([*self.question.apart, *self.reader.columns_of(self.read_facts)])
        return list(names) or list(self.reader.schema)[:1]

    @property
    def twins(self) -> dict[str, str]:
        """The columns that hold the same as an earlier one in every row, whatever the table holds."""
        if self.question.on is None or len(set(self.kinds)) > 1:
            return {}
        return self.batch(0, 0, 0).twins

    def look(self, parts: Parts) -> None:
        """Look where the table has gaps. Raises `PopulationError` when its columns are wrong."""
        if self.reader.problems:
            raise PopulationError(self.reader.problems)
        self.check_regions()
        self.present = self.reader.presence(self.read_facts, parts)

    def nothing(self) -> pl.DataFrame:
        """Give the result of a table without rows."""
        schema = self.reader.schema
        empty = pl.DataFrame(schema={name: schema[name] for name in schema})
        found = self.piece(empty, 0, 0, None)
        return found if found is not None else pl.DataFrame()

    def finish(self) -> None:
        """Raise `PopulationError` when anything was wrong in any piece."""
        if self.reader.problems:
            raise PopulationError(self.reader.problems)

    def piece(self, table: pl.DataFrame, offset: int, total: int, progress: Progress | None) -> pl.DataFrame | None:
        """Give the results of one piece, or None once something is wrong; then the rest is only read."""
        read = {name: self.reader.read(name, table, offset) for name in self.read_facts}
        days = self._days(table, offset)
        if self.reader.problems:
            return None
        inputs = fact_inputs(self.catalogue, read, self.present)
        if days is not None:
            inputs |= today_input(days)
        regions = self._region_of(table)
        columns = [table.get_column(name) for name in self.question.apart]
        for index in range(len(self.groups)):
            columns += self._group(index, inputs, days, regions, table.height).get_columns()
        found = pl.DataFrame(columns)
        self._recheck(read, found, days, regions, offset)
        if progress is not None:
            progress(offset + table.height, total)
        return found

    def _days(self, table: pl.DataFrame, offset: int) -> pl.Series | None:
        name = self.question.date_column
        if name is None:
            return None
        source = table.get_column(name)
        days = source.str.to_date("%Y-%m-%d", strict=False) if source.dtype == pl.String else source
        if days.null_count():
            self.reader.note(name, "Every row needs a date, as 2021-02-01.", days.is_null(), offset)
        return days

    def _region_of(self, table: pl.DataFrame) -> pl.Series | None:
        name = self.question.region_column
        if name is None or len(self.regions) == 1:
            return None
        places = {region: place for place, region in enumerate(self.question.regional, start=1)}
        return table.get_column(name).cast(pl.String).replace_strict(places, default=0, return_dtype=pl.UInt32)

    def _regions_of(self, kind: int) -> list[Overrides]:
        """Give what each region has set; one of this kind stands in for those of another."""
        one_of_kind = self.regions[self.kinds.index(kind)]
        return [values if self.kinds[place] == kind else one_of_kind for place, values in enumerate(self.regions)]

    def batch(self, group: int, span: int, kind: int) -> Batch:
        """Give the batch of a group in a period, for the regions of one kind; made when first needed."""
        key = (group, span, kind)
        if key not in self._batches:
            first, last, versions = self.groups[group].spans[span]
            self._batches[key] = Batch(
                self.catalogue,
                versions,
                (first, last),
                present=self.present,
                regions=self._regions_of(kind),
                wish=self.question.wish,
            )
        return self._batches[key]

    def _group(
        self,
        group: int,
        inputs: Mapping[str, pl.Series],
        days: pl.Series | None,
        regions: pl.Series | None,
        height: int,
    ) -> pl.DataFrame:
        """Give the columns of a group: rows of the same period and kind of region together, in their own order."""
        if days is None and len(set(self.kinds)) == 1:
            return self._framed(group, self._part(self.batch(group, 0, 0), inputs, regions, None, height), height)
        found = []
        for span, kind, rows in self._parts(group, days, regions, height):
            columns = (
                self._part(self.batch(group, span, kind), inputs, regions, rows, len(rows)) if span is not None else []
            )
            found.append(self._framed(group, columns, len(rows)).with_columns(rows.alias(_ROW)))
        return pl.concat(found).sort(_ROW).drop(_ROW) if found else self._framed(group, [], 0)

    @staticmethod
    def _part(
        batch: Batch,
        inputs: Mapping[str, pl.Series],
        regions: pl.Series | None,
        rows: pl.Series | None,
        height: int,
    ) -> list[pl.Series]:
        """Run a batch over some rows of a piece, or over all."""
        held = {name: inputs[name] for name in batch.kernel.inputs if name in inputs}
        if rows is not None:
            held = {name: series.gather(rows) for name, series in held.items()}
        if batch.regional and regions is not None:
            places = regions if rows is None else regions.gather(rows)
            held |= {name: values.gather(places) for name, values in batch.regional.items()}
        return batch.run(held, height)

    def _parts(
        self, group: int, days: pl.Series | None, regions: pl.Series | None, height: int
    ) -> Iterator[tuple[int | None, int, pl.Series]]:
        """Give which rows fall in which period and kind of region; no period where nothing is in force."""
        nowhere = pl.repeat(0, height, dtype=pl.Int16, eager=True)
        span_of = nowhere
        if days is not None:
            span_of = nowhere - 1
            for number, (first, last, _) in enumerate(self.groups[group].spans):
                span_of = pl.Series([number], dtype=pl.Int16).zip_with((days >= first) & (days <= last), span_of)
        kind_of = pl.Series(self.kinds, dtype=pl.Int16).gather(regions) if regions is not None else nowhere
        for span in sorted(span_of.unique().to_list()):
            for kind in sorted(kind_of.unique().to_list()):
                rows = ((span_of == span) & (kind_of == kind)).arg_true()
                if len(rows):
                    yield (None if span < 0 else span), kind, rows

    def _framed(self, group: int, columns: Sequence[pl.Series], height: int) -> pl.DataFrame:
        """Give results with the same columns whatever versions are in force; what is not in force says no."""
        held = {column.name: column for column in columns}
        found: list[pl.Series] = []
        for name, dtype in self.answers[group].items():
            series = held.get(name)
            if series is None:
                absent = {"uitkomst": "nee", "grond": OUTSIDE}.get(name.rpartition(".")[2])
                known = absent if f"{name.rpartition('.')[0]}.uitkomst" not in held else None
                series = pl.Series(name, [known], dtype=dtype).new_from_index(0, height)
            found.append(series if series.dtype == dtype else series.cast(dtype))
        return pl.DataFrame(found)

    @cached_property
    def answers(self) -> tuple[dict[str, pl.DataType], ...]:
        """The columns that come out of each group, whatever versions are in force."""
        found: tuple[dict[str, pl.DataType], ...] = tuple({} for _ in self.groups)
        for columns, group in zip(found, self.groups, strict=True):
            for scheme in group.schemes:
                columns |= dict(self._columns_of(scheme))
        return found

    def _columns_of(self, scheme: str) -> dict[str, pl.DataType]:
        """Give the columns that the versions of a scheme have together."""
        found: dict[str, pl.DataType] = {}
        on = self.question.on
        periods = spans(self.catalogue, scheme)
        in_force = [(on, on, one) for first, last, one in periods if on is not None and first <= on <= last]
        for first, last, version in in_force or (periods if on is None else periods[:1]):
            for columns in self._sorts(version, (first, last)):
                found |= {name: joined(found.get(name), dtype) for name, dtype in columns.items()}
        return found

    def _sorts(self, version: SchemeVersion, days: tuple[date, date]) -> Iterator[dict[str, pl.DataType]]:
        """Give the columns that a version answers with in a period, for each kind of region."""
        if not self.question.narrow:
            yield self.question.wish.columns(version)
            return
        for kind in sorted(set(self.kinds)):
            yield narrow_columns(self.catalogue, version, days, self._regions_of(kind), self.question.wish)

    def _recheck(
        self,
        read: Mapping[str, FactNumbers],
        found: pl.DataFrame,
        days: pl.Series | None,
        regions: pl.Series | None,
        offset: int,
    ) -> None:
        every = self.question.recheck
        rows = range(-offset % every, found.height, every) if every else range(0)
        for row in rows:
            day = days[row] if days is not None else self.question.on
            overrides = self.regions[regions[row] if regions is not None else 0]
            recheck(self.catalogue, self.schemes, Sample(row, offset + row + 1, day, overrides), read, found)


def _answers(version: SchemeVersion) -> bool:
    """Tell whether a scheme answers anything: files with only terms do not."""
    return bool(version.conditions or version.outputs or version.amount)
