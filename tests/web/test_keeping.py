"""Interrupting a registration and taking it up again without an account."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client

from overstap.casework import actions
from overstap.casework.actions import Trying
from overstap.casework.models import Case, PublicTry, RegistrationDraft
from overstap.core.decision import Refusal
from overstap.correspondence.models import Letter
from tests.conftest import START
from tests.web.browsing import text_of
from tests.web.test_registration import answer, fill_in

pytestmark = pytest.mark.django_db

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


def kept_code(client: Client, email: str = "") -> str:
    page = text_of(client.post("/aanmelden/bewaren/", {"email": email}))
    found = CODE.search(page)

    assert found is not None, page

    return found[0]


def test_a_registration_goes_on_elsewhere_with_a_code(client: Client) -> None:
    answer(client, "situatie")
    answer(client, "werk")
    code = kept_code(client)
    elsewhere = Client()
    opened = elsewhere.post("/aanmelden/verder/", {"code": code.lower().replace("-", " ")})

    assert opened.status_code == 302
    assert opened["Location"] == "/aanmelden/woonplaats/"
    assert answer(elsewhere, "woonplaats")["Location"] == "/aanmelden/voorkeur/"


def test_what_is_kept_cannot_be_read_and_the_code_is_not_there(client: Client) -> None:
    fill_in(client)
    code = kept_code(client).replace("-", "")
    row = RegistrationDraft.objects.values().get()

    assert "Haddou" not in str(row)
    assert code not in str(row)


def test_sending_wipes_what_was_kept(client: Client) -> None:
    fill_in(client)
    kept_code(client)
    client.post("/aanmelden/controle/", {})

    assert Case.objects.exists()
    assert not RegistrationDraft.objects.exists()


def test_keeping_twice_keeps_one(client: Client) -> None:
    answer(client, "situatie")
    first = kept_code(client)
    answer(client, "werk")

    assert kept_code(client) == first
    assert RegistrationDraft.objects.count() == 1


def test_the_code_goes_by_e_mail_when_there_is_an_address(client: Client) -> None:
    answer(client, "situatie")
    kept_code(client, "fatima@voorbeeld.example")

    assert Letter.objects.filter(template="aanmelding_bewaard").count() == 1
    assert not mail.outbox


def test_looking_at_the_page_of_a_code_does_nothing(client: Client) -> None:
    client.get("/aanmelden/verder/?code=ABCDEFGH2345")

    assert not PublicTry.objects.exists()


def test_after_its_days_a_registration_is_gone(client: Client) -> None:
    answer(client, "situatie")
    code = kept_code(client)
    later = START + dt.timedelta(days=8)

    assert isinstance(actions.open_draft(code=code, now=later), Refusal)
    assert actions.forget_drafts(now=later) == 1
    assert actions.forget_drafts(now=later) == 0


def test_a_wrong_code_opens_nothing_and_says_whom_to_call(client: Client) -> None:
    page = client.post("/aanmelden/verder/", {"code": "ABCD-EFGH-2345"})

    assert page.status_code == 400
    assert "kennen wij niet" in text_of(page)
    assert "Bel of bezoek het loket" in text_of(page)


def test_codes_are_not_tried_without_end(client: Client) -> None:
    answers = [client.post("/aanmelden/verder/", {"code": "ABCD-EFGH-2345"}) for _ in range(11)]

    assert "kennen wij niet" in text_of(answers[9])
    assert "te vaak geprobeerd" in text_of(answers[10])


def test_another_place_may_still_try_and_the_next_hour_is_a_new_one() -> None:
    for _ in range(11):
        last = actions.count_try(kind=Trying.CODE, address="192.0.2.1", now=START)

    assert last is not None
    assert actions.count_try(kind=Trying.CODE, address="192.0.2.2", now=START) is None
    assert actions.count_try(kind=Trying.CODE, address="192.0.2.1", now=START + dt.timedelta(hours=1)) is None
    assert "192.0.2" not in str(list(PublicTry.objects.values()))


def test_a_nation_that_tries_at_once_is_held_up_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    PublicTry.objects.create(kind=Trying.CODE, who="", stretch=START.replace(minute=0), count=1000)

    assert actions.count_try(kind=Trying.CODE, address="192.0.2.9", now=START) is not None


def test_registering_too_often_is_told_with_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_in(client)
    monkeypatch.setattr("overstap.casework.actions.entrance.number_of_term", lambda *_, **__: 0)
    page = client.post("/aanmelden/controle/", {})

    assert page.status_code == 400
    assert "bel het loket" in text_of(page)
    assert not Case.objects.exists()
