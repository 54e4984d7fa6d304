"""Amounts as people type them and as files hold them: one way, and back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.core.money import as_number, euros, parse_euros


@pytest.mark.parametrize(
    ("cents", "comma", "point"),
    [
        (0, "0,00", "0.00"),
        (5, "0,05", "0.05"),
        (-5, "-0,05", "-0.05"),
        (-150, "-1,50", "-1.50"),
        (125_050, "1250,50", "1250.50"),
        (123_456_789_012, "1234567890,12", "1234567890.12"),
    ],
)
def test_an_amount_is_a_bare_number_with_the_sign_that_is_asked(cents: int, comma: str, point: str) -> None:
    assert as_number(cents) == comma
    assert as_number(cents, ".") == point


@given(st.integers(0, 10**12 - 1))
def test_what_is_written_is_read_back(cents: int) -> None:
    assert parse_euros(as_number(cents)) == cents
    assert parse_euros(euros(cents)) == cents


@pytest.mark.parametrize("typed", ["", "-1", "1,2,3", "1.25.0", "12e3", "vijf", "1250.5.0"])
def test_what_is_no_amount_is_not_guessed(typed: str) -> None:
    assert parse_euros(typed) is None
