"""URL x role x object: nobody opens, by any address, what is not theirs; nothing is written, and the attempt is."""

import pytest
from django.test import Client

from overstap.audit.models import AuditLine, Mode
from overstap.core.actor import Actor
from overstap.parties.models import User
from tests.web.browsing import sign_in, text_of
from tests.web.doors import (
    STRANGERS,
    Address,
    World,
    about_a_person,
    contents,
    knocks,
    make_world,
    numbered,
)

pytestmark = pytest.mark.django_db

FOUND = frozenset({"desk:case"})
"""What a desk of the region may open of a file that nobody shared with it: who it is and where to call (R-102)."""

POST = ("desk:access_code", "desk:letter_", "desk:post", "desk:print_run", "desk:run_")
"""The post of a region: for the desks and the coordinators of that region, of whatever party (R-102)."""

NATIONAL = frozenset({"steering group", "framework keeper"})
REGIONAL = frozenset({"coordinator of another party", "after taking consent back"})
LOGGED = ("adviser of another party", "coordinator of another party", "after taking consent back")
MONEY = frozenset({"cashier", "approver", "framework keeper"})


OWN = frozenset({"mine:correct", "mine:profile_add"})
"""Addresses that name a question or a kind of entry, always in the file of whoever opens them."""


def sees_it(who: str, address: Address) -> bool:
    """Whether the object itself is theirs to see: a region for its coordinator, the books for the cashier."""
    space = address.name.split(":")[0]
    if address.name in OWN:
        return who == "another person with a file"
    if address.name == "privacy:emergency":
        # The party that opened the file reviews it, whatever the person permits by then.
        return who == "after taking consent back"
    if space == "treasury":
        return who in MONEY
    if space == "oversight":
        return who in NATIONAL | REGIONAL
    at_desk = who in REGIONAL | {"desk of another party"}
    return space == "desk" and at_desk and (address.name in FOUND or address.name.startswith(POST))


def expected(who: str, actor: Actor, address: Address) -> set[int]:
    """The answers that are right when the object is not theirs: not found, or a workplace that is not theirs at all."""
    if isinstance(address.view.roles, str):
        return {404}
    return {404} if actor.has(*address.view.roles) and who != "after the membership ended" else {403}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.requirement("R-125", "R-401", "R-404")
@pytest.mark.parametrize("who", STRANGERS)
def test_no_address_opens_what_belongs_to_others(who: str, world: World, client: Client) -> None:
    actor = STRANGERS[who](world)
    sign_in(client, actor)
    before = contents()

    wrong = [
        f"{method} {address.name}: {answer.status_code}"
        for address in numbered()
        if not sees_it(who, address)
        for method, answer in knocks(client, address, world.url(address))
        if answer.status_code not in expected(who, actor, address) | {405}
    ]

    assert wrong == []
    assert contents() == before


@pytest.mark.requirement("R-401")
@pytest.mark.parametrize("who", LOGGED)
def test_every_attempt_on_a_file_is_written_down_for_the_person(who: str, world: World, client: Client) -> None:
    actor = STRANGERS[who](world)
    sign_in(client, actor)
    lines = AuditLine.objects.filter(subject_id=world.scene.case.participant_id, actor_user_id=actor.user_id)
    tries, seen = lines.exclude(mode=Mode.WRITE), 0

    silent = []
    for address in about_a_person(numbered()):
        if address.name in FOUND:
            continue
        for method, answer in knocks(client, address, world.url(address)):
            before, seen = seen, tries.count()
            if answer.status_code == 404 and seen == before:
                silent.append(f"{method} {address.name}")

    assert silent == []


@pytest.mark.requirement("R-401")
def test_someone_without_an_account_is_asked_to_sign_in_first(world: World, client: Client) -> None:
    before = contents()

    answers = {
        f"{method} {address.name}": answer.headers.get("Location", "").split("?")[0]
        for address in numbered()
        for method, answer in knocks(client, address, world.url(address))
    }

    assert {name: to for name, to in answers.items() if to != "/account/inloggen/"} == {}
    assert contents() == before


@pytest.mark.requirement("R-045")
def test_an_account_that_was_closed_is_signed_out_at_once(world: World, client: Client) -> None:
    adviser = world.scene.adviser
    sign_in(client, adviser)
    url = f"/begeleiding/dossier/{world.scene.case.pk}/"
    opened = client.get(url).status_code
    User.objects.filter(pk=adviser.user_id).update(is_active=False)

    assert opened == 200
    assert client.get(url).headers["Location"].startswith("/account/inloggen/")


@pytest.mark.requirement("R-401")
def test_every_look_of_whoever_may_look_is_in_the_log_of_the_person(world: World, client: Client) -> None:
    scene = world.scene
    sign_in(client, scene.adviser)
    looks = AuditLine.objects.filter(
        mode=Mode.READ, subject_id=scene.case.participant_id, actor_user_id=scene.adviser.user_id
    )
    silent = []
    for address in about_a_person(numbered()):
        before = looks.count()
        if client.get(world.url(address)).status_code == 200 and looks.count() == before:
            silent.append(address.name)
    opened = [client.get(f"/begeleiding/dossier/{scene.case.pk}/").status_code, client.get("/begeleiding/").status_code]
    sign_in(client, scene.case.participant)

    assert silent == []
    assert opened == [200, 200]
    assert scene.adviser.name in text_of(client.get("/mijn/logboek/"))


@pytest.mark.requirement("R-401")
def test_a_refused_attempt_is_shown_to_the_person(world: World, client: Client) -> None:
    stranger = STRANGERS["adviser of another party"](world)
    sign_in(client, stranger)
    client.post(f"/begeleiding/dossier/{world.scene.case.pk}/afsluiten/", {"reason": "Klaar"})
    sign_in(client, world.scene.case.participant)

    assert stranger.name in text_of(client.get("/mijn/logboek/"))
