"""What every test of a screen starts from: the day that the demo plays."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from overstap.parties.models import Installation
from overstap.web import clock
from tests.conftest import START
from tests.factories import publication as make
from tests.rules.written import write
from tests.web.browsing import sign_in


@pytest.fixture(autouse=True)
def the_day(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of every request stands on the day on which all tests play, in its afternoon.

    What tests write happens in the morning of that day. At whatever hour of the night the tests run, a page is
    looked at after that.
    """
    monkeypatch.setattr(clock, "OPENING", dt.timedelta(hours=13))
    Installation.objects.update_or_create(id=1, defaults={"demo_date": START.date()})


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of an installation whose shipped schemes are the invented trial placement."""
    monkeypatch.setenv("OVERSTAP_SCHEMES", str(write(tmp_path / "shipped")))
    monkeypatch.setenv("OVERSTAP_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def desk(client: Client, house: Path) -> Any:
    """A keeper at work at a draft of their own, in such an installation: gives `(client, number of the draft)`."""
    author = make.keeper()
    sign_in(client, author)
    return client, make.started(author).id
