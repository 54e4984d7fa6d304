"""A proposal to divide money over the regions (R-391): computed on screen, never kept."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from overstap.core.actor import Role
from overstap.parties.models import PartyKind
from overstap.parties.queries import regions
from overstap.treasury.models import Budget
from tests.conftest import START
from tests.factories.people import make_professional
from tests.factories.treasury import budget
from tests.web.browsing import sign_in, text_of
from tests.web.oversight.watching import as_coordinator, as_steering

HERE = "/toezicht/verdeelvoorstel/"
FILE = f"{HERE}bestand/"


@pytest.fixture
def asked() -> dict[str, Any]:
    """Divide 3.500 euros equally."""
    impacts = {card.code: "100" for card in regions()}
    return {"stream": "ontschot_budget", "amount": "3.500", "base": "gelijk"} | impacts


def rows(client: Client, asked: dict[str, Any]) -> dict[str, list[str]]:
    body = client.get(FILE, asked).content.decode("utf-8-sig")
    return {row[0]: row for row in csv.reader(io.StringIO(body), delimiter=";")}


def test_the_form_opens_with_every_region_hit_as_hard_as_the_country(client: Client) -> None:
    as_steering(client)

    page = client.get(HERE)

    assert page.status_code == 200
    assert page.content.decode().count('value="100"') == 35
    assert "Voorstel per regio" not in text_of(page)


@pytest.mark.requirement("R-391")
def test_a_region_that_is_hit_harder_gets_more(client: Client, asked: dict[str, Any]) -> None:
    as_steering(client)

    equal = rows(client, asked)
    harder = rows(client, asked | {"AM26": "200"})
    page = client.get(HERE, asked | {"AM26": "200"})

    assert equal["AM26"][4] == "100,00"
    assert harder["AM26"][4] == "194,45"
    assert harder["AM01"][4] in {"97,22", "97,23"}
    assert "Samen € 3.500,00, tot op de cent verdeeld." in text_of(page)


def test_the_division_can_begin_at_the_budgets_of_now(client: Client, asked: dict[str, Any]) -> None:
    budget(100_00, now=START)
    budget(300_00, region_code="AM29", now=START)
    as_steering(client)

    found = rows(client, asked | {"base": "kader", "amount": "400"})

    assert (found["AM26"][3], found["AM26"][4]) == ("100,00", "100,00")
    assert (found["AM29"][3], found["AM29"][4]) == ("300,00", "300,00")
    assert found["AM01"][4] == "0,00"


def test_without_budgets_there_is_nothing_to_begin_at(client: Client, asked: dict[str, Any]) -> None:
    as_steering(client)

    assert "Er is niets te verdelen" in text_of(client.get(HERE, asked | {"base": "kader"}))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount": "veel"}, "amount"),
        ({"amount": ""}, "amount"),
        ({"stream": "toverpot"}, "stream"),
        ({"AM26": "-1"}, "AM26"),
        ({"AM26": "501"}, "AM26"),
        ({"AM26": ""}, "AM26"),
    ],
)
def test_what_cannot_be_computed_is_told_at_its_field(
    client: Client, asked: dict[str, Any], changed: dict[str, str], field: str
) -> None:
    as_steering(client)

    answers = [client.get(url, asked | {"AM01": "123"} | changed) for url in (HERE, FILE)]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert all(f'href="#id_{field}"' in answer.content.decode() for answer in answers)
    assert all('value="123"' in answer.content.decode() for answer in answers)


def test_nothing_is_kept(client: Client, asked: dict[str, Any]) -> None:
    as_steering(client)

    client.get(HERE, asked)
    client.get(FILE, asked)

    assert not Budget.objects.exists()
    assert client.post(HERE, asked).status_code == 405


def test_the_framework_keeper_computes_too_and_a_coordinator_does_not(client: Client, asked: dict[str, Any]) -> None:
    sign_in(client, make_professional(Role.FRAMEWORK_KEEPER, party_kind=PartyKind.MINISTRY, region=None))
    keeper = client.get(HERE, asked)
    as_coordinator(client)

    assert keeper.status_code == 200
    assert client.get(HERE, asked).status_code == 403
