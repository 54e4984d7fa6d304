"""`overstap budget`: the money of the letters at the command line."""

import csv
import io

import pytest

from overstap.cli.__main__ import main
from overstap.cli.budget_command import run_budget

ON = "2021-02-15"


def shown(*asked: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["budget", *asked])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def rows(text: str) -> dict[tuple[str, str], dict[str, str]]:
    return {(row["line"], row["year"]): row for row in csv.DictReader(io.StringIO(text), delimiter=";")}


def test_without_a_table_it_lists_those_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = shown("--on", ON, capsys=capsys)

    assert status == 0
    assert [line.split()[0] for line in out.splitlines()][:2] == ["sociaal-pakket", "leren-en-ontwikkelen"]
    assert "sectorplannen-2015" not in out


@pytest.mark.requirement("R-270")
def test_a_table_stands_printed_beside_computed_and_differences_are_explained(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, _ = shown("sociaal-pakket", "--on", ON, "--lang", "en", capsys=capsys)
    (total,) = [line for line in out.splitlines() if line.startswith("Total additional social package  ")]

    assert status == 0
    assert total.split()[4:] == ["148.5", "714.5", "392", "88", "42", "1,385", "1.385"]
    assert "2021: printed 714, the printed lines come to 716 (rounding, I-07)" in out


@pytest.mark.requirement("R-285")
def test_the_other_basis_can_be_asked_and_a_file_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = shown("sociaal-pakket", "--on", ON, "--basis", "opening", "--csv", capsys=capsys)
    found = rows(out)

    assert status == 0
    assert found["samenwerkingsverbanden", "2021"]["cents"] == "7150000000"
    assert found["samenwerkingsverbanden", "2021"]["from_table"] == "leren-en-ontwikkelen"
    assert found["samenwerkingsverbanden", "2022"]["cents"] == ""
    assert found["totaal", "cum"]["cents"] == "139200000000"
    assert found["waarborgfonds", "2021"]["from_table"] == "sociaal-pakket"


def test_what_no_document_gives_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = shown("leren-en-ontwikkelen", "--on", ON, "--basis", "kas", capsys=capsys)
    _, given, _ = shown("leren-en-ontwikkelen", "--on", ON, capsys=capsys)

    assert "no document gives this" in out
    assert "no document gives this" not in given


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["sociaal-paket", "--on", ON], "Did you mean 'sociaal-pakket'?"),
        (["sectorplannen-2015", "--on", ON], "not in force on 2021-02-15"),
        (["sociaal-pakket", "--on", "2020-01-01"], "not in force"),
        (["sociaal-pakket", "--on", "gisteren"], "is no date"),
    ],
)
def test_a_wrong_question_is_answered_with_advice(
    asked: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = shown(*asked, capsys=capsys)

    assert (status, out) == (2, "")
    assert told in err


def test_without_a_day_it_is_today() -> None:
    status, text = run_budget(None)

    assert status == 0
    assert text


def test_a_terminal_that_lacks_a_character_still_gets_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    held = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", held)
    status = main(["budget", "--on", ON])
    monkeypatch.undo()
    held.seek(0)

    assert status == 0
    assert "Sociale partners: geld voor co?rdinatie" in held.read()
