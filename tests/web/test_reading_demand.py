"""Reading in lists on screen: every mistake shown, nothing written before the second button, and nothing twice."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from overstap.demand.models import Tension, Vacancy
from overstap.training.models import Training
from tests.factories.demand import broker, make_employer
from tests.web.browsing import sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

HEADINGS = "Werkgever;Gemeente;Titel;Beroep;Uren tot;Kenmerk"
TENSION = "Beroep;Regio;Van;Tot;Waarde;Bron;Gepubliceerd op"
TRAINING = "Opleider;Opleiding;Weken;Prijs;Leert"


@pytest.fixture(autouse=True)
def _broker(client: Client) -> None:
    sign_in(client, broker())


def look(client: Client, sort: str, text: str | bytes, name: str = "lijst.csv") -> object:
    data = text.encode() if isinstance(text, str) else text
    return client.post(reverse("demand:reading"), {"sort": sort, "file": SimpleUploadedFile(name, data)})


def take(client: Client, looked: object, deed: str = "") -> object:
    sealed = looked.context["sealed"]  # type: ignore[attr-defined]
    return client.post(reverse("demand:take_over"), {"bestand": sealed, "doe": deed}, follow=True)


@pytest.mark.requirement("R-360")
def test_a_table_is_looked_at_taken_over_and_the_same_again_adds_nothing(client: Client) -> None:
    make_employer(name="Bakkerij")
    text = f"{HEADINGS}\r\nBakkerij;Tilburg;Kok;kok;36;1\r\nBakkerij;Tilburg;=1+1;kok;24;2"
    looked = look(client, "vacatures", text)
    before = Vacancy.objects.count()
    taken = take(client, looked)
    again = text_of(look(client, "vacatures", text))

    assert looked.status_code == 200
    assert before == 0
    assert "Ingelezen: 2 nieuw, 0 veranderd, 0 al bekend." in text_of(taken)
    assert Vacancy.objects.filter(title="=1+1").exists()
    assert "Al bekend 2" in again


def test_all_mistakes_are_shown_and_the_good_rows_can_go_alone(client: Client) -> None:
    make_employer(name="Bakkerij")
    text = (
        f"{HEADINGS}\r\nBakkerij;Tilburg;Kok;kok;36;1\r\nNiemand;Tilburg;Kok;kok;36;2\r\nBakkerij;Tilburg;Kok;kok;99;3"
    )
    looked = look(client, "vacatures", text)
    told = text_of(looked)
    whole = take(client, looked)
    alone = take(client, looked, "goede")

    assert looked.status_code == 400
    assert "Deze werkgever kennen wij niet." in told
    assert "Dit is geen getal van 1 tot en met 60." in told
    assert "Regels die niet kloppen 2" in told
    assert whole.status_code == 400
    assert "Ingelezen: 1 nieuw" in text_of(alone)
    assert Vacancy.objects.count() == 1


@pytest.mark.parametrize(
    ("sort", "data", "says"),
    [
        ("vacatures", b"", "Dit bestand is leeg."),
        ("vacatures", b"Titel;Beroep\r\nKok;kok", "Deze kolommen ontbreken: gemeente, uren tot, kenmerk."),
        ("vacatures", b"\x89PNG\r\n\x1a\n\x00\x00", "Dit kan nu niet|kies"),
        ("vacatures", b"x" * 1_000_001, "groter dan 1 MB"),
        ("jobposting", b"\xff\xfe\x00\xd8", "Dit bestand is geen tekst."),
        ("spanning", b"Beroep;Van\r\nkok;1-1-2021", "Deze kolommen ontbreken"),
    ],
)
def test_what_cannot_be_read_says_why(client: Client, sort: str, data: bytes, says: str) -> None:
    answer = look(client, sort, data)

    assert answer.status_code == 400
    assert any(one.casefold() in text_of(answer).casefold() for one in says.split("|"))


def test_a_text_that_is_no_json_is_a_problem_of_the_file(client: Client) -> None:
    assert "Dit is geen JSON." in text_of(look(client, "jobposting", "{"))


def test_a_file_that_was_changed_on_the_way_is_not_taken_over(client: Client) -> None:
    answer = client.post(reverse("demand:take_over"), {"bestand": "abc:def:ghi"})

    assert answer.status_code == 400
    assert "Het bestand is er niet meer." in text_of(answer)


@pytest.mark.requirement("R-360")
def test_a_posting_of_a_website_and_published_tension(client: Client) -> None:
    make_employer(name="Bakkerij")
    posting = {
        "@type": "JobPosting", "title": "Kok", "hiringOrganization": {"name": "Bakkerij"}, "workHours": "36",
        "jobLocation": {"address": {"addressLocality": "Tilburg"}}, "identifier": "W-1",
    }  # fmt: skip
    take(client, look(client, "jobposting", json.dumps(posting), "werk.json"))
    take(client, look(client, "spanning", f"{TENSION}\r\nkok;AM26;1-10-2020;31-12-2020;krap;UWV;15-1-2021"))

    assert Vacancy.objects.get().source == "jobposting"
    assert Tension.objects.get().source == "UWV"


@pytest.mark.requirement("R-230")
def test_trainings_of_a_file_stand_in_the_catalogue_once(client: Client) -> None:
    text = f"{TRAINING}\r\nROC;Koken in zes weken;6;950;\r\nROC;Bakken;4;1.250,50;Koken"
    taken = take(client, look(client, "opleidingen", text))
    again = take(client, look(client, "opleidingen", text))
    wrong = look(client, "opleidingen", f"{TRAINING}\r\nROC;Toveren;999;gratis;toveren\r\n;Iets;2;10;")

    assert "Ingelezen: 2 nieuw" in text_of(taken)
    assert "Ingelezen: 0 nieuw, 2 veranderd" in text_of(again)
    assert Training.objects.count() == 2
    assert {(number, column) for number, column, _ in wrong.context["problems"]} == {
        (2, "weken"), (2, "prijs"), (2, "leert"), (3, "opleider")
    }  # fmt: skip


@pytest.mark.parametrize("sort", ["vacatures", "spanning", "opleidingen"])
def test_the_example_reads_in_after_its_employer_is_known(client: Client, sort: str) -> None:
    make_employer(name="Voorbeeldbedrijf")
    file = client.get(reverse("demand:reading_example", args=(sort,)))

    looked = look(client, sort, file.content)

    assert looked.status_code == 200, text_of(looked)
    assert client.get(reverse("demand:reading_example", args=("iets",))).status_code == 404
