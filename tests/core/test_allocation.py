"""Dividing an amount over regions by base and crisis impact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.core.allocation import AVERAGE_IMPACT, Key, allocate

KEYS = st.dictionaries(
    st.text("ABC", min_size=1, max_size=3),
    st.builds(Key, st.integers(0, 10**9), st.integers(0, 500)),
    max_size=35,
)


@pytest.mark.requirement("R-391")
def test_a_region_that_is_hit_harder_gets_more() -> None:
    shares = allocate(300_00, {"A": Key(1, 200), "B": Key(1, AVERAGE_IMPACT)})

    assert shares == {"A": 200_00, "B": 100_00}


def test_the_base_counts_too() -> None:
    assert allocate(400, {"A": Key(3), "B": Key(1)}) == {"A": 300, "B": 100}


def test_cents_that_are_left_go_to_the_largest_remainder_and_then_by_code() -> None:
    assert allocate(100, {"C": Key(1), "A": Key(1), "B": Key(1)}) == {"C": 33, "A": 34, "B": 33}
    assert allocate(100, {"A": Key(1), "B": Key(2)}) == {"A": 33, "B": 67}


def test_without_weight_nothing_is_divided() -> None:
    assert allocate(100, {"A": Key(0), "B": Key(1, 0)}) == {"A": 0, "B": 0}
    assert allocate(100, {}) == {}


@pytest.mark.parametrize(("total", "key"), [(-1, Key(1)), (1, Key(-1)), (1, Key(1, -1))])
def test_negative_numbers_are_a_mistake(total: int, key: Key) -> None:
    with pytest.raises(ValueError, match="never negative"):
        allocate(total, {"A": key})


@given(st.integers(0, 10**12), KEYS)
def test_the_shares_add_up_and_follow_the_weights(total: int, keys: dict[str, Key]) -> None:
    shares = allocate(total, keys)
    whole = sum(key.weight for key in keys.values())

    assert sum(shares.values()) == (total if whole else 0)
    assert all(abs(shares[code] * whole - total * key.weight) < max(whole, 1) for code, key in keys.items())
