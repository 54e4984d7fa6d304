"""Names that sound alike have one key, and names that do not are kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.core.sounding import LONGEST_KEY, asked_keys, name_key


def finds(text: str, first: str, last: str) -> bool:
    """Whether somebody with this name is found by this text."""
    keys = asked_keys(text)
    return bool(keys) and all(key in name_key(first, last) for key in keys)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("Janssen", "Piet", "Jansen"),
        ("Jansen", "Piet", "Janssen"),
        ("van de Berg", "Anna", "van den Berg"),
        ("van den Berg", "Anna", "Vandenberg"),
        ("Vandenberg", "Anna", "van den Berg"),
        ("v.d. Berg", "Anna", "van den Berg"),
        ("berg", "Anna", "van den Bergh"),
        ("Meyer", "Els", "Meijer"),
        ("meier", "Els", "Meijer"),
        ("Fries", "Jan", "de Vries"),
        ("Jose", "José", "García"),
        ("josé garcia", "Jose", "Garcia"),
        ("Smid", "Ria", "Smit"),
        ("Schouten", "Kees", "Schauten"),
        ("Bosch", "Ad", "Bos"),
        ("Dykstra", "Wim", "Dijkstra"),
        ("Backer", "Wim", "Bakker"),
        ("Muller", "Karl", "Müller"),
        ("Filip", "Philip", "Aarts"),
        ("jans", "Piet", "Jansen"),
        ("Øzdemir", "Ali", "Ozdemir"),
    ],
)
def test_a_slip_in_spelling_still_finds_the_name(asked: str, first: str, last: str) -> None:
    assert finds(asked, first, last)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("Jansen", "Piet", "Hansen"),
        ("Berg", "Anna", "van den Burg"),
        ("Meijer", "Els", "Meer"),
        ("Piet Jansen", "Kees", "Jansen"),
        ("...", "Kees", "Jansen"),
        ("", "Kees", "Jansen"),
    ],
)
def test_another_name_is_another_name(asked: str, first: str, last: str) -> None:
    assert not finds(asked, first, last)


@given(st.text(max_size=60), st.text(max_size=60))
def test_every_name_has_a_key_by_which_it_is_found_itself(first: str, last: str) -> None:
    key = name_key(first, last)

    assert len(key) <= LONGEST_KEY
    assert all(part in key for part in asked_keys(last)) or len(key) == LONGEST_KEY
    assert key == name_key(first.upper(), last) or not first.isascii()
