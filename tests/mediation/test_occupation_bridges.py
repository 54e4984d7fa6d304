"""Weeks and euros to other work, without a vacancy: what is shown closes what it says, and nothing cheaper does."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.mediation.careers import CareerIdea, career_of_occupation
from overstap.mediation.crossing import nearest, ways_over
from overstap.mediation.occupation_bridges import course_payers, occupation_bridges
from overstap.mediation.skills import SkillName, skill_space
from overstap.taxonomy.reading.starter import occupation_uri, skill_uri
from overstap.training.values import OfferedTraining
from tests.conftest import START
from tests.factories.people import make_professional
from tests.factories.training import a_scene, make_training

TODAY = START.date()
GAPS = tuple("abcd")

trainings = st.lists(
    st.tuples(st.sets(st.sampled_from(GAPS), min_size=1), st.integers(1, 20), st.integers(0, 5)), max_size=6
)


def skill(code: str) -> SkillName:
    return next(one for one in skill_space().names if one.uri == skill_uri(code))


def idea(lacks: tuple[str, ...], maybe: tuple[str, ...] = (), uri: str = "urn:een") -> CareerIdea:
    return CareerIdea(
        uri=uri, name_nl="Werk", name_en="Work", score=50.0, has=(), supposed=tuple(skill(one) for one in maybe),
        maybe=tuple(skill(one) for one in maybe), lacks=tuple(skill(one) for one in lacks), welcome=(), shares=(),
    )  # fmt: skip


@given(told=trainings, weeks=st.integers(1, 40), cents=st.integers(0, 15))
def test_no_choice_of_trainings_closes_more_or_as_much_for_less(
    told: list[tuple[set[str], int, int]], weeks: int, cents: int
) -> None:
    offers = [
        OfferedTraining(number, f"T{number}", "x", None, took, paid, "online", "", False, frozenset(teaches))
        for number, (teaches, took, paid) in enumerate(told)
    ]
    ways = ways_over(GAPS, nearest(GAPS, offers, 60), weeks=weeks, cents=cents, most=100)
    every = [
        (
            len(frozenset().union(*(one.teaches for one in some))),
            sum(one.weeks for one in some),
            sum(one.cents for one in some),
        )
        for size in range(1, len(offers) + 1)
        for some in combinations(offers, size)
    ]
    within = [one for one in every if one[1] <= weeks and one[2] <= cents]
    best = max((one[0] for one in within), default=0)

    assert bool(ways) == bool(best)
    for way in ways:
        chosen = [offers[int(key)] for key in way.trainings]
        assert {GAPS[place] for place in way.closes} == set().union(*(one.teaches for one in chosen))
        assert (way.weeks, way.cents) == (sum(one.weeks for one in chosen), sum(one.cents for one in chosen))
        assert len(way.closes) == best
    if ways:
        full = [one for one in within if one[0] == best]
        assert ways[0].cents == min(one[2] for one in full)
        assert ways[-1].weeks == min(one[1] for one in full)


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
@pytest.mark.requirement("R-359")
def test_other_work_tells_its_weeks_euros_and_the_longer_way_if_a_guess_is_wrong() -> None:
    make_training("heftruck", weeks=2, price_cents=400_00)
    make_training("lassen", weeks=6, price_cents=900_00)
    fast = make_training("heftruck", "lassen", weeks=3, price_cents=2000_00)
    make_training("kassa", weeks=1, price_cents=50_00)
    found = occupation_bridges([idea(("heftruck", "lassen"), ("kassa",))], "AM26", TODAY)["urn:een"]

    assert found.cheapest is not None
    assert (found.cheapest.weeks, found.cheapest.cents) == (8, 1300_00)
    assert found.shortest is not None
    assert [one.id for one in found.shortest.trainings] == [fast.pk]
    assert found.doubt is not None
    assert (found.doubt.weeks, found.doubt.cents) == (9, 1350_00)
    assert found.untaught == ()


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_what_nobody_teaches_near_is_named_and_a_guess_that_cannot_be_learned_promises_nothing() -> None:
    make_training("heftruck", weeks=2)
    make_training("lassen", weeks=2, region="AM01")
    bridges = occupation_bridges(
        [idea(("heftruck", "lassen"), ("kassa",)), idea(("lassen",), uri="urn:twee"), idea((), uri="urn:drie")],
        "AM26",
        TODAY,
    )

    assert [one.uri for one in bridges["urn:een"].untaught] == [skill_uri("lassen")]
    assert bridges["urn:een"].doubt is None
    assert bridges["urn:twee"].ways == ()
    assert [one.uri for one in bridges["urn:twee"].untaught] == [skill_uri("lassen")]
    assert (bridges["urn:drie"].ways, bridges["urn:drie"].untaught) == ((), ())
    everywhere = occupation_bridges([idea(("lassen",))], "", TODAY)["urn:een"]
    assert everywhere.cheapest is not None


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_who_lacks_very_much_is_told_that_it_is_a_new_craft() -> None:
    every = tuple(skill_space().names[:13])
    much = CareerIdea("urn:een", "Werk", "Work", 1.0, (), (), (), every, (), ())
    found = occupation_bridges([much], "", TODAY)["urn:een"]

    assert found.too_many
    assert (found.ways, found.untaught) == ((), ())


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_the_trainings_are_read_once_for_all_ideas(django_assert_max_num_queries: object) -> None:
    make_training("heftruck")
    make_training("lassen")
    ideas = [idea(("heftruck", "lassen"), uri=f"urn:{number}") for number in range(10)]
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        found = occupation_bridges(ideas, "AM26", TODAY)

    assert len(found) == 10
    assert all(one.cheapest for one in found.values())


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_who_may_pay_is_told_to_who_sees_the_arrangement_only() -> None:
    scene, _ = a_scene()
    payers = course_payers(scene.adviser, scene.case.pk, now=START)

    assert "C1" in {one.id for one in payers}
    assert course_payers(make_professional(region="AM01"), scene.case.pk, now=START) == ()


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_every_idea_for_an_occupation_gets_its_bridge() -> None:
    career = career_of_occupation(occupation_uri("bediening"), "AM26", TODAY)
    found = occupation_bridges(career.ideas, career.region_code, TODAY)

    assert career.ideas
    assert set(found) == {one.uri for one in career.ideas}
    assert all(found[one.uri].untaught == one.lacks for one in career.ideas)
