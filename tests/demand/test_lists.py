"""What may be chosen for a vacancy and which occupations the law guards: lists of the schemes, with their sources."""

import datetime as dt
from pathlib import Path

import pytest

from overstap.core.demand import RequirementKind
from overstap.demand.actions import change_vacancy, offer_vacancy
from overstap.demand.lists import (
    BrokenListError,
    demand_choices,
    read_choices,
    read_regulated,
    regulated_for,
    regulated_professions,
)
from overstap.demand.models import Requirement, Site
from overstap.demand.values import VacancyFields
from overstap.rules.loader import shipped_folder
from overstap.taxonomy.actions import load_starter
from overstap.taxonomy.reading.starter import occupation_uri
from tests.factories.demand import broker, make_employer


def shipped(folder: str) -> str:
    return (shipped_folder() / folder / "2026.1.toml").read_text(encoding="utf-8")


def test_every_choice_and_every_profession_says_where_it_comes_from() -> None:
    choices = demand_choices()
    assert all(one.source for one in (*choices.licences, *choices.physical))
    assert all(one.law and one.ask and one.register for one in regulated_professions().values())
    assert (choices.full_week, choices.first_least) == (36, 24)


def test_the_eleven_professions_of_the_care_register_are_there() -> None:
    names = [one.code for one in regulated_professions().values() if one.register.startswith("BIG-register")]
    assert len(names) == 11


def test_an_occupation_that_the_law_does_not_guard_asks_nothing() -> None:
    assert regulated_for(occupation_uri("kassamedewerker")) is None
    guarded = regulated_for(occupation_uri("wijkverpleegkundige"))
    assert guarded is not None
    assert guarded.code == "verpleegkundige"


@pytest.mark.parametrize(
    ("folder", "right", "wrong", "told"),
    [
        ("vraaglijsten", "value = 36", "value = 61", "hours.full_week"),
        ("vraaglijsten", 'code = "AM"', 'code = "A"', "'A' stands there twice"),
        ("vraaglijsten", 'nl = "Lang staan"', 'nl = ""', "'nl' is missing"),
        ("vraaglijsten", "published_on = 2026-11-23", 'published_on = "gisteren"', "no date"),
        ("gereglementeerde-beroepen", 'isco = "2211"', 'isco = "22"', "no unit group"),
        ("gereglementeerde-beroepen", '["fysiotherapeut"]', '["fysio"]', "no occupation of our list"),
        ("gereglementeerde-beroepen", '["fysiotherapeut"]', '["verpleegkundige"]', "another profession"),
        ("gereglementeerde-beroepen", 'sector = "zorg"', 'sector = "zorgen"', "no sector"),
    ],
)
def test_a_list_with_a_mistake_is_refused_with_what_is_wrong(
    tmp_path: Path, folder: str, right: str, wrong: str, told: str
) -> None:
    text = shipped(folder)
    assert right in text
    file = tmp_path / "2026.2.toml"
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    reader = read_choices if folder == "vraaglijsten" else read_regulated
    with pytest.raises(BrokenListError, match=told):
        reader(file)


@pytest.mark.django_db
def test_a_vacancy_for_a_guarded_occupation_asks_the_proof_once_whoever_writes_it(now: dt.datetime) -> None:
    load_starter(now=now)
    employer = make_employer()
    site = Site.objects.get(employer=employer).pk
    fields = VacancyFields(site, "Verpleegkundige", occupation_uri("verpleegkundige"))
    actor = broker()

    made = offer_vacancy(actor=actor, employer_id=employer.pk, fields=fields, opened=True, now=now)
    assert isinstance(made, int)
    change_vacancy(actor=actor, vacancy_id=made, fields=fields, now=now)

    asked = Requirement.objects.get(vacancy_id=made, kind=RequirementKind.RECOGNITION)
    assert (asked.need, asked.code, asked.name) == ("nodig", "verpleegkundige", "BIG-registratie verpleegkundige")
