"""Who pays, on the screen: money that goes first is asked for, and what it pays is shown everywhere."""

import pytest
from django.test import Client

from tests.factories.arrangements import BASIC, make_composable
from tests.web.arranging import enter, facts, reserved, url, workshop
from tests.web.browsing import follow, text_of

pytestmark = pytest.mark.django_db

FUND = facts(BASIC | {"ofonds_beschikbaar": True})
RETRAINING = {"kans_of_tekortberoep": True, "uit_andere_sector": True, "biedt_werkplek": True}


@pytest.mark.requirement("R-254")
def test_once_a_fund_is_there_the_form_asks_what_it_pays(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)
    where = url("arrangement_choose", scene, "A1")

    before = client.get(where)
    page = client.post(where, workshop(scene, doe="bekijk") | FUND)

    assert 'name="deel_ofonds"' not in before.content.decode()
    assert 'name="deel_ofonds"' in page.content.decode()
    assert 'name="deel_jeugd"' not in page.content.decode()
    assert "O&O-fonds of sectorfonds: is er en gaat voor" in text_of(page)


@pytest.mark.requirement("R-254")
def test_what_the_fund_pays_is_kept_shown_and_not_reserved(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)
    asked = workshop(scene, cofinancing="", deel_ofonds="300") | FUND

    page = follow(client, url("arrangement_choose", scene, "A1"), asked)

    assert "Ontschot budget: € 200,00; O&O-fonds of sectorfonds: € 300,00" in text_of(page)
    assert reserved() == 200_00


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("driehonderd", "Dit is geen bedrag."),
        ("500,01", "Alle delen samen zijn € 600,01. Het onderdeel kost € 500,00."),
    ],
)
def test_a_wrong_part_is_told_and_kept(client: Client, typed: str, sentence: str) -> None:
    scene = make_composable()
    enter(client, scene)

    page = client.post(url("arrangement_choose", scene, "A1"), workshop(scene, deel_ofonds=typed) | FUND)

    assert sentence in text_of(page)
    assert f'value="{typed}"' in page.content.decode()
    assert reserved() == 0


def test_a_part_of_a_stream_that_has_nothing_to_do_with_it_is_no_field(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)

    page = follow(client, url("arrangement_choose", scene, "A1"), workshop(scene, deel_bemensing="400"))

    assert "Het geld is gereserveerd." in text_of(page)
    assert reserved() == 400_00


@pytest.mark.requirement("R-234")
def test_a_scheme_that_pays_half_is_offered_with_training_and_worked_out(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)
    where = url("arrangement_choose", scene, "C1")
    asked = workshop(scene, cost="6000", cofinancing="3000", subsidie_intersectorale_omscholing="on", doe="bekijk")

    page = client.post(where, asked | facts(BASIC | RETRAINING))
    little = client.post(where, asked | facts(BASIC | RETRAINING) | {"cofinancing": "2000"})

    assert "Subsidie voor omscholing naar een andere sector" in text_of(page)
    assert "€ 3.000,00" in text_of(page)
    assert "De werkgever betaalt te weinig mee. Nodig is € 3.000,00." in text_of(little)
    assert reserved() == 0
