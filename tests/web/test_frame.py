"""The frame around every page: safety headers, language, and the pages for what goes wrong."""

import re
from typing import Any

import pytest
from django import forms
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from overstap.core.actor import Role
from overstap.web.forms import HouseForm
from overstap.web.municipalities import guess_municipality
from tests.conftest import START
from tests.factories.cases import make_case
from tests.factories.people import make_professional
from tests.web.browsing import HTMX, as_desk, element, sign_in, text_of

PUBLIC = [
    "/start/",
    "/demo/",
    "/demo/klok/",
    "/demo/post/",
    "/regio/",
    "/regio/AM26/",
    "/uw-gegevens/",
    "/toegankelijkheid/",
    "/aanmelden/",
    "/aanmelden/situatie/",
    "/account/inloggen/",
    "/account/code/",
    "/account/wachtwoord/vergeten/",
]
OWN = ["/mijn/", "/mijn/plan/", "/mijn/vragen/", "/mijn/gegevens/", "/mijn/delen/", "/mijn/logboek/", "/mijn/stoppen/"]
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE)


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/start/").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy


@pytest.mark.parametrize("url", PUBLIC)
def test_a_public_page_has_no_inline_code_and_one_main_heading(client: Client, url: str) -> None:
    response = client.get(url)
    page = response.content.decode()

    assert response.status_code == 200
    assert INLINE.search(page) is None
    assert page.count("<h1") == 1
    assert '<html lang="nl"' in page


@pytest.mark.parametrize("url", OWN)
def test_a_page_of_the_person_has_no_inline_code_and_is_not_kept(client: Client, url: str) -> None:
    sign_in(client, make_case().participant)

    response = client.get(url)

    assert response.status_code == 200
    assert INLINE.search(response.content.decode()) is None
    assert "no-store" in response.headers["Cache-Control"]


def test_other_safety_headers(client: Client) -> None:
    headers = client.get("/start/").headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "HX-Request" in headers["Vary"]


def test_the_language_changes_and_stays(client: Client) -> None:
    answer = client.post("/taal/", {"language": "en", "next": "/regio/"})

    assert answer.headers["Location"] == "/regio/"
    assert '<html lang="en"' in client.get("/start/").content.decode()


def test_the_language_form_leads_nowhere_else_and_knows_its_languages(client: Client) -> None:
    away = client.post("/taal/", {"language": "en", "next": "https://elders.example/"})
    unknown = client.post("/taal/", {"language": "xx"})

    assert "elders" not in away.headers["Location"]
    assert unknown.status_code == 302
    assert client.get("/taal/").status_code == 405


def test_a_page_that_is_not_there_offers_a_way_on(client: Client) -> None:
    answer = client.get("/bestaat-niet/")

    assert answer.status_code == 404
    assert "Naar de startpagina" in text_of(answer)


def test_a_page_of_another_role_says_where_one_can_go(client: Client) -> None:
    as_desk(client)

    answer = client.get("/mijn/")

    assert answer.status_code == 403
    assert "Loket" in text_of(answer)


def test_a_form_without_a_token_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post("/taal/", {"language": "en"})

    assert answer.status_code == 403
    assert "Uw formulier is niet verstuurd" in text_of(answer)


def test_the_page_for_our_own_mistakes_needs_no_database() -> None:
    def broken(*_: Any) -> None:
        raise DatabaseError

    with connection.execute_wrapper(broken):
        page = render_to_string("500.html")

    assert "Dit ligt niet aan u" in page


def test_a_foreign_file_is_not_found_rather_than_forbidden(client: Client) -> None:
    case = make_case()
    as_desk(client, region="AM01")

    foreign = client.get(reverse("desk:case", args=[case.pk]))
    absent = client.get(reverse("desk:case", args=[case.pk + 1000]))

    assert foreign.status_code == absent.status_code == 404
    assert foreign.content == absent.content or text_of(foreign) == text_of(absent)


def test_the_menu_shows_only_ones_own_workplaces(client: Client) -> None:
    sign_in(client, make_professional(Role.ADVISER))

    page = client.get("/uw-gegevens/").content.decode()

    assert re.findall(r'class="menu__link" href="([^"]+)"', page) == ["/loket/", "/begeleiding/", "/regelingen/"]


@pytest.mark.requirement("R-100")
def test_every_region_has_a_desk_page(client: Client) -> None:
    codes = re.findall(r'href="/regio/(\w+)/"', client.get("/regio/").content.decode())

    assert len(set(codes)) == 35
    for code in set(codes):
        page = text_of(client.get(f"/regio/{code}/"))
        assert "Telefoon" in page
        assert "Adres" in page
        assert "Wie doet wat in deze regio?" in page


def test_an_unknown_region_is_not_found(client: Client) -> None:
    assert client.get("/regio/XX99/").status_code == 404


@pytest.mark.parametrize("typed", ["Tilburg", "tilburg", "  TILBURG "])
def test_a_municipality_is_recognised_whatever_its_capitals(typed: str) -> None:
    assert guess_municipality(typed, START.date()).name == "Tilburg"


@pytest.mark.parametrize("typed", ["Tilborg", "Tilbrug", "tilbur"])
def test_a_slip_of_spelling_is_asked_back_and_never_filled_in(typed: str) -> None:
    guess = guess_municipality(typed, START.date())

    assert guess.name == ""
    assert "Tilburg" in guess.choices


@pytest.mark.parametrize("typed", ["", "qqqqqqqq", "<script>", "x" * 300])
def test_nonsense_is_no_municipality(typed: str) -> None:
    guess = guess_municipality(typed, START.date())

    assert guess.name == ""
    assert guess.choices == ()


@pytest.mark.parametrize("typed", ["Tilburg", "Tilborg", "qqqqqqqq"])
def test_the_fragment_is_that_part_of_the_page(client: Client, typed: str) -> None:
    whole = client.get("/regio/", {"gemeente": typed})
    part = client.get("/regio/", {"gemeente": typed}, headers=HTMX)

    assert element(part, "gevonden") == element(whole, "gevonden")
    assert "<html" not in part.content.decode()


def test_hostile_text_is_shown_and_not_run(client: Client) -> None:
    page = client.get("/regio/", {"gemeente": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


class Boxes(HouseForm):
    """Everything that somebody types on one line."""

    name = forms.CharField()
    number = forms.IntegerField()
    mail = forms.EmailField()
    address = forms.URLField(assume_scheme="https")


def test_every_box_to_type_in_looks_like_the_others() -> None:
    looks = {field.widget.attrs["class"] for field in Boxes().fields.values()}

    assert looks == {"utrecht-textbox utrecht-textbox--html-input"}
