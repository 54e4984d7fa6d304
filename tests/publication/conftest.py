"""What every test of publishing starts from: an installation of its own beside a small folder of shipped schemes."""

from pathlib import Path

import pytest

from tests.rules.written import write


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of an installation whose shipped schemes are the invented trial placement."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    monkeypatch.setenv("OVERSTAP_SCHEMES", str(write(shipped)))
    monkeypatch.setenv("OVERSTAP_DATA", str(tmp_path / "data"))
    return tmp_path / "data"
