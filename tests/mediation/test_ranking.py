"""Who fits what: hard conditions first, an exact list, terms that add up, and a class that says what is lacking."""

import datetime as dt
from collections.abc import Collection

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.matching.tables import Table
from overstap.matching.weighing import weighed
from overstap.mediation.conditions import Condition, Wishes, cross_out
from overstap.mediation.openings import Openings
from overstap.mediation.profiles import Ability, Basis, Seeker
from overstap.mediation.ranking import MatchClass, TermKind, best_openings, gaps_between
from overstap.mediation.settings import matching_settings
from overstap.mediation.skills import Asked, skill_space
from overstap.mediation.travel import travel_minutes
from overstap.taxonomy.reading.starter import occupation_uri
from tests.conftest import START
from tests.factories.mediation import opening

TODAY = START.date()
NOBODY = Wishes()


def seeker(skills: Collection[int] = (), **more: object) -> Seeker:
    abilities = {skill: Ability(1.0, Basis.NAMED) for skill in skills}
    told: dict[str, object] = {"case_id": 1, "region_code": "AM26", "municipality": "Tilburg"} | more
    return Seeker(abilities=abilities, **told)  # type: ignore[arg-type]


def cook() -> Seeker:
    return seeker(skill_space().occupations[occupation_uri("kok")].essential)


def left(who: Seeker, *, wishes: Wishes = NOBODY, loosened: Collection[Condition] = (), **more: object) -> int:
    openings = Openings.of([opening(**more)])
    return cross_out(who, wishes, openings, TODAY, loosened=loosened).admitted


@pytest.mark.parametrize(
    ("who", "crossed", "kept"),
    [
        (seeker(hours=20), {"hours_least": 36, "hours_most": 40}, {"hours_least": 24, "hours_most": 36}),
        (seeker(hours=36), {"hours_least": 4, "hours_most": 12}, {"hours_least": 32, "hours_most": 40}),
        (
            seeker(available_from=TODAY + dt.timedelta(90)),
            {"starts_on": TODAY + dt.timedelta(7)},
            {"starts_on": TODAY + dt.timedelta(80)},
        ),
        (
            seeker(licences=frozenset({"rijbewijsb"})),
            {"requirements": (("bewijs", "Rijbewijs C", "nodig", ""),)},
            {"requirements": (("bewijs", "rijbewijs-b", "nodig", ""),)},
        ),
        (seeker(), {"requirements": (("diploma", "Mbo verpleegkundige", "nodig", ""),)}, {}),
        (seeker(), {"requirements": (("beroepserkenning", "BIG", "nodig", ""),)}, {}),
        (
            seeker(languages={"nederlands": "A2"}),
            {"requirements": (("taal", "Nederlands", "nodig", "B1"),)},
            {"requirements": (("taal", "Nederlands", "nodig", "A2"),)},
        ),
        (seeker(travel_minutes=30, travel_by=("fiets",)), {"municipality": "Breda"}, {"municipality": "Tilburg"}),
        (seeker(municipality="Elders"), {"region_code": "AM01", "municipality": "?"}, {"municipality": "?"}),
    ],
)
def test_a_hard_condition_crosses_out_what_does_not_go_and_keeps_what_does(
    who: Seeker, crossed: dict[str, object], kept: dict[str, object]
) -> None:
    assert left(who, **crossed) == 0
    assert left(who, **kept) == 1


def test_what_nobody_said_crosses_out_nothing_but_papers() -> None:
    asked = (("taal", "Nederlands", "nodig", "C1"), ("bewijs", "VCA", "handig", ""))

    assert left(seeker(), hours_least=4, hours_most=4, starts_on=TODAY, requirements=asked) == 1


