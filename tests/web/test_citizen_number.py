"""The citizen service number on screen: by POST, to whoever helps with a ground, and always written down."""

import pytest
from django.test import Client

from overstap.audit.models import AuditLine
from overstap.casework.models import Case
from overstap.core.actor import Role
from overstap.parties.models import PartyKind
from overstap.people.models import CitizenNumber
from tests.factories.cases import EMPLOYED, ON_BENEFIT, make_case
from tests.factories.people import make_professional
from tests.web.browsing import sign_in, text_of

pytestmark = pytest.mark.django_db

NUMBER = "123456782"


@pytest.fixture
def case() -> Case:
    return make_case(ON_BENEFIT)


def url(case: Case) -> str:
    return f"/loket/dossier/{case.pk}/bsn/"


def test_the_number_is_kept_sealed_and_shown_by_post_only(client: Client, case: Case) -> None:
    sign_in(client, make_professional(Role.ADVISER, party=case.first_responsible))

    client.post(url(case), {"wat": "bewaren", "number": NUMBER})
    page = client.get(url(case))
    shown = client.post(url(case), {"wat": "tonen"})

    assert NUMBER not in page.content.decode()
    assert NUMBER in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    looks = AuditLine.objects.filter(verb="bsn_tonen", subject_id=case.participant_id, mode="lezen")
    assert looks.count() == 1
    assert NUMBER not in str(list(AuditLine.objects.values()))
    client.post(url(case), {"wat": "wissen"})
    assert not CitizenNumber.objects.exists()


def test_a_wrong_number_says_what_to_do_and_keeps_nothing(client: Client, case: Case) -> None:
    sign_in(client, make_professional(Role.ADVISER, party=case.first_responsible))

    page = client.post(url(case), {"wat": "bewaren", "number": "123456789"})

    assert page.status_code == 400
    assert "Dit burgerservicenummer klopt niet." in text_of(page)
    assert not CitizenNumber.objects.exists()


@pytest.mark.parametrize("kind", [PartyKind.UNION, PartyKind.EMPLOYERS, PartyKind.EDUCATION])
def test_who_has_no_ground_finds_no_page_also_when_they_help(client: Client, kind: str) -> None:
    case = make_case(EMPLOYED)
    party = case.first_responsible if kind == PartyKind.UNION else None
    sign_in(client, make_professional(Role.ADVISER, party_kind=kind, party=party))

    assert client.get(url(case)).status_code == 404
    assert client.post(url(case), {"wat": "tonen"}).status_code == 404


def test_a_municipality_that_does_not_help_this_person_is_kept_out(client: Client, case: Case) -> None:
    CitizenNumber.objects.create(
        participant=case.participant, number=NUMBER, recorded_at=case.opened_at, recorded_for="UWV"
    )
    sign_in(client, make_professional(Role.DESK, party_kind=PartyKind.MUNICIPALITY))

    answer = client.post(url(case), {"wat": "tonen"})

    assert client.get(url(case)).status_code == 404
    assert answer.status_code == 404
    assert NUMBER not in answer.content.decode()


def test_the_page_of_the_file_links_to_it_for_whoever_may(client: Client, case: Case) -> None:
    sign_in(client, make_professional(Role.ADVISER, party=case.first_responsible))

    assert url(case) in client.get(f"/loket/dossier/{case.pk}/").content.decode()
