import pytest

from overstap.cli.__main__ import main, parser

VERBS = ["serve", "migrate", "demo-reset", "assess", "treasury", "taxonomy", "night"]


def test_help_lists_the_verbs_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert "overstap serve --demo --port 8000" in said
    assert all(verb in said for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])

    assert ended.value.code == 0
    assert f"overstap {verb}" in capsys.readouterr().out.split("example", 1)[1]


@pytest.mark.parametrize("port", ["-1", "65536", "acht"])
def test_a_port_that_cannot_be_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["serve", "--port", port])

    assert ended.value.code == 2
    assert "--port" in capsys.readouterr().err


def test_without_a_verb_one_is_told_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])

    assert ended.value.code == 2
    assert "VERB" in capsys.readouterr().err
