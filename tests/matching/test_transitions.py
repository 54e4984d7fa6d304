"""From one occupation to another: nearest first, in the right direction only, and explained."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.matching.tables import Table
from overstap.matching.transitions import Against, Direction, Occupations, Place

SKILLS = 8
ANYWHERE = Direction(
    "t", level_steps=3, least_wage=0.0, least_demand=1, least_score=0.0, least_sure=0.0, most_gaps=SKILLS
)
STRICT = Direction("t", level_steps=1, least_wage=0.75, least_demand=3, least_score=0.1, least_sure=0.34, most_gaps=3)

places = st.builds(
    Place,
    essential=st.frozensets(st.integers(0, SKILLS - 1), min_size=1, max_size=4),
    optional=st.just(frozenset()),
    level=st.none() | st.integers(1, 4),
    wage=st.none() | st.integers(1000, 5000),
    demand=st.none() | st.integers(1, 5),
    shrinking=st.booleans(),
)
people = st.dictionaries(st.integers(0, SKILLS - 1), st.sampled_from([0.25, 0.5, 1.0]), min_size=1)


def made(listed: list[Place]) -> Occupations:
    rows = [dict.fromkeys(one.optional, 0.5) | dict.fromkeys(one.essential, 1.0) for one in listed]
    return Occupations(listed, Table.of(rows, width=SKILLS), np.linspace(0.5, 2.0, SKILLS))


def place(*essential: int, **more: object) -> Place:
    return replace(Place(frozenset(essential), frozenset()), **more)


@given(st.lists(places, min_size=1, max_size=8), people, st.data())
def test_the_terms_add_up_and_the_nearest_comes_first(
    listed: list[Place], known: dict[int, float], data: st.DataObject
) -> None:
    sure = data.draw(st.frozensets(st.sampled_from(sorted(known))))
    found = made(listed).transitions(known, sure, origin=None, direction=ANYWHERE, count=len(listed))
    scores = [one.score for one in found.offered]

    assert scores == sorted(scores, reverse=True)
    for one in found.offered:
        asked = listed[one.occupation].essential

        assert sum(term.share for term in one.terms) == one.score
        assert one.has | one.supposed | one.lacks == asked
        assert not one.has & one.supposed
        assert not (one.has | one.supposed) & one.lacks
        assert one.has <= sure
        assert not listed[one.occupation].shrinking


@given(st.lists(places, min_size=2, max_size=8), people)
def test_every_way_leads_in_the_right_direction_and_every_other_has_a_reason(
    listed: list[Place], known: dict[int, float]
) -> None:
    found = made(listed).transitions(known, known, origin=0, direction=STRICT, count=len(listed))
    here = listed[0]
    near = sum(1 for one in listed if one.essential & known.keys())

    assert near == len(found.offered) + sum(found.against.values())
    for one in found.offered:
        there = listed[one.occupation]

        assert one.occupation != 0
        assert not there.shrinking
        assert there.demand is None or there.demand >= STRICT.least_demand
        assert None in {here.level, there.level} or abs(int(there.level or 0) - int(here.level or 0)) <= 1
        assert None in {here.wage, there.wage} or int(there.wage or 0) >= 0.75 * int(here.wage or 0)
        assert len(there.essential - known.keys()) <= STRICT.most_gaps
        assert len(there.essential & known.keys()) >= STRICT.least_sure * len(there.essential)


@pytest.mark.parametrize(
    ("there", "why"),
    [
        (place(0, 1, shrinking=True), Against.SHRINKING),
        (place(0, 1, demand=2), Against.DEMAND),
        (place(0, 1, level=4), Against.LEVEL),
        (place(0, 1, wage=1490), Against.WAGE),
        (place(0, 3, 4, 5, 6), Against.DISTANCE),
        (place(0, 1, level=3, wage=1500, demand=3), None),
        (place(0, 1), None),
    ],
)
def test_each_reason_is_told(there: Place, why: Against | None) -> None:
    here = place(0, 1, 2, level=2, wage=2000, shrinking=True)
    found = made([here, there]).transitions({0: 1.0, 1: 1.0}, {0, 1}, origin=0, direction=STRICT, count=5)

    assert found.against == ({Against.SAME: 1} if why is None else {Against.SAME: 1, why: 1})
    assert len(found.offered) == (why is None)


def test_what_is_only_supposed_opens_no_way() -> None:
    occupations = made([place(0, 1, 2)])
    found = occupations.transitions({0: 1.0, 1: 0.5, 2: 0.5}, {0}, origin=None, direction=STRICT, count=5)
    sure = occupations.transitions({0: 1.0, 1: 0.5, 2: 0.5}, {0, 1}, origin=None, direction=STRICT, count=5)

    assert found.against == {Against.DISTANCE: 1}
    assert [one.supposed for one in sure.offered] == [{2}]


def test_without_where_somebody_comes_from_level_and_wage_decide_nothing() -> None:
    occupations = made([place(0, 1, level=1, wage=3000), place(0, 1, level=4, wage=1000)])
    found = occupations.transitions({0: 1.0}, {0}, origin=None, direction=STRICT, count=5)

    assert {one.occupation for one in found.offered} == {0, 1}


def test_what_is_only_supposed_is_not_told_as_sure() -> None:
    (way,) = made([place(0, 1, 2)]).transitions({0: 1.0, 1: 0.3}, {0}, origin=None, direction=ANYWHERE, count=1).offered

    assert (way.has, way.supposed, way.lacks) == ({0}, {1}, {2})


def test_who_told_nothing_gets_no_list() -> None:
    assert made([place(0)]).transitions({}, (), origin=None, direction=ANYWHERE, count=5).offered == ()


def test_lists_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="1 occupations, but 2 rows"):
        Occupations([place(0)], Table.of([{0: 1.0}, {1: 1.0}], width=2), np.ones(2))
