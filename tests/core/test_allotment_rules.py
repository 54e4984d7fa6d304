"""The rules of order: who gets a place, who waits, and what each gets of too little."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.core.allotment import Opening, Standing, Verdict, Way, opening_at, ranks_after, share, verdict

OPENS = dt.datetime(2020, 10, 1, tzinfo=dt.UTC)
CLOSES = dt.datetime(2020, 10, 16, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (OPENS - dt.timedelta(microseconds=1), Opening.PLANNED),
        (OPENS, Opening.OPEN),
        (CLOSES - dt.timedelta(microseconds=1), Opening.OPEN),
        (CLOSES, Opening.CLOSED),
    ],
)
def test_a_window_is_open_from_its_first_moment_until_just_before_its_end(
    moment: dt.datetime, expected: Opening
) -> None:
    assert opening_at(moment, OPENS, CLOSES) is expected


@pytest.mark.requirement("R-228")
def test_a_window_without_a_date_is_announced() -> None:
    assert opening_at(OPENS, None, None) is Opening.ANNOUNCED


def test_a_window_without_an_end_stays_open() -> None:
    assert opening_at(CLOSES, OPENS, None) is Opening.OPEN


@pytest.mark.parametrize(
    ("standing", "amount", "way", "has_list", "expected"),
    [
        (Standing(10, held=9), 1, Way.IN_ORDER, True, Verdict.GRANT),
        (Standing(10, held=10), 1, Way.IN_ORDER, True, Verdict.WAIT),
        (Standing(10, held=10), 1, Way.IN_ORDER, False, Verdict.REFUSE),
        (Standing(10, held=5, waiting=1), 1, Way.IN_ORDER, True, Verdict.WAIT),
        (Standing(10, held=5, waiting=1), 1, Way.IN_ORDER, False, Verdict.GRANT),
        (Standing(1, registration_ceiling=2, registered=1), 1, Way.IN_ORDER, True, Verdict.GRANT),
        (Standing(9, registration_ceiling=2, registered=2), 1, Way.IN_ORDER, True, Verdict.WAIT),
        (Standing(10), 1, Way.WAITING_LIST, True, Verdict.WAIT),
        (Standing(10), 1, Way.SHARED, False, Verdict.COUNT),
    ],
)
def test_the_next_in_order_gets_what_the_way_of_dividing_says(
    standing: Standing, amount: int, way: Way, has_list: bool, expected: Verdict
) -> None:
    assert verdict(standing, amount, way=way, has_list=has_list) is expected


def test_enough_for_all_is_given_to_all() -> None:
    assert share(100, {1: 60, 2: 40}) == {1: 60, 2: 40}


@pytest.mark.requirement("R-201")
def test_too_little_is_divided_in_proportion_and_what_is_left_goes_to_the_largest_remainders() -> None:
    # 100 of 300: 33.33, 33.33 and 33.33; the cent that is left goes to the first in order.
    assert share(100, {1: 100, 2: 100, 3: 100}) == {1: 34, 2: 33, 3: 33}
    # 100 of 301: 33.22, 33.22 and 33.55; the cent that is left goes to the largest remainder.
    assert share(100, {1: 100, 2: 100, 3: 101}) == {1: 33, 2: 33, 3: 34}


@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**7), min_size=1, max_size=40))
def test_a_division_leaves_nothing_and_gives_nobody_more_than_asked_or_than_who_asked_more(
    ceiling: int, amounts: list[int]
) -> None:
    asked = dict(enumerate(amounts, start=1))
    shares = share(ceiling, asked)

    assert sum(shares.values()) == min(ceiling, sum(amounts))
    assert all(0 <= shares[rank] <= asked[rank] for rank in asked)
    assert all(shares[a] <= shares[b] for a in asked for b in asked if asked[a] < asked[b])
    assert all(shares[a] in {shares[b], shares[b] + 1} for a in asked for b in asked if asked[a] == asked[b] and a < b)


@pytest.mark.parametrize(("ceiling", "asked"), [(-1, {1: 1}), (1, {1: 0})])
def test_less_than_nothing_is_not_divided(ceiling: int, asked: dict[int, int]) -> None:
    with pytest.raises(ValueError, match="zero or more"):
        share(ceiling, asked)


def test_ranks_go_on_without_a_gap_in_the_order_of_the_numbers() -> None:
    assert ranks_after(4, [9, 7, 12]) == {7: 5, 9: 6, 12: 7}
