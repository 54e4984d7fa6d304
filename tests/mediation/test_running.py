"""All lists of a region at once: everybody who agreed, no vacancy on too many lists, never twice a day."""

import dataclasses
import datetime as dt

import pytest

from overstap.mediation import actions, queries
from overstap.mediation.actions.running import lists_of
from overstap.mediation.conditions import Wishes
from overstap.mediation.market import openings_on, prices_of
from overstap.mediation.models import MatchRun, OpeningPrice, RunMatch
from overstap.mediation.openings import Openings
from overstap.mediation.profiles import Ability, Basis, Seeker
from overstap.mediation.ranking import best_openings
from overstap.mediation.settings import matching_settings
from overstap.mediation.skills import skill_space
from overstap.parties.models import Region
from overstap.taxonomy.reading.starter import occupation_uri
from tests.conftest import START
from tests.factories.mediation import let_look_for, make_seeker, make_vacancy, opening
from tests.factories.people import party_of

TODAY = START.date()


@pytest.mark.django_db
@pytest.mark.requirement("R-408")
def test_only_who_agreed_gets_a_list_and_a_second_time_on_a_day_changes_nothing() -> None:
    agreed, _one = make_seeker(work=["Kok"])
    make_seeker(work=["Kok"])
    let_look_for(agreed, party_of("gemeente"))
    vacancy = make_vacancy()
    far = make_vacancy(municipality="Groningen", region="AM01")
    first = actions.match_region(region_code="AM26", now=START)
    again = actions.match_region(region_code="AM26", now=START + dt.timedelta(hours=3))
    next_day = actions.match_region(region_code="AM26", now=START + dt.timedelta(days=1))

    assert (first.people, first.openings, first.matches, first.already) == (1, 1, 1, False)
    assert again == dataclasses.replace(first, already=True)
    assert not next_day.already
    assert set(RunMatch.objects.values_list("case_id", "vacancy_id")) == {(agreed.pk, vacancy.pk)}
    assert far.pk != vacancy.pk
    assert MatchRun.objects.count() == 2


@pytest.mark.django_db
def test_the_lists_of_yesterday_go_and_regions_that_are_not_open_wait() -> None:
    agreed, _one = make_seeker(work=["Kok"])
    let_look_for(agreed, party_of("gemeente"))
    make_vacancy()
    Region.objects.update(live_on=TODAY + dt.timedelta(days=9))
    asleep = actions.match_open_regions(now=START)
    Region.objects.filter(code="AM26").update(live_on=TODAY)
    first = actions.match_open_regions(now=START)
    again = actions.match_open_regions(now=START + dt.timedelta(hours=1))
    tomorrow = actions.match_open_regions(now=START + dt.timedelta(days=1))

    assert (asleep, first, again, tomorrow) == (0, 1, 0, 1)
    assert list(RunMatch.objects.values_list("run__day", flat=True)) == [TODAY + dt.timedelta(days=1)]


@pytest.mark.django_db
def test_a_region_that_breaks_off_leaves_nothing_behind_and_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    case, _person = make_seeker(work=["Kok"])
    let_look_for(case, party_of("gemeente"))
    make_vacancy()

    def stop(*_given: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(RunMatch.objects, "bulk_create", stop)
        with pytest.raises(KeyboardInterrupt):
            actions.match_region(region_code="AM26", now=START)

    assert not MatchRun.objects.exists()
    assert actions.match_region(region_code="AM26", now=START).matches == 1


@pytest.mark.django_db
def test_a_price_of_the_last_run_moves_a_list_and_is_told_as_crowded() -> None:
    case, person = make_seeker(work=["Kok"])
    first, second = make_vacancy(), make_vacancy()
    let_look_for(case, party_of("gemeente"))
    actions.match_region(region_code="AM26", now=START)
    OpeningPrice.objects.create(run=MatchRun.objects.get(), vacancy=first, price=0.03)
    page = queries.suited_vacancies(person, case.pk, now=START)

    assert [one.vacancy.id for one in page.rows] == [second.pk, first.pk]
    assert [one.crowded for one in page.rows] == [False, True]
    assert page.prices == prices_of("AM26", TODAY).version


@pytest.mark.django_db
def test_no_vacancy_stands_on_more_lists_than_the_weights_say() -> None:
    cook = skill_space().occupations[occupation_uri("kok")].essential
    abilities = {skill: Ability(1.0, Basis.NAMED) for skill in cook}
    seekers = [Seeker(number, "AM26", "Tilburg", abilities) for number in range(60)]
    openings = Openings.of(opening(number) for number in range(1, 4))
    best, prices = lists_of(seekers, openings, TODAY)
    stands = [int((best.numbers == number).sum()) for number in range(3)]

    assert stands == [matching_settings().whole("lists.cap")] * 3
    assert all(price > 0 for price in prices)


@pytest.mark.django_db
def test_with_room_enough_everybody_gets_the_list_of_their_own_page() -> None:
    uris = sorted(skill_space().occupations)
    openings = Openings.of(opening(number, occupation_uri=uri) for number, uri in enumerate(uris[:60], start=1))
    seekers = [
        Seeker(
            number,
            "AM26",
            "Tilburg",
            {skill: Ability(1.0, Basis.NAMED) for skill in skill_space().occupations[uris[number]].essential},
        )
        for number in range(12)
    ]
    best, prices = lists_of(seekers, openings, TODAY)

    assert not prices.any()
    for who, seeker in enumerate(seekers):
        alone = best_openings(seeker, Wishes(), openings, TODAY).matches
        assert [number for number in best.numbers[who].tolist() if number >= 0] == [one.number for one in alone]


@pytest.mark.django_db
def test_all_vacancies_are_read_again_when_one_changes() -> None:
    make_vacancy()
    before = openings_on(TODAY)
    make_vacancy()

    assert openings_on(TODAY) is openings_on(TODAY)
    assert len(openings_on(TODAY)) == len(before) + 1
