"""What a line of a profile must be to be kept."""

import datetime as dt

import pytest

from overstap.casework.actions.profile import health_words
from overstap.casework.competences import competences
from overstap.core.profile import health_word, refuse_health, refuse_levels, refuse_months, refuse_year

TODAY = dt.date(2021, 2, 15)


@pytest.mark.parametrize(
    ("begin", "end", "rule"),
    [
        (None, None, None),
        (dt.date(2020, 1, 1), None, None),
        (dt.date(2020, 1, 1), dt.date(2020, 1, 1), None),
        (dt.date(2021, 3, 1), None, "profiel.toekomst"),
        (None, dt.date(2020, 1, 1), "profiel.maanden"),
        (dt.date(2020, 2, 1), dt.date(2020, 1, 1), "profiel.maanden"),
    ],
)
def test_months_are_in_order_and_not_ahead(begin: dt.date | None, end: dt.date | None, rule: str | None) -> None:
    refusal = refuse_months(begin, end, today=TODAY)

    assert (refusal.rule if refusal else None) == rule


@pytest.mark.parametrize(("year", "fits"), [(None, True), (1930, True), (1929, False), (2021, True), (2022, False)])
def test_a_year_lies_in_a_lifetime(year: int | None, fits: bool) -> None:
    assert (refuse_year(year, today=TODAY) is None) is fits


def test_levels_are_the_six_of_the_framework() -> None:
    assert refuse_levels(("A1", "", "C2")) is None
    assert refuse_levels(("B1", "goed")) is not None


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    "text", ["Ik heb een hernia.", "Na mijn BURN-OUT niet te druk", "medicijnen", "wegens ziekte", "depressie!"]
)
def test_a_word_about_health_is_found(text: str) -> None:
    assert refuse_health(text, health_words()) is not None


@pytest.mark.parametrize("text", ["Niet zwaar tillen", "Alleen overdag", "Werken in een ziekenzorgwinkel", "Operator"])
def test_what_work_may_ask_is_no_health(text: str) -> None:
    assert health_word(text, health_words()) is None


def test_the_starter_set_is_whole() -> None:
    every = competences()
    codes = [one.code for one in every]

    assert len(every) >= 100
    assert len(set(codes)) == len(codes)
    assert all(one.nl and one.en and one.group_nl and one.group_en for one in every)
    assert len({one.nl.casefold() for one in every}) == len(every)
    assert sum(bool(one.esco) for one in every) > len(every) // 2
    assert all(one.esco.startswith("http://data.europa.eu/esco/skill/") for one in every if one.esco)
