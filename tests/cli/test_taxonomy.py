"""`overstap taxonomy`: lists of occupations and competences at the command line."""

from pathlib import Path

import pytest

from overstap.cli.__main__ import main
from overstap.taxonomy.models import Concept, Edition
from tests.conftest import START

pytestmark = pytest.mark.django_db

COOK = "http://data.example/kok"
TITLES = (
    "Mapping project name,x\nClassification 2 Version,21.1\n,\n"
    "Classification 1 URI,Classification 1 PrefLabel,Classification 1 URL,Classification 2 ID,"
    "Classification 2 PrefLabel,Classification 2 URL,Mapping relation\n"
    f"{COOK},cook,,101,Kok,,skos:exactMatch\n"
)
WRONG = f"{COOK},cook,,102,,,skos:exactMatch\n{COOK},cook,,103,Kokkin,,skos:sameAs\n"


@pytest.fixture(autouse=True)
def _at_the_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("overstap.cli.taxonomy_command.edge_now", lambda: START)
    monkeypatch.setattr("overstap.cli.taxonomy_command.start_django", lambda: None)


def titles(folder: Path, text: str = TITLES) -> str:
    path = folder / "titles.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_list_is_read_in_once_and_says_how_much(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = main(["taxonomy", "import", "titels", titles(tmp_path)])
    said = capsys.readouterr()
    again = main(["taxonomy", "import", "titels", titles(tmp_path)])

    assert (first, again) == (0, 0)
    assert "Read in: 1 concepts, 1 names, 0 relations, 1 mappings; 0 rows were left out." in said.out
    assert "Checking every row" in said.err
    assert "Nothing new" in capsys.readouterr().out


def test_wrong_rows_are_all_told_and_nothing_comes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["taxonomy", "import", "titels", titles(tmp_path, TITLES + WRONG)])
    said = capsys.readouterr().err

    assert status == 1
    assert not Edition.objects.exists()
    assert "Nothing was read in: 2 mistakes." in said
    assert ("titles.csv:6:" in said, "titles.csv:7:" in said) == (True, True)


def test_wrong_rows_can_be_left_out_and_are_told_then_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["taxonomy", "import", "titels", titles(tmp_path, TITLES + WRONG), "--leave-out"])
    said = capsys.readouterr()

    assert status == 0
    assert said.err.count("left out:") == 2
    assert Concept.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["import", "titels", "no-such-file.csv"], "no-such-file.csv"),
        (["import", "titels"], "name the file"),
        (["import", "esco", "x.zip"], "--version"),
        (["import", "competentnl", "--version", "1"], "OVERSTAP_COMPETENTNL_KEY"),
        (["use", "999"], "there is no version 999"),
        (["show", "999"], "there is no version or concept '999'"),
        (["show", "http://data.example/nothing"], "there is no version or concept"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    words: list[str], why: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OVERSTAP_COMPETENTNL_KEY", raising=False)
    status = main(["taxonomy", *words])
    said = capsys.readouterr().err

    assert status == 1
    assert why in said
    assert "Traceback" not in said


@pytest.mark.usefixtures("starter")
def test_versions_are_listed_shown_and_taken_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["taxonomy", "import", "titels", titles(tmp_path)])
    newer = TITLES.replace("21.1", "22.0").replace("101,Kok", "101,Kok (m/v)")
    main(["taxonomy", "import", "titels", titles(tmp_path, newer)])
    old, new = Edition.objects.exclude(scheme="overstap").order_by("version")
    capsys.readouterr()

    took = [main(["taxonomy", "use", str(new.pk)]), main(["taxonomy", "use", str(new.pk)])]
    used = capsys.readouterr().out
    listed = main(["taxonomy", "list"])
    lines = capsys.readouterr().out.splitlines()
    shown = main(["taxonomy", "show", str(new.pk)])

    assert (took, listed, shown) == ([0, 0], 0, 0)
    assert used.splitlines() == ["Taken in use.", "It was in use already."]
    assert [line.split()[:3] for line in lines if f"{new.scheme} {new.version}" in line] == [[str(new.pk), "in", "use"]]
    assert any(line.split()[:2] == [str(old.pk), old.scheme] for line in lines)
    assert "1 names, 0 relations, 1 mappings" in capsys.readouterr().out


@pytest.mark.usefixtures("starter")
def test_a_concept_is_shown_with_what_it_asks(capsys: pytest.CaptureFixture[str]) -> None:
    uri = Concept.objects.filter(edition__scheme="overstap", kind="beroep").order_by("id").values_list("uri", flat=True)
    status = main(["taxonomy", "show", uri[0]])
    said = capsys.readouterr().out

    assert status == 0
    assert "beroep, overstap" in said
    assert "  nodig: " in said
