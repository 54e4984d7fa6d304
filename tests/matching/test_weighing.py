"""A score lies from 0 to 1, and its terms add up to it."""

import math
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.matching.search import Index
from overstap.matching.tables import Table
from overstap.matching.weighing import Weights, rarity, terms, weighed
from tests.matching.weights import WEIGHTS

ROWS = st.lists(
    st.dictionaries(st.integers(0, 11), st.sampled_from([0.1, 0.5, 1.0]), max_size=9), min_size=1, max_size=12
)


@given(people=ROWS, jobs=ROWS)
def test_the_terms_of_every_match_add_up_to_its_score(
    people: list[dict[int, float]], jobs: list[dict[int, float]]
) -> None:
    asked = Table.of(jobs, width=12)
    rare = rarity(asked, WEIGHTS)
    seekers, openings = weighed(Table.of(people, width=12), rare), weighed(asked, rare)

    best = Index(openings).best(seekers, 5)
    for person, (numbers, scores) in enumerate(zip(best.numbers, best.scores, strict=True)):
        for number, score in zip(numbers.tolist(), scores.tolist(), strict=True):
            if number >= 0:
                shares = [one.share for one in terms(seekers, person, openings, number)]
                assert sum(shares) == score
                assert min(shares) > 0
                assert 0 < score <= 1 + 1e-6
                assert {one.skill for one in terms(seekers, person, openings, number)} == set(people[person]) & set(
                    jobs[number]
                )


def test_the_score_is_the_geometric_mean_of_both_coverages() -> None:
    rare = np.full(6, 2.0)
    person, opening = Table.of([{0: 1, 1: 1, 2: 1, 3: 1}], width=6), Table.of([{2: 1, 3: 1, 4: 1}], width=6)

    best = Index(weighed(opening, rare)).best(weighed(person, rare), 1)
    assert best.scores[0, 0] == pytest.approx(math.sqrt(2 / 4 * 2 / 3))


def test_a_rare_skill_tells_more_than_one_that_everybody_asks() -> None:
    openings = Table.of([{0: 1}, {0: 1}, {0: 1, 1: 1}], width=3)

    rare = rarity(openings, WEIGHTS)
    assert rare[2] > rare[1] > rare[0] == pytest.approx(WEIGHTS.floor)
    assert rare[1] == pytest.approx(math.log(4 / 2) + WEIGHTS.floor)


def test_what_is_optional_counts_for_less_than_what_is_essential() -> None:
    rare = np.full(4, 1.0)
    openings = weighed(
        Table.of([{0: WEIGHTS.essential, 1: WEIGHTS.optional}, {0: WEIGHTS.optional, 1: WEIGHTS.essential}], width=4),
        rare,
    )

    best = Index(openings).best(weighed(Table.of([{1: 1.0}], width=4), rare), 2)
    assert best.numbers[0].tolist() == [1, 0]


def test_rows_with_nothing_in_them_stay_empty_and_match_nothing() -> None:
    rows = weighed(Table.of([{}, {1: 1.0}, {}], width=2), np.ones(2))

    assert [rows.row(number) for number in range(3)] == [{}, {1: 1.0}, {}]
    assert Index(rows).best(rows, 2).numbers.tolist() == [[-1, -1], [1, -1], [-1, -1]]


def test_nothing_about_who_somebody_is_can_be_weighed() -> None:
    assert {field.name for field in fields(Weights)} == {
        "version", "essential", "optional", "inferred", "cap", "floor", "prior",
    }  # fmt: skip
    assert {field.name for field in fields(Table)} == {"starts", "ids", "weights", "width"}
