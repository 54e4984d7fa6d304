"""The menu of the cashier: groups in one row, the pages of the group under it, links and no script."""

import re

import pytest
from django.test import Client

from overstap.core.actor import Role
from overstap.web.treasury.showing import GROUPS
from tests.web.browsing import text_of
from tests.web.cashier import enter

pytestmark = pytest.mark.django_db


def menu_of(client: Client, url: str) -> str:
    page = client.get(url).content.decode()
    found = re.search(r'<nav class="subnav".*?</nav>', page, re.DOTALL)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("url", "group", "page"),
    [
        ("/kassa/", "Geldstromen", "Overzicht"),
        ("/kassa/boekingen/", "Geldstromen", "Boekingen ophalen"),
        ("/kassa/begunstigden/nieuw/", "Betalen", None),
        ("/kassa/kaders/verdeelsleutels/", "Kaders", None),
        ("/kassa/perioden/", "Perioden", "Maanden en jaren"),
        ("/kassa/tegenboekingen/", "Perioden", "Tegenboekingen"),
    ],
)
def test_the_menu_shows_the_group_where_one_is(client: Client, url: str, group: str, page: str | None) -> None:
    enter(client, Role.CASHIER)

    menu = menu_of(client, url)

    assert re.findall(r'aria-current="true">([^<]+)<', menu) == [group]
    assert re.findall(r'aria-current="page">([^<]+)<', menu) == ([page] if page else [])


def test_the_window_pages_stand_alone_in_their_group(client: Client) -> None:
    enter(client, Role.CASHIER)

    menu = menu_of(client, "/kassa/loketten/")

    assert re.findall(r'aria-current="page">([^<]+)<', menu) == ["Loketten"]
    assert "subnav__list--under" not in menu


@pytest.mark.parametrize("role", [Role.CASHIER, Role.CASHIER_APPROVER, Role.FRAMEWORK_KEEPER])
def test_every_page_of_the_menu_opens_for_whom_it_is_shown_to(client: Client, role: Role) -> None:
    enter(client, role)
    groups = re.findall(r'href="([^"]+)"', menu_of(client, "/kassa/"))
    seen = {url for start in groups for url in re.findall(r'href="([^"]+)"', menu_of(client, start))}

    assert {client.get(url).status_code for url in seen} == {200}
    assert len(seen) == sum(role in roles for _, pages in GROUPS for _, _, roles in pages)
    assert ("/kassa/budget-vaststellen/" in seen) is (role is Role.FRAMEWORK_KEEPER)


def test_the_menu_speaks_english(client: Client) -> None:
    enter(client, Role.CASHIER)
    client.cookies["django_language"] = "en"

    assert "Overview" in text_of(client.get("/kassa/"))
