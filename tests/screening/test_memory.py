"""What a screening holds in memory: narrow answers, one piece at a time, and nothing read that is not needed."""

import datetime as dt
import importlib
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl
import pytest

from overstap.rules import load_catalogue
from overstap.rules.evaluation import evaluate
from overstap.screening import files, gathering, screen
from overstap.screening.batch import amount_names
from overstap.screening.files import screen_file
from overstap.screening.kernel import dtype_of_bounds
from overstap.screening.plan import Presence
from overstap.screening.population import PopulationReader
from overstap.screening.screen import CELLS, Question, Screening
from tests.rules.written import load

CATALOGUE = load_catalogue()
DAY = dt.date(2021, 2, 15)
PAID = [version for version in CATALOGUE.schemes(DAY) if version.amount is not None]
IDS = [version.id for version in PAID]
AMOUNTS = [name for scheme in IDS for name in amount_names(scheme)]
AGES = pl.DataFrame({"leeftijd": pl.Series([20, None] * 35, dtype=pl.Int64)})
TABLE = AGES.with_columns(doelgroep_banenafspraak=pl.Series([True, False, None, True, False, True, None] * 10))
SCREEN = importlib.import_module("overstap.screening.screen")  # the package has a function of that name


def test_narrow_amounts_are_no_wider_than_what_is_possible_and_hold_it() -> None:
    found = screen(CATALOGUE, TABLE, on=DAY, schemes=IDS, narrow=True, recheck=1)

    for version in PAID:
        assert version.amount is not None
        low, high = evaluate(version, CATALOGUE.facts, {}, DAY).values[version.program.slot(version.amount.claim)]
        sorts = {found.schema[name] for name in amount_names(version.id)}
        assert sorts == {dtype_of_bounds(low, high)}, version.id


def test_amounts_are_64_bits_wide_unless_narrow_ones_are_asked_for() -> None:
    wide = screen(CATALOGUE, TABLE, on=DAY, schemes=IDS)
    narrow = screen(CATALOGUE, TABLE, on=DAY, schemes=IDS, narrow=True)

    assert {wide.schema[name] for name in AMOUNTS} == {pl.Int64()}
    assert narrow.estimated_size() < wide.estimated_size()
    assert narrow.cast(dict.fromkeys(AMOUNTS, pl.Int64)).equals(wide)


def test_narrow_columns_are_of_the_same_sort_whatever_the_table_holds() -> None:
    names = list(dict.fromkeys(name for version in PAID for name in version.fact_ids))
    nothing = pl.DataFrame({"nummer": [1, 2]})
    everything = pl.DataFrame({"nummer": [1, 2]} | {name: ["", ""] for name in names})
    schemas = [
        screen(CATALOGUE, table, on=DAY, schemes=IDS, keep=["nummer"], outputs=True, narrow=True).schema
        for table in (nothing, everything, nothing.clear())
    ]

    assert schemas[0] == schemas[1] == schemas[2]


VERSION = """
id: vast
name: {{nl: Vast, en: Fixed}}
summary: {{nl: "Een vast bedrag.", en: "A fixed amount."}}
owner: regio
beneficiary: persoon
channel: rmt
kinds: [AMOUNT]
requirements: []
valid: {{from: {start}, until: {end}}}
parameters:
  bedrag: {{type: money, values: [{{from: {start}, value: {amount}}}], source: {{document: werkdocument, place: "1"}}}}
conditions:
  - id: leeftijd
    expression: leeftijd >= 18
    source: {{document: werkdocument, place: "1"}}
    says: {{yes: {{nl: Ja., en: Yes.}}, no: {{nl: Nee., en: No.}}, unknown: {{nl: Onbekend., en: Unknown.}}}}
amount: {{expression: bedrag, source: {{document: werkdocument, place: "1"}}}}
cases:
  - {{name: ja, on: {start}, given: {{leeftijd: 30}}, expect: {{outcome: ja, amount: {amount}}}}}
  - {{name: nee, on: {start}, given: {{leeftijd: 17}}, expect: {{outcome: nee}}}}
"""


@pytest.mark.parametrize("amounts", [("1.00", "1000.00"), ("1000.00", "1.00")])
def test_narrow_columns_are_as_wide_as_the_widest_version(tmp_path: Path, amounts: tuple[str, str]) -> None:
    first = VERSION.format(start="2020-12-01", end="2021-12-31", amount=amounts[0])
    second = VERSION.format(start="2022-01-01", end="null", amount=amounts[1])
    catalogue = load(tmp_path / "schemes", {"vast/2020-12-01.yaml": first, "vast/2022-01-01.yaml": second})
    days = [DAY, dt.date(2022, 2, 15)]
    table = pl.DataFrame({"dag": days, "leeftijd": [30, 30]})
    each = [screen(catalogue, AGES, on=day, narrow=True)["vast.bedrag_max_cents"] for day in days]
    both = screen(catalogue, table, date_column="dag", narrow=True, recheck=1)["vast.bedrag_max_cents"]
    one = screen(catalogue, table.head(1), date_column="dag", narrow=True, recheck=1)["vast.bedrag_max_cents"]

    assert {series.dtype for series in each} == {pl.Int8(), pl.Int32()}
    assert both.dtype == one.dtype == pl.Int32()
    assert both.to_list() == [round(100 * float(amount)) for amount in amounts]


