"""What was published here is placed and checked before the program starts."""

from pathlib import Path

import pytest

from overstap.cli import program
from overstap.cli.__main__ import main
from overstap.parties.models import Installation
from tests.factories import publication as make
from tests.rules.written import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a publication in an installation that is no demo."""
    monkeypatch.setenv("OVERSTAP_SCHEMES", str(write(tmp_path / "shipped")))
    monkeypatch.setenv("OVERSTAP_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("OVERSTAP_DEMO", raising=False)
    make.given(make.publish(make.submitted(make.keeper()), make.keeper()))
    Installation.objects.update_or_create(pk=1, defaults={"demo_date": None})
    return tmp_path / "data" / "schemes" / make.NAME


@pytest.fixture
def elsewhere(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same installation as a program finds it that starts now: nothing of it was read yet."""
    moved = tmp_path / "moved"
    (tmp_path / "data").rename(moved)
    monkeypatch.setenv("OVERSTAP_DATA", str(moved))
    return moved / "schemes" / make.NAME


def test_a_file_that_was_changed_stops_the_start_with_its_name(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere.write_text(make.LATER + "# erbij\n", encoding="utf-8")

    status = main(["migrate"])

    told = capsys.readouterr().err
    assert status == 1
    assert f"published/{make.NAME}" in told
    assert "changed after it was published" in told
    assert "Traceback" not in told


def test_a_file_that_is_gone_is_placed_at_the_start(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere.unlink()
    monkeypatch.setattr("overstap.parties.actions.load_reference", lambda **_: None)
    monkeypatch.setattr("overstap.treasury.actions.load_streams", lambda **_: None)
    monkeypatch.setattr("overstap.allotment.actions.load_windows", lambda **_: 0)

    program.prepare(demo=False)

    assert elsewhere.read_text(encoding="utf-8") == make.LATER


def test_the_command_line_calculates_with_what_was_published(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(f"on: {make.FROM}\nschemes: [proefplaats]\nfacts: {{leeftijd: 26}}\n", encoding="utf-8")

    status = main(["assess", str(case), "--json"])

    assert status == 0
    assert f'"version": "{make.FROM}"' in capsys.readouterr().out.replace('\\"', '"').replace('":"', '": "')
