"""What every test of the treasury starts from: the streams of the schemes."""

import pytest

from overstap.treasury import actions
from tests.factories.treasury import NOW


@pytest.fixture
def streams(db: None) -> None:
    """Load the funding streams."""
    actions.load_streams(now=NOW)
