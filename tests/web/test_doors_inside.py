"""Numbers of one file under the address of another, and what a party sees that only looks along."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from overstap.arrangements import actions as arrangements
from overstap.arrangements.queries import coordination_requests
from overstap.casework import actions as casework
from overstap.casework.models import Handover
from overstap.consent.models import Consent
from overstap.core.actor import Actor, Role
from overstap.core.consent import Item, Purpose
from overstap.parties.models import Membership, PartyInRegion, PartyKind
from overstap.treasury.models import Claim
from tests.conftest import START
from tests.factories.arrangements import Scene, make_active, make_ready
from tests.factories.cases import given, make_case, offered
from tests.factories.people import make_participant, make_party, make_professional
from tests.web.arranging import PAPER
from tests.web.browsing import sign_in, text_of
from tests.web.doors import FILLED_IN, HERE, World, contents, knocks, make_world, numbered

pytestmark = pytest.mark.django_db

NESTED = frozenset({"handover_id", "item_id", "coordination_id", "assessment_id", "entry_id"})


@pytest.fixture
def world() -> World:
    return make_world()


# --- Numbers of another file -------------------------------------------------------------------------


@pytest.mark.requirement("R-125")
def test_the_numbers_of_one_file_open_nothing_under_the_address_of_another(world: World, client: Client) -> None:
    own = make_active()
    sign_in(client, own.adviser)
    assert own.adviser.party_id == world.scene.adviser.party_id
    before = contents()

    wrong = [
        f"{method} {address.name}: {answer.status_code}"
        for address in numbered()
        if "case_id" in address.arguments and address.arguments & NESTED
        for method, answer in knocks(client, address, world.url(address, case_id=own.case.pk))
        if answer.status_code not in {404, 405}
    ]

    assert wrong == []
    assert contents() == before


def _outside() -> tuple[int, int]:
    """A party that works in another region only, and one that does not exist."""
    return make_party(PartyKind.MUNICIPALITY, "AM12").pk, 999_999


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(
    ("name", "field", "filled"),
    [
        ("guidance:handovers", "to_party", {"kind": "hulp"}),
        ("guidance:handovers", "to_party", {"kind": "dossier"}),
        ("guidance:arrangement_ask", "party", {}),
        ("guidance:arrangement_add_prior", "providing_party", {}),
    ],
)
def test_a_party_from_elsewhere_cannot_be_sent_along_in_a_form(
    which: int, name: str, field: str, filled: dict[str, str], client: Client
) -> None:
    scene = make_ready()
    sign_in(client, scene.adviser)
    party_id = _outside()[which]
    before = contents()

    answer = client.post(reverse(name, args=[scene.case.pk]), FILLED_IN | filled | {field: str(party_id)})

    assert answer.status_code in {200, 400}
    assert contents() == before


def test_a_person_shares_with_no_party_of_another_region(client: Client) -> None:
    case = make_case()
    sign_in(client, case.participant)
    party_id, _unknown = _outside()

    client.post("/mijn/delen/erbij/", {"party": str(party_id), "items": ["profiel"], "purpose": "begeleiding"})

    assert not Consent.objects.filter(party_id=party_id).exists()


@pytest.mark.parametrize("deed", ["uit", "aan"])
def test_a_person_switches_nothing_of_another(deed: str, client: Client) -> None:
    other = make_case()
    consent = Consent.objects.filter(participant=other.participant).order_by("id").first()
    assert consent is not None
    sign_in(client, make_case().participant)
    before = contents()

    answer = client.post(f"/mijn/delen/{consent.pk}/{deed}/")

    assert answer.status_code == 404
    assert contents() == before


def test_nobody_works_at_the_workplace_of_another(client: Client) -> None:
    adviser, stranger = make_professional(), make_professional(Role.DESK, region="AM12")
    sign_in(client, stranger)
    place = Membership.objects.get(user_id=adviser.user_id)

    client.post("/werkplek/", {"place": str(place.pk)})

    assert client.get("/begeleiding/").status_code == 403


def test_the_key_of_the_claim_of_another_asks_nothing_and_tells_nothing(world: World, client: Client) -> None:
    own = make_active()
    sign_in(client, own.adviser)
    foreign = Claim.objects.get()
    item = own.arrangement.items.get(commitment_key__isnull=False)

    answer = client.post(
        reverse("guidance:item_cost", args=[own.case.pk, item.pk]),
        {"amount": "10", **PAPER, "key": str(foreign.key)},
    )

    assert "Deze opdracht is al gedaan, met andere gegevens." in text_of(answer)
    assert foreign.evidence not in text_of(answer)
    assert Claim.objects.count() == 1


# --- A party that looks along ------------------------------------------------------------------------


def known_about(scene: Scene) -> tuple[str, ...]:
    """What tells who somebody is."""
    person = scene.case.participant
    return (person.last_name, person.email, person.phone, "17 mei 1985")


@pytest.mark.requirement("R-122", "R-125")
def test_who_looks_along_sees_the_arrangement_and_no_name_and_changes_nothing(client: Client) -> None:
    scene = make_ready()
    sign_in(client, scene.partner)
    world = World(scene, {"case_id": scene.case.pk}, scene.partner)
    pages = [address for address in numbered() if address.arguments == {"case_id"}]
    before = contents()

    opened = {}
    for address in pages:
        for method, answer in knocks(client, address, world.url(address)):
            opened[method, address.name] = answer.status_code
            page = answer.content.decode()
            assert not [fact for fact in known_about(scene) if fact in page], (method, address.name)

    assert contents() == before
    assert opened["GET", "guidance:arrangement"] == opened["GET", "guidance:case"] == 200
    for closed in ("intake", "advice", "profile", "outcome", "diagnosis", "own_service", "next_step", "close"):
        assert opened["GET", f"guidance:{closed}"] == 404, closed


def _statement(scene: Scene) -> str:
    item = scene.arrangement.items.filter(commitment_key__isnull=False).get()
    given(arrangements.start_item(actor=scene.adviser, item_id=item.pk, now=START))
    return reverse("guidance:item_statement", args=[scene.case.pk, item.pk])


@pytest.mark.requirement("R-126")
def test_the_statement_with_the_name_is_not_for_who_looks_along(client: Client) -> None:
    scene = make_active()
    url = _statement(scene)

    own = sign_in(client, scene.adviser).get(url)
    along = sign_in(Client(), scene.partner).get(url)

    assert scene.case.participant.last_name in text_of(own)
    assert along.status_code == 404


@pytest.mark.requirement("R-401")
def test_when_the_person_takes_it_back_nothing_is_left_of_looking_along(client: Client) -> None:
    scene = make_ready()
    given(
        arrangements.ask_coordination(
            actor=scene.adviser,
            arrangement_id=scene.arrangement.pk,
            party_id=scene.partner.party_id or 0,
            now=START,
        )
    )
    asked = coordination_requests(scene.partner, now=START)
    sign_in(client, scene.partner)
    address = reverse("guidance:arrangement", args=[scene.case.pk])
    seen = client.get(address).status_code
    given(
        casework.withdraw_consent(
            actor=scene.person, case_id=scene.case.pk, party_id=scene.partner.party_id or 0, now=START
        )
    )

    assert (len(asked), seen) == (1, 200)
    assert coordination_requests(scene.partner, now=START) == ()
    assert client.get(address).status_code == 404
    assert scene.case.number not in text_of(client.get("/begeleiding/"))


# --- A hand-over that ended --------------------------------------------------------------------------


def _pages(case_id: int) -> list[str]:
    return [
        reverse(f"guidance:{name}", args=[case_id])
        for name in ("case", "intake", "advice", "profile", "arrangement", "handovers", "outcome")
    ]


def _stop(deed: str, scene: Scene, other: Actor, handover_id: int) -> None:
    if deed == "refused":
        given(casework.refuse_handover(actor=other, handover_id=handover_id, reason="Vol", now=START))
    elif deed == "withdrawn":
        given(casework.withdraw_handover(actor=scene.adviser, handover_id=handover_id, now=START))
    elif deed == "by the person":
        given(
            casework.withdraw_consent(
                actor=scene.person, case_id=scene.case.pk, party_id=other.party_id or 0, now=START
            )
        )
    else:
        given(casework.withdraw_participation(actor=scene.person, case_id=scene.case.pk, now=START) or 1)


@pytest.mark.requirement("R-125", "R-401")
@pytest.mark.parametrize("deed", ["refused", "withdrawn", "by the person", "the person stops"])
def test_after_a_hand_over_ended_every_screen_of_the_receiver_stops_at_once(deed: str, client: Client) -> None:
    scene = make_ready()
    other = make_professional(party_kind=PartyKind.MUNICIPALITY)
    handover_id = offered(scene.case, scene.adviser, other)
    sign_in(client, other)
    before: list[Any] = [client.get(url).status_code for url in _pages(scene.case.pk)]
    _stop(deed, scene, other, handover_id)
    after = [client.get(url).status_code for url in _pages(scene.case.pk)]

    assert set(before) == {200}
    assert set(after) == {404}
    assert scene.case.number not in text_of(client.get("/begeleiding/"))


@pytest.mark.requirement("R-123", "R-401")
def test_after_the_file_went_over_the_sender_sees_nothing_of_it(client: Client) -> None:
    scene = make_ready()
    other = make_professional(party_kind=PartyKind.MUNICIPALITY)
    handover_id = offered(scene.case, scene.adviser, other)
    sign_in(client, scene.adviser)
    before = {client.get(url).status_code for url in _pages(scene.case.pk)}
    given(casework.accept_handover(actor=other, handover_id=handover_id, now=START))

    assert before == {200}
    assert {client.get(url).status_code for url in _pages(scene.case.pk)} == {404}
    assert Handover.objects.get(pk=handover_id).state == "aanvaard"


def test_a_party_that_left_the_region_has_no_way_in_by_an_old_consent(client: Client) -> None:
    person = make_participant()
    case = make_case(participant=person)
    elsewhere = make_professional(region="AM12")
    assert elsewhere.party_id is not None
    assert not PartyInRegion.objects.filter(party_id=elsewhere.party_id, region__code=HERE, valid_until__isnull=False)
    Consent.objects.create(
        participant=person,
        party_id=make_party(PartyKind.MUNICIPALITY, "AM12").pk,
        item=Item.INTAKE,
        purpose=Purpose.COORDINATION,
        given_at=START,
        given_through="brief",
    )
    sign_in(client, elsewhere)

    assert client.get(reverse("guidance:case", args=[case.pk])).status_code == 404
