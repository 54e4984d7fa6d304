"""Whoever names few skills is completed with what goes with those, never with what they named themselves."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.matching.completing import Neighbours, completed, inferred
from overstap.matching.search import Index
from overstap.matching.tables import Table
from overstap.matching.weighing import rarity, weighed
from overstap.taxonomy.reading.starter import read_starter
from tests.matching.weights import WEIGHTS

COOK, WAITER, WELDER = {0: 1.0, 1: 1.0, 2: 1.0}, {1: 1.0, 3: 1.0}, {4: 1.0, 5: 0.5}
OCCUPATIONS = Table.of([COOK, WAITER, WELDER], width=7)


def test_a_share_tells_how_many_occupations_that_name_the_one_name_the_other() -> None:
    neighbours = Neighbours.of(OCCUPATIONS, 10, WEIGHTS)

    skills, shares = neighbours.beside(1)
    assert skills.tolist() == [0, 2, 3]
    assert shares.tolist() == pytest.approx([1 / 4] * 3)
    assert neighbours.beside(6)[0].tolist() == []


def test_only_the_strongest_neighbours_are_kept() -> None:
    occupations = Table.of([{0: 1.0, 1: 1.0}, {0: 1.0, 1: 1.0, 2: 1.0}, {0: 1.0, 3: 1.0}], width=4)

    assert Neighbours.of(occupations, 1, WEIGHTS).beside(0)[0].tolist() == [1]


def test_what_is_inferred_counts_for_how_often_it_goes_with_what_is_known_and_never_for_more_than_the_cap() -> None:
    neighbours = Neighbours.of(OCCUPATIONS, 10, WEIGHTS)

    assert inferred({0: 1.0, 1: 1.0}, neighbours, WEIGHTS) == pytest.approx({2: (1 / 3 + 1 / 4) / 2, 3: 1 / 8})
    certain = Neighbours(np.array([0, 1, 1]), np.array([1], np.int32), np.array([0.9]))
    assert inferred({0: 1.0}, certain, WEIGHTS) == {1: WEIGHTS.cap}
    assert inferred({}, neighbours, WEIGHTS) == {}


@given(st.dictionaries(st.integers(0, 6), st.sampled_from([0.5, 1.0]), max_size=7))
def test_what_somebody_named_themselves_stays_what_it_was(known: dict[int, float]) -> None:
    neighbours = Neighbours.of(OCCUPATIONS, 10, WEIGHTS)

    row = completed(Table.of([known], width=7), neighbours, WEIGHTS).row(0)
    assert {skill: row[skill] for skill in known} == known
    assert all(0 < weight <= WEIGHTS.cap for skill, weight in row.items() if skill not in known)


def drawn(rng: np.random.Generator, row: dict[int, float], many: int) -> dict[int, float]:
    """Some of what an occupation asks, what is essential sooner."""
    skills = np.array(sorted(row))
    chance = np.array([row[skill] for skill in skills.tolist()])
    some = rng.choice(skills, min(many, len(skills)), replace=False, p=chance / chance.sum())
    return {skill: row[skill] for skill in some.tolist()}


def found_back(scores: np.ndarray, labels: list[int]) -> float:
    """The mean nDCG@10 where one opening is right."""
    total = 0.0
    for row, label in zip(scores, labels, strict=True):
        first = np.argsort(-row, kind="stable")[:10].tolist()
        total += 1 / math.log2(first.index(label) + 2) if label in first else 0
    return total / len(labels)


@pytest.mark.parametrize(("known", "better"), [(2, 1.05), (4, 1.02)])
def test_who_knows_few_skills_finds_their_occupation_better_than_by_counting_what_is_shared(
    known: int, better: float
) -> None:
    starter, rng = read_starter(), np.random.default_rng(17)
    numbers = {skill.code: number for number, skill in enumerate(starter.skills)}
    rows = [
        {numbers[code]: WEIGHTS.optional for code in one.optional} | {numbers[code]: 1.0 for code in one.essential}
        for one in starter.occupations
    ]
    occupations = Table.of(rows, width=len(numbers))
    openings = Table.of([drawn(rng, row, 4) for row in rows], width=len(numbers))
    people = Table.of([dict.fromkeys(drawn(rng, row, known), 1.0) for row in rows], width=len(numbers))

    rare = rarity(openings, WEIGHTS)
    whole = completed(people, Neighbours.of(occupations, 100, WEIGHTS), WEIGHTS)
    ours = dense(weighed(whole, rare)) @ dense(weighed(openings, rare)).T
    has, asks = dense(people) > 0, dense(openings) > 0
    shared = has.astype(float) @ asks.T
    jaccard = shared / np.maximum(has.sum(1)[:, None] + asks.sum(1) - shared, 1)
    labels = list(range(len(rows)))
    assert found_back(ours, labels) > better * found_back(jaccard, labels)


def dense(table: Table) -> np.ndarray:
    """Every weight, also those that are 0."""
    made = np.zeros((len(table), table.width))
    made[table.owners(), table.ids] = table.weights
    return made


def test_completing_helps_whoever_is_thin_to_be_found_at_all() -> None:
    people, openings = Table.of([{0: 1.0}], width=7), Table.of([{2: 1.0}, {5: 1.0}], width=7)
    rare = rarity(openings, WEIGHTS)
    neighbours = Neighbours.of(OCCUPATIONS, 10, WEIGHTS)

    without = Index(weighed(openings, rare)).best(weighed(people, rare), 2)
    with_what_goes_together = Index(weighed(openings, rare)).best(
        weighed(completed(people, neighbours, WEIGHTS), rare), 2
    )
    assert without.numbers[0].tolist() == [-1, -1]
    assert with_what_goes_together.numbers[0].tolist() == [0, -1]
