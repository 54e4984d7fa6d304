"""Choosing an instrument on the screen: wrong input, open questions, and the money while one fills in."""

import pytest
from django.test import Client

from overstap.arrangements.models import ArrangementItem
from overstap.casework.models import CaseFact
from overstap.parties.models import PartyKind
from tests.factories.arrangements import (
    BASIC,
    make_composable,
)
from tests.factories.people import party_of
from tests.web.arranging import enter, facts, reserved, url, workshop
from tests.web.browsing import HTMX, follow, text_of

pytestmark = pytest.mark.django_db


def test_choosing_reserves_the_money_and_shows_it(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)

    page = follow(client, url("arrangement_choose", scene, "A1"), workshop(scene))

    assert "Het geld is gereserveerd." in text_of(page)
    assert "geld gereserveerd tot" in text_of(page)
    assert reserved() == 400_00


def test_sending_the_form_twice_chooses_once(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)

    follow(client, url("arrangement_choose", scene, "A1"), workshop(scene))
    follow(client, url("arrangement_choose", scene, "A1"), workshop(scene))

    assert reserved() == 400_00


def test_looking_first_reserves_nothing_and_says_who_pays(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)

    page = client.post(url("arrangement_choose", scene, "A1"), workshop(scene, doe="bekijk"))

    words = text_of(page)
    assert "Als u dit kiest, is er in deze geldstroom nog € 9.600,00 vrij." in words
    assert "Cofinanciering door anderen" in words
    assert "Volgorde van geld" in words
    assert "O&O-fonds of sectorfonds: is er niet" in words
    assert reserved() == 0


def test_the_fragment_is_the_same_as_that_part_of_the_page(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)
    asked = workshop(scene, doe="bekijk")

    whole = client.post(url("arrangement_choose", scene, "A1"), asked)
    part = client.post(url("arrangement_choose", scene, "A1"), asked, headers=HTMX)

    assert text_of(part) in text_of(whole)
    assert "<html" not in part.content.decode()
    assert reserved() == 0


def test_open_questions_appear_on_the_form_and_are_marked(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)
    empty = workshop(scene, asked="") | {f"fact_{name}": "" for name in BASIC}

    page = client.post(url("arrangement_choose", scene, "A1"), empty)

    assert "Er zijn nog vragen open." in text_of(page)
    assert "Deze vraag is nog open." in text_of(page)
    assert 'name="fact_gericht_op_werkhervatting"' in page.content.decode()
    assert reserved() == 0


@pytest.mark.requirement("R-136")
def test_a_refusal_names_the_rule_its_source_and_what_would_change_it(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)

    page = client.post(
        url("arrangement_choose", scene, "A1"),
        workshop(scene) | facts(BASIC | {"mbo_opleiding": True, "leerbedrijf_gevraagd": True}),
    )

    words = text_of(page)
    assert "Dit is praktijkleren. Daarvoor is apart geld." in words
    assert "Wat u kunt doen:" in words
    assert "Bron:" in words
    assert 'value="Bureau Vooruit"' in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"cost": "duizend"}, "Dit is geen bedrag."),
        ({"starts_on_day": "31", "starts_on_month": "2"}, "Deze datum bestaat niet."),
        ({"ends_on_year": "2020"}, "De einddatum ligt voor de startdatum"),
        ({"cofinancing": "600"}, "De cofinanciering is hoger dan de kosten."),
        ({"title": ""}, "Vul dit in."),
        ({"providing_party": "0"}, "Kies een van de antwoorden."),
        ({"title": "x" * 161}, "Gebruik hoogstens 160 tekens."),
    ],
)
def test_wrong_input_is_told_at_the_place_where_it_is_wrong(
    client: Client, changes: dict[str, str], sentence: str
) -> None:
    scene = make_composable()
    enter(client, scene)

    page = client.post(url("arrangement_choose", scene, "A1"), workshop(scene, **changes))

    assert sentence in text_of(page)
    assert reserved() == 0


def test_what_is_not_on_the_menu_is_refused(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)

    page = client.get(url("arrangement_choose", scene, "Z9"))

    assert "staat niet op de menukaart" in text_of(page)


@pytest.mark.requirement("R-155")
def test_a_warm_hand_over_is_chosen_with_the_word_of_the_person(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)
    asked = {
        "title": "Schuldhulp",
        "providing_party": str(party_of(PartyKind.MUNICIPALITY).pk),
        "motivation": "Er zijn achterstanden.",
        "person_agrees": "on",
        "how": "In het gesprek",
        "doe": "kies",
    }

    page = follow(client, url("arrangement_choose", scene, "E1"), asked)

    assert "Warme overdracht Aangeboden" in text_of(page)
    assert reserved() == 0


def test_an_answer_about_the_person_goes_to_the_file_with_permission(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)
    asked = workshop(scene, motivation="Heeft begeleiding nodig.") | facts(BASIC | {"hulp_nodig_op_werkplek": True})

    silent = client.post(url("arrangement_choose", scene, "D3"), asked)
    told = follow(client, url("arrangement_choose", scene, "D3"), asked | {"tick": "on"})

    assert "aparte toestemming" in text_of(silent)
    assert "Het geld is gereserveerd." in text_of(told)
    assert CaseFact.objects.filter(case=scene.case, fact_id="hulp_nodig_op_werkplek").count() == 1
    assert "hulp_nodig_op_werkplek" not in ArrangementItem.objects.get(instrument="D3").facts


def test_while_filling_in_an_empty_field_is_not_a_no(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)

    page = client.post(
        url("arrangement_choose", scene, "A1"),
        workshop(scene, cofinancing="", cofinancing_reason="", doe="bekijk"),
        headers=HTMX,
    )

    assert "Past niet" not in text_of(page)
    assert "Kan: vul de gegevens in" in text_of(page)


def test_the_fragment_says_so_when_there_are_questions_that_it_cannot_show(client: Client) -> None:
    scene = make_composable()
    enter(client, scene)

    page = client.post(
        url("arrangement_choose", scene, "A1"), workshop(scene, asked="", doe="bekijk") | {"cost": "veel"}, headers=HTMX
    )

    assert "Er zijn nieuwe vragen." in text_of(page)
