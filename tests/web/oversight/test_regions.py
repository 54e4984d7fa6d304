"""Setting up a region on screen: agreement, opening, seats, functions, desk and parties; and what is refused."""

import datetime as dt
import re

import pytest
from django.test import Client

from overstap.core.actor import Role
from overstap.parties.models import (
    Desk,
    FunctionOwner,
    Party,
    PartyInRegion,
    PartyKind,
    Region,
    RegionalFunction,
    RollOutState,
    SeatHolder,
)
from tests.conftest import START
from tests.factories.people import make_party, make_professional, party_of
from tests.web.browsing import follow, sign_in, text_of
from tests.web.oversight.watching import as_coordinator, as_steering, make_live

HERE = "/toezicht/regio/AM26"
PAGES = ["", "/inrichting", "/zetels", "/functies", "/functies/makelaar", "/loket", "/partijen", "/partijen/nieuw"]
MORE = ["/partijen/bekend", "/partijen/aanspreekpunt"]


def day(prefix: str, on: dt.date) -> dict[str, str]:
    """A date as the three boxes send it."""
    return {f"{prefix}_day": str(on.day), f"{prefix}_month": str(on.month), f"{prefix}_year": str(on.year)}


def region() -> Region:
    return Region.objects.get(code="AM26")


def seat_of(kind: str, seat: str, **other: object) -> SeatHolder:
    return SeatHolder.objects.create(
        region=region(), seat=seat, party=party_of(kind), name="Noor Jansen", valid_from="2020-11-01", **other
    )


@pytest.mark.parametrize("page", [*PAGES, *MORE])
def test_each_page_opens_for_the_own_coordinator_and_the_steering_group_only(client: Client, page: str) -> None:
    as_coordinator(client)
    own = client.get(f"{HERE}{page}/")
    as_coordinator(client, "AM01")
    stranger = client.get(f"{HERE}{page}/")
    as_steering(client)
    national = client.get(f"{HERE}{page}/")
    sign_in(client, make_professional())
    adviser = client.get(f"{HERE}{page}/")

    assert [own.status_code, stranger.status_code, national.status_code, adviser.status_code] == [200, 404, 200, 403]
    assert own.content.decode().count("<h1") == 1


@pytest.mark.parametrize(
    "page", ["/inrichting/openen", "/inrichting/afspraak", "/inrichting/afsluiten", "/inrichting/opbouw", "/loket"]
)
def test_a_coordinator_changes_nothing_in_another_region(client: Client, page: str) -> None:
    as_coordinator(client, "AM01")

    assert client.post(f"{HERE}{page}/", {"name": "Loket"}).status_code == 404


@pytest.mark.requirement("R-381")
def test_a_region_without_agreement_is_not_opened_and_hears_why(client: Client) -> None:
    Region.objects.filter(code="AM26").update(state=RollOutState.PLANNED, live_on=None, agreement_on=None)
    as_coordinator(client)

    answer = client.post(f"{HERE}/inrichting/openen/", day("opening-live_on", dt.date(2021, 3, 1)))
    words = text_of(answer)

    assert answer.status_code == 400
    assert "De regio kan nog niet open: er is geen samenwerkingsafspraak." in words
    assert "Wat u kunt doen: Leg eerst de samenwerkingsafspraak" in words
    assert "Bron:" in words
    assert 'name="opening-live_on_month" value="3"' in answer.content.decode()
    assert region().state == RollOutState.PLANNED


@pytest.mark.requirement("R-036", "R-381")
def test_a_region_opens_step_by_step(client: Client) -> None:
    Region.objects.filter(code="AM26").update(state=RollOutState.PLANNED, live_on=None, agreement_on=None)
    as_coordinator(client)

    started = follow(client, f"{HERE}/inrichting/opbouw/", {})
    agreed = follow(client, f"{HERE}/inrichting/afspraak/", day("afspraak-agreement_on", START.date()))
    too_soon = client.post(f"{HERE}/inrichting/openen/", day("opening-live_on", dt.date(2021, 3, 1)))
    seat_of(PartyKind.UWV, "kwartiermaker")
    opened = follow(client, f"{HERE}/inrichting/openen/", day("opening-live_on", dt.date(2021, 3, 1)))

    assert "De opbouw van het team is begonnen." in text_of(started)
    assert "De partijen maakten de afspraak op 15 februari 2021." in text_of(agreed)
    assert "er is geen kwartiermaker" in text_of(too_soon)
    assert "Het team is open." in text_of(opened)
    assert (region().state, region().live_on) == (RollOutState.OPERATIONAL, dt.date(2021, 3, 1))


