"""`overstap next-question`, `what-if` and `replay`: answers for the eye and for programs, clear words on mistakes."""

import hashlib
import json
from pathlib import Path

import pytest

from overstap.cli.__main__ import main
from overstap.cli.assess_command import run_assess
from overstap.cli.question_command import run_next_question
from overstap.cli.replay_command import run_replay
from overstap.cli.what_if_command import run_what_if
from overstap.rules.archive import files_to_keep
from tests.rules.written import PLACEMENT, write

OPEN = "schemes: [proefplaats]\nfacts: {leeftijd: 20, uitkering_dagen: n.v.t., proefplaats_gebruikt: 0.00}\n"
REFUSED = "schemes: [proefplaats]\nfacts: {leeftijd: 28, banenafspraak: false, uitkering_dagen: 3, inzet: true}\n"
DAY = "2021-02-01"
NEW_RULES = "Dan gelden nieuwe regels."


@pytest.fixture(autouse=True)
def schemes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "schemes"
    monkeypatch.setenv("OVERSTAP_SCHEMES", str(write(folder)))
    monkeypatch.setenv("OVERSTAP_DATA", str(tmp_path / "data"))
    return folder


def case_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_next_question_comes_with_its_answers_and_its_reason(tmp_path: Path) -> None:
    status, text = run_next_question(case_file(tmp_path, OPEN), DAY)

    assert status == 0
    assert text.splitlines() == [
        "Is er genoeg inzet? [inzet]",
        "  Antwoord: ja / nee",
        "  Waarom: Met dit antwoord weten wij misschien meteen genoeg voor: Proefplaats.",
        "  Daarna nog hoogstens: 2.",
    ]


def test_the_next_question_can_be_limited_to_who_answers(tmp_path: Path) -> None:
    _, person = run_next_question(case_file(tmp_path, OPEN), DAY, "en", by=["person"])
    _, register = run_next_question(case_file(tmp_path, OPEN), DAY, "en", by=["register"])

    assert person.startswith("How well do you speak Dutch? [taal]\n  Answer: simple [A1] / fair [B1] / good [B2]")
    assert register == "No question can change anything any more."


def test_the_questions_as_json_stand_in_order(tmp_path: Path) -> None:
    _, text = run_next_question(case_file(tmp_path, OPEN), DAY, as_json=True)
    data = json.loads(text)

    assert data[0]["fact"] == "inzet"
    assert {one["fact"] for one in data} == {"inzet", "taal", "weken"}
    assert data[0]["settles"] == ["proefplaats"]
    assert data[0]["why"]["en"].startswith("With this answer")


def test_what_if_tells_what_would_turn_it_and_what_turns_by_itself(tmp_path: Path) -> None:
    status, text = run_what_if(case_file(tmp_path, REFUSED), DAY)

    assert status == 0
    assert text.splitlines() == [
        "Proefplaats (proefplaats): nee",
        "  Geen enkele verandering van één antwoord maakt hier verschil.",
        f"  Proefplaats: vanaf 1 januari 2022 is het antwoord nog niet bekend in plaats van nee. {NEW_RULES}",
        "  Proefplaats: vanaf 1 januari 2023 is het antwoord nee in plaats van nog niet bekend. De regeling stopt dan.",
    ]


