"""Contrast of colours, against values that anyone can look up."""

import pytest

from overstap.core.contrast import LEAST_CONTRAST, contrast, refuse_colour


def test_black_on_white_is_the_most_there_is_and_a_colour_on_itself_the_least() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0f5257", "#0f5257") == pytest.approx(1)


def test_it_does_not_matter_which_is_in_front() -> None:
    assert contrast("#767676", "#ffffff") == contrast("#ffffff", "#767676")


@pytest.mark.parametrize(
    ("colour", "good"), [("#767676", True), ("#777777", False), ("#0f5257", True), ("#ffff00", False)]
)
def test_what_cannot_be_read_on_white_is_refused(colour: str, good: bool) -> None:
    refusal = refuse_colour(colour, ("#ffffff",))

    assert (refusal is None) is good
    assert (contrast(colour, "#ffffff") >= LEAST_CONTRAST) is good


@pytest.mark.parametrize("typed", ["", "rood", "#fff", "#0F5257", "#0f5257;", "#0f525g"])
def test_what_is_no_colour_is_refused(typed: str) -> None:
    refusal = refuse_colour(typed, ("#ffffff",))

    assert refusal is not None
    assert refusal.rule == "kleur.vorm"
