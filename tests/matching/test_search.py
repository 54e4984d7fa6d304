"""The search finds exactly what looking at every pair finds, whatever the rows look like."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overstap.matching.kernel import BLOCK, CROWDED, LANES
from overstap.matching.search import Best, Conditions, Index
from overstap.matching.tables import Table

WIDTH = 12
ROWS = st.lists(
    st.dictionaries(st.integers(0, WIDTH - 1), st.sampled_from([0.25, 0.5, 1.0, 3.0]), max_size=WIDTH), max_size=40
)


def scores(seekers: Table, openings: Table) -> np.ndarray:
    """Every pair, one by one, in double precision."""
    made = np.zeros((len(seekers), len(openings)))
    for one in range(len(seekers)):
        row = seekers.row(one)
        for other in range(len(openings)):
            made[one, other] = sum(weight * row.get(skill, 0.0) for skill, weight in openings.row(other).items())
    return made


def looked_at_all(pairs: np.ndarray, count: int) -> list[list[tuple[int, float]]]:
    found = []
    for row in pairs:
        order = sorted((-score, number) for number, score in enumerate(row.tolist()) if score > 0)
        found.append([(number, -score) for score, number in order[:count]])
    return found


def as_lists(best: Best) -> list[list[tuple[int, float]]]:
    return [
        [(number, score) for number, score in zip(numbers, scored, strict=True) if number >= 0]
        for numbers, scored in zip(best.numbers.tolist(), best.scores.tolist(), strict=True)
    ]


@settings(max_examples=150, deadline=None)
@given(people=ROWS, jobs=ROWS, count=st.integers(1, 30))
def test_the_best_are_those_that_looking_at_every_pair_finds(
    people: list[dict[int, float]], jobs: list[dict[int, float]], count: int
) -> None:
    seekers, openings = Table.of(people, width=WIDTH), Table.of(jobs, width=WIDTH)

    found = as_lists(Index(openings).best(seekers, count))
    wanted = looked_at_all(scores(seekers, openings), count)
    assert [[number for number, _ in row] for row in found] == [[number for number, _ in row] for row in wanted]
    assert [score for row in found for _, score in row] == pytest.approx([score for row in wanted for _, score in row])


def random_rows(many: int, seed: int, *, width: int, most: int) -> Table:
    draw = np.random.default_rng(seed)
    chance = 1 / np.arange(1, width + 1)
    chance /= chance.sum()
    return Table.of(
        (
            dict.fromkeys(
                draw.choice(width, size=draw.integers(0, most), p=chance).tolist(), float(draw.random() + 0.1)
            )
            for _ in range(many)
        ),
        width=width,
    )


@pytest.mark.parametrize("count", [1, 20, LANES + 100])
def test_more_openings_than_one_block_and_skills_that_everybody_asks(count: int) -> None:
    openings = random_rows(2 * BLOCK + 77, 1, width=60, most=9)
    seekers = random_rows(40, 2, width=60, most=12)

    found = as_lists(Index(openings).best(seekers, count))
    dense = np.zeros((len(openings), 60))
    for number in range(len(openings)):
        for skill, weight in openings.row(number).items():
            dense[number, skill] = weight
    people = np.array([[seekers.row(number).get(skill, 0.0) for skill in range(60)] for number in range(40)])
    wanted = looked_at_all(people @ dense.T, count)
    for mine, theirs in zip(found, wanted, strict=True):
        assert [score for _, score in mine] == pytest.approx([score for _, score in theirs], rel=1e-6)
        least = theirs[-1][1] * (1 + 1e-6) if theirs else 0
        assert {number for number, score in theirs if score > least} <= {number for number, _ in mine}


def test_openings_that_are_all_the_same_come_in_the_order_of_their_numbers() -> None:
    openings = Table.of([{1: 1.0, 2: 0.5}] * (BLOCK + 500), width=4)

    best = Index(openings).best(Table.of([{1: 1.0}, {3: 1.0}, {}], width=4), 7)
    assert best.numbers[0].tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert best.numbers[1:].tolist() == [[-1] * 7] * 2
    assert best.scores[1:].tolist() == [[0.0] * 7] * 2


def test_someone_with_every_skill_and_someone_with_one() -> None:
    openings = Table.of([{skill: 1.0} for skill in range(9)] + [dict.fromkeys(range(9), 1.0)], width=9)

    best = Index(openings).best(Table.of([dict.fromkeys(range(9), 1.0), {4: 1.0}], width=9), 2)
    assert best.numbers.tolist() == [[9, 0], [4, 9]]


def test_whoever_names_more_skills_than_a_bound_has_room_for_is_answered_as_exactly() -> None:
    width = CROWDED + 80
    draw = np.random.default_rng(3)
    openings = random_rows(700, 4, width=width, most=40)
    seekers = Table.of(
        [dict(enumerate((draw.random(size) + 0.01).tolist())) for size in (CROWDED - 1, CROWDED, CROWDED + 1, width)],
        width=width,
    )

    found = as_lists(Index(openings).best(seekers, 25))
    assert [[number for number, _ in row] for row in found] == [
        [number for number, _ in row] for row in looked_at_all(scores(seekers, openings), 25)
    ]


def test_weights_of_very_different_size_do_not_hide_anyone() -> None:
    openings = Table.of([{0: 1e-30}, {0: 1e30}, {1: 1e-30, 2: 1.0}, {1: 1e30}, {2: 2.0}], width=3)
    seekers = Table.of([{0: 1e-8}, {1: 1e20, 2: 1e-20}, {0: 1.0, 1: 1.0, 2: 1.0}], width=3)

    found = as_lists(Index(openings).best(seekers, 5))
    assert [[number for number, _ in row] for row in found] == [[1, 0], [3, 2, 4], [1, 3, 4, 2, 0]]


WITHOUT_COMPILING = """
import numpy as np
from overstap.matching.search import Index
from tests.matching.test_search import looked_at_all, random_rows, scores, as_lists

