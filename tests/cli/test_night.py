from __future__ import annotations

import pytest

from overstap.cli.__main__ import main
from tests.conftest import START


@pytest.mark.django_db
@pytest.mark.requirement("R-384")
def test_the_night_says_what_it_did(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("overstap.cli.night_command.edge_now", lambda: START)
    monkeypatch.setattr("overstap.cli.night_command.start_django", lambda: None)

    status = main(["night"])

    assert status == 0
    assert "Hand-overs returned: 0." in capsys.readouterr().out
