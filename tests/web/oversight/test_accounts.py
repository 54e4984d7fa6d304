"""The accounts of one's own organisation on screen (R-045)."""

import datetime as dt

import pytest
from django.test import Client

from overstap.core.actor import Actor, Role
from overstap.parties.models import Membership, PartyKind
from tests.conftest import START
from tests.factories.people import make_professional
from tests.web.browsing import follow, sign_in, text_of
from tests.web.oversight.test_regions import day

HERE = "/accounts/"
NEW = "/accounts/nieuw/"
FILLED = {"name": "Robin Bakker", "email": "robin@bond.example", "role": "begeleider", "region": "AM26"}


def as_keeper(client: Client, kind: str = PartyKind.UNION) -> Actor:
    actor = make_professional(Role.ACCOUNT_KEEPER, party_kind=kind)
    sign_in(client, actor)
    return actor


@pytest.mark.requirement("R-045")
def test_a_keeper_sees_the_own_accounts_and_no_others(client: Client) -> None:
    stranger = make_professional(party_kind=PartyKind.UWV, name="Vreemde Vogel")
    keeper = as_keeper(client)

    words = text_of(client.get(HERE))

    assert keeper.name in words
    assert stranger.name not in words


def test_a_keeper_begins_at_the_accounts(client: Client) -> None:
    as_keeper(client)

    answer = client.get("/", follow=True)

    assert answer.request["PATH_INFO"] == HERE
    assert 'href="/accounts/" aria-current="page"' in answer.content.decode()


def test_a_coordinator_who_also_keeps_accounts_begins_at_oversight(client: Client) -> None:
    sign_in(client, make_professional(Role.COORDINATOR, Role.ACCOUNT_KEEPER, party_kind=PartyKind.UNION))

    assert client.get("/", follow=True).request["PATH_INFO"] == "/toezicht/"
    assert client.get(HERE).status_code == 200


@pytest.mark.requirement("R-045")
def test_a_colleague_gets_a_role(client: Client) -> None:
    keeper = as_keeper(client)

    after = follow(client, NEW, FILLED | day("valid_from", START.date()))

    assert "Uw collega heeft nu deze rol." in text_of(after)
    assert "robin@bond.example" in text_of(after)
    held = Membership.objects.get(user__email="robin@bond.example")
    assert (held.party_id, held.role, held.region.code if held.region else "") == (
        keeper.party_id,
        "begeleider",
        "AM26",
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"role": ""}, "Vul dit in."),
        ({"role": "kassier"}, "Kies een van de antwoorden."),
        ({"role": "persoon"}, "Kies een van de antwoorden."),
        ({"region": "XX"}, "Kies een van de antwoorden."),
        (day("valid_until", dt.date(2020, 1, 1)), "De laatste dag ligt voor de eerste dag."),
    ],
)
def test_a_role_that_cannot_be_is_told_and_what_was_typed_stays(
    client: Client, changed: dict[str, str], sentence: str
) -> None:
    as_keeper(client)

    answer = client.post(NEW, FILLED | day("valid_from", START.date()) | changed)

    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert 'value="Robin Bakker"' in answer.content.decode()
    assert not Membership.objects.filter(user__name="Robin Bakker").exists()


def test_an_address_of_another_organisation_is_not_taken_over_and_not_told_about(client: Client) -> None:
    other = make_professional(party_kind=PartyKind.UWV)
    address = Membership.objects.get(user_id=other.user_id).user.email
    as_keeper(client)

    answer = client.post(NEW, FILLED | {"email": address} | day("valid_from", START.date()))

    assert answer.status_code == 400
    assert "Voor dit e-mailadres kunt u geen account maken." in text_of(answer)
    assert "UWV" not in text_of(answer).replace("Regiomanager UWV", "")


def test_a_role_ends_on_a_day(client: Client) -> None:
    keeper = as_keeper(client)
    colleague = make_professional(party_kind=PartyKind.UNION, name="Gaat Weg")
    held = Membership.objects.get(user_id=colleague.user_id)
    assert colleague.party_id == keeper.party_id
    shown = client.get(f"{HERE}{held.pk}/einde/")
    after = follow(client, f"{HERE}{held.pk}/einde/", day("until", dt.date(2021, 2, 28)))

    assert "Gaat Weg stopt in deze rol" in text_of(shown)
    assert "tot en met 28 feb 2021" in text_of(after).lower()


def test_a_role_elsewhere_is_not_found(client: Client) -> None:
    other = make_professional(party_kind=PartyKind.UWV)
    held = Membership.objects.get(user_id=other.user_id)
    as_keeper(client)

    assert client.get(f"{HERE}{held.pk}/einde/").status_code == 404
    assert client.post(f"{HERE}{held.pk}/einde/", day("until", START.date())).status_code == 404


def test_others_do_not_keep_accounts(client: Client) -> None:
    sign_in(client, make_professional(Role.COORDINATOR, party_kind=PartyKind.UNION))

    assert client.get(HERE).status_code == 403
    assert client.post(NEW, FILLED).status_code == 403
