"""A table that is screened is held against the calculation for one person while it runs; a difference stops it."""

import importlib
import random
from pathlib import Path

import polars as pl
import pytest

from overstap.cli.__main__ import main
from overstap.rules import Facts, SchemeVersion, load_catalogue
from overstap.rules.assess import assess
from overstap.rules.model import Fact
from overstap.rules.values import Outcome
from overstap.screening import DifferenceError, screen
from overstap.screening.algebra import ColumnAlgebra
from overstap.screening.batch import Wish
from overstap.screening.files import screen_file
from overstap.screening.graph import Column, Graph
from overstap.screening.plan import Planner
from overstap.screening.screen import Question
from tests.proof.executions import STEP_BY_STEP, Setup
from tests.proof.grid import grid
from tests.proof.planting import EngineFault, planted
from tests.proof.settings_of_schemes import DAY
from tests.proof.tables import as_table

CATALOGUE = load_catalogue()
SCHEMES = ("maatwerkbudget", "routering", "selectie", "werkfit")
screening = importlib.import_module("overstap.screening.screen")  # the package has a function of that name


def cases(scheme: str, number: int) -> list[Facts]:
    """Draw cases from the class grid of a scheme, open ones too."""
    luck = random.Random(scheme)
    cells = grid(Setup(CATALOGUE.scheme(scheme, DAY), CATALOGUE.facts, DAY))
    return [cells.drawn(luck, 0.3) for _ in range(number)]


def table(scheme: str, drawn: list[Facts]) -> pl.DataFrame:
    """Put cases in a table."""
    return as_table(CATALOGUE.facts, CATALOGUE.scheme(scheme, DAY).fact_ids, drawn)


def gaps_are_lowest(self: Planner, fact: Fact) -> tuple[Column, Column]:
    low, _ = planned(self, fact)
    return low, low


def first_open_first(
    self: Planner, version: SchemeVersion, _program: object, slots: list[tuple[Column, Column]]
) -> Column:
    found = self.graph.const(0)
    pairs = [slots[version.program.slot(condition.expression)] for condition in version.conditions]
    for number, (low, _) in reversed(list(enumerate(pairs, start=1))):
        found = self.graph.where(self.graph.truth(low), found, self.graph.const(number))
    return found


def swapped(self: ColumnAlgebra, condition: object, yes: object, no: object) -> object:
    return where(self, condition, no, yes)


where, planned = ColumnAlgebra.where, Planner.fact
FAULTS = [
    EngineFault("'<' for '<='", (Graph, "less_equal"), lambda self, left, right: self.less(left, right)),
    EngineFault("branches swapped", (ColumnAlgebra, "where"), swapped),
    EngineFault("a gap counts as the lowest value", (Planner, "fact"), gaps_are_lowest),
    EngineFault("an open condition goes before one that fails", (Planner, "ground"), first_open_first),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_in_the_columns_stops_the_batch_and_what_was_there_stays(fault: EngineFault, tmp_path: Path) -> None:
    source, target = tmp_path / "mensen.parquet", tmp_path / "uit.parquet"
    scheme = "werkfit" if fault.place == (Planner, "ground") else "selectie"
    table(scheme, cases(scheme, 200)).write_parquet(source)
    asked = Question(on=DAY, schemes=(scheme,), wish=Wish(grounds=True, outputs=True), recheck=10)
    screen_file(CATALOGUE, source, target, asked)
    before = target.read_bytes()
    with planted(fault), pytest.raises(DifferenceError, match="Nothing was written"):
        screen_file(CATALOGUE, source, target, asked)

    assert target.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [source, target]


def test_one_row_in_a_thousand_is_calculated_again_unless_asked_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[int] = []
    recheck = screening.recheck

    def counted(catalogue: object, schemes: object, sample: object, *rest: object) -> None:
        again.append(sample.number)  # type: ignore[attr-defined]
        recheck(catalogue, schemes, sample, *rest)

    monkeypatch.setattr(screening, "recheck", counted)
    drawn = table("routering", cases("routering", 3_500))
    screen(CATALOGUE, drawn, on=DAY, schemes=["routering"], chunk_rows=700)

    assert again == [1, 1_001, 2_001, 3_001]


def test_the_command_says_which_row_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "mensen.parquet", tmp_path / "uit.csv"
    table("selectie", cases("selectie", 50)).write_parquet(source)
    with planted(FAULTS[1]):
        status = main(
            [
                "screen",
                str(source),
                "--on",
                str(DAY),
                "--out",
                str(target),
                "--scheme",
                "selectie",
                "--outputs",
                "--quiet",
            ]
        )

    assert status == 1
    assert "Row 1: 'selectie." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_ground_of_a_row_is_the_first_condition_that_fails_else_the_first_that_is_open(scheme: str) -> None:
    version, drawn = CATALOGUE.scheme(scheme, DAY), cases(scheme, 300)
    slots = STEP_BY_STEP.slots(Setup(version, CATALOGUE.facts, DAY), drawn)
    found = screen(CATALOGUE, table(scheme, drawn), on=DAY, schemes=[scheme], grounds=True, outputs=True, recheck=1)
    conditions = [(one.id, version.program.slot(one.expression)) for one in version.conditions]
    expected = []
    for values in slots:
        failing = [name for name, slot in conditions if values[slot] == (0, 0)]
        still_open = [name for name, slot in conditions if values[slot] == (0, 1)]
        expected.append(next(iter([*failing, *still_open]), None))

    assert found[f"{scheme}.grond"].to_list() == expected


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_table_never_says_more_than_one_person_is_told(scheme: str) -> None:
    drawn = cases(scheme, 60)
    found = screen(CATALOGUE, table(scheme, drawn), on=DAY, schemes=[scheme])
    told = [assess(CATALOGUE, scheme, case, DAY).outcome.value for case in drawn]
    pairs = list(zip(found[f"{scheme}.uitkomst"].cast(pl.String).to_list(), told, strict=True))

    assert all(batch in (person, Outcome.ONBEKEND.value) for batch, person in pairs)
    assert any(batch == person for batch, person in pairs)
