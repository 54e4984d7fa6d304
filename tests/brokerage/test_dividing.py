"""Which group goes where: the best for all, never more than there is, and around what people decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.brokerage.dividing import Way, share_out
from overstap.brokerage.settings import GroupSettings

SETTINGS = GroupSettings("t", partners=50, most_km=50, distance=0.3, least_nearness=0.3)
GROUPS, OPENINGS = (1, 2, 3), (11, 12, 13)

counts = st.integers(0, 9)
nearness = st.floats(0.0, 1.0)


@given(
    people=st.fixed_dictionaries(dict.fromkeys(GROUPS, counts)),
    places=st.fixed_dictionaries(dict.fromkeys(OPENINGS, counts)),
    ways=st.dictionaries(st.tuples(st.sampled_from(GROUPS), st.sampled_from(OPENINGS)), nearness),
    fixed=st.dictionaries(st.tuples(st.sampled_from(GROUPS), st.sampled_from(OPENINGS)), st.integers(1, 3), max_size=3),
)
def test_nobody_is_sent_twice_no_place_is_given_twice_and_what_is_fixed_stays(
    people: dict[int, int],
    places: dict[int, int],
    ways: dict[tuple[int, int], float],
    fixed: dict[tuple[int, int], int],
) -> None:
    listed = [Way(group, opening, near, 5) for (group, opening), near in ways.items()]
    held = {one: sum(many for (group, _), many in fixed.items() if group == one) for one in GROUPS}
    kept = {one: sum(many for (_, opening), many in fixed.items() if opening == one) for one in OPENINGS}
    if any(held[one] > people[one] for one in GROUPS) or any(kept[one] > places[one] for one in OPENINGS):
        with pytest.raises(ValueError, match="more is fixed"):
            share_out(listed, people, places, SETTINGS, fixed)
        return

    shares = share_out(listed, people, places, SETTINGS, fixed)

    for group in GROUPS:
        assert sum(one.people for one in shares if one.way.surplus == group) <= people[group] - held[group]
    for opening in OPENINGS:
        assert sum(one.people for one in shares if one.way.vacancy == opening) <= places[opening] - kept[opening]
    assert all((one.way.surplus, one.way.vacancy) not in fixed for one in shares)
    assert all(one.people > 0 for one in shares)


def test_as_many_as_possible_get_a_place_before_the_nearest_do() -> None:
    ways = [Way(1, 11, 1.0, 0), Way(2, 11, 0.9, 0), Way(1, 12, 0.4, 40)]
    shares = share_out(ways, {1: 1, 2: 1}, {11: 1, 12: 1}, SETTINGS)

    assert {(one.way.surplus, one.way.vacancy, one.people) for one in shares} == {(1, 12, 1), (2, 11, 1)}


def test_a_place_that_we_do_not_know_is_as_far_as_we_look() -> None:
    assert Way(1, 11, 1.0, None).cost(SETTINGS) == Way(1, 11, 1.0, 50).cost(SETTINGS) == pytest.approx(0.3)
    assert Way(1, 11, 0.0, 500).cost(SETTINGS) == pytest.approx(1.0)
