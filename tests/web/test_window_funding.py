"""The cashier says which registrations of a window are paid (R-220)."""

import pytest
from django.test import Client
from django.urls import reverse

from overstap.allotment import actions
from overstap.allotment.models import Application, Window
from overstap.core.actor import Role
from tests.conftest import START
from tests.factories.allotment import applied, window
from tests.web.browsing import follow, text_of
from tests.web.cashier import enter

pytestmark = pytest.mark.django_db


def url(row: Window) -> str:
    return reverse("treasury:window_fund", args=(row.code,))


def registered(people: int, *, funded: int, registrations: int = 10) -> tuple[Window, list[Application]]:
    """A window in which people are registered, more than can be paid."""
    row = window(funded_ceiling=funded, registration_ceiling=registrations)
    for _ in range(people):
        applied(row)
    actions.settle_all(now=START)
    return row, list(Application.objects.filter(window=row).order_by("rank"))


def states(row: Window) -> list[str]:
    return list(Application.objects.filter(window=row).order_by("rank").values_list("state", flat=True))


@pytest.mark.requirement("R-220")
def test_what_is_chosen_is_paid_and_the_rest_waits(client: Client) -> None:
    row, rows = registered(3, funded=2)
    enter(client, Role.CASHIER)

    link = client.get(reverse("treasury:window", args=(row.code,)))
    page = follow(client, url(row), {"chosen": [str(rows[0].key), str(rows[2].key)]})

    assert url(row) in link.content.decode()
    assert "2 registraties worden betaald." in text_of(page)
    assert states(row) == ["gefinancierd", "toegekend", "gefinancierd"]


@pytest.mark.requirement("R-220")
def test_who_came_first_is_paid_first_and_what_does_not_fit_is_told(client: Client) -> None:
    row, rows = registered(3, funded=1)
    enter(client, Role.CASHIER)

    page = client.post(url(row), {"chosen": [str(one.key) for one in reversed(rows)]})

    assert "1 registratie wordt betaald." in text_of(page)
    assert "Alle plaatsen die wij kunnen betalen, zijn weg." in text_of(page)
    assert states(row) == ["gefinancierd", "toegekend", "toegekend"]


def test_sending_it_twice_pays_once(client: Client) -> None:
    row, rows = registered(2, funded=2)
    enter(client, Role.CASHIER)
    sent = {"chosen": [str(rows[0].key)]}
    client.post(url(row), sent)

    again = client.post(url(row), sent)

    row.refresh_from_db()
    assert "staat niet meer in de lijst" in text_of(again)
    assert row.held == 1


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ([], "Kies minstens één registratie."),
        (["0d9e7c44-41a3-4a5f-9c55-6f4f6b0e8a11"], "staat niet meer in de lijst"),
        (["geen sleutel"], "staat niet meer in de lijst"),
    ],
)
def test_a_wrong_choice_is_told_and_pays_nobody(client: Client, chosen: list[str], told: str) -> None:
    row, _ = registered(1, funded=1)
    enter(client, Role.CASHIER)

    page = client.post(url(row), {"chosen": chosen})

    assert told in text_of(page)
    assert states(row) == ["toegekend"]


@pytest.mark.parametrize("role", [Role.FRAMEWORK_KEEPER, Role.CASHIER_APPROVER, Role.ADVISER])
def test_nobody_else_pays_registrations(client: Client, role: Role) -> None:
    row, rows = registered(1, funded=1)
    enter(client, role)

    page = client.post(url(row), {"chosen": [str(rows[0].key)]})

    assert page.status_code == 403
    assert states(row) == ["toegekend"]


def test_a_window_without_registrations_has_no_such_page(client: Client) -> None:
    row = window()
    enter(client, Role.CASHIER)

    page = client.get(url(row))

    assert page.status_code == 404


def test_an_empty_list_says_so(client: Client) -> None:
    row, _ = registered(0, funded=1)
    enter(client, Role.CASHIER)

    page = client.get(url(row))

    assert "Er zijn geen registraties die nog betaald moeten worden." in text_of(page)
