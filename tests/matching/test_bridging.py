"""A bridge closes as much as can be, and none is longer and dearer than another."""

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overstap.matching.bridging import MOST_GAPS, Bridge, Training, bridges

TRAININGS = st.lists(
    st.builds(
        Training,
        key=st.sampled_from("abcdefgh"),
        teaches=st.frozensets(st.integers(0, 5), min_size=1, max_size=3),
        weeks=st.integers(0, 10),
        cents=st.sampled_from([0, 100_00, 250_00, 999_00]),
    ),
    max_size=7,
    unique_by=lambda training: training.key,
)


def all_ways(
    gaps: set[int], trainings: list[Training], weeks: int, cents: int
) -> list[tuple[int, int, frozenset[int]]]:
    """What every choice of trainings within the bounds comes to."""
    choices = chain.from_iterable(combinations(trainings, many) for many in range(len(trainings) + 1))
    found = []
    for choice in choices:
        took, paid = sum(one.weeks for one in choice), sum(one.cents for one in choice)
        if took <= weeks and paid <= cents:
            found.append((took, paid, frozenset(gaps & frozenset().union(*(one.teaches for one in choice)))))
    return found


@settings(max_examples=300)
@given(gaps=st.sets(st.integers(0, 5), max_size=5), trainings=TRAININGS, weeks=st.integers(0, 30))
def test_the_bridges_are_those_that_trying_every_choice_finds(
    gaps: set[int], trainings: list[Training], weeks: int
) -> None:
    found = bridges(gaps, trainings, weeks=weeks, cents=1500_00)

    ways = all_ways(gaps, trainings, weeks, 1500_00)
    most = max(len(closed) for _, _, closed in ways)
    best = {(took, paid) for took, paid, closed in ways if len(closed) == most} if most else set()
    front = {
        way for way in best if not any(other != way and other[0] <= way[0] and other[1] <= way[1] for other in best)
    }
    assert {(one.weeks, one.cents) for one in found} == front
    assert [one.cents for one in found] == sorted(one.cents for one in found)
    by_key = {training.key: training for training in trainings}
    for one in found:
        chosen = [by_key[key] for key in one.trainings]
        assert (sum(each.weeks for each in chosen), sum(each.cents for each in chosen)) == (one.weeks, one.cents)
        assert one.closes == gaps & frozenset().union(*(each.teaches for each in chosen))
        assert one.leaves == gaps - one.closes


@given(gaps=st.sets(st.integers(0, 5), max_size=5), trainings=TRAININGS, shuffle=st.randoms())
def test_the_order_in_which_trainings_are_offered_changes_nothing(
    gaps: set[int], trainings: list[Training], shuffle: object
) -> None:
    other = list(trainings)
    shuffle.shuffle(other)  # type: ignore[attr-defined]

    assert bridges(gaps, other, weeks=20) == bridges(gaps, trainings, weeks=20)


FORKLIFT = Training("heftruck", frozenset({1}), 1, 450_00)
LOGISTICS = Training("logistiek", frozenset({1, 2, 3}), 20, 2400_00)
SAFETY = Training("vca", frozenset({2, 3}), 2, 300_00)


def test_two_short_courses_beat_a_long_one_and_both_are_shown_when_each_is_better_in_something() -> None:
    cheap = Training("gratis", frozenset({1, 2, 3}), 30, 0)

    assert bridges({1, 2, 3}, [LOGISTICS, FORKLIFT, SAFETY], weeks=36) == (
        Bridge(("vca", "heftruck"), 3, 750_00, frozenset({1, 2, 3}), frozenset()),
    )
    both = bridges({1, 2, 3}, [FORKLIFT, SAFETY, cheap], weeks=36)
    assert [(one.trainings, one.weeks, one.cents) for one in both] == [
        (("gratis",), 30, 0),
        (("vca", "heftruck"), 3, 750_00),
    ]


def test_what_cannot_be_closed_within_the_bounds_stays_open_and_is_told() -> None:
    (partly,) = bridges({1, 2, 3, 4}, [FORKLIFT, SAFETY, LOGISTICS], weeks=12, cents=500_00)

    assert (partly.trainings, partly.closes, partly.leaves) == (("vca",), {2, 3}, {1, 4})


def test_without_gaps_or_without_a_fitting_training_there_is_no_bridge() -> None:
    assert bridges(set(), [FORKLIFT], weeks=10) == ()
    assert bridges({9}, [FORKLIFT], weeks=10) == ()
    assert bridges({1}, [LOGISTICS], weeks=10) == ()


def test_too_many_gaps_and_less_than_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="are no bridge"):
        bridges(range(MOST_GAPS + 1), [], weeks=1)
    with pytest.raises(ValueError, match="nothing or more"):
        bridges({1}, [Training("fout", frozenset({1}), -1, 0)], weeks=1)
