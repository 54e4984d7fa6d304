"""URL x role x object: a file that is read in, a possible duplicate and a citizen service number are for few."""

import pytest
from django.test import Client

from overstap.audit.models import AuditLine, Mode
from overstap.core.actor import Role
from overstap.importing.models import Import
from overstap.people.models import CitizenNumber, MergeProposal
from tests.conftest import START
from tests.factories.importing import checked, csv_of, person
from tests.factories.people import make_participant, make_professional
from tests.web.browsing import sign_in
from tests.web.doors import ELSEWHERE, STRANGERS, World, knocks, make_world, numbered
from tests.web.test_doors import expected

pytestmark = pytest.mark.django_db

NUMBER = "123456782"
COLLEAGUE = {"after taking consent back"}
"""Of the same party and region: the file that the party reads in is theirs, the person is not any more."""
IN_THE_REGION = COLLEAGUE | {
    "adviser of another party",
    "adviser of a union",
    "desk of another party",
    "coordinator of another party",
}
"""Who may see name and birth date of everyone in the region (R-080), and so two of them beside each other."""


@pytest.fixture
def world() -> World:
    """The usual world, with a file that is read in, a possible duplicate and a number."""
    world = make_world()
    batch: Import = checked(world.scene.adviser, csv_of([person(1)]))
    for _ in range(2):
        make_participant(first_name="Noor", last_name="Dubbel")
    CitizenNumber.objects.create(
        participant=world.scene.case.participant, number=NUMBER, recorded_at=START, recorded_for="UWV"
    )
    world.numbers.update(import_id=batch.pk, proposal_id=MergeProposal.objects.get().pk)
    return world


def is_theirs(who: str, name: str) -> bool:
    if name.startswith("desk:import"):
        return who in COLLEAGUE
    return name == "desk:pair" and who in IN_THE_REGION


@pytest.mark.requirement("R-125", "R-401", "R-404")
@pytest.mark.parametrize("who", STRANGERS)
def test_what_is_read_in_and_looked_at_is_shut_for_others(who: str, world: World, client: Client) -> None:
    actor = STRANGERS[who](world)
    sign_in(client, actor)
    ours = [one for one in numbered() if one.name.startswith(("desk:import", "desk:pair", "desk:citizen"))]

    wrong = [
        f"{method} {address.name}: {answer.status_code}"
        for address in ours
        if not is_theirs(who, address.name)
        for method, answer in knocks(client, address, world.url(address))
        if answer.status_code not in expected(who, actor, address) | {405} or NUMBER in answer.content.decode()
    ]

    assert len(ours) == 7
    assert wrong == []


@pytest.mark.requirement("R-401")
def test_who_tries_a_list_or_a_pair_of_another_region_is_in_the_trail(world: World, client: Client) -> None:
    stranger = make_professional(Role.DESK, region=ELSEWHERE)
    sign_in(client, stranger)
    tries = AuditLine.objects.filter(mode=Mode.DENIED, actor_user_id=stranger.user_id)

    answers = [
        client.get(world.url(address)).status_code
        for address in numbered()
        if address.name in {"desk:import_columns", "desk:pair"}
    ]

    pair = MergeProposal.objects.get()
    assert answers == [404, 404]
    assert set(tries.values_list("object_kind", "subject_id")) == {
        ("inlezing", None),
        ("dubbel", pair.first_id),
        ("dubbel", pair.second_id),
    }