def test_schemes_with_the_same_outcome_have_it_once_and_it_is_the_same() -> None:
    asked = Screening(CATALOGUE, Question(on=DAY), TABLE.schema)
    asked.look(lambda names: [TABLE.select(names)])
    found = screen(CATALOGUE, TABLE, on=DAY, recheck=1, chunk_rows=64)
    one_by_one = asked.piece(TABLE, 0, TABLE.height, None)

    assert asked.twins
    assert all(found[name].equals(found[other]) for name, other in asked.twins.items())
    assert one_by_one is not None
    assert found.equals(one_by_one)


def test_small_pieces_become_few_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = screen(CATALOGUE, TABLE, on=DAY, schemes=IDS)
    monkeypatch.setattr(gathering, "ENOUGH", 32)
    found = screen(CATALOGUE, TABLE, on=DAY, schemes=IDS, chunk_rows=8)

    assert found.equals(whole)
    assert found.n_chunks() == 3


def test_a_wide_table_is_taken_in_smaller_pieces_than_a_narrow_one() -> None:
    names = list(dict.fromkeys(name for version in CATALOGUE.schemes(DAY) for name in version.fact_ids))
    wide = Screening(CATALOGUE, Question(on=DAY), dict.fromkeys(names, pl.String()))
    narrow = Screening(CATALOGUE, Question(on=DAY, schemes=("selectie",)), AGES.schema)

    assert len(names) > 200
    assert CELLS / 2 < wide.piece_rows * len(wide.read_facts) <= CELLS
    assert narrow.piece_rows == SCREEN.CHUNK_ROWS


def test_a_table_is_looked_through_no_further_than_its_first_gap() -> None:
    taken: list[int] = []

    def parts(names: Sequence[str]) -> Iterator[pl.DataFrame]:
        for place, part in enumerate(table.select(names).iter_slices(10)):
            taken.append(place)
            yield part

    for values, expected in (
        ([None] + [1] * 49, [0]),
        ([1] * 25 + [None] * 25, [0, 1, 2]),
        ([1] * 50, [0, 1, 2, 3, 4]),
    ):
        table = pl.DataFrame({"leeftijd": values})
        taken.clear()
        found = PopulationReader(CATALOGUE.facts, table.schema, ()).presence(["leeftijd"], parts)
        assert found == {"leeftijd": Presence(gaps=None in values)}
        assert taken == expected


def test_what_does_not_apply_is_seen_also_behind_a_gap() -> None:
    name = next(fact.id for fact in CATALOGUE.facts.values() if fact.may_be_not_applicable)
    table = pl.DataFrame({name: [None] * 30, f"{name}__toestand": [None] * 29 + ["n.v.t."]})
    reader = PopulationReader(CATALOGUE.facts, table.schema, ())

    assert reader.presence([name], lambda names: table.select(names).iter_slices(10)) == {name: Presence(True, True)}
    assert reader.presence([name], lambda names: [table.select(names)[:29]]) == {name: Presence(True, False)}
    assert reader.presence([name], lambda names: [table.select(names)[29:]]) == {name: Presence(False, True)}


@pytest.mark.parametrize("suffix", ["parquet", "arrow", "csv"])
def test_a_file_is_calculated_by_one_thread_that_lets_go_of_what_it_gave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    threads: set[int] = set()
    answers: list[weakref.ref[pl.DataFrame]] = []
    held: list[int] = []
    piece = Screening.piece

    def watched(self: Screening, table: pl.DataFrame, offset: int, *others: object) -> pl.DataFrame | None:
        held.append(sum(one() is not None for one in answers))
        found = piece(self, table, offset, *others)  # type: ignore[arg-type]
        if found is not None and found.height:
            threads.add(threading.get_ident())
            answers.append(weakref.ref(found))
        return found

    source, target = tmp_path / f"mensen.{suffix}", tmp_path / f"uit.{suffix}"
    write: dict[str, Callable[[Path], object]] = {
        "parquet": TABLE.write_parquet,
        "arrow": TABLE.write_ipc,
        "csv": TABLE.write_csv,
    }
    write[suffix](source)
    monkeypatch.setattr(Screening, "piece_rows", 8)
    monkeypatch.setattr(Screening, "piece", watched)
    summary = screen_file(CATALOGUE, source, target, Question(on=DAY, schemes=tuple(IDS), recheck=1))

    assert summary.rows == TABLE.height
    assert len(answers) == 9
    assert threads != {threading.get_ident()}
    assert len(threads) == 1
    assert max(held) == 0


def test_only_the_columns_that_are_used_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    read = files._Parts.read

    def watched(self: files._Parts, names: Sequence[str], rows: int) -> Iterator[pl.DataFrame]:
        asked.extend(names)
        return read(self, names, rows)

    monkeypatch.setattr(files._Parts, "read", watched)
    source = tmp_path / "mensen.parquet"
    TABLE.with_columns(nummer=1, werkprocessen=2).write_parquet(source)
    screen_file(CATALOGUE, source, tmp_path / "uit.parquet", Question(on=DAY, schemes=("selectie",), keep=("nummer",)))

    assert "nummer" in asked
    assert "leeftijd" in asked
    assert "werkprocessen" not in asked