def test_a_date_that_does_not_exist_is_told_at_its_field_and_stays(client: Client) -> None:
    as_coordinator(client)

    answer = client.post(
        f"{HERE}/inrichting/afspraak/",
        {
            "afspraak-agreement_on_day": "31",
            "afspraak-agreement_on_month": "2",
            "afspraak-agreement_on_year": "2021",
        },
    )
    page = answer.content.decode()

    assert answer.status_code == 400
    assert "Deze datum bestaat niet." in text_of(answer)
    assert 'href="#id_afspraak-agreement_on"' in page
    assert 'value="31"' in page


@pytest.mark.requirement("R-009")
def test_a_region_closes_with_an_evaluation_only(client: Client) -> None:
    make_live()
    as_coordinator(client)
    last = day("sluiting-closed_on", dt.date(2021, 12, 31))

    without = client.post(f"{HERE}/inrichting/afsluiten/", last | {"sluiting-evaluation_report": ""})
    closed = follow(client, f"{HERE}/inrichting/afsluiten/", last | {"sluiting-evaluation_report": "Zaak 12"})

    assert without.status_code == 400
    assert "het evaluatierapport ontbreekt" in text_of(without)
    assert "<details" in without.content.decode()
    assert " open>" in without.content.decode()
    assert "De regio is afgesloten." in text_of(closed)
    assert region().state == RollOutState.CLOSED


@pytest.mark.requirement("R-026")
def test_the_centre_municipality_is_confirmed_and_lies_in_the_region(client: Client) -> None:
    Region.objects.filter(code="AM26").update(centre_verified=False)
    as_coordinator(client)
    before = text_of(client.get(f"{HERE}/inrichting/"))
    elsewhere = client.post(f"{HERE}/inrichting/centrumgemeente/", {"centrum-municipality": "Groningen"})
    after = follow(client, f"{HERE}/inrichting/centrumgemeente/", {"centrum-municipality": "Tilburg"})

    assert "is nog niet bevestigd" in before
    assert elsewhere.status_code == 400
    assert "is nog niet bevestigd" not in text_of(after)
    assert region().centre_verified


@pytest.mark.requirement("R-037")
def test_the_seats_show_what_the_body_lacks_and_a_seat_is_filled(client: Client) -> None:
    as_coordinator(client)
    before = client.get(f"{HERE}/zetels/?zetel=sbb")
    given = {"seat": "sbb", "party": party_of(PartyKind.SBB).pk, "name": "Frank Denissen"}
    after = follow(client, f"{HERE}/zetels/", given | day("valid_from", START.date()))

    assert "Het samenwerkingsgremium is nog niet compleet." in text_of(before)
    assert '<option value="sbb" selected>' in before.content.decode()
    assert "De zetel is ingevuld." in text_of(after)
    assert "Frank Denissen" in text_of(after)


def test_a_seat_for_another_kind_of_party_is_refused_with_its_source(client: Client) -> None:
    as_coordinator(client)
    given = {"seat": "sbb", "party": party_of(PartyKind.UWV).pk, "name": "Frank Denissen"}

    answer = client.post(f"{HERE}/zetels/", given | day("valid_from", START.date()))

    assert answer.status_code == 400
    assert "Deze zetel hoort bij een ander soort partij." in text_of(answer)
    assert "Bron: Intentieverklaring crisisdienstverlening" in text_of(answer)
    assert 'value="Frank Denissen"' in answer.content.decode()
    assert not SeatHolder.objects.exists()


def test_a_seat_without_name_or_party_is_told_field_by_field(client: Client) -> None:
    as_coordinator(client)

    answer = client.post(f"{HERE}/zetels/", {"seat": "", "party": "", "name": ""} | day("valid_from", START.date()))
    page = answer.content.decode()

    assert answer.status_code == 400
    assert all(f'href="#id_{field}"' in page for field in ("seat", "party", "name"))


def test_who_comes_later_is_shown_as_coming(client: Client) -> None:
    as_coordinator(client)
    given = {"seat": "sbb", "party": party_of(PartyKind.SBB).pk, "name": "Frank Denissen"}

    after = follow(client, f"{HERE}/zetels/", given | day("valid_from", dt.date(2021, 6, 1)))

    assert "begint nog" in text_of(after)
    assert "Frank Denissen" in text_of(after)