@pytest.mark.parametrize(
    ("wish", "more"),
    [
        (("soort", "leerbaan"), {"kind": "leerbaan"}),
        (("lichamelijk", "tillen"), {"physical": ("tillen",)}),
        (("onregelmatig", "ja"), {"irregular": True}),
        (("werkgever", "1"), {}),
        (("beroep", occupation_uri("kok")), {}),
    ],
)
def test_a_wish_crosses_out_what_somebody_does_not_want(wish: tuple[str, str], more: dict[str, object]) -> None:
    wishes = Wishes(words=frozenset({wish}))

    assert left(seeker(), wishes=wishes, **more) == 0
    assert left(seeker(), wishes=wishes, kind="regulier", employer_id=2, occupation_uri=occupation_uri("ober")) == 1


def test_what_falls_out_is_told_with_what_was_lacking_and_returns_when_loosened() -> None:
    lorry = (("bewijs", "Rijbewijs C", "nodig", ""),)
    openings = Openings.of(
        [opening(1), opening(2, requirements=lorry), opening(3, requirements=lorry, hours_least=40, hours_most=40)]
    )
    who = seeker(hours=24)

    strict, loose = (cross_out(who, NOBODY, openings, TODAY, loosened=some) for some in ((), {Condition.LICENCE}))
    licence = next(one for one in strict.left_out if one.condition is Condition.LICENCE)

    assert strict.admitted == 1
    assert (licence.number, licence.alone, licence.details) == (2, 1, (("rijbewijsc", 2),))
    assert loose.admitted == 2


def test_what_somebody_refused_does_not_return_however_much_is_loosened() -> None:
    assert left(cook(), wishes=Wishes(refused=frozenset({1})), loosened=set(Condition)) == 0


@pytest.mark.requirement("R-359")
def test_who_has_six_of_eight_can_be_made_suitable_with_a_gap_of_two() -> None:
    asked = Asked(tuple(range(8)), (8,))

    gaps = gaps_between(seeker(range(6)), asked)

    assert gaps.match_class is MatchClass.BRIDGE
    assert (gaps.lacking_essential, gaps.lacking_optional) == ((6, 7), (8,))


@pytest.mark.parametrize(
    ("has", "expected"), [(8, MatchClass.SUITED), (7, MatchClass.BRIDGE), (4, MatchClass.BRIDGE), (3, MatchClass.FAR)]
)
def test_the_class_follows_what_is_needed(has: int, expected: MatchClass) -> None:
    assert gaps_between(seeker(range(has)), Asked(tuple(range(8)), ())).match_class is expected


def test_what_is_only_supposed_makes_nobody_suited() -> None:
    perhaps = Seeker(1, "AM26", "Tilburg", {skill: Ability(0.5, Basis.INFERRED) for skill in range(8)})
    gaps = gaps_between(perhaps, Asked(tuple(range(8)), ()))

    assert gaps.match_class is MatchClass.FAR
    assert (gaps.confirmed, gaps.lacking_essential) == ((), ())


def test_a_third_that_is_sure_and_the_rest_supposed_can_be_made_suitable() -> None:
    sure = {skill: Ability(1.0, Basis.NAMED) for skill in range(3)}
    perhaps = {skill: Ability(0.5, Basis.INFERRED) for skill in range(3, 8)}
    near = Seeker(1, "AM26", "Tilburg", sure | perhaps)

    assert gaps_between(near, Asked(tuple(range(8)), ())).match_class is MatchClass.BRIDGE
    assert gaps_between(near, Asked((0, *range(3, 8)), ())).match_class is MatchClass.FAR


_PROFILES = st.dictionaries(
    st.integers(0, skill_space().width - 1),
    st.tuples(st.sampled_from([0.2, 0.5, 0.8, 1.0]), st.sampled_from(list(Basis))),
    min_size=1,
    max_size=30,
)
_DEMAND = st.lists(
    st.tuples(st.sampled_from(sorted(skill_space().occupations)), st.integers(0, 80), st.integers(1, 40)),
    min_size=1,
    max_size=40,
)


