"""Dividing few places: never more than there are, and nobody could divide them at less cost."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overstap.matching.flows import Division, Ways, capped, divide
from overstap.matching.search import Best

COSTS = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0])
WAYS = st.dictionaries(
    st.tuples(st.integers(0, 2), st.integers(0, 2)), st.tuples(st.integers(0, 3), COSTS), min_size=1, max_size=7
)
SIZES = st.lists(st.integers(0, 3), min_size=3, max_size=3)


def ways_of(given_ways: dict[tuple[int, int], tuple[int, float]]) -> Ways:
    tails, heads = zip(*given_ways, strict=True)
    widths, costs = zip(*given_ways.values(), strict=True)
    return Ways(np.array(tails), np.array(heads), np.array(widths), np.array(costs))


def least_cost(supply: list[int], places: list[int], ways: Ways, staying: float) -> float:
    """Try every division."""

    @cache
    def rest(way: int, left: tuple[int, ...], free: tuple[int, ...]) -> float:
        if way == len(ways.tails):
            return sum(left) * staying
        tail, head = int(ways.tails[way]), int(ways.heads[way])
        most = min(left[tail], free[head], int(ways.widths[way]))
        return min(
            many * float(ways.costs[way])
            + rest(
                way + 1,
                tuple(size - many * (group == tail) for group, size in enumerate(left)),
                tuple(size - many * (opening == head) for opening, size in enumerate(free)),
            )
            for many in range(most + 1)
        )

    return rest(0, tuple(supply), tuple(places))


def divided(supply: list[int], places: list[int], ways: Ways, staying: float) -> Division:
    return divide(np.array(supply), np.array(places), ways, staying=staying)


@settings(max_examples=200, deadline=None)
@given(supply=SIZES, places=SIZES, given_ways=WAYS, staying=st.sampled_from([0.3, 1.0, 2.0]))
def test_no_division_costs_less_and_none_takes_more_than_there_is(
    supply: list[int], places: list[int], given_ways: dict[tuple[int, int], tuple[int, float]], staying: float
) -> None:
    ways = ways_of(given_ways)

    found = divided(supply, places, ways, staying)
    assert found.cost == pytest.approx(least_cost(supply, places, ways, staying), abs=1e-5)
    assert (found.flows >= 0).all()
    assert (found.flows <= ways.widths).all()
    assert (np.bincount(ways.heads, found.flows, minlength=3) <= np.array(places)).all()
    assert (np.bincount(ways.tails, found.flows, minlength=3) + found.staying).tolist() == supply


@settings(max_examples=200, deadline=None)
@given(supply=SIZES, places=SIZES, given_ways=WAYS)
def test_the_price_of_an_opening_is_what_one_place_more_would_save(
    supply: list[int], places: list[int], given_ways: dict[tuple[int, int], tuple[int, float]]
) -> None:
    ways = ways_of(given_ways)

    found = divided(supply, places, ways, 2.0)
    for opening in range(3):
        more = [size + (number == opening) for number, size in enumerate(places)]
        assert found.prices[opening] == pytest.approx(found.cost - divided(supply, more, ways, 2.0).cost, abs=1e-5)


def test_first_come_first_served_would_have_placed_fewer() -> None:
    ways = ways_of({(0, 0): (1, 0.0), (0, 1): (1, 0.1), (1, 0): (1, 0.2)})

    found = divided([1, 1], [1, 1], ways, 2.0)
    assert found.flows.tolist() == [0, 1, 1]
    assert found.staying.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"tails": [3]}, "group outside 0..2"),
        ({"heads": [-1]}, "opening outside 0..2"),
        ({"widths": [-1]}, "fewer than nobody"),
        ({"costs": [1.5]}, "less than 0 or more than 1"),
        ({"costs": [float("nan")]}, "less than 0 or more than 1"),
        ({"costs": [0.5, 0.5]}, "different lengths"),
    ],
)
def test_what_cannot_be_divided_is_refused(wrong: dict[str, list[float]], because: str) -> None:
    parts = {"tails": [0], "heads": [0], "widths": [1], "costs": [0.5], **wrong}
    kinds = {"costs": np.float64}
    ways = Ways(**{name: np.array(values, kinds.get(name, np.int64)) for name, values in parts.items()})

    with pytest.raises(ValueError, match=because):
        divide(np.ones(3, np.int64), np.ones(3, np.int64), ways, staying=2.0)


def test_nobody_and_nowhere_are_no_trouble() -> None:
    nothing = np.zeros(0, np.int64)

    found = divide(nothing, nothing, Ways(nothing, nothing, nothing, np.zeros(0)), staying=2.0)
    assert (found.cost, found.flows.tolist()) == (0.0, [])
    assert divide(np.array([4]), nothing, Ways(nothing, nothing, nothing, np.zeros(0)), staying=2.0).cost == 8.0


LISTS = Best(
    np.array([[0, 1, 2], [0, 2, -1], [0, 1, 2], [-1, -1, -1]], np.int32),
    np.array([[0.9, 0.8, 0.1], [0.9, 0.2, 0.0], [0.9, 0.6, 0.3], [0.0, 0.0, 0.0]]),
)


def test_an_opening_stands_on_no_more_lists_than_it_may_and_as_little_as_possible_is_lost() -> None:
    found = capped(LISTS, openings=3, cap=1, count=1)

    assert found.best.numbers[:, 0].tolist() == [1, 0, 2, -1]
    assert found.best.scores[:, 0].tolist() == [0.8, 0.9, 0.3, 0.0]
    assert found.prices[0] > 0


def test_a_list_stays_as_it_was_when_no_opening_is_crowded_and_keeps_its_order() -> None:
    found = capped(LISTS, openings=3, cap=3, count=2)

    assert found.best.numbers.tolist() == [[0, 1], [0, 2], [0, 1], [-1, -1]]
    assert found.prices.tolist() == [0.0, 0.0, 0.0]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 3))
def test_no_opening_is_ever_over_its_cap(seed: int, cap: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    numbers = np.argsort(rng.random((12, 9)), axis=1)[:, :5].astype(np.int32)
    scores = -np.sort(-rng.random((12, 5)), axis=1)

    found = capped(Best(numbers, scores), openings=9, cap=cap, count=count).best
    shown = found.numbers[found.numbers >= 0]
    assert np.bincount(shown, minlength=9).max(initial=0) <= cap
    assert (np.diff(found.scores, axis=1) <= 0).all()
    assert {(row, number) for row, line in enumerate(found.numbers.tolist()) for number in line if number >= 0} <= {
        (row, number) for row, line in enumerate(numbers.tolist()) for number in line
    }


def test_a_cap_or_a_list_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one place"):
        capped(LISTS, openings=3, cap=0, count=1)
    with pytest.raises(ValueError, match="at least one place"):
        capped(LISTS, openings=3, cap=1, count=0)
