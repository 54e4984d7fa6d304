"""Taking a file out: the person all of it, a party what it has a ground for."""

import io
import json
import zipfile
from typing import Any

import pikepdf
import pytest

from overstap.consent.actions import give_consent, withdraw_all
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError
from overstap.parties.models import PartyKind
from overstap.portability import schema
from overstap.portability.exporting import PURPOSE, make_package, signing_keys
from overstap.portability.format import DATA, READABLE, examine
from overstap.portability.models import Package
from overstap.sealing.signing import public_keys
from tests.conftest import START
from tests.factories.arrangements import make_active
from tests.factories.cases import adviser_elsewhere, adviser_of, given, make_case, refused
from tests.factories.people import make_party, person_actor

pytestmark = pytest.mark.django_db


def part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


def told(package: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(part(package, DATA))
    return found


@pytest.mark.requirement("R-123")
def test_the_person_takes_the_whole_file_along_signed_and_readable() -> None:
    scene = make_active()
    packed = given(make_package(actor=scene.person, case_id=scene.case.pk, now=START))
    verdict = examine(packed.content, frozenset(public_keys(purpose=PURPOSE)))
    document = told(packed.content)

    assert verdict.valid
    assert schema.check(document) == ()
    assert document["persoon"]["geboortedatum"] == scene.case.participant.birth_date.isoformat()
    assert document["arrangement"]["onderdelen"]
    assert document["toezeggingen"][0]["bedrag_centen"] > 0
    assert document["toestemmingen"]
    assert document["beoordelingen"][0]["bewijs"]
    assert signing_keys()[0][1] == START
    with pikepdf.open(io.BytesIO(part(packed.content, READABLE))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nl")


def test_nobody_else_takes_out_a_file() -> None:
    case = make_case()
    with pytest.raises(NotFoundError):
        make_package(actor=person_actor(make_case().participant), case_id=case.pk, now=START)
    with pytest.raises(NotFoundError):
        make_package(
            actor=adviser_elsewhere(), case_id=case.pk, now=START, party_id=make_party(PartyKind.SECTOR_FUND).pk
        )

    whole = make_package(actor=adviser_of(case), case_id=case.pk, now=START)

    assert refused(whole).rule == "pakket.van_de_persoon"
    assert not Package.objects.exists()


@pytest.mark.requirement("R-125")
@pytest.mark.requirement("R-401")
@pytest.mark.parametrize("item", [Item.CONTACT, Item.PROFILE, Item.ADVICE, Item.INTAKE, Item.ARRANGEMENT])
def test_a_party_gets_the_parts_it_has_a_ground_for_and_no_more(item: Item) -> None:
    scene = make_active()
    case, receiver = scene.case, make_party(PartyKind.SECTOR_FUND)
    nothing = make_package(actor=scene.adviser, case_id=case.pk, now=START, party_id=receiver.pk)
    given(
        give_consent(
            actor=scene.person,
            participant_id=case.participant_id,
            party_id=receiver.pk,
            items=[item],
            purpose=Purpose.HANDOVER,
            valid_until=None,
            given_through="online",
            now=START,
        )
    )
    packed = given(make_package(actor=scene.adviser, case_id=case.pk, now=START, party_id=receiver.pk))
    document = told(packed.content)
    withdraw_all(actor=scene.person, participant_id=case.participant_id, party_id=receiver.pk, now=START)
    after = make_package(actor=scene.adviser, case_id=case.pk, now=START, party_id=receiver.pk)

    assert {refused(nothing).rule, refused(after).rule} == {"pakket.geen_grond"}
    assert document["onderdelen"] == [item.value]
    assert schema.check(document) == ()
    assert set(document) - ALWAYS <= SECTIONS[item]
    if item is not Item.CONTACT:
        assert case.participant.last_name not in part(packed.content, DATA).decode()


ALWAYS = {"soort", "versie", "gemaakt_op", "installatie", "voor", "onderdelen", "zaak"}
SECTIONS = {
    Item.CONTACT: {"persoon"},
    Item.PROFILE: {"profiel"},
    Item.INTAKE: {"gegevens"},
    Item.ADVICE: {"beoordelingen", "besluiten", "diagnoses", "eigen_hulp"},
    Item.ARRANGEMENT: {"arrangement", "toezeggingen"},
}