@given(profile=_PROFILES, demand=_DEMAND, prices=st.dictionaries(st.integers(1, 40), st.floats(0, 0.3), max_size=40))
def test_the_terms_add_up_to_the_total_and_the_list_is_the_best_that_there_is(
    profile: dict[int, tuple[float, Basis]], demand: list[tuple[str, int, int]], prices: dict[int, float]
) -> None:
    who = Seeker(1, "AM26", "Tilburg", {skill: Ability(*one) for skill, one in profile.items()})
    openings = Openings.of(
        opening(place, occupation_uri=uri, confirmed_on=TODAY - dt.timedelta(old), hours_least=hours, hours_most=hours)
        for place, (uri, old, hours) in enumerate(demand, start=1)
    )

    made = best_openings(who, NOBODY, openings, TODAY, prices=prices, count=5).matches
    every = best_openings(who, NOBODY, openings, TODAY, prices=prices, count=len(demand)).matches

    for match in made:
        running = 0.0
        for term in match.terms:
            running += term.value
        assert running == match.total
    assert made == every[:5]
    assert [one.total for one in every] == sorted((one.total for one in every), reverse=True)


def test_the_score_is_that_of_plain_sums_and_the_longer_search_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    openings = Openings.of(
        opening(place, occupation_uri=uri, confirmed_on=TODAY - dt.timedelta(60 * (place % 2)))
        for place, uri in enumerate(sorted(skill_space().occupations), start=1)
    )
    row = weighed(Table.of([cook().row()], width=skill_space().width), skill_space().rare).row(0)

    wide = best_openings(cook(), NOBODY, openings, TODAY, count=20).matches
    numbers = tuple(matching_settings().numbers)
    few = [one if one.key != "lists.searched" else type(one)(one.key, 20.0, one.because) for one in numbers]
    narrow_settings = type(matching_settings())("proef", TODAY, "proef", tuple(few))
    monkeypatch.setattr("overstap.mediation.ranking.matching_settings", lambda: narrow_settings)
    narrow = best_openings(cook(), NOBODY, openings, TODAY, count=20).matches

    assert narrow == wide
    for match in wide:
        asked = openings.rows.row(match.number)
        assert match.score == pytest.approx(sum(row[one] * weight for one, weight in asked.items() if one in row))
        assert len(asked) == np.count_nonzero(
            [
                one.kind in {TermKind.HAS, TermKind.SUPPOSED, TermKind.LACKS_ESSENTIAL, TermKind.LACKS_OPTIONAL}
                for one in match.terms
            ]
        )


def test_a_crowded_vacancy_keeps_its_score_and_sinks_in_the_list() -> None:
    openings = Openings.of([opening(1), opening(2)])

    quiet = best_openings(cook(), NOBODY, openings, TODAY).matches
    busy = best_openings(cook(), NOBODY, openings, TODAY, prices={1: 0.02}).matches

    assert [one.vacancy_id for one in quiet] == [1, 2]
    assert [one.vacancy_id for one in busy] == [2, 1]
    assert busy[1].score == quiet[0].score
    assert (busy[1].crowded, busy[0].crowded) == (True, False)


def test_who_named_nothing_gets_an_empty_list_and_no_guess() -> None:
    answer = best_openings(seeker(), NOBODY, Openings.of([opening()]), TODAY)

    assert answer.matches == ()
    assert (answer.looked_at, answer.admitted) == (1, 1)


def test_a_vacancy_without_skills_of_its_own_asks_what_its_occupation_asks_and_says_so() -> None:
    named = (("competentie", skill_space().names[3].uri, "nodig", ""),)
    plain, own = Openings.of([opening()]), Openings.of([opening(requirements=named)])

    assert best_openings(cook(), NOBODY, plain, TODAY).matches[0].derived
    assert own.derived == frozenset()
    assert set(own.raw.row(0)) == {3}


def test_travelling_takes_longer_by_bicycle_and_nobody_is_supposed_to_have_a_car() -> None:
    bicycle, car = (travel_minutes("Tilburg", "Breda", (one,)) for one in ("fiets", "auto"))
    unsaid = travel_minutes("Tilburg", "Breda", ())

    assert bicycle is not None
    assert car is not None
    assert unsaid is not None
    assert car < unsaid < bicycle
    assert travel_minutes("Tilburg", "Elders", ("auto",)) is None
