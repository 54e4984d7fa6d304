"""What tests of the windows start from."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def given_clock(settings: Any) -> Callable[[dt.datetime], dt.datetime]:
    """Let windows open and close by the moment that is handed in, as a demo does."""
    settings.WINDOWS_BY_GIVEN_CLOCK = True
    return lambda moment: moment
