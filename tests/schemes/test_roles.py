"""Which scheme the working process uses for what stands in the scheme files."""

import datetime as dt
from collections import Counter

import pytest

from overstap.casework.policy import Use, catalogue, scheme_for


@pytest.mark.parametrize("use", Use)
def test_every_use_has_one_scheme_at_a_time(use: Use) -> None:
    starts = sorted(
        version.valid_from for versions in catalogue().versions.values() for version in versions if version.role == use
    )
    days = [*starts, dt.date(2021, 2, 15), dt.date(2030, 1, 1)]
    held = Counter(
        day for day in set(days) for version in catalogue().schemes(day) if version.role == use and day >= starts[0]
    )

    assert scheme_for(use)
    assert max(held.values()) == 1
