"""What counts the faults sees them: each kind is found in a rush that was made up."""

from __future__ import annotations

import pytest
from benchmarks.treasury_load import Outcome, Wanted, passed

from tests.faults.scene import Tally

CLEAN = Tally(acknowledged=3, lost=0, doubled=0, over=0, passed=0, gaps=0, other_answers=0)
WANTED = Wanted(requests=2, places=1, clients=1)


def test_who_was_answered_before_another_asked_comes_first() -> None:
    told = [(0.0, 1.0, "a"), (2.0, 3.0, "b")]

    assert passed(told, {"a": 1, "b": 2}) == 0
    assert passed(told, {"a": 2, "b": 1}) == 1


def test_of_two_that_asked_together_either_may_come_first() -> None:
    told = [(0.0, 2.0, "a"), (1.0, 3.0, "b")]

    assert passed(told, {"a": 2, "b": 1}) == 0


@pytest.mark.parametrize("wrong", ["lost", "doubled", "over", "passed", "gaps", "other_answers"])
def test_one_of_what_may_never_be_is_not_clean(wrong: str) -> None:
    told = {"lost": 0, "doubled": 0, "over": 0, "passed": 0, "gaps": 0, "other_answers": 0} | {wrong: 1}

    assert CLEAN.is_clean
    assert not Tally(acknowledged=3, **told).is_clean


def test_a_rush_in_which_nobody_got_through_shows_nothing() -> None:
    assert not Tally(acknowledged=0, lost=0, doubled=0, over=0, passed=0, gaps=0, other_answers=0).is_clean


@pytest.mark.parametrize(
    ("keys", "ranks", "granted", "fault"),
    [
        (("a", ""), {"a": 1}, 1, "errors 1"),
        (("a", "b"), {"a": 1}, 1, "lost 1"),
        (("a", "a"), {"a": 1}, 1, "doubled 1"),
        (("a", "b"), {"a": 1, "b": 3}, 1, "gaps -1"),
        (("a", "b"), {"a": 1, "b": 2}, 2, "off the ceiling 1"),
    ],
)
def test_the_rush_names_what_went_wrong(keys: tuple[str, ...], ranks: dict[str, int], granted: int, fault: str) -> None:
    told = [(float(place), place + 0.5, key) for place, key in enumerate(keys)]
    outcome = Outcome("rush", told, ranks, granted, 1.0)

    outcome.judge(WANTED)

    assert fault in outcome.faults
