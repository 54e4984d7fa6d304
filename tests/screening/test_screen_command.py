"""`overstap screen`: from file to file, whole or not at all."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from overstap.cli.__main__ import main
from overstap.screening.screen import Screening

TABLE = pl.DataFrame(
    {
        "nummer": ["a", "b", "c", "d"],
        "leeftijd": [20, 40, None, 60],
        "taalniveau_mondeling": ["B1", None, "C2", "A1"],
        "dag": ["2021-02-15", "2021-03-01", "2021-02-15", "2000-01-01"],
    }
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small table of people as CSV."""
    path = tmp_path / "mensen.csv"
    TABLE.write_csv(path)
    return path


def screened(*arguments: str | Path) -> int:
    """Run the verb."""
    return main(["screen", *map(str, arguments), "--quiet", "--scheme", "selectie", "--recheck", "1"])


@pytest.mark.parametrize("suffix", ["parquet", "csv", "arrow"])
def test_a_table_goes_in_and_a_table_comes_out(table: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"uit.{suffix}"
    status = screened(table, "--on", "2021-02-15", "--out", out, "--keep", "nummer", "--keep", "dag", "--outputs")
    read: dict[str, Callable[[Path], pl.DataFrame]] = {
        "parquet": pl.read_parquet,
        "csv": pl.read_csv,
        "arrow": pl.read_ipc,
    }
    found = read[suffix](out)

    assert status == 0
    assert found["nummer"].to_list() == ["a", "b", "c", "d"]
    assert set(found["selectie.uitkomst"].cast(pl.String)) <= {"ja", "nee", "onbekend"}
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_each_row_has_its_own_day_and_the_totals_are_printed(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "uit.parquet"
    status = screened(table, "--date-column", "dag", "--out", out, "--keep", "nummer", "--grounds", "--json")
    totals = json.loads(capsys.readouterr().out)

    assert status == 0
    assert totals["rows"] == 4
    assert totals["schemes"]["selectie"]["outcomes"] == {"ja": 3, "nee": 1}
    assert pl.read_parquet(out)["selectie.grond"].to_list() == [None, None, None, "geldigheid"]


def test_a_wrong_table_is_told_whole_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "fout.csv", tmp_path / "uit.parquet"
    TABLE.with_columns(
        leeftijd=pl.Series([20, 400, 30, 500]), dag=pl.Series(["x", "2021-02-15", "", "2021-02-30"])
    ).write_csv(path)
    status = screened(path, "--date-column", "dag", "--out", out, "--keep", "nummer")
    told = capsys.readouterr().err

    assert status == 2
    assert "leeftijd: The value lies outside the domain" in told
    assert "(row 2, 4)" in told
    assert "dag: Every row needs a date, as 2021-02-01. (row 1, 3, 4)" in told
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--out", "uit.parquet"], "Say on which day"),
        (["--on", "2021-02-15", "--out", "uit.xlsx"], "of no sort that is written"),
        (["--on", "2021-02-15", "--out", "uit.parquet", "--scheme", "selektie"], "Did you mean 'selectie'"),
        (["--on", "2021-02-15", "--out", "uit.parquet", "--recheck", "-1"], "--recheck"),
        (["--on", "2021-02-15", "--out", "uit.parquet"], "nummer: There is no fact of this name"),
        (["--on", "2021-02-15", "--out", "nergens/uit.parquet"], "There is no folder"),
    ],
)
def test_wrong_wishes_are_told(
    table: Path,
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(table.parent)
    status = main(["screen", str(table), *arguments])

    assert status == 2
    assert words in capsys.readouterr().err
    assert list(table.parent.iterdir()) == [table]


def test_what_is_no_table_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "geen.parquet"
    path.write_text("dit is geen tabel")
    missing = screened(tmp_path / "weg.csv", "--on", "2021-02-15", "--out", tmp_path / "uit.csv")
    broken = screened(path, "--on", "2021-02-15", "--out", tmp_path / "uit.csv")
    told = capsys.readouterr().err

    assert (missing, broken) == (2, 2)
    assert "There is no file" in told
    assert "cannot be read" in told


def test_a_crash_halfway_leaves_no_half_result(table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("stroom weg")

    monkeypatch.setattr(Screening, "piece", crash)
    with pytest.raises(RuntimeError, match="stroom weg"):
        screened(table, "--on", "2021-02-15", "--out", tmp_path / "uit.csv", "--keep", "nummer", "--keep", "dag")

    assert list(tmp_path.iterdir()) == [table]


def test_values_of_regions_come_from_a_file(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    regional = tmp_path / "regio.json"
    regional.write_text(json.dumps({"a": {"selectie": {"gewicht_leeftijd": 9}}}))
    out = tmp_path / "uit.csv"
    asked: list[str | Path] = [
        "--on",
        "2021-02-15",
        "--out",
        out,
        "--keep",
        "dag",
        "--region-column",
        "nummer",
        "--regional",
        regional,
    ]
    right = screened(table, *asked)
    regional.write_text(json.dumps({"a": {"selectie": {"gewicht_leeftyd": 9}}}))
    wrong = screened(table, *asked)

    assert (right, wrong) == (0, 2)
    assert "Did you mean 'gewicht_leeftijd'" in capsys.readouterr().err
