"""Keeping the catalogue of trainings and the register of agreements."""

import pytest
from django.test import Client

from overstap.core.actor import Role
from overstap.taxonomy.reading.starter import skill_uri
from overstap.training.models import Training, TrainingAgreement
from tests.factories.people import make_professional
from tests.factories.training import make_trainer
from tests.web.browsing import sign_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]
HERE = "/makelaar/opleidingen/"
DAY = {"checked_on_day": "1", "checked_on_month": "2", "checked_on_year": "2021"}


def test_a_coordinator_searches_a_competence_confirms_it_and_keeps_the_training(client: Client) -> None:
    sign_in(client, make_professional(Role.COORDINATOR))
    told = DAY | {
        "trainer_id": str(make_trainer().pk),
        "name": "Heftruck",
        "sort": "module",
        "form": "klassikaal",
        "weeks": "2",
        "price": "400",
        "source": "eigen",
    }
    found = client.post(HERE + "nieuw/", told | {"doe": "zoek", "zoek": "heftruk"})
    refused = client.post(HERE + "nieuw/", told | {"doe": "bewaar"})

    assert skill_uri("heftruck") in found.content.decode()
    assert "Een module sluit af met een erkend certificaat." in text_of(refused)
    kept = client.post(
        HERE + "nieuw/", told | {"doe": "bewaar", "sort": "cursus", "leert": skill_uri("heftruck")}, follow=True
    )
    assert "De opleiding staat in de lijst." in text_of(kept)
    assert Training.objects.get().teaches.get().concept_uri == skill_uri("heftruck")


@pytest.mark.parametrize("page", ["", "nieuw/", "opleider/", "afspraken/"])
def test_an_adviser_does_not_keep_the_catalogue(client: Client, page: str) -> None:
    sign_in(client, make_professional(Role.ADVISER))

    assert client.get(HERE + page).status_code == 403


def test_an_agreement_with_one_party_is_refused(client: Client) -> None:
    sign_in(client, make_professional(Role.COORDINATOR))

    assert client.get(HERE + "afspraken/").status_code == 200
    assert client.post(HERE + "afspraken/", {"name": "Zorg"}).status_code == 200
    assert not TrainingAgreement.objects.exists()