openings, seekers = random_rows(900, 5, width=50, most=20), random_rows(25, 6, width=50, most=30)
found = as_lists(Index(openings).best(seekers, 9))
wanted = looked_at_all(scores(seekers, openings), 9)
assert [[number for number, _ in row] for row in found] == [[number for number, _ in row] for row in wanted]
print("the same")
"""


def test_no_bound_is_larger_than_its_two_bytes_and_no_index_lies_outside() -> None:
    """Interpreted, numpy looks at every index and tells of every number that does not fit."""
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_COMPILING],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (ran.returncode, ran.stdout.strip()) == (0, "the same"), ran.stderr


def test_no_openings_and_no_seekers_are_no_trouble() -> None:
    nothing, one = Table.of([], width=3), Table.of([{1: 1.0}], width=3)

    assert Index(nothing).best(one, 3).numbers.tolist() == [[-1, -1, -1]]
    assert Index(one).best(nothing, 3).numbers.shape == (0, 3)


def conditions(**given: list[object]) -> Conditions:
    kinds = {
        "asks": np.uint64, "least": np.int16, "most": np.int16, "place": np.int32, "have": np.uint64,
        "shortest": np.int16, "longest": np.int16, "reach": np.bool_, "kind": np.int32,
    }  # fmt: skip
    return Conditions(**{name: np.array(given[name], kind) for name, kind in kinds.items()})


OPENINGS = Table.of([{0: 4.0}, {0: 3.0}, {0: 2.0}, {0: 1.0}], width=1)
ASKED: dict[str, list[object]] = {
    "asks": [0b100, 0b001, 0, 0], "least": [16, 16, 32, 0], "most": [24, 40, 40, 8], "place": [0, 1, 0, 2],
    "have": [0b001, 0b101], "shortest": [20, 4], "longest": [36, 10],
    "reach": [[True, True, False], [True, True, True]], "kind": [0, 1, 0],
}  # fmt: skip


def test_conditions_are_looked_at_before_anything_is_ranked() -> None:
    seekers = Table.of([{0: 1.0}] * 3, width=1)

    best = Index(OPENINGS).best(seekers, 1, conditions=conditions(**ASKED))
    assert best.numbers.tolist() == [[1], [3], [1]]
    both = Index(OPENINGS).best(seekers, 4, conditions=conditions(**ASKED))
    assert both.numbers.tolist() == [[1, 2, -1, -1], [3, -1, -1, -1], [1, 2, -1, -1]]


@pytest.mark.parametrize(
    ("name", "value", "because"),
    [
        ("asks", [0, 0, 0], "number of openings"),
        ("kind", [0, 1], "number of seekers"),
        ("have", [0], "kinds"),
        ("place", [0, 1, 0, 3], "place"),
        ("place", [0, -1, 0, 2], "place"),
        ("kind", [0, 2, 0], "kind"),
    ],
)
def test_conditions_of_other_rows_are_refused(name: str, value: list[object], because: str) -> None:
    seekers = Table.of([{0: 1.0}] * 3, width=1)

    with pytest.raises(ValueError, match=because):
        Index(OPENINGS).best(seekers, 1, conditions=conditions(**{**ASKED, name: value}))


def test_a_table_of_other_skills_and_nothing_asked_are_refused() -> None:
    index = Index(OPENINGS)

    with pytest.raises(ValueError, match="2 skills"):
        index.best(Table.of([{1: 1.0}], width=2), 1)
    with pytest.raises(ValueError, match="at least one"):
        index.best(Table.of([{0: 1.0}], width=1), 0)
