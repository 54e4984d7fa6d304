"""What else somebody can do with what they can: near, asked, explained, and with nothing of who they are."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone

from overstap.audit.models import AuditLine
from overstap.casework.actions.profile import add_profile_line
from overstap.casework.models import Case, RegionalValue
from overstap.casework.values import ProfileLine
from overstap.core.actor import Actor, Role
from overstap.core.decision import NotFoundError
from overstap.demand.models import Employer, Site, Tension, Vacancy
from overstap.matching.transitions import Against
from overstap.mediation.careers import career_of_case, career_of_occupation
from overstap.mediation.directions import direction_settings, read_directions
from overstap.mediation.settings import BrokenWeightsError
from overstap.mediation.skills import skill_space
from overstap.parties.models import Region
from overstap.rules.loader import shipped_folder
from overstap.taxonomy.reading.starter import occupation_uri
from tests.conftest import START
from tests.factories.cases import given, make_case
from tests.factories.people import make_professional, make_user, person_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

DAY = timezone.localdate(START)
WAITER = occupation_uri("bediening")


def a_waiter() -> tuple[Case, Actor]:
    scene = make_case()
    person = person_actor(scene.participant)
    line = ProfileLine("werk", skill_space().occupations[WAITER].nl, from_month=dt.date(2015, 1, 1))
    given(add_profile_line(actor=person, case_id=scene.pk, line=line, now=START))
    return scene, person


def publish(uri: str, value: int, region: str | None = None, published_on: dt.date = DAY) -> None:
    Tension.objects.create(
        occupation_uri=uri,
        region=Region.objects.get(code=region) if region else None,
        period_from=published_on - dt.timedelta(days=90),
        period_until=published_on,
        value=value,
        source="Cijfers voor deze test",
        published_on=published_on,
        read_at=START,
    )


def open_vacancy(uri: str, municipality: str = "Tilburg", region: str = "AM26", **more: object) -> Vacancy:
    employer = Employer.objects.create(name="De Test", created_at=START)
    site = Site.objects.create(
        employer=employer, municipality=municipality, region=Region.objects.get(code=region), main=True
    )
    plain = {
        "title": "Werk", "occupation_edition": "t", "occupation_name": "Werk", "kind": "regulier",
        "contract": "onbepaald", "hours_least": 20, "hours_most": 36, "state": "open", "confirmed_at": START,
        "source": "getypt", "created_at": START,
    }  # fmt: skip
    return Vacancy.objects.create(employer=employer, site=site, occupation_uri=uri, **(plain | more))


@pytest.mark.requirement("R-351")
def test_somebody_gets_at_most_ten_ideas_with_why_and_what_is_left_to_learn() -> None:
    case, person = a_waiter()
    career = career_of_case(person, case.pk, now=START)

    assert career.origin_nl == skill_space().occupations[WAITER].nl
    assert career.origin_shrinks
    assert 0 < len(career.ideas) <= direction_settings().length
    assert WAITER not in {one.uri for one in career.ideas}
    assert career.against[Against.SHRINKING] > 0
    for one in career.ideas:
        occupation = skill_space().occupations[one.uri]

        assert one.has
        assert sum(share for _, share in one.shares) == one.score
        assert len(one.lacks) <= direction_settings().direction.most_gaps
        assert occupation.sector not in {"horeca", "luchtvaart", "cultuur"}


@pytest.mark.requirement("R-361")
def test_how_much_an_occupation_is_asked_is_told_with_its_source_and_date() -> None:
    case, person = a_waiter()
    first, second, *_ = career_of_case(person, case.pk, now=START).ideas
    publish(first.uri, 4)
    publish(first.uri, 5, region="AM26", published_on=DAY - dt.timedelta(days=10))
    publish(second.uri, 4, region="AM01")
    open_vacancy(first.uri)
    ideas = {one.uri: one for one in career_of_case(person, case.pk, now=START).ideas}
    tension = ideas[first.uri].tension

    assert tension is not None
    assert (tension.value, tension.region_code, tension.source) == (5, "AM26", "Cijfers voor deze test")
    assert tension.published_on == DAY - dt.timedelta(days=10)
    assert ideas[first.uri].open_vacancies == 1
    assert (ideas[second.uri].tension, ideas[second.uri].open_vacancies) == (None, 0)


@pytest.mark.requirement("R-361")
def test_an_occupation_that_hardly_anyone_asks_is_not_offered() -> None:
    case, person = a_waiter()
    first = career_of_case(person, case.pk, now=START).ideas[0]
    publish(first.uri, direction_settings().direction.least_demand - 1)
    career = career_of_case(person, case.pk, now=START)

    assert first.uri not in {one.uri for one in career.ideas}
    assert career.against[Against.DEMAND] == 1


def test_figures_of_after_the_day_are_not_known_yet() -> None:
    case, person = a_waiter()
    first = career_of_case(person, case.pk, now=START).ideas[0]
    publish(first.uri, 1, published_on=DAY + dt.timedelta(days=1))

    assert career_of_case(person, case.pk, now=START).ideas[0].uri == first.uri


@pytest.mark.parametrize(
    "more",
    [
        {"state": "concept"},
        {"state": "verlopen"},
        {"places": 1, "taken": 1},
        {"closes_on": DAY - dt.timedelta(days=1)},
        {"municipality": "Groningen", "region": "AM01"},
    ],
)
def test_a_vacancy_that_nobody_can_take_is_not_counted(more: dict[str, object]) -> None:
    case, person = a_waiter()
    first = career_of_case(person, case.pk, now=START).ideas[0]
    open_vacancy(first.uri, **more)

    assert career_of_case(person, case.pk, now=START).ideas[0].open_vacancies == 0


@pytest.mark.requirement("R-106")
def test_the_region_decides_which_sectors_shrink() -> None:
    case, person = a_waiter()
    first = career_of_case(person, case.pk, now=START).ideas[0]
    sector = skill_space().occupations[first.uri].sector
    (parameter,) = direction_settings().shrinking[sector]
    RegionalValue.objects.create(
        region=case.region,
        scheme="selectie",
        parameter=parameter,
        value=True,
        valid_from=DAY,
        set_at=START,
        because="Veel ontslagen",
        set_by=make_user(),
    )

    assert first.uri not in {one.uri for one in career_of_case(person, case.pk, now=START).ideas}


def test_who_filled_in_nothing_gets_no_ideas_but_is_told_so() -> None:
    case = make_case()
    career = career_of_case(person_actor(case.participant), case.pk, now=START)

    assert (career.ideas, career.known, career.origin_nl) == ((), 0, "")


def test_who_looked_is_written_down_and_others_see_nothing() -> None:
    case, person = a_waiter()
    career_of_case(person, case.pk, now=START)
    for stranger in (make_professional(region="AM01"), make_professional(Role.CASHIER), make_professional(Role.BROKER)):
        with pytest.raises(NotFoundError):
            career_of_case(stranger, case.pk, now=START)

    assert AuditLine.objects.filter(verb="loopbaan_bekijken", mode="lezen", object_id=str(case.pk)).count() == 1


@pytest.mark.requirement("R-351")
def test_a_visitor_gets_ideas_by_an_occupation_alone_and_nothing_is_kept() -> None:
    lines = AuditLine.objects.count()
    career = career_of_occupation(WAITER, "AM26", DAY)

    assert career.ideas
    assert career.origin_shrinks
    assert all(not one.supposed for one in career.ideas)
    assert AuditLine.objects.count() == lines
    with pytest.raises(NotFoundError):
        career_of_occupation("https://elders.example/beroep", "AM26", DAY)


def test_without_a_region_no_vacancies_are_counted() -> None:
    first = career_of_occupation(WAITER, "", DAY).ideas[0]
    open_vacancy(first.uri)

    assert career_of_occupation(WAITER, "", DAY).ideas[0].open_vacancies == 0


def test_a_wrong_file_tells_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    good = (shipped_folder() / "overgangen" / "2026.1.toml").read_text(encoding="utf-8")
    file = tmp_path / "x.toml"
    file.write_text(good.replace("value = 0.75", 'value = "veel"').replace("[list.length]", "[list.lengte]"))

    with pytest.raises(BrokenWeightsError) as error:
        read_directions(file)

    assert str(error.value).splitlines() == [
        "x.toml: 'direction.least_wage' is no number of zero or more",
        "x.toml: 'list.lengte' is not known",
        "x.toml: 'list.length' is missing",
    ]
    file.write_text(good.replace("9 = 1 }", "9 = 7 }"))
    with pytest.raises(BrokenWeightsError, match="level from 1 to 4"):
        read_directions(file)


def test_every_sector_that_shrinks_is_a_sector_and_its_parameter_exists() -> None:
    settings = direction_settings()
    sectors = {one.sector for one in skill_space().occupations.values()}

    assert set(settings.shrinking) <= sectors
    for sector in settings.shrinking:
        settings.shrinks(sector, "AM26", DAY)
    assert replace(settings.direction, version="") != settings.direction
