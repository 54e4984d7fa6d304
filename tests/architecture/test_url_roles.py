"""URL x role: every address is in the table, and lets in who the table says and nobody else."""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from overstap.core.actor import Actor, Role
from overstap.web.actors import actor_of
from tests.architecture.addresses import Address, addresses
from tests.architecture.sources import ROOT

TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    (ROOT / "tests/architecture/url_roles.toml").read_text(encoding="utf-8")
)
OURS = [address for address in addresses() if address.is_ours]
EVERYONE, SIGNED_IN = "iedereen", "ingelogd"
NOBODY = "niemand"
METHOD_NOT_ALLOWED = 405

# Signing in, signing out and the second factor: the library guards these and has its own tests.
OF_THE_LIBRARY = {"allauth"}


def named(address: Address) -> str:
    return address.name


def declared(address: Address) -> list[str]:
    roles = address.view.roles
    if isinstance(roles, str):
        return [{"public": EVERYONE, "signed_in": SIGNED_IN}[roles]]
    return sorted(role.value for role in roles)


def test_every_view_of_ours_declares_who_may_see_it_and_whether_it_writes() -> None:
    silent = [
        address.name for address in OURS if not (hasattr(address.view, "roles") and hasattr(address.view, "writes"))
    ]

    assert silent == [], "use reading_view or writing_view of overstap.web.guards"


def test_every_address_is_in_the_table_and_every_line_of_the_table_is_an_address() -> None:
    names = {address.name for address in OURS}

    assert sorted(names - TABLE.keys()) == [], "say in url_roles.toml who may open these"
    assert sorted(TABLE.keys() - names) == [], "these addresses are gone"


def test_every_address_that_is_not_ours_is_of_a_library_that_we_chose() -> None:
    strange = [
        address.name
        for address in addresses()
        if not address.is_ours and str(address.view.__module__).split(".", maxsplit=1)[0] not in OF_THE_LIBRARY
    ]

    assert strange == []


@pytest.mark.parametrize("address", OURS, ids=named)
def test_the_program_declares_what_the_table_decides(address: Address) -> None:
    line = TABLE[address.name]

    assert declared(address) == sorted(line["roles"])
    assert address.view.writes is line["writes"]
    assert set(line.get("args", {})) == address.arguments


VISITORS = [NOBODY, SIGNED_IN, *(role.value for role in Role)]


@pytest.fixture
def as_role(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Client]:
    """A browser whose account acts in one role (or none, or is not signed in)."""
    user = get_user_model().objects.create(email="proef@example.nl", name="Proef")

    def become(role: str) -> Client:
        browser = Client()
        if role == NOBODY:
            monkeypatch.setattr("overstap.web.middleware.actor_of", actor_of)
            return browser
        browser.force_login(user)
        roles = frozenset[Role]() if role == SIGNED_IN else frozenset({Role(role)})
        participant = 0 if role == Role.PERSON.value else None
        actor = Actor(user_id=user.pk, name="Proef", roles=roles, party_id=0, participant_id=participant)
        monkeypatch.setattr("overstap.web.middleware.actor_of", lambda *_: actor)
        monkeypatch.setattr("overstap.web.middleware.memberships", lambda *_: ())
        return browser

    return become


def is_let_in(response: HttpResponseBase) -> bool:
    """Whether the guard let the visitor pass; what stands behind it may still be "not found"."""
    if response.status_code == 403:
        return False
    return not (response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login")))


def expected_of(line: dict[str, Any], role: str) -> bool:
    allowed = set(line["roles"])
    return EVERYONE in allowed or role in allowed or (SIGNED_IN in allowed and role != NOBODY)


@pytest.mark.django_db
@pytest.mark.parametrize("address", OURS, ids=named)
def test_visitors_are_let_in_or_kept_out_as_the_table_decides(
    address: Address, as_role: Callable[[str], Client]
) -> None:
    line = TABLE[address.name]
    url = reverse(address.name, kwargs=line.get("args", {}))
    found, expected = {}, {}
    for role in VISITORS:
        for method in ("GET", "POST") if line["writes"] else ("GET",):
            answer = as_role(role).generic(method, url)
            if answer.status_code != METHOD_NOT_ALLOWED:
                found[method, role] = is_let_in(answer)
                expected[method, role] = expected_of(line, role)

    assert len(found) >= len(VISITORS), "an address answers to one method at least"
    assert found == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", [address for address in OURS if not TABLE.get(address.name, {}).get("writes")], ids=named
)
def test_an_address_that_only_reads_refuses_a_post(address: Address, client: Client) -> None:
    url = reverse(address.name, kwargs=TABLE[address.name].get("args", {}))

    assert client.post(url, {}).status_code in {302, 404, 405}
