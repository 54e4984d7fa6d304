"""Employers and vacancies on screen: of a broker, of an employer, and for everyone."""

import json

import pytest
from django.test import Client

from overstap.core.actor import Role
from overstap.demand.actions import take_places
from overstap.demand.models import Employer, Vacancy
from overstap.demand.values import RequirementCard
from overstap.taxonomy.reading.starter import occupation_uri, skill_uri
from tests.conftest import START
from tests.factories.demand import broker, employer_actor, make_employer, make_offer
from tests.factories.people import make_professional
from tests.web.browsing import follow, sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]


def filled_in(employer: Employer, **more: object) -> dict[str, object]:
    site = employer.sites.get().pk
    plain = {"beroep": occupation_uri("kok"), "site": site, "title": "Kok", "kind": "regulier", "contract": "onbepaald"}
    return plain | {"hours_least": 24, "hours_most": 36, "places": 2, "pay_per": "uur", "irregular": ""} | more


def test_a_broker_writes_down_an_employer_and_what_was_typed_wrong_stays(client: Client) -> None:
    sign_in(client, broker())
    wrong = client.post("/vraag/werkgevers/nieuw/", {"name": "De Korst", "kvk_number": "12", "municipality": "Tilburg"})
    page = wrong.content.decode()

    assert wrong.status_code == 400
    assert 'href="#id_kvk_number"' in page
    assert 'value="De Korst"' in page
    right = {"name": "De Korst", "kvk_number": "12345678", "municipality": "Tilburg"}
    assert "De werkgever staat erin." in text_of(follow(client, "/vraag/werkgevers/nieuw/", right))


def test_a_vacancy_is_typed_for_a_chosen_occupation_and_opened(client: Client) -> None:
    employer = make_employer()
    sign_in(client, broker())
    url = f"/vraag/werkgevers/{employer.pk}/vacature/"
    search = client.get(url, {"zoek": "kok"})
    empty = client.get(url, {"beroep": occupation_uri("kok")})
    done = follow(
        client, url, filled_in(employer, needed=[skill_uri("koken")], licences=["B"], dutch="A2", openen="ja")
    )
    row = Vacancy.objects.get()

    assert "Kok" in text_of(search)
    assert "Koken" in text_of(empty)
    assert "De vacature staat erin." in text_of(done)
    assert (row.state, row.places) == ("open", 2)
    assert sorted(row.requirements.values_list("kind", "name")) == [
        ("bewijs", "B"), ("competentie", "Koken"), ("taal", "Nederlands"),
    ]  # fmt: skip


def test_a_learning_job_elsewhere_is_refused_at_its_field_and_the_words_stay(client: Client) -> None:
    employer = make_employer()
    sign_in(client, broker())
    url = f"/vraag/werkgevers/{employer.pk}/vacature/"
    answer = client.post(url, filled_in(employer, kind="leerbaan", description="Leren koken", hours_least=40))

    assert answer.status_code == 400
    assert "erkend leerbedrijf" in text_of(answer)
    assert 'href="#id_hours_least"' in answer.content.decode()
    assert "Leren koken" in text_of(answer)
    assert not Vacancy.objects.exists()


def test_changing_keeps_what_the_occupation_does_not_ask(client: Client) -> None:
    other = RequirementCard("competentie", "nodig", "Luisteren", concept_uri=skill_uri("luisteren"))
    row = make_offer(requirements=(other,))
    sign_in(client, broker())
    url = f"/vraag/vacatures/{row.pk}/wijzigen/"
    page = client.get(url)
    follow(client, url, filled_in(row.employer, needed=[skill_uri("luisteren")], title="Chef"))
    row.refresh_from_db()

    assert skill_uri("luisteren") in page.content.decode()
    assert row.title == "Chef"
    assert row.requirements.get().concept_uri == skill_uri("luisteren")


def test_confirming_is_one_click_and_looking_confirms_nothing(client: Client) -> None:
    row = make_offer()
    before = row.confirmed_at
    sign_in(client, broker())
    looked = client.get(f"/vraag/vacatures/{row.pk}/bevestigen/")
    client.get(f"/vraag/vacatures/{row.pk}/")
    row.refresh_from_db()
    unchanged = row.confirmed_at
    follow(client, f"/vraag/vacatures/{row.pk}/sluiten/", {})
    refused = client.post(f"/vraag/vacatures/{row.pk}/bevestigen/")
    follow(client, f"/vraag/vacatures/{row.pk}/openen/", {})
    row.refresh_from_db()

    assert (looked.status_code, unchanged) == (405, before)
    assert refused.status_code == 400
    assert row.state == "open"
    assert client.post(f"/vraag/vacatures/{row.pk}/anders/").status_code == 404


def test_an_employer_keeps_its_own_and_finds_nothing_of_another(client: Client) -> None:
    own, theirs = make_offer(title="Eigen"), make_offer(title="Buitenstaander")
    sign_in(client, employer_actor(own.employer))
    listed = text_of(client.get("/vraag/"))

    assert "Eigen" in listed
    assert "Buitenstaander" not in listed
    for url in (
        f"/vraag/vacatures/{theirs.pk}/",
        f"/vraag/vacatures/{theirs.pk}/wijzigen/",
        f"/vraag/werkgevers/{theirs.employer_id}/",
        f"/vraag/werkgevers/{theirs.employer_id}/wijzigen/",
        f"/vraag/werkgevers/{theirs.employer_id}/vacature/",
    ):
        assert client.get(url).status_code == 404, url
    assert client.post(f"/vraag/vacatures/{theirs.pk}/sluiten/").status_code == 404
    assert "Erkend leerbedrijf" not in text_of(client.get(f"/vraag/werkgevers/{own.employer_id}/wijzigen/"))
    assert client.get("/vraag/werkgevers/nieuw/").status_code == 403


def test_who_keeps_no_vacancies_does_not_come_in(client: Client) -> None:
    sign_in(client, make_professional(Role.CASHIER))

    assert client.get("/vraag/").status_code == 403


def test_everyone_reads_what_stands_open_and_programs_read_the_same(client: Client) -> None:
    employer = make_employer(contact_name="Piet Geheim", contact_email="piet@voorbeeld.example")
    row = make_offer(employer, title="Kok </script><b>", places=2, pay_from_cents=145000, pay_per="maand")
    page = client.get(f"/vacatures/{row.pk}/")
    posting = client.get(f"/vacatures/{row.pk}.jsonld")
    told = json.loads(posting.content)

    assert page.status_code == 200
    assert posting["Content-Type"] == "application/ld+json"
    assert b"<" not in posting.content
    assert (told["@type"], told["title"], told["totalJobOpenings"]) == ("JobPosting", row.title, 2)
    assert told["baseSalary"]["value"]["minValue"] == "1450.00"
    assert "Geheim" not in page.content.decode() + posting.content.decode()
    assert "piet@" not in page.content.decode() + posting.content.decode()

    take_places(actor=broker(), vacancy_id=row.pk, count=2, because="proef", now=START)

    assert client.get(f"/vacatures/{row.pk}/").status_code == 404
    assert client.get(f"/vacatures/{row.pk}.jsonld").status_code == 404
