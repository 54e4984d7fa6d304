"""Several numbers per region come to one base, exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.core.allocation import Key, allocate, bases

NUMBERS = st.integers(0, 10**9)


def test_each_measure_counts_by_its_share_of_the_country() -> None:
    found = bases([60, 40], {"AM01": (10, 20), "AM02": (90, 80)})

    assert found["AM01"] / sum(found.values()) == pytest.approx(0.14)


def test_a_measure_that_is_zero_everywhere_counts_for_nothing() -> None:
    assert bases([50, 50], {"AM01": (1, 0), "AM02": (3, 0)}) == {"AM01": 50, "AM02": 150}


def test_no_regions_no_bases() -> None:
    assert bases([1], {}) == {}


@pytest.mark.parametrize(("weights", "values"), [([-1], {"AM01": (1,)}), ([1], {"AM01": (-1,)}), ([1, 1], {"A": (1,)})])
def test_what_cannot_be_a_key_is_an_error(weights: list[int], values: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match=r"never negative|zip"):
        bases(weights, values)


@given(
    st.integers(0, 10**12),
    st.lists(st.tuples(NUMBERS, NUMBERS, st.integers(0, 1000)), min_size=1, max_size=35),
    st.tuples(st.integers(0, 100), st.integers(0, 100)),
)
@pytest.mark.requirement("R-391")
def test_every_cent_is_divided_and_nobody_is_off_by_more_than_one(
    total: int, rows: list[tuple[int, int, int]], weights: tuple[int, int]
) -> None:
    base = bases(weights, {f"AM{place:02}": row[:2] for place, row in enumerate(rows)})
    keys = {code: Key(base[code], row[2]) for (code, row) in zip(base, rows, strict=True)}
    whole = sum(key.weight for key in keys.values())
    shares = allocate(total, keys)

    assert sum(shares.values()) == (total if whole else 0)
    for code, key in keys.items():
        assert whole == 0 or abs(shares[code] * whole - total * key.weight) < whole
