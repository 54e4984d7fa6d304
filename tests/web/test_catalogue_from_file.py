"""Trying other answers with a copy of the facts of a file."""

from typing import Any

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from overstap.audit.models import AuditLine
from overstap.casework.models import Case, CaseFact
from overstap.casework.policy import catalogue
from overstap.core.actor import Actor
from overstap.web.catalogue.answers import COOKIE, SALT
from overstap.web.catalogue.asking import is_sensitive
from tests.factories.cases import HEALTH, LIKELY, ON_BENEFIT, adviser_elsewhere, adviser_of, make_case
from tests.web.browsing import sign_in, text_of


@pytest.fixture
def case() -> Case:
    """A file with ordinary and sensitive answers."""
    return make_case({**ON_BENEFIT, **LIKELY}, also_items=HEALTH)


def copy(client: Client, actor: Actor, case: Case) -> HttpResponse:
    response = sign_in(client, actor).post(reverse("guidance:try_out", args=[case.pk]), follow=True)
    assert isinstance(response, HttpResponse)
    return response


def copied(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = signing.loads(client.cookies[COOKIE].value, salt=SALT)
    return found


def test_the_answers_of_the_file_are_copied_and_it_is_said_that_it_is_a_copy(client: Client, case: Case) -> None:
    shown = text_of(copy(client, adviser_of(case), case))

    assert copied(client)["huidige_status"] == "geen_werk"
    assert copied(client)["sector_laatste_werk"] == "horeca"
    assert "Wat u hier verandert, komt niet in het dossier." in shown


@pytest.mark.requirement("R-400")
def test_what_is_sensitive_stays_in_the_file(client: Client, case: Case) -> None:
    copy(client, adviser_of(case), case)
    sensitive = {name for name, fact in catalogue().facts.items() if is_sensitive(fact)}

    assert CaseFact.objects.filter(case=case, fact_id__in=sensitive).exists()
    assert sensitive.isdisjoint(copied(client))


def test_the_look_is_logged_and_the_file_does_not_change(client: Client, case: Case) -> None:
    actor = adviser_of(case)
    before = list(CaseFact.objects.filter(case=case).order_by("pk").values())
    looks = AuditLine.objects.filter(subject_id=case.participant_id).count()

    copy(client, actor, case)
    client.post("/regelingen/proberen/", {"fact_id": "wil_ondersteuning", "answer": "nee", "state": "bekend"})

    assert list(CaseFact.objects.filter(case=case).order_by("pk").values()) == before
    assert AuditLine.objects.filter(subject_id=case.participant_id).count() > looks


def test_a_file_of_others_gives_nothing(client: Client, case: Case) -> None:
    response = copy(client, adviser_elsewhere(), case)

    assert response.status_code == 404
    assert COOKIE not in client.cookies
