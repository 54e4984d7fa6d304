"""What a region decides for itself on screen (R-046, R-079, R-106)."""

import datetime as dt

import pytest
from django.test import Client

from overstap.casework.models import RegionalValue
from overstap.casework.policy import Term, due, overrides
from tests.conftest import START
from tests.web.browsing import follow, text_of
from tests.web.oversight.test_regions import day
from tests.web.oversight.watching import as_coordinator, as_steering

HERE = "/toezicht/regio/AM26/keuzes/"
ACROSS_BORDERS = f"{HERE}grensoverschrijdende-bemiddeling/functie_beschikbaar/"
FIRST_CONTACT = f"{HERE}termijnen/eerste_contact/"
LANGUAGE = f"{HERE}selectie/taal_drempel/"
GUIDE_AMOUNT = f"{HERE}praktijkleren/richtbedrag_diploma/"
WHY = {"because": "Zo spraken de partijen het af."}
TODAY = START.date()


def chosen() -> RegionalValue:
    return RegionalValue.objects.get()


@pytest.mark.requirement("R-046")
def test_a_region_switches_a_function_off_and_on_without_a_new_program(client: Client) -> None:
    as_coordinator(client)

    off = follow(client, ACROSS_BORDERS, {"value": "nee"} | WHY | day("valid_from", TODAY))
    off_value = overrides("AM26", "grensoverschrijdende-bemiddeling", TODAY)
    elsewhere = overrides("AM01", "grensoverschrijdende-bemiddeling", TODAY)
    follow(client, ACROSS_BORDERS, {"value": "ja"} | WHY | day("valid_from", TODAY))
    on_value = overrides("AM26", "grensoverschrijdende-bemiddeling", TODAY)

    assert "De keuze van de regio is vastgelegd." in text_of(off)
    assert "eigen keuze" in text_of(off)
    assert (off_value, elsewhere, on_value) == ({"functie_beschikbaar": 0}, {}, {"functie_beschikbaar": 1})


@pytest.mark.requirement("R-079")
def test_a_term_of_the_region_holds_from_its_day_on(client: Client) -> None:
    as_coordinator(client)
    later = TODAY + dt.timedelta(days=14)

    shown = follow(client, FIRST_CONTACT, {"value": "3"} | WHY | day("valid_from", later))

    assert "vanaf 1 mrt 2021: 3 dagen" in text_of(shown).lower()
    assert due(Term.CHECK_CRITERIA, region_code="AM26", on=TODAY) == TODAY + dt.timedelta(days=5)
    assert due(Term.CHECK_CRITERIA, region_code="AM26", on=later) == later + dt.timedelta(days=3)


@pytest.mark.parametrize(
    ("url", "given", "kept"), [(LANGUAGE, "B1", "B1"), (GUIDE_AMOUNT, "4.500", 450_000), (FIRST_CONTACT, "7", 7)]
)
def test_each_kind_of_value_is_kept_as_the_scheme_writes_it(client: Client, url: str, given: str, kept: object) -> None:
    as_coordinator(client)

    follow(client, url, {"value": given} | WHY | day("valid_from", TODAY))

    assert chosen().value == kept


@pytest.mark.parametrize(
    ("url", "changed", "field"),
    [
        (FIRST_CONTACT, {"value": "-1"}, "value"),
        (FIRST_CONTACT, {"value": "veel"}, "value"),
        (GUIDE_AMOUNT, {"value": "duur"}, "value"),
        (LANGUAGE, {"value": "D9"}, "value"),
        (ACROSS_BORDERS, {"value": ""}, "value"),
        (FIRST_CONTACT, {"because": ""}, "because"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(client: Client, url: str, changed: dict[str, str], field: str) -> None:
    as_coordinator(client)

    answer = client.post(url, {"value": "3"} | WHY | day("valid_from", TODAY) | changed)

    assert answer.status_code == 400
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not RegionalValue.objects.exists()


def test_a_choice_does_not_reach_back(client: Client) -> None:
    as_coordinator(client)

    answer = client.post(FIRST_CONTACT, {"value": "3"} | WHY | day("valid_from", TODAY - dt.timedelta(days=1)))

    assert answer.status_code == 400
    assert "Een nieuwe waarde kan niet in het verleden beginnen." in text_of(answer)
    assert WHY["because"] in answer.content.decode()


def test_earlier_choices_are_told_with_their_reason(client: Client) -> None:
    actor = as_coordinator(client)
    follow(client, FIRST_CONTACT, {"value": "3"} | WHY | day("valid_from", TODAY))

    words = text_of(client.get(FIRST_CONTACT))

    assert "Nu in deze regio 3 dagen" in words
    assert f"Zo spraken de partijen het af. {actor.name}" in words


@pytest.mark.parametrize(
    "path",
    ["termijnen/kleine_cel/", "termijnen/bestaat_niet/", "bestaat-niet/eerste_contact/", "selectie/minstens_criteria/"],
)
def test_what_is_the_same_everywhere_is_not_found(client: Client, path: str) -> None:
    as_coordinator(client)

    assert client.get(f"{HERE}{path}").status_code == 404
    assert client.post(f"{HERE}{path}", {"value": "1"} | WHY | day("valid_from", TODAY)).status_code == 404


def test_the_steering_group_looks_and_does_not_choose(client: Client) -> None:
    as_steering(client)

    page = client.get(HERE)

    assert page.status_code == 200
    assert "Wat u kunt doen" not in text_of(page)
    assert client.get(FIRST_CONTACT).status_code == 403
    assert client.post(FIRST_CONTACT, {"value": "3"} | WHY).status_code == 403


def test_another_region_is_not_found(client: Client) -> None:
    as_coordinator(client, "AM01")

    assert client.get(HERE).status_code == 404
    assert client.post(FIRST_CONTACT, {"value": "3"} | WHY | day("valid_from", TODAY)).status_code == 404
