"""Reading in at the desk: from the file to the result, for the party that reads it in and nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from overstap.audit.models import AuditLine
from overstap.casework.models import Case
from overstap.core.actor import Actor
from overstap.importing import actions
from overstap.importing.models import Import
from overstap.parties.models import PartyKind
from overstap.people.models import Participant
from tests.conftest import START
from tests.factories.importing import HEADINGS, checked, csv_of, person
from tests.factories.people import make_professional, party_of
from tests.web.browsing import HTMX, as_desk, element, sign_in, text_of

pytestmark = pytest.mark.django_db

COLUMNS = {
    "kolom_0": "voornaam",
    "kolom_1": "achternaam",
    "kolom_2": "geboortedatum",
    "kolom_3": "email",
    "kolom_4": "telefoon",
    "kolom_5": "woonplaats",
    "encoding": "utf-8",
    "delimiter": ";",
    "headings_at": "1",
    "huidige_status": "in_dienst",
    "dienstverband_opgezegd": "ja",
    "said": "op papier",
    "all_agreed": "on",
}


def upload(client: Client, data: bytes, name: str = "lijst.csv") -> HttpResponse:
    answer = client.post("/loket/inlezen/", {"file": SimpleUploadedFile(name, data)}, follow=True)
    assert isinstance(answer, HttpResponse)
    return answer


def do_jobs(batch: Import, kind: str) -> None:
    while actions.work(kind, {"inlezing": batch.pk}, now=START):
        pass


def test_a_list_is_read_in_from_the_file_to_the_result(client: Client) -> None:
    as_desk(client)

    page = upload(client, csv_of(person(number) for number in range(3)))
    batch = Import.objects.get()

    assert "Wat zijn de kolommen?" in text_of(page)
    assert "door de kop" in text_of(page)
    page = client.post(f"/loket/inlezen/{batch.pk}/kolommen/", COLUMNS, follow=True)
    assert "Wordt gecontroleerd" in text_of(page)
    do_jobs(batch, "inlezen_controleren")
    page = client.get(f"/loket/inlezen/{batch.pk}/")
    assert "Meld 3 mensen aan" in text_of(page)
    page = client.post(f"/loket/inlezen/{batch.pk}/doen/", {"wat": "beginnen"}, follow=True)
    assert "0 van 3 regels" in text_of(page)
    do_jobs(batch, "inlezen_aanmelden")
    page = client.get(f"/loket/inlezen/{batch.pk}/")
    assert "Ingelezen" in text_of(page)
    assert Case.objects.count() == 3
    page = client.post(f"/loket/inlezen/{batch.pk}/doen/", {"wat": "terugdraaien"}, follow=True)
    do_jobs(batch, "inlezen_terugdraaien")
    assert "Teruggedraaid 3" in text_of(client.get(f"/loket/inlezen/{batch.pk}/"))


def test_the_progress_is_the_same_with_and_without_htmx(client: Client) -> None:
    actor = as_desk(client)
    batch = checked(actor, csv_of([person(1)]))
    assert actions.start_import(actor=actor, import_id=batch.pk, now=START) is None

    whole = client.get(f"/loket/inlezen/{batch.pk}/")
    part = client.get(f"/loket/inlezen/{batch.pk}/", headers=HTMX)

    assert element(whole, "inlezing") == element(part, "inlezing")
    assert 'hx-trigger="every 2s"' in part.content.decode()
    assert "Ververs" in text_of(whole)


def test_problems_are_shown_together_and_come_along_as_a_sheet(client: Client) -> None:
    actor = as_desk(client)
    batch = checked(actor, csv_of([person(1, geboren="morgen", woonplaats="=cmd|x"), person(2)]))

    page = text_of(client.get(f"/loket/inlezen/{batch.pk}/"))
    sheet = client.get(f"/loket/inlezen/{batch.pk}/fouten.csv")

    assert "Dit is geen datum." in page
    assert "Deze gemeente kennen wij niet." in page
    assert sheet["Content-Type"].startswith("text/csv")
    lines = sheet.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "regel;kolom;wat is er mis;wat kunt u doen;houdt tegen"
    assert len(lines) == 3
    assert "cmd" not in sheet.content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 \x00", "Dit is geen tabel die wij kunnen lezen."),
        (b"PK\x03\x04 niets", "Dit bestand is beschadigd."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 oud", "Dit is een oud Excelbestand"),
        (b"alleen een kop", "staan geen regels met mensen"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(client: Client, data: bytes, said: str) -> None:
    as_desk(client)

    page = upload(client, data, "lijst.xlsx")

    assert page.status_code == 400
    assert said in text_of(page)
    assert "Wat u kunt doen:" in text_of(page)
    assert not Import.objects.exists()


def test_reading_in_another_way_keeps_nothing(client: Client) -> None:
    as_desk(client)
    upload(client, csv_of([person(1)]))
    batch = Import.objects.get()

    page = client.post(f"/loket/inlezen/{batch.pk}/kolommen/", COLUMNS | {"delimiter": ",", "lees": "ja"})

    assert page.status_code == 200
    assert ";".join(HEADINGS) in page.content.decode()
    batch.refresh_from_db()
    assert batch.reading["delimiter"] == ";"
    assert batch.state == "bestand"


def test_without_who_says_that_people_agreed_nothing_is_checked(client: Client) -> None:
    as_desk(client)
    upload(client, csv_of([person(1)]))
    batch = Import.objects.get()

    page = client.post(f"/loket/inlezen/{batch.pk}/kolommen/", COLUMNS | {"said": "", "all_agreed": ""})

    assert page.status_code == 400
    assert "Meedoen is vrijwillig." in text_of(page)


def another(kind: str) -> Actor:
    return make_professional(party_kind=kind)


@pytest.mark.parametrize(
    ("path", "post"), [("", {}), ("kolommen/", {}), ("fouten.csv", {}), ("doen/", {"wat": "beginnen"})]
)
def test_the_file_of_another_party_is_not_found(client: Client, path: str, post: dict[str, str]) -> None:
    batch = checked(make_professional(party_kind=PartyKind.UWV), csv_of([person(1)]))
    sign_in(client, another(PartyKind.UNION))
    url = f"/loket/inlezen/{batch.pk}/{path}"

    answer = client.post(url, post) if post else client.get(url)

    assert answer.status_code == 404


def test_a_citizen_number_column_is_hidden_and_not_read_for_a_union(client: Client) -> None:
    actor = make_professional(party_kind=PartyKind.UNION)
    sign_in(client, actor)
    data = csv_of([(*person(1), "123456782")], (*HEADINGS, "BSN"))

    page = upload(client, data)

    assert "Uw organisatie mag die niet gebruiken" in text_of(page)
    assert "123456782" not in page.content.decode()
    batch = Import.objects.get()
    refused = client.post(f"/loket/inlezen/{batch.pk}/kolommen/", COLUMNS | {"kolom_6": "bsn"})
    assert refused.status_code == 400


def test_two_people_look_before_two_registrations_become_one(client: Client) -> None:
    desk = make_professional(party=party_of("gemeente"))
    colleague = make_professional(party_kind=PartyKind.UNION)
    for email in ("een@voorbeeld.example", "twee@voorbeeld.example"):
        batch = checked(desk, csv_of([person(1, email=email)]))
        actions.choose_rows(actor=desk, import_id=batch.pk, numbers=None, choice="nieuw", now=START)
        actions.start_import(actor=desk, import_id=batch.pk, now=START)
        do_jobs(batch, "inlezen_aanmelden")
    first, second = Participant.objects.order_by("id")
    sign_in(client, desk)

    page = client.get("/loket/dubbelen/")
    url = page.content.decode().split("/loket/dubbelen/")[-1].split('"')[0]
    assert "zelfde naam en geboortedatum" in text_of(page)
    client.post(f"/loket/dubbelen/{url}", {"wat": "zelfde", "blijft": str(first.pk)})
    own = client.post(f"/loket/dubbelen/{url}", {"wat": "zelfde"})

    assert own.status_code == 400
    assert "De tweede blik is van een ander." in text_of(own)
    sign_in(client, colleague)
    client.post(f"/loket/dubbelen/{url}", {"wat": "zelfde"})
    second.refresh_from_db()
    assert second.merged_into_id == first.pk
    assert AuditLine.objects.filter(verb="samenvoegen", subject_id=second.pk).exists()
    client.post(f"/loket/dubbelen/{url}", {"wat": "terugdraaien"})
    second.refresh_from_db()
    assert second.merged_into_id is None
