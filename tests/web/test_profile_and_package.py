"""The profile that the person fills in, the adviser's side of it, and a file that is taken along and read in."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from overstap.casework.models import Case, ProfileEntry, ProfileStatement
from overstap.consent.actions import give_consent, withdraw_all
from overstap.core.consent import Item, Purpose
from overstap.parties.models import PartyKind
from overstap.portability.exporting import PURPOSE, make_package, signing_keys
from overstap.portability.format import examine
from overstap.portability.models import BroughtFile, Package
from overstap.sealing.signing import public_keys
from tests.conftest import START
from tests.factories.cases import adviser_elsewhere, adviser_of, given, make_case
from tests.factories.people import make_party, person_actor
from tests.web.browsing import as_desk, sign_in, text_of

pytestmark = pytest.mark.django_db


def signed_in(client: Client) -> Case:
    case = make_case()
    sign_in(client, case.participant)
    return case


WORK = {
    "name": "Kok",
    "employer": "De Gouden Leeuw",
    "from_month": "3-2012",
    "until_month": "11/2020",
    "tasks": "Warme keuken.",
}


@pytest.mark.requirement("R-056")
def test_the_person_fills_in_work_changes_it_and_sees_what_stood_there(client: Client) -> None:
    case = signed_in(client)
    client.post("/mijn/profiel/erbij/werk/", WORK)
    old = ProfileEntry.objects.get(profile__case=case)
    page = text_of(client.get("/mijn/profiel/"))
    client.post(f"/mijn/profiel/regel/{old.pk}/", WORK | {"name": "Chef-kok"})
    after = text_of(client.get("/mijn/profiel/"))
    history = text_of(client.get("/mijn/profiel/eerder/"))
    old.refresh_from_db()

    assert "maart 2012" in page
    assert "november 2020" in page
    assert "van uzelf, 15 februari 2021. Bevestigd." in page
    assert "Chef-kok" in after
    assert "Veranderd op 15 februari 2021" in history
    assert old.removed_at is not None
    assert old.replaced_by.name == "Chef-kok"


def test_wrong_months_are_told_and_what_was_typed_stays(client: Client) -> None:
    signed_in(client)
    turned = client.post("/mijn/profiel/erbij/werk/", WORK | {"from_month": "12-2020", "until_month": "1-2019"})
    unread = client.post("/mijn/profiel/erbij/werk/", WORK | {"from_month": "lang geleden"})

    assert turned.status_code == unread.status_code == 400
    assert "Het werk eindigt voordat het begint." in text_of(turned)
    assert "Schrijf maand en jaar: 3-2012." in text_of(unread)
    assert "De Gouden Leeuw" in turned.content.decode()
    assert not ProfileEntry.objects.exists()


@pytest.mark.requirement("R-125")
def test_limits_say_what_work_may_ask_and_nothing_of_health(client: Client) -> None:
    case = signed_in(client)
    medical = client.post("/mijn/profiel/wensen/", {"limits": "Ik heb een hernia"})
    plain = client.post(
        "/mijn/profiel/wensen/", {"limits": "Niet zwaar tillen", "hours_per_week": "24", "travel_by": ["fiets", "ov"]}
    )
    client.post("/mijn/profiel/wensen/", {"limits": "Niet zwaar tillen", "hours_per_week": "32"})
    said = list(
        ProfileStatement.objects.filter(profile__case=case, aspect="uren").values_list("value", "superseded_at")
    )

    assert medical.status_code == 400
    assert "“hernia” gaat over gezondheid" in text_of(medical)
    assert plain.status_code == 302
    assert [(value, until is None) for value, until in said] == [("24", False), ("32", True)]
    assert ProfileStatement.objects.get(profile__case=case, aspect="grenzen").superseded_at is None


def test_competences_are_chosen_from_a_list_that_is_searched_without_a_script(client: Client) -> None:
    case = signed_in(client)
    found = text_of(client.get("/mijn/profiel/competenties/", {"zoek": "heft"}))
    client.post("/mijn/profiel/competenties/", {"code": "heftruck"})
    client.post("/mijn/profiel/competenties/", {"code": "heftruck"})
    client.post("/mijn/profiel/erbij/competentie/", {"name": "Duiven melken"})
    rows = set(ProfileEntry.objects.filter(profile__case=case).values_list("name", "code"))

    assert "Een heftruck besturen" in found
    assert "Koken" not in found
    assert rows == {("Een heftruck besturen", "heftruck"), ("Duiven melken", "")}
    assert "eigen woorden" in text_of(client.get("/mijn/profiel/"))
    assert client.post("/mijn/profiel/competenties/", {"code": "verzonnen"}).status_code == 404


def test_what_the_adviser_adds_has_its_source_and_waits_for_the_person(client: Client) -> None:
    case = make_case()
    sign_in(client, adviser_of(case))
    base = f"/begeleiding/dossier/{case.pk}/profiel"
    client.post(
        f"{base}/erbij/opleiding/",
        {"name": "Koksopleiding", "level": "mbo 3", "diploma": "ja", "year": "2011", "source": "document"},
    )
    entry = ProfileEntry.objects.get(profile__case=case)
    client.post(f"{base}/regel/{entry.pk}/gezien/", {"saw": "Diploma gezien"})
    page = text_of(client.get(f"{base}/"))
    future = client.post(f"{base}/erbij/opleiding/", {"name": "Iets", "year": "2050"})
    sign_in(client, case.participant)
    client.post(f"/mijn/profiel/regel/{entry.pk}/klopt/")
    entry.refresh_from_db()

    assert "uit een document, 15 februari 2021" in page
    assert "Nog niet bevestigd." in page
    assert "Diploma gezien" in page
    assert future.status_code == 200
    assert "Het jaar 2050 kan niet kloppen." in text_of(future)
    assert (entry.confirmed, entry.confirmed_at is not None, entry.diploma) == (True, True, True)


def test_a_line_of_another_person_is_not_found(client: Client) -> None:
    other = make_case()
    sign_in(client, other.participant)
    client.post("/mijn/profiel/erbij/werk/", WORK)
    entry = ProfileEntry.objects.get()
    signed_in(client)

    assert client.get(f"/mijn/profiel/regel/{entry.pk}/").status_code == 404
    for deed in ("weg", "klopt"):
        assert client.post(f"/mijn/profiel/regel/{entry.pk}/{deed}/").status_code == 404
    stranger = adviser_elsewhere()
    sign_in(client, stranger)
    for page in ("profiel/", "profiel/eerder/", f"profiel/regel/{entry.pk}/", "reizen/"):
        assert client.get(f"/begeleiding/dossier/{other.pk}/{page}").status_code == 404


@pytest.mark.requirement("R-123")
def test_the_person_downloads_a_package_that_is_valid_and_a_pdf(client: Client) -> None:
    signed_in(client)
    package = client.post("/mijn/meenemen/pakket/", {"vorm": "pakket"})
    paper = client.post("/mijn/meenemen/pakket/", {"vorm": "pdf"})
    page = text_of(client.get("/sleutel/"))

    assert examine(package.content, frozenset(public_keys(purpose=PURPOSE))).valid
    assert paper.content.startswith(b"%PDF")
    assert public_keys(purpose=PURPOSE)[0] in page
    assert "15 februari 2021" in page
    assert Package.objects.count() == 2
    assert client.get("/mijn/meenemen/pakket/").status_code == 405


def test_the_keys_are_shown_to_anyone_before_a_package_was_made(client: Client) -> None:
    page = text_of(client.get("/sleutel/"))

    assert signing_keys()[0][0] in page
    assert "nog niet gebruikt" in page


@pytest.mark.requirement("R-401")
def test_an_adviser_makes_a_package_with_what_the_party_may_see(client: Client) -> None:
    case, fund = make_case(), make_party(PartyKind.SECTOR_FUND)
    sign_in(client, adviser_of(case))
    url = f"/begeleiding/dossier/{case.pk}/reizen/"
    nothing = client.post(url, {"party": str(fund.pk)})
    given(
        give_consent(
            actor=person_actor(case.participant),
            participant_id=case.participant_id,
            party_id=fund.pk,
            items=[Item.INTAKE],
            purpose=Purpose.HANDOVER,
            valid_until=None,
            given_through="online",
            now=START,
        )
    )
    packed = client.post(url, {"party": str(fund.pk)})
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        document = json.loads(archive.read("dossier.json"))

    assert nothing.status_code == 400
    assert f"{fund.name} mag niets van dit dossier zien." in text_of(nothing)
    assert "persoon" not in document
    assert document["gegevens"]


def test_a_desk_opens_a_file_from_a_package_and_hears_everything_that_is_wrong(client: Client) -> None:
    elsewhere = make_case()
    content = given(make_package(actor=person_actor(elsewhere.participant), case_id=elsewhere.pk, now=START)).content
    withdraw_all(actor=person_actor(elsewhere.participant), participant_id=elsewhere.participant_id, now=START)
    as_desk(client)
    spoilt = SimpleUploadedFile("p.zip", content[:-40] + b"x" * 40)
    bad = client.post("/begeleiding/pakket-inlezen/", {"package": spoilt, "given_through": "aan het loket"})
    empty = client.post("/begeleiding/pakket-inlezen/", {"given_through": "aan het loket"})
    good = client.post(
        "/begeleiding/pakket-inlezen/",
        {"package": SimpleUploadedFile("p.zip", content), "given_through": "aan het loket"},
    )

    assert bad.status_code == empty.status_code == 400
    assert "Dit pakket is niet zoals het is ondertekend" in text_of(bad)
    assert "Wat is er mis met dit pakket?" in text_of(bad)
    assert "is open." in text_of(good)
    assert "lijkt op iemand die wij al kennen" in text_of(good)
    assert BroughtFile.objects.get().case_id != elsewhere.pk


def test_the_person_reads_a_package_into_the_own_file_and_sees_it(client: Client) -> None:
    elsewhere = make_case()
    content = given(make_package(actor=person_actor(elsewhere.participant), case_id=elsewhere.pk, now=START)).content
    case = signed_in(client)
    sent = client.post("/mijn/meenemen/inlezen/", {"package": SimpleUploadedFile("p.zip", content)})
    again = client.post("/mijn/meenemen/inlezen/", {"package": SimpleUploadedFile("p.zip", content)})
    page = text_of(client.get("/mijn/meenemen/"))
    sign_in(client, adviser_of(case))

    assert sent.status_code == 302
    assert again.status_code == 400
    assert "Dit pakket is al in dit dossier gelezen." in text_of(again)
    assert f"Meegebracht: {elsewhere.number}" in page
    assert f"Meegebracht: {elsewhere.number}" in text_of(client.get(f"/begeleiding/dossier/{case.pk}/reizen/"))
