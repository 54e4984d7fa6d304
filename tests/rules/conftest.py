"""The small catalogue that most tests of the rule engine use."""

import datetime as dt
from pathlib import Path

import pytest

from overstap.rules import Catalogue
from tests.rules.written import load

DAY = dt.date(2021, 2, 1)


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The invented trial placement, read from files."""
    return load(tmp_path_factory.mktemp("schemes"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for scheme files."""
    return tmp_path / "schemes"