@pytest.mark.requirement("R-035")
def test_a_seat_ends_on_a_day_but_the_coordinator_of_an_open_region_needs_a_successor(client: Client) -> None:
    make_live()
    expert = seat_of(PartyKind.UWV, "deskundige_banenafspraak")
    chair = seat_of(PartyKind.UWV, "coordinator")
    as_coordinator(client)

    ended = follow(client, f"{HERE}/zetels/{expert.pk}/einde/", day("until", dt.date(2021, 2, 28)))
    refused = client.post(f"{HERE}/zetels/{chair.pk}/einde/", day("until", dt.date(2021, 2, 28)))

    assert "De laatste dag is vastgelegd." in text_of(ended)
    assert "tot en met 28 feb 2021" in text_of(ended).lower()
    assert refused.status_code == 400
    assert "Wijs de opvolger aan." in text_of(refused)


def test_a_seat_of_another_region_is_not_found_under_this_one(client: Client) -> None:
    other = SeatHolder.objects.create(
        region=Region.objects.get(code="AM13"),
        seat="sbb",
        party=party_of(PartyKind.SBB),
        name="Elders",
        valid_from="2020-11-01",
    )
    as_coordinator(client)

    assert client.get(f"{HERE}/zetels/{other.pk}/einde/").status_code == 404
    assert client.post(f"{HERE}/zetels/{other.pk}/einde/", day("until", START.date())).status_code == 404


@pytest.mark.requirement("R-350", "R-357", "R-046")
def test_the_eight_functions_with_their_owners(client: Client) -> None:
    as_coordinator(client)
    uwv = party_of(PartyKind.UWV)
    page = text_of(client.get(f"{HERE}/functies/"))
    alone = client.post(f"{HERE}/functies/makelaar/", {"party": uwv.pk})
    agreed = follow(client, f"{HERE}/functies/makelaar/", {"party": uwv.pk, "agreed": "on"})
    none = follow(client, f"{HERE}/functies/makelaar/", {"party": "0", "agreed": "on"})

    assert "Er zijn nog 8 functies niet verdeeld." in page
    assert alone.status_code == 400
    assert "U kunt de rol van een andere partij niet alleen bepalen." in text_of(alone)
    assert "Er zijn nog 7 functies niet verdeeld." in text_of(agreed)
    assert "Er zijn nog 8 functies niet verdeeld." in text_of(none)
    assert not FunctionOwner.objects.exists()


@pytest.mark.parametrize(
    "function",
    [
        pytest.param(function, marks=pytest.mark.requirement(f"R-{350 + place}"), id=function.value)
        for place, function in enumerate(RegionalFunction)
    ],
)
def test_the_page_of_the_region_names_who_fills_each_function(client: Client, function: RegionalFunction) -> None:
    as_coordinator(client)
    owner = make_party(PartyKind.DESK_PARTNER, name="Vulling van een functie")
    before = text_of(client.get("/regio/AM26/"))
    client.post(f"{HERE}/functies/{function.value}/", {"party": owner.pk, "agreed": "on"})
    page = text_of(client.get("/regio/AM26/"))

    filled = rf"{re.escape(function.label)}\W+Vulling van een functie"
    assert not re.search(filled, before)
    assert re.search(filled, page)


def test_an_unknown_function_is_not_found(client: Client) -> None:
    as_coordinator(client)

    assert client.get(f"{HERE}/functies/toveren/").status_code == 404


def test_a_function_for_a_party_from_elsewhere_cannot_be_chosen(client: Client) -> None:
    stranger = make_party(PartyKind.PRIVATE, region_code="AM01")
    as_coordinator(client)

    answer = client.post(f"{HERE}/functies/makelaar/", {"party": stranger.pk, "agreed": "on"})

    assert answer.status_code == 400
    assert 'href="#id_party"' in answer.content.decode()


@pytest.mark.requirement("R-100")
def test_the_desk_is_filled_in_and_inhabitants_see_it(client: Client) -> None:
    as_coordinator(client)
    given = {
        "name": "Loket Midden-Brabant",
        "address": "Spoorlaan 1, Tilburg",
        "phone": "0800 1234",
        "email": "loket@voorbeeld.example",
        "opening_hours": "maandag tot en met vrijdag",
        **day("digital_from", dt.date(2021, 1, 4)),
        **{f"physical_from_{part}": "" for part in ("day", "month", "year")},
    }

    saved = follow(client, f"{HERE}/loket/", given)
    public = text_of(client.get("/regio/AM26/"))

    assert "De gegevens van het loket zijn opgeslagen." in text_of(saved)
    assert 'value="Spoorlaan 1, Tilburg"' in saved.content.decode()
    assert "Spoorlaan 1, Tilburg" in public
    assert Desk.objects.get(region__code="AM26").physical_from is None


