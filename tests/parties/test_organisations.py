"""Who does what in a region: the partners divide the roles themselves, and nobody decides for another."""

from datetime import date, datetime, timedelta

import pytest

from overstap.core.actor import SYSTEM, Actor, Role
from overstap.core.decision import Refusal
from overstap.parties import actions
from overstap.parties.models import Party, PartyKind, RegionalFunction
from overstap.parties.queries import region
from overstap.parties.values import RegionCard
from tests.factories.people import make_party, make_professional, party_of

pytestmark = pytest.mark.django_db

BRABANT = "AM26"
TODAY = date(2021, 2, 15)


@pytest.fixture
def coordinator() -> Actor:
    return make_professional(Role.COORDINATOR)


# --- Functions ---------------------------------------------------------------------------------------


def give_function(actor: Actor, party: Party | None, now: datetime, *agreed: Party) -> RegionCard | Refusal:
    return actions.set_function_owner(
        actor=actor,
        region_code=BRABANT,
        function=RegionalFunction.BROKERAGE,
        party_id=party.pk if party else None,
        agreed_party_ids=[row.pk for row in agreed],
        now=now,
    )


def broker() -> str | None:
    function = next(card for card in region(BRABANT, TODAY).functions if card.function == "makelaar")
    return function.party.name if function.party else None


@pytest.mark.requirement("R-026")
def test_the_centre_municipality_does_not_set_the_role_of_another(now: datetime) -> None:
    centre = make_professional(Role.COORDINATOR, party_kind=PartyKind.MUNICIPALITY)
    fnv = Party.objects.get(name="FNV")
    assert centre.party_name == "Gemeente Tilburg"

    alone = give_function(centre, fnv, now)
    agreed = give_function(centre, fnv, now, fnv)

    assert isinstance(alone, Refusal)
    assert alone.rule == "parties.role-of-another"
    assert isinstance(agreed, RegionCard)
    assert broker() == "FNV"


@pytest.mark.requirement("R-026")
def test_nobody_takes_a_function_from_a_party_that_did_not_agree(coordinator: Actor, now: datetime) -> None:
    fnv, uwv = Party.objects.get(name="FNV"), Party.objects.get(name="UWV")
    give_function(SYSTEM, fnv, now)

    taken = give_function(coordinator, uwv, now)
    removed = give_function(coordinator, None, now)

    assert isinstance(taken, Refusal)
    assert isinstance(removed, Refusal)
    assert broker() == "FNV"


@pytest.mark.requirement("R-046")
def test_a_party_takes_up_a_free_function_by_itself(now: datetime) -> None:
    union = make_professional(party_kind=PartyKind.UNION)
    fnv = Party.objects.get(name="FNV")

    give_function(union, fnv, now)
    taken = broker()
    give_function(union, None, now)

    assert (taken, broker()) == ("FNV", None)


def test_a_party_from_elsewhere_gets_no_function(coordinator: Actor, now: datetime) -> None:
    breda = Party.objects.get(name="Gemeente Breda")

    answer = give_function(coordinator, breda, now, breda)

    assert isinstance(answer, Refusal)
    assert answer.rule == "parties.not-in-region"


# --- Parties in a region -----------------------------------------------------------------------------


@pytest.mark.requirement("R-032")
def test_a_region_adds_a_private_partner(coordinator: Actor, now: datetime) -> None:
    card = actions.add_party(
        actor=coordinator,
        region_code=BRABANT,
        name="Loopbaanwinkel",
        kind=PartyKind.PRIVATE,
        valid_from=TODAY,
        now=now,
    )

    assert not isinstance(card, Refusal)
    assert "Loopbaanwinkel" in {party.name for party in region(BRABANT, TODAY).parties}
    assert "Loopbaanwinkel" not in {party.name for party in region("AM18", TODAY).parties}


@pytest.mark.requirement("R-027")
def test_a_university_of_applied_sciences_is_accepted_as_partner(coordinator: Actor, now: datetime) -> None:
    card = actions.add_party(
        actor=coordinator,
        region_code=BRABANT,
        name="Hogeschool Voorbeeld",
        kind=PartyKind.EDUCATION,
        valid_from=TODAY,
        now=now,
    )

    assert not isinstance(card, Refusal)
    assert card.kind_name == "Onderwijsinstelling"


@pytest.mark.parametrize(
    ("name", "kind", "municipality", "rule"),
    [
        (" ", PartyKind.PRIVATE, "", "parties.party-name"),
        ("UWV", PartyKind.UWV, "", "parties.party-exists"),
        ("Stad", PartyKind.MUNICIPALITY, "Tilburg", "parties.party-exists"),
        ("Stad", PartyKind.PRIVATE, "Waalwijk", "parties.party-municipality"),
    ],
)
def test_a_wrong_party_is_refused(  # noqa: PLR0917 - two fixtures and the columns of the table
    coordinator: Actor, now: datetime, name: str, kind: PartyKind, municipality: str, rule: str
) -> None:
    answer = actions.add_party(
        actor=coordinator,
        region_code=BRABANT,
        name=name,
        kind=kind,
        municipality=municipality,
        valid_from=TODAY,
        now=now,
    )

    assert isinstance(answer, Refusal)
    assert answer.rule == rule


@pytest.mark.requirement("R-045", "R-026")
def test_only_the_party_itself_leaves_a_region(coordinator: Actor, now: datetime) -> None:
    fnv = Party.objects.get(name="FNV")
    union = make_professional(party_kind=PartyKind.UNION)
    leave = {"region_code": BRABANT, "party_id": fnv.pk, "until": TODAY, "now": now}

    by_other = actions.end_party_in_region(actor=coordinator, **leave)
    by_itself = actions.end_party_in_region(actor=union, **leave)

    assert isinstance(by_other, Refusal)
    assert not isinstance(by_itself, Refusal)
    assert "FNV" not in {party.name for party in region(BRABANT, TODAY + timedelta(days=1)).parties}


def test_a_party_joins_a_region_once(coordinator: Actor, now: datetime) -> None:
    school = make_party(PartyKind.EDUCATION, None, name="Roc Voorbeeld")
    join = {"region_code": BRABANT, "party_id": school.pk, "valid_from": TODAY, "now": now}

    first, second = (actions.add_party_to_region(actor=coordinator, **join) for _ in range(2))

    assert not isinstance(first, Refusal)
    assert isinstance(second, Refusal)
    assert second.rule == "parties.already-in-region"


@pytest.mark.requirement("R-047")
def test_the_unions_divide_first_contact_themselves(now: datetime) -> None:
    fnv, cnv = Party.objects.get(name="FNV"), Party.objects.get(name="CNV")
    officer = make_professional(party=cnv)
    assert party_of(PartyKind.UNION).pk == fnv.pk
    choose = {"actor": officer, "region_code": BRABANT, "party_id": cnv.pk, "now": now}

    alone = actions.set_first_contact(**choose)
    together = actions.set_first_contact(**choose, agreed_party_ids=[fnv.pk])

    assert isinstance(alone, Refusal)
    assert not isinstance(together, Refusal)
    assert party_of(PartyKind.UNION).pk == cnv.pk
