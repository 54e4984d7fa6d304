"""Own words and colours on the screens: chosen, looked at first, used, and refused."""

import pytest
from django.test import Client

from overstap.core.actor import Role
from overstap.parties.models import OwnSetting, PartyKind
from tests.factories.people import make_professional
from tests.web.browsing import sign_in, text_of

pytestmark = pytest.mark.django_db

WORD = "/toezicht/regio/AM26/woorden/loket_welkom/nl/"
DAY = {"valid_from_day": "15", "valid_from_month": "2", "valid_from_year": "2021", "because": "Zo praten wij."}


@pytest.fixture
def coordinator(client: Client) -> Client:
    return sign_in(client, make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY))


@pytest.fixture
def steering(client: Client) -> Client:
    return sign_in(client, make_professional(Role.STEERING_GROUP, party_kind=PartyKind.UNION, region=None))


@pytest.mark.requirement("R-046")
def test_what_the_region_says_stands_on_the_page_of_its_desk(coordinator: Client) -> None:
    answer = coordinator.post(WORD, DAY | {"value": "Welkom in Brabant.", "doe": "vast"})

    assert answer.status_code == 302
    assert "Welkom in Brabant." in text_of(coordinator.get("/toezicht/regio/AM26/woorden/"))
    assert "Welkom in Brabant." in text_of(Client().get("/regio/AM26/"))
    assert "Welkom in Brabant." not in text_of(Client().get("/regio/AM12/"))


def test_the_page_of_the_desk_speaks_the_language_of_the_reader() -> None:
    page = text_of(Client().get("/regio/AM26/", headers={"Accept-Language": "en"}))

    assert "Are you losing your job" in page


def test_an_example_is_shown_and_nothing_is_kept(coordinator: Client) -> None:
    answer = coordinator.post(WORD, DAY | {"value": "Zomaar een tekst.", "doe": "voorbeeld"})

    assert answer.status_code == 200
    assert "Zo komt het eruit te zien Zomaar een tekst." in text_of(answer)
    assert not OwnSetting.objects.exists()


def test_a_wrong_text_comes_back_with_what_was_typed_and_why(coordinator: Client) -> None:
    answer = coordinator.post(WORD, DAY | {"value": "Bel {nummer}", "doe": "vast"})

    assert answer.status_code == 400
    assert "precies deze plaatsen" in text_of(answer)
    assert "Bel {nummer}" in answer.content.decode()


def test_a_coordinator_of_another_region_finds_nothing(client: Client) -> None:
    sign_in(client, make_professional(Role.COORDINATOR, region="AM12"))

    assert client.get("/toezicht/regio/AM26/woorden/").status_code == 404
    assert client.post(WORD, DAY | {"value": "Hier", "doe": "vast"}).status_code == 404
    assert not OwnSetting.objects.exists()


def test_what_is_not_in_the_list_is_not_found(coordinator: Client) -> None:
    assert coordinator.get("/toezicht/regio/AM26/woorden/alles/nl/").status_code == 404
    assert coordinator.get("/toezicht/regio/AM26/woorden/loket_welkom/de/").status_code == 404


def test_a_colour_is_served_as_a_style_sheet_and_an_unreadable_one_is_refused(steering: Client) -> None:
    refused = steering.post("/toezicht/kleuren/merk/", DAY | {"value": "#ffff00"})
    chosen = steering.post("/toezicht/kleuren/merk/", DAY | {"value": "#5a1e6b"})
    sheet = Client().get("/thema.css")

    assert refused.status_code == 400
    assert "contrast" in text_of(refused)
    assert chosen.status_code == 302
    assert sheet.headers["Content-Type"].startswith("text/css")
    assert "--o-brand: #5a1e6b;" in sheet.content.decode()
    assert "#5a1e6b" in text_of(steering.get("/toezicht/kleuren/"))


def test_without_a_choice_the_sheet_is_empty_and_every_page_asks_for_it() -> None:
    sheet = Client().get("/thema.css")

    assert sheet.content == b""
    assert 'href="/thema.css' in Client().get("/regio/AM26/").content.decode()


def test_a_coordinator_chooses_no_colours(coordinator: Client) -> None:
    assert coordinator.get("/toezicht/kleuren/").status_code == 403
    assert coordinator.post("/toezicht/kleuren/merk/", DAY | {"value": "#5a1e6b"}).status_code == 403