def test_a_wrong_address_of_the_desk_is_told_and_kept(client: Client) -> None:
    as_coordinator(client)

    answer = client.post(f"{HERE}/loket/", {"name": "", "email": "geen adres", "phone": "1" * 30})
    page = answer.content.decode()

    assert answer.status_code == 400
    assert "Dit is geen e-mailadres." in text_of(answer)
    assert 'value="geen adres"' in page
    assert all(f'href="#id_{field}"' in page for field in ("name", "email", "phone"))


@pytest.mark.requirement("R-032")
def test_a_private_partner_is_added(client: Client) -> None:
    as_coordinator(client)
    given = {"name": "Van Werk BV", "kind": "privaat", "kvk_number": "12345678"} | day("valid_from", START.date())

    after = follow(client, f"{HERE}/partijen/nieuw/", given)

    assert "Van Werk BV" in text_of(after)
    assert PartyInRegion.objects.get(party__name="Van Werk BV").region.code == "AM26"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"kvk_number": "12"}, "Een KvK-nummer heeft 8 cijfers."),
        ({"kind": "tovenaar"}, "Kies een van de antwoorden."),
        ({"name": ""}, "Vul dit in."),
        ({"municipality": "Nergenshuizen"}, "Deze gemeente kennen wij niet."),
        ({"municipality": "Tilburg"}, "Alleen een gemeente hoort bij een gemeente."),
        ({"name": "UWV"}, "Deze organisatie bestaat al."),
    ],
)
def test_a_party_that_cannot_be_is_refused_and_nothing_is_lost(
    client: Client, changed: dict[str, str], sentence: str
) -> None:
    as_coordinator(client)
    given = {"name": "Van Werk BV", "kind": "privaat", "email": "info@vanwerk.example"} | changed
    known = Party.objects.count()

    answer = client.post(f"{HERE}/partijen/nieuw/", given | day("valid_from", START.date()))

    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert 'value="info@vanwerk.example"' in answer.content.decode()
    assert Party.objects.count() == known


def test_a_known_party_joins_this_region(client: Client) -> None:
    stranger = make_party(PartyKind.PRIVATE, region_code="AM01", name="Buurman BV")
    as_coordinator(client)

    after = follow(client, f"{HERE}/partijen/bekend/", {"party": stranger.pk} | day("valid_from", START.date()))
    again = client.post(f"{HERE}/partijen/bekend/", {"party": stranger.pk} | day("valid_from", START.date()))

    assert "Buurman BV" in text_of(after)
    assert again.status_code == 400


@pytest.mark.requirement("R-026", "R-045")
def test_only_the_own_organisation_leaves(client: Client) -> None:
    actor = as_coordinator(client)
    page = client.get(f"{HERE}/partijen/").content.decode()
    left = follow(client, f"{HERE}/partijen/stoppen/", day("until", dt.date(2021, 2, 28)))
    as_steering(client)
    own = PartyInRegion.objects.get(party_id=actor.party_id, region__code="AM26")

    assert page.count("/partijen/stoppen/") == 1
    assert "De laatste dag in deze regio is vastgelegd." in text_of(left)
    assert own.valid_until == dt.date(2021, 2, 28)


def test_a_party_that_does_not_work_here_cannot_leave(client: Client) -> None:
    sign_in(client, make_professional(Role.STEERING_GROUP, party_kind=PartyKind.MINISTRY, region=None))

    assert client.get(f"{HERE}/partijen/stoppen/").status_code == 404


@pytest.mark.requirement("R-047")
def test_the_first_contact_of_the_unions_is_theirs_to_divide(client: Client) -> None:
    union = make_party(PartyKind.UNION, name="Bond van Proef")
    as_coordinator(client)

    alone = client.post(f"{HERE}/partijen/aanspreekpunt/", {"party": union.pk})
    agreed = follow(client, f"{HERE}/partijen/aanspreekpunt/", {"party": union.pk, "agreed": "on"})

    assert alone.status_code == 400
    assert "U kunt de rol van een andere partij niet alleen bepalen." in text_of(alone)
    assert "Eerste aanspreekpunt van de vakbonden: Bond van Proef." in text_of(agreed)
