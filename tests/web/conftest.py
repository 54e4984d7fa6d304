"""What every test of a screen starts from: the day that the demo plays."""

import pytest

from overstap.parties.models import Installation
from tests.conftest import START


@pytest.fixture(autouse=True)
def the_day(db: None) -> None:
    """The clock of every request stands on the day on which all tests play."""
    Installation.objects.update_or_create(id=1, defaults={"demo_date": START.date()})
