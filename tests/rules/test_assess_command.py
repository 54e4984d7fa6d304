"""`overstap assess`: answers for the eye and for programs, and clear words about wrong input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from overstap.cli.__main__ import main
from overstap.cli.assess_command import run_assess
from tests.rules.written import PLACEMENT, write

GOOD = """\
schemes: [proefplaats]
facts:
  leeftijd: 26
  uitkering_dagen: n.v.t.
  banenafspraak: geweigerd
  inzet: true
  taal: A1
  weken: 10
  proefplaats_gebruikt: 12.50
"""


@pytest.fixture(autouse=True)
def _schemes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OVERSTAP_SCHEMES", str(write(folder)))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_an_answer_gives_outcome_reasons_sources_and_amount(case: Path) -> None:
    status, text = run_assess(case, "2021-02-01")

    assert status == 0
    assert text.startswith("Proefplaats (proefplaats@2020-12-01): ja")
    assert "[+] U bent jonger dan 27 jaar of hoort bij de banenafspraak. (Werkdocument, par. 1)" in text
    assert "Bedrag: € 300,00." in text


def test_the_answer_speaks_english_when_asked(case: Path) -> None:
    status, text = run_assess(case, "2021-02-01", "en")

    assert status == 0
    assert text.startswith("Trial placement (proefplaats@2020-12-01): yes")
    assert "Amount: €300.00." in text


def test_an_open_answer_says_what_is_still_needed(tmp_path: Path) -> None:
    path = tmp_path / "open.yaml"
    path.write_text("facts: {leeftijd: 26, uitkering_dagen: geweigerd}\n", encoding="utf-8")
    status, text = run_assess(path, "2021-02-01")

    assert status == 0
    assert text.startswith("Proefplaats (proefplaats@2020-12-01): nog niet bekend")
    assert "Nog nodig: Inzet [inzet]; Al gebruikt [proefplaats_gebruikt]" in text
    assert "niet gegeven: Dagen uitkering [uitkering_dagen]" in text


def test_a_refusal_says_what_the_reader_can_do(tmp_path: Path) -> None:
    path = tmp_path / "old.yaml"
    path.write_text("on: 2021-02-01\nfacts: {leeftijd: 40, banenafspraak: nee}\n", encoding="utf-8")
    status, text = run_assess(path, None)

    assert status == 0
    assert "-> Ga naar het loket." in text


def test_json_holds_the_receipt_and_the_tree(case: Path) -> None:
    status, text = run_assess(case, "2021-02-01", as_json=True)
    (answer,) = json.loads(text)

    assert status == 0
    assert answer["outcome"] == "ja"
    assert answer["amount_cents"] == [30_000, 30_000]
    assert answer["receipt"]["inputs"]["leeftijd"]["value"] == "26"
    assert answer["trace"]["doelgroep"]["parts"][1]["deciding"] is True


def test_a_day_outside_validity_is_told_as_such(case: Path) -> None:
    status, text = run_assess(case, "2023-01-01")

    assert status == 0
    assert "Deze regeling geldt niet op 1 januari 2023." in text


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("facts: {leeftyd: 26}", ":1:9:", "Did you mean 'leeftijd'?"),
        ("facts:\n  leeftijd: 101\n", ":2:13:", "outside the domain"),
        ("facts:\n  leeftijd: zesentwintig\n", ":2:13:", "no whole number"),
        ("facts:\n  leeftijd: 26.5\n", ":2:13:", "no whole number"),
        ("facts:\n  proefplaats_gebruikt: 12.5\n", ":2:25:", "two decimals"),
        ("facts:\n  proefplaats_gebruikt: 1e3\n", ":2:25:", "two decimals"),
        ("facts:\n  einde: 31-03-2021\n", ":2:10:", "Write a date as 2021-02-01"),
        ("facts:\n  einde: 2021-02-30\n", ":2:10:", "no date"),
        ("facts:\n  taal: C9\n", ":2:9:", "Choose from: A1, B1, B2"),
        ("facts:\n  banenafspraak: misschien\n", ":2:18:", "true or false"),
        ("facts:\n  leeftijd: n.v.t.\n", ":2:13:", "always applies"),
        ("facts:\n  leeftijd: [26]\n", ":2:13:", "no whole number"),
        ("facts: 3\n", ":1:8:", "Keys with values"),
        ("feiten: {}\n", ":1:1:", "'facts' is missing"),
        ("schemes: [proefplats]\nfacts: {}\n", ":1:11:", "Did you mean 'proefplaats'?"),
        ("facts: {leeftijd: 26\n", ":2:1:", "not YAML"),
        ("facts: &a {}\n", ":1:8:", "Anchors"),
        ("facts: {leeftijd: 26, leeftijd: 27}\n", ":1:23:", "twice"),
    ],
)
def test_wrong_input_is_told_with_line_and_column(tmp_path: Path, text: str, place: str, message: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    status, found = run_assess(path, "2021-02-01")

    assert status == 2
    assert f"wrong.yaml{place}" in found
    assert message in found


def test_every_mistake_in_a_case_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("facts:\n  leeftyd: 26\n  taal: C9\n  weken: 99\n", encoding="utf-8")
    _, found = run_assess(path, "2021-02-01")

    assert len(found.splitlines()) == 3


@pytest.mark.parametrize("day", ["01-02-2021", "2021-02-30", "gisteren", "2021-2-1", "20210201", ""])
def test_a_wrong_day_is_told(case: Path, day: str) -> None:
    status, found = run_assess(case, day)

    assert status == 2
    assert "2021-02-01" in found


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nergens.yaml", "--on", "2021-02-01"], "No such file"),
        ([".", "--on", "2021-02-01"], "cannot be read"),
        (["{case}"], "--on 2021-02-01"),
        (["{case}", "--on", "2021-02-01", "--scheme", "proefplats"], "Did you mean 'proefplaats'?"),
    ],
)
def test_the_command_answers_wrong_input_with_status_two(
    case: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["assess", *[argument.format(case=case) for argument in arguments]])

    assert status == 2
    assert message in capsys.readouterr().err


def test_the_command_prints_the_answer(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["assess", str(case), "--on", "2021-02-01", "--scheme", "proefplaats", "--lang", "en"])

    assert status == 0
    assert capsys.readouterr().out.startswith("Trial placement")


def test_mistakes_in_the_scheme_files_are_told(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = write(tmp_path / "broken", {"proefplaats/2020-12-01.yaml": PLACEMENT.replace("owner:", "eigenaar:")})
    monkeypatch.setenv("OVERSTAP_SCHEMES", str(broken))
    status, found = run_assess(case, "2021-02-01")

    assert status == 2
    assert "proefplaats/2020-12-01.yaml:4:1: 'eigenaar' is no key here." in found


def test_a_terminal_without_the_euro_sign_gets_an_answer_all_the_same(case: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "overstap.cli", "assess", str(case), "--on", "2021-02-01"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )

    assert asked.returncode == 0
    assert b"Bedrag: ? 300,00." in asked.stdout
    assert asked.stderr == b""
