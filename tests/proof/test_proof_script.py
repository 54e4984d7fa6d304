"""`scripts/proof.py` says what was tried and ends with a status."""

import pytest

import proof
from tests.proof.prove_schemes import Tally


def test_one_scheme_is_proven_and_the_totals_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    status = proof.main(["loonkostensubsidie"])
    told = capsys.readouterr().out

    assert status == 0
    assert "loonkostensubsidie@2020-12-01" in told
    assert "1 versions, " in told
    assert "cases in 3 executions" in told
    assert "found by the schemes' own cases or equivalent" in told
    assert "proof: all right" in told


def test_a_difference_ends_with_1(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def different(key: tuple[str, object]) -> Tally:
        return Tally(key[0], differences=["slot 3 columns (0, 1) is not (1, 1)"])

    monkeypatch.setattr(proof, "prove_one", different)
    status = proof.main(["loonkostensubsidie"])

    assert status == 1
    assert "slot 3 columns (0, 1) is not (1, 1)" in capsys.readouterr().out


def test_a_scheme_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        proof.main(["loonkosten"])

    assert "there is no scheme loonkosten" in capsys.readouterr().err
