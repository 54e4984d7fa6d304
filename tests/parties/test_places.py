"""Where someone lives decides the region, on that day."""

from datetime import date

import pytest

from overstap.parties.models import Party, PartyInRegion, PartyKind
from overstap.parties.queries import (
    first_responsible_party,
    municipality_names,
    municipality_names_in,
    official_municipality,
    parties_in_region,
    region_of,
    suggest_municipalities,
)
from tests.factories.people import make_party

pytestmark = pytest.mark.django_db

IN_2020, IN_2021 = date(2020, 12, 31), date(2021, 1, 1)


def name_of_region(municipality: str, on: date = IN_2021) -> str | None:
    region = region_of(municipality, on)
    return region.name if region else None


@pytest.mark.requirement("R-080")
def test_someone_from_tilburg_belongs_to_midden_brabant() -> None:
    assert name_of_region("Tilburg") == "Midden-Brabant"


@pytest.mark.requirement("R-080")
@pytest.mark.parametrize(
    ("municipality", "in_2020", "in_2021"),
    [
        ("Appingedam", "Groningen", None),
        ("Eemsdelta", None, "Groningen"),
        ("Haaren", "Noordoost-Brabant", None),
        ("Utrecht", "Midden-Utrecht", "Midden-Utrecht"),
    ],
)
def test_a_redivision_counts_from_its_day(municipality: str, in_2020: str | None, in_2021: str | None) -> None:
    assert (name_of_region(municipality, IN_2020), name_of_region(municipality, IN_2021)) == (in_2020, in_2021)


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        (" tilburg ", "Tilburg"),
        ("sudwest-fryslan", "Súdwest-Fryslân"),
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("s-gravenhage", "'s-Gravenhage"),
        ("Bergen (nh)", "Bergen (NH)"),
        ("Bergen", None),
        ("Lutjebroek aan Zee", None),
        ("", None),
    ],
)
def test_a_name_is_known_however_it_is_typed(typed: str, official: str | None) -> None:
    assert official_municipality(typed, IN_2021) == official


def test_the_lists_of_2020_and_2021_differ_by_the_redivision() -> None:
    before, after = set(municipality_names(IN_2020)), set(municipality_names(IN_2021))

    assert (len(before), len(after)) == (355, 352)
    assert before - after == {"Appingedam", "Delfzijl", "Loppersum", "Haaren"}
    assert after - before == {"Eemsdelta"}


def test_suggestions_that_begin_with_the_text_come_first() -> None:
    names = suggest_municipalities("til", IN_2021)

    assert names[0] == "Tilburg"
    assert set(suggest_municipalities("bergen", IN_2021)) >= {"Bergen (L)", "Bergen (NH)", "Bergen op Zoom"}
    assert suggest_municipalities("xyz", IN_2021) == ()
    assert suggest_municipalities("  ", IN_2021) == ()
    assert len(suggest_municipalities("e", IN_2021)) == 10


def test_people_of_a_former_municipality_still_belong_to_the_region() -> None:
    assert "Appingedam" in municipality_names_in(["AM01"], IN_2021)
    assert "Eemsdelta" not in municipality_names_in(["AM01"], IN_2020)
    assert "Tilburg" not in municipality_names_in(["AM01"], IN_2021)


# --- Who is first responsible -----------------------------------------------------------------------


def responsible(kind: str, municipality: str = "Tilburg", region: str = "AM26", union: str | None = None) -> str | None:
    preferred = Party.objects.get(name=union).pk if union else None
    found = first_responsible_party(region, kind, municipality, IN_2021, preferred_party_id=preferred)
    return found.name if found else None


@pytest.mark.requirement("R-071", "R-072", "R-073")
@pytest.mark.parametrize(
    ("kind", "party"), [("sociale_partners", "FNV"), ("uwv", "UWV"), ("gemeente", "Gemeente Tilburg")]
)
def test_each_answer_of_the_routing_table_has_a_party(kind: str, party: str) -> None:
    assert responsible(kind) == party


@pytest.mark.requirement("R-047")
def test_the_own_union_of_a_person_goes_first() -> None:
    assert responsible("sociale_partners", union="CNV") == "CNV"
    assert responsible("sociale_partners", union="VNO-NCW") == "VNO-NCW"


@pytest.mark.requirement("R-032")
def test_a_party_that_is_no_social_partner_is_not_chosen_by_preference() -> None:
    private = make_party(PartyKind.PRIVATE)

    found = first_responsible_party("AM26", "sociale_partners", "Tilburg", IN_2021, preferred_party_id=private.pk)

    assert found is not None
    assert found.name == "FNV"


def test_a_union_that_left_the_region_is_not_chosen() -> None:
    PartyInRegion.objects.filter(party__name="CNV", region__code="AM26").update(valid_until=IN_2020)

    assert responsible("sociale_partners", union="CNV") == "FNV"


def test_the_municipality_of_residence_goes_before_the_centre() -> None:
    waalwijk = make_party(PartyKind.MUNICIPALITY, name="Gemeente Waalwijk")
    Party.objects.filter(id=waalwijk.pk).update(municipality="Waalwijk")

    assert responsible("gemeente", "Waalwijk") == "Gemeente Waalwijk"
    assert responsible("gemeente", "Goirle") == "Gemeente Tilburg"


@pytest.mark.requirement("R-026")
def test_without_centre_municipality_there_is_no_party_for_those_of_elsewhere() -> None:
    assert responsible("gemeente", "Goes", region="AM24") is None


def test_parties_of_a_region_by_kind_and_day() -> None:
    unions = parties_in_region("AM26", IN_2021, [PartyKind.UNION])

    assert [card.name for card in unions] == ["CNV", "FNV", "VCP"]
    assert parties_in_region("AM26", date(2020, 10, 31)) == ()
    assert "Gemeente Breda" not in {card.name for card in parties_in_region("AM26", IN_2021)}