def test_what_if_of_a_scheme_for_everybody_speaks_of_no_yes_or_no(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OVERSTAP_SCHEMES")
    status, text = run_what_if(case_file(tmp_path, "schemes: [selectie]\nfacts: {leeftijd: 40}\n"), "2021-02-15", "en")

    assert status == 0
    assert "everybody gets an answer here" in text
    assert ": yes" not in text


def test_what_if_as_json_gives_the_values_plainly(tmp_path: Path) -> None:
    text = REFUSED.replace("inzet: true", "inzet: true, proefplaats_gebruikt: 0.00")
    _, answer = run_what_if(case_file(tmp_path, text), DAY, until="2021-06-30", as_json=True)
    data = json.loads(answer)[0]

    assert [(turn["fact"], turn["from_to"]) for turn in data["turns"]] == [
        ("leeftijd", [[14, 26]]),
        ("banenafspraak", [[True, True]]),
    ]
    assert data["by_itself"] == []
    assert data["until"] == "2021-06-30"


def test_an_open_answer_names_the_question_that_decides(tmp_path: Path) -> None:
    path = case_file(tmp_path, OPEN)
    _, text = run_what_if(path, DAY, "en", until=DAY)

    assert "  One answer decides here: Is there enough effort?" in text.splitlines()
    assert "  Until 1 February 2021 this does not change by itself." in text.splitlines()


def test_a_receipt_is_replayed_from_what_assess_gave(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text(run_assess(case_file(tmp_path, OPEN), DAY, "nl", True)[1], encoding="utf-8")
    status, text = run_replay(path)

    assert status == 0
    assert text == "proefplaats@2020-12-01, 2021-02-01, onbekend: hetzelfde antwoord"


@pytest.mark.requirement("R-007")
def test_a_receipt_under_an_older_file_is_replayed_from_the_archive(tmp_path: Path, schemes: Path) -> None:
    path = tmp_path / "receipt.json"
    receipt = json.loads(run_assess(case_file(tmp_path, OPEN), DAY, "nl", True)[1])[0]["receipt"]
    path.write_text(json.dumps(receipt), encoding="utf-8")
    archive = tmp_path / "data/scheme-archive"
    archive.mkdir(parents=True)
    for data in files_to_keep(schemes):
        (archive / f"{hashlib.sha256(data).hexdigest()}.yaml").write_bytes(data)
    elsewhere = write(tmp_path / "newer", {"proefplaats/2020-12-01.yaml": PLACEMENT.replace("30.00", "35.00")})
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("OVERSTAP_SCHEMES", str(elsewhere))
        kept = run_replay(path)
        lost = run_replay(path, tmp_path / "nowhere", "en")
        as_json = run_replay(path, tmp_path / "nowhere", as_json=True)

    assert kept == (0, f"{_TITLE}: hetzelfde antwoord, met de bestanden van toen uit het archief")
    assert lost[0] == 1
    assert lost[1].splitlines()[0].startswith(f"{_TITLE}: not the same: file_hash")
    assert lost[1].splitlines()[1] == f"  not kept: proefplaats/2020-12-01.yaml (sha256 {receipt['file_hash']})"
    assert json.loads(as_json[1])[0]["identical"] is False


_TITLE = "proefplaats@2020-12-01, 2021-02-01, onbekend"


@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "no JSON"), ("[]", "no receipt in this file"), ("{}", "no receipt"), ('[{"receipt": 3}]', "no receipt")],
)
def test_what_is_no_receipt_is_told(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(content, encoding="utf-8")
    status, text = run_replay(path)

    assert status == 2
    assert message in text


def test_a_receipt_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    status, text = run_replay(tmp_path / "weg.json")

    assert status == 2
    assert "cannot be read" in text


@pytest.mark.parametrize("verb", ["next-question", "what-if"])
@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (
            "facts: {leeftyd: 20}\n",
            ["--on", DAY],
            "case.yaml:1:9: There is no fact 'leeftyd'. Did you mean 'leeftijd'?",
        ),
        (OPEN, [], "Say for which day: --on 2021-02-01."),
        (OPEN, ["--on", "gisteren"], "--on: 'gisteren' is no date."),
        (OPEN, ["--on", DAY, "--scheme", "weg"], "weg"),
    ],
)
def test_wrong_input_is_told_with_status_two(
    verb: str, text: str, options: list[str], *, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main([verb, str(case_file(tmp_path, text)), *options])
    captured = capsys.readouterr()

    assert status == 2
    assert captured.out == ""
    assert message in captured.err


def test_a_horizon_before_the_day_is_told(tmp_path: Path) -> None:
    path = case_file(tmp_path, OPEN)

    assert run_what_if(path, DAY, until="2021-01-31") == (2, "--until: 2021-01-31 comes before 2021-02-01.")
    assert run_what_if(path, DAY, until="later")[1].startswith("--until: 'later' is no date.")


def test_a_scheme_that_still_has_to_begin_tells_when_it_opens(tmp_path: Path) -> None:
    status, text = run_what_if(case_file(tmp_path, OPEN), "2020-11-01")

    assert status == 0
    assert "vanaf 1 december 2020 is het antwoord nog niet bekend in plaats van nee. Dan begint" in text


def test_the_verbs_are_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["next-question", str(case_file(tmp_path, OPEN)), "--on", DAY, "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("Is there enough effort?")
    assert main(["what-if", str(case_file(tmp_path, REFUSED)), "--on", DAY]) == 0
    assert capsys.readouterr().out.startswith("Proefplaats (proefplaats): nee")
