"""What a new version means for a population: who gains or loses how much, with honest bounds (change review, R-006)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from overstap.core.money import euros
from overstap.rules import Catalogue, Fact, SchemeVersion, Text
from overstap.rules.reading.overview import shown_day
from overstap.rules.review import FactRange, Review, compare
from overstap.rules.values import Outcome
from overstap.rules.wording import OUTCOMES
from overstap.screening.files import read_table
from overstap.screening.population import CENTS, STATE, PopulationError, PopulationReader
from overstap.screening.screen import CHUNK_ROWS, screen

LONG_AGO = date(1900, 1, 1)

_ROWS = Text("{rows} mensen in de tabel, bekeken op {day}.", "{rows} people in the table, looked at on {day}.")
_MOVED = Text("Van {before} naar {after}: {count} mensen.", "From {before} to {after}: {count} people.")
_STAYED = Text("Dezelfde uitkomst: {count} mensen.", "The same outcome: {count} people.")
_CHANGED = Text(
    "Zeker meer geld: {gain}. Zeker minder: {loss}. Zeker gelijk: {same}. Nog niet te zeggen: {open}.",
    "Certainly more money: {gain}. Certainly less: {loss}. Certainly the same: {same}. Cannot be said yet: {open}.",
)
_TOTAL = Text(
    "Verschil in geld voor iedereen samen: {bounds}. Wie erop vooruitgaat krijgt samen {more}; wie erop achteruitgaat "
    "krijgt samen {less} minder.",
    "Difference in money for everybody together: {bounds}. Those who gain get {more} together; those who lose get "
    "{less} less together.",
)
_UNTOUCHED = Text(
    "{count} mensen vallen zeker buiten elke klasse die verandert.",
    "{count} people certainly lie outside every class that changes.",
)
_UNUSED = Text("Kolommen die geen van beide versies vraagt: {names}.", "Columns that neither version asks: {names}.")
_TO = Text(" tot en met ", " to ")


@dataclass(frozen=True, slots=True)
class MoneyBounds:
    """A sum in cents that lies between two limits, both included (marge)."""

    low: int = 0
    high: int = 0

    def shown(self, language: str) -> str:
        """Write it for people."""
        low, high = euros(self.low, language), euros(self.high, language)
        return low if self.low == self.high else f"{low}{_TO.get(language)}{high}"


@dataclass(frozen=True, slots=True)
class PopulationReview:
    """What two versions mean for the people of a table (bevolkingstoets).

    `moves` counts people by outcome before and after. `gain`, `loss`, `same` and `open` count people by what certainly
    happens to their amount; `total` bounds the difference of all amounts together, `more` what those who certainly gain
    get together, `less` what those who certainly lose lose together. `untouched` counts people whom no class that
    changes can hold, whatever the answers are that they did not give.
    """

    on: date
    rows: int
    moves: Mapping[tuple[str, str], int]
    has_amount: bool
    gain: int = 0
    loss: int = 0
    same: int = 0
    open: int = 0
    total: MoneyBounds = field(default_factory=MoneyBounds)
    more: MoneyBounds = field(default_factory=MoneyBounds)
    less: MoneyBounds = field(default_factory=MoneyBounds)
    untouched: int = 0
    unused: tuple[str, ...] = ()

    def lines(self, language: str = "nl") -> list[str]:
        """Write it for people."""
        moved = {pair: count for pair, count in self.moves.items() if pair[0] != pair[1]}
        stayed = self.rows - sum(moved.values())

        def many(count: int) -> str:
            return f"{count:,}" if language == "en" else f"{count:,}".replace(",", ".")

        lines = [_ROWS.get(language).format(rows=many(self.rows), day=shown_day(self.on, language))]
        lines += [
            _MOVED.get(language).format(before=_word(before, language), after=_word(after, language), count=many(count))
            for (before, after), count in sorted(moved.items())
        ]
        lines.append(_STAYED.get(language).format(count=many(stayed)))
        lines.append(_UNTOUCHED.get(language).format(count=many(self.untouched)))
        if self.has_amount:
            counts = {"gain": self.gain, "loss": self.loss, "same": self.same, "open": self.open}
            sums = {"bounds": self.total, "more": self.more, "less": self.less}
            lines.append(_CHANGED.get(language).format(**{name: many(count) for name, count in counts.items()}))
            lines.append(_TOTAL.get(language).format(**{name: one.shown(language) for name, one in sums.items()}))
        return [*lines, _UNUSED.get(language).format(names=", ".join(self.unused))] if self.unused else lines


def _word(outcome: str, language: str) -> str:
    return OUTCOMES[Outcome(outcome)].get(language)


def compare_population(
    catalogue_a: Catalogue,
    version_a: SchemeVersion,
    catalogue_b: Catalogue,
    version_b: SchemeVersion,
    source: Path | pl.DataFrame,
    *,
    on: date | None = None,
    chunk_rows: int = CHUNK_ROWS,
) -> PopulationReview:
    """Compare two versions over a table of people (wijzigingstoets over een bevolking).

    Both are taken on one day, by default the first of the second version. A person whom no class that changes can hold
    has certainly the same answer in both; of anybody else the amounts lie between what each version allows. Raises
    `UnreadableTableError`, `PopulationError` and `NotComparableError`.
    """
    day = on or version_b.valid_from
    table = source if isinstance(source, pl.DataFrame) else read_table(source)
    facts = {**catalogue_a.facts, **catalogue_b.facts}
    used = [name for name in table.columns if _fact_of(name, facts) in {*version_a.fact_ids, *version_b.fact_ids}]
    review = compare(catalogue_a, version_a, catalogue_b, version_b, day)
    sides = [
        _Side(_alone(catalogue, facts, version), version)
        for catalogue, version in ((catalogue_a, version_a), (catalogue_b, version_b))
    ]
    work = _Work(review, facts, sides, day)
    pieces = [work.piece(table.select(used), start, chunk_rows) for start in range(0, table.height, chunk_rows)]
    unused = tuple(name for name in table.columns if name not in used)
    return _summed(pieces, day, table.height, has_amount=work.has_amount, unused=unused)


def _fact_of(column: str, facts: Mapping[str, Fact]) -> str:
    name = column.removesuffix(STATE)
    return name.removesuffix(CENTS) if name not in facts else name


def _alone(catalogue: Catalogue, facts: Mapping[str, Fact], version: SchemeVersion) -> Catalogue:
    """Give a catalogue in which this version holds on every day; its parameters keep their own dates."""
    always = replace(version, valid_from=LONG_AGO, valid_until=None)
    return Catalogue(catalogue.sources, {**facts, **catalogue.facts}, {version.id: (always,)})


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    catalogue: Catalogue
    version: SchemeVersion


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """Looks at a table piece by piece."""

    review: Review
    facts: Mapping[str, Fact]
    sides: list[_Side]
    day: date

    @property
    def has_amount(self) -> bool:
        return any(side.version.amount is not None for side in self.sides)

    def piece(self, table: pl.DataFrame, start: int, rows: int) -> pl.DataFrame:
        """Give one line per group of people with the same moves, with counts and sums."""
        part = table.slice(start, rows)
        answers = [self._answers(side, part) for side in self.sides]
        low = answers[1].get_column("min") - answers[0].get_column("max")
        high = answers[1].get_column("max") - answers[0].get_column("min")
        outside = ~self._reachable(part)
        nothing = pl.repeat(0, part.height, dtype=pl.Int64, eager=True)
        found = pl.DataFrame(
            {
                "before": answers[0].get_column("outcome"),
                "after": answers[1].get_column("outcome"),
                "low": nothing.zip_with(outside, low),
                "high": nothing.zip_with(outside, high),
                "outside": outside,
            }
        )
        certain = (
            pl.when(pl.col("low") > 0)
            .then(pl.lit("gain"))
            .when(pl.col("high") < 0)
            .then(pl.lit("loss"))
            .when((pl.col("low") == 0) & (pl.col("high") == 0))
            .then(pl.lit("same"))
            .otherwise(pl.lit("open"))
            .alias("kind")
        )
        sums = [pl.len().alias("count"), pl.col("low").sum(), pl.col("high").sum()]
        return found.with_columns(certain).group_by("before", "after", "kind", "outside").agg(sums)

    def _answers(self, side: _Side, part: pl.DataFrame) -> pl.DataFrame:
        name = side.version.id
        found = screen(side.catalogue, part, on=self.day, schemes=[name], recheck=0)
        amounts = [f"{name}.bedrag_min_cents", f"{name}.bedrag_max_cents"]
        none = pl.repeat(0, part.height, dtype=pl.Int64, eager=True)
        low, high = (found.get_column(one) if one in found.columns else none for one in amounts)
        return pl.DataFrame({"outcome": found.get_column(f"{name}.uitkomst").cast(pl.String), "min": low, "max": high})

    def _reachable(self, part: pl.DataFrame) -> pl.Series:
        """Tell of whom an answer may change: those whom some class that changes can hold."""
        everybody = pl.repeat(value=True, n=part.height, dtype=pl.Boolean, eager=True)
        if not self.review.exact:
            return everybody
        reader = PopulationReader(self.facts, part.schema, ())
        held = {name: reader.read(name, part, 0) for name in reader.columns}
        if reader.problems:
            raise PopulationError(reader.problems)
        found = ~everybody
        for change in self.review.changes:
            inside = everybody
            for one in change.facts:
                if one.fact in held:
                    numbers, absent = held[one.fact].numbers, held[one.fact].inapplicable
                    inside = inside & _may_be(one, numbers.cast(pl.Int64), absent)
            found = found | inside
        return found


def _may_be(one: FactRange, numbers: pl.Series, absent: pl.Series | None) -> pl.Series:
    """Tell whose value of a fact lies in the ranges of a class, or may once it is known."""
    inside = numbers.is_null()
    if absent is not None:
        inside = inside & (~absent | pl.Series([one.not_applicable]).new_from_index(0, len(numbers)))
    for low, high in one.ranges:
        inside = inside | ((numbers >= low) & (numbers <= high)).fill_null(value=False)
    return inside


def _summed(
    pieces: list[pl.DataFrame], day: date, rows: int, *, has_amount: bool, unused: tuple[str, ...]
) -> PopulationReview:
    moves: Counter[tuple[str, str]] = Counter()
    counts: Counter[str] = Counter()
    sums: dict[str, list[int]] = {kind: [0, 0] for kind in ("gain", "loss", "same", "open")}
    untouched = 0
    for line in (line for piece in pieces for line in piece.iter_rows(named=True)):
        # Whoever lies outside has the same answer in both, also where it is not known which.
        after = line["before"] if line["outside"] else line["after"]
        moves[line["before"], after] += line["count"]
        counts[line["kind"]] += line["count"]
        sums[line["kind"]][0] += line["low"]
        sums[line["kind"]][1] += line["high"]
        untouched += line["count"] if line["outside"] else 0
    total = MoneyBounds(sum(low for low, _ in sums.values()), sum(high for _, high in sums.values()))
    return PopulationReview(
        on=day,
        rows=rows,
        moves=dict(moves),
        has_amount=has_amount,
        gain=counts["gain"],
        loss=counts["loss"],
        same=counts["same"],
        open=counts["open"],
        total=total,
        more=MoneyBounds(*sums["gain"]),
        less=MoneyBounds(-sums["loss"][1], -sums["loss"][0]),
        untouched=untouched,
        unused=unused,
    )
