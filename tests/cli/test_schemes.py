"""`overstap schemes …`: list, show, check, cases, diff, docs; and clear words about wrong input."""

import hashlib
from pathlib import Path

import polars as pl
import pytest

from overstap.cli.__main__ import main
from overstap.rules.installed import InstalledFile, manifest_text
from tests.rules.written import PLACEMENT, write

FILE = "proefplaats/2020-12-01.yaml"
LATER = PLACEMENT.replace("from: 2020-12-01, until: 2022-12-31", "from: 2023-01-01, until: null").replace(
    "{from: 2020-12-01, value: 30.00}", "{from: 2020-12-01, value: 40.00}"
)
LATER = LATER.replace("on: 2021-02-01", "on: 2023-02-01").replace("leeftijd: 27,", "leeftijd: 30,")
LATER = LATER.replace("amount: 300.00", "amount: 400.00")


@pytest.fixture(autouse=True)
def schemes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two versions of the invented trial placement."""
    folder = write(tmp_path / "schemes", {"proefplaats/2023-01-01.yaml": LATER})
    monkeypatch.setenv("OVERSTAP_SCHEMES", str(folder))
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["schemes", *words])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_list_gives_every_version_or_those_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    status, all_of_them, _ = run(capsys, "list")
    _, in_force, _ = run(capsys, "list", "--on", "2021-02-01", "--lang", "en")

    assert status == 0
    assert all_of_them.splitlines()[0] == "proefplaats  2020-12-01 - 2022-12-31  persoon            Proefplaats"
    assert all_of_them.splitlines()[-1] == "1 regelingen, 2 versies"
    assert in_force.splitlines()[-1] == "1 schemes, 1 versions"


def test_what_was_published_here_is_listed_and_checked_as_such(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schemes: Path
) -> None:
    monkeypatch.setenv("OVERSTAP_DATA", str(tmp_path / "data"))
    (schemes / "proefplaats/2023-01-01.yaml").unlink()
    published = tmp_path / "data/schemes/proefplaats/2023-01-01.yaml"
    published.parent.mkdir(parents=True)
    published.write_text(LATER, encoding="utf-8")
    listed = InstalledFile("proefplaats/2023-01-01.yaml", hashlib.sha256(published.read_bytes()).hexdigest())
    (tmp_path / "data/schemes/manifest.json").write_text(manifest_text([listed]), encoding="utf-8")
    _, out, _ = run(capsys, "list")
    right, _, _ = run(capsys, "check")
    published.write_text(LATER + "\n", encoding="utf-8")
    wrong, _, err = run(capsys, "check")

    assert out.splitlines()[1].endswith("Proefplaats (hier gepubliceerd)")
    assert (right, wrong) == (0, 1)
    assert "The file was changed after it was published." in err


def test_show_gives_sentences_at_three_depths(capsys: pytest.CaptureFixture[str]) -> None:
    _, short, _ = run(capsys, "show", "proefplaats", "--depth", "kort")
    _, usual, _ = run(capsys, "show", "proefplaats", "--on", "2021-02-01")
    _, whole, _ = run(capsys, "show", "proefplaats", "--depth", "alles", "--lang", "en")

    assert "Geldt vanaf 1 januari 2023. Er is geen einddatum." in short
    assert "Minstens één" not in short
    assert "- “Leeftijd” is lager dan 27 jaar" in usual
    assert "? Hoe oud bent u? [leeftijd]" in usual
    assert "## Decision tables" in whole


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", "proefplaatz"], "There is no scheme 'proefplaatz'. Did you mean 'proefplaats'?"),
        (["show", "proefplaats", "--on", "2019-01-01"], "is not in force on 2019-01-01"),
        (["list", "--on", "1-2-2021"], "'1-2-2021' is no date. Write it as 2021-02-01."),
        (["list", "--on", "2019-01-01"], "No scheme is in force on 2019-01-01."),
        (["check", "nergens"], "There is no folder 'nergens'."),
        (["cases", "iets"], "There is no scheme 'iets'"),
        (["diff", "proefplaats", "2020-12-01"], "There is no file 'proefplaats'."),
        (["diff", "proefplaats"], "Name two files, or an id and two days"),
        (["diff", "proefplaats", "2020-12-01", "2021-01-01"], "Its versions start on: 2020-12-01, 2023-01-01."),
        (["docs", "--check", "nergens"], "There is no folder 'nergens'."),
    ],
)
def test_wrong_input_is_told_with_what_to_do(capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    status, out, err = run(capsys, *words)

    assert status == 2
    assert out == ""
    assert told in err


def test_check_counts_what_it_read(capsys: pytest.CaptureFixture[str], schemes: Path) -> None:
    status, out, _ = run(capsys, "check", str(schemes))

    assert status == 0
    assert out == "1 schemes in 2 versions, 8 facts, 1 sources, 4 examples: nothing is wrong\n"


def test_check_tells_every_mistake_of_every_file(capsys: pytest.CaptureFixture[str], schemes: Path) -> None:
    wrong = PLACEMENT.replace("owner:", "eigenaar:").replace("leeftijd < jong_onder", "leeftyd < jong_onder")
    (schemes / FILE).write_text(wrong, encoding="utf-8")
    status, _, err = run(capsys, "check", str(schemes))

    assert status == 1
    assert f"{FILE}:4:1: 'eigenaar' is no key here." in err
    assert "'leeftyd' is not known here. Did you mean 'leeftijd'?" in err
    assert err.splitlines()[-1].startswith("3 mistakes in 1 files of ")


def test_an_example_that_does_not_come_out_is_told_with_its_line(
    capsys: pytest.CaptureFixture[str], schemes: Path
) -> None:
    (schemes / FILE).write_text(PLACEMENT.replace("amount: 300.00", "amount: 310.00"), encoding="utf-8")
    status, out, err = run(capsys, "check", str(schemes))

    assert status == 1
    assert "4 examples" in out
    assert "case 'jong en gemotiveerd': amount in cents: expected (31000, 31000), found (30000, 30000)" in err


def test_cases_counts_per_scheme_with_its_requirements(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "cases")

    assert status == 0
    assert out.splitlines()[0] == "proefplaats     4 cases     4 passed    0 failed  R-110"
    assert out.splitlines()[-1] == "4 cases, 4 passed, 0 failed"


def test_diff_tells_words_values_and_classes(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "diff", "proefplaats", "2020-12-01", "2023-01-01")

    assert status == 0
    assert "Waarden: Per week: € 30,00 -> € 40,00" in out
    assert "met meer" in out


def test_diff_of_two_files_with_a_population(capsys: pytest.CaptureFixture[str], schemes: Path, tmp_path: Path) -> None:
    table = tmp_path / "people.parquet"
    person = {"leeftijd": [20], "banenafspraak": [True], "inzet": [True], "uitkering_dagen": [10], "weken": [10]}
    pl.DataFrame({**person, "proefplaats_gebruikt_cents": [0]}).write_parquet(table)
    one, other = str(schemes / FILE), str(schemes / "proefplaats/2023-01-01.yaml")
    status, out, _ = run(capsys, "diff", one, other, "--population", str(table), "--lang", "en")

    assert status == 0
    assert "Difference in money for everybody together: €100.00." in out


def test_diff_tells_of_a_population_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["diff", "proefplaats", "2020-12-01", "2023-01-01", "--population", "nergens.parquet"]
    status, _, err = run(capsys, *words)

    assert status == 2
    assert "There is no file 'nergens.parquet'." in err


def test_diff_of_a_file_with_mistakes_tells_them(capsys: pytest.CaptureFixture[str], schemes: Path) -> None:
    broken = schemes / "proefplaats" / "concept.yaml"
    broken.write_text(LATER.replace("leeftijd < jong_onder", "leeftijd < jonk_onder"), encoding="utf-8")
    status, _, err = run(capsys, "diff", str(schemes / FILE), str(broken))

    assert status == 2
    assert "Did you mean 'jong_onder'?" in err


def test_docs_are_written_checked_and_cleaned(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "oud.md").write_text("weg", encoding="utf-8")
    stale, _, told = run(capsys, "docs", "--check", str(folder))
    written, out, _ = run(capsys, "docs", "--write", str(folder))
    right, _, _ = run(capsys, "docs", "--check", str(folder))
    (folder / "en" / "proefplaats.md").write_text("iets anders", encoding="utf-8")
    changed, _, differs = run(capsys, "docs", "--check", str(folder))

    assert (stale, written, right, changed) == (1, 0, 0, 1)
    assert "oud.md: of no scheme" in told
    assert "4 pages in" in out
    assert "1 removed" in out
    assert differs.startswith("en/proefplaats.md: differs\nRun: overstap schemes docs --write ")
