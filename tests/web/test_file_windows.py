"""The windows on the screen of a file: what there is, applying for the person, and answering an offer with them."""

import uuid
from typing import Any

import pytest
from django.conf import settings as configured
from django.core import mail
from django.test import Client

from overstap.allotment import actions as allotment
from overstap.allotment.models import Application, Contact
from overstap.arrangements.models import WindowApplication
from overstap.background.actions import take_job
from overstap.core.actor import Role
from overstap.parties.models import PartyKind
from overstap.site import background
from tests.arrangements.test_windows_of_a_file import advice, ask, offered
from tests.conftest import START
from tests.factories.arrangements import Scene, make_admitted
from tests.factories.people import make_professional
from tests.factories.treasury import given
from tests.web.arranging import enter, url
from tests.web.browsing import follow, sign_in, text_of

pytestmark = pytest.mark.django_db


def filled(**changes: str) -> dict[str, str]:
    return {"key": str(uuid.uuid4()), "agrees": "on", "how": "In het gesprek"} | changes


@pytest.mark.requirement("R-220")
def test_from_the_file_to_a_number_and_a_place(client: Client) -> None:
    scene, row = make_admitted(), advice()
    enter(client, scene)

    file = client.get(url("case", scene))
    listed = client.get(url("windows", scene))
    form = client.get(url("window_apply", scene, row.code))
    sent = follow(client, url("window_apply", scene, row.code), filled())
    allotment.settle_all(now=START)
    page = text_of(client.get(url("windows", scene)))

    number = Application.objects.get().pk
    assert url("windows", scene) in file.content.decode()
    assert url("window_apply", scene, row.code) in listed.content.decode()
    assert "De deelnemer wil deze aanvraag" in text_of(form)
    assert f"De aanvraag is gedaan. Het nummer is {number}." in text_of(sent)
    assert "Toegekend" in page
    assert "Plaats in de volgorde 1" in page
    assert "Akkoord van de deelnemer: In het gesprek" in page
    assert "Er loopt al een aanvraag uit dit dossier." in page


def test_sending_the_form_twice_applies_once(client: Client) -> None:
    scene, row = make_admitted(), advice()
    enter(client, scene)
    sent = filled()

    follow(client, url("window_apply", scene, row.code), sent)
    again = follow(client, url("window_apply", scene, row.code), sent)

    assert "De aanvraag is gedaan." in text_of(again)
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"agrees": ""}, "Zonder akkoord van de deelnemer vraagt u niet aan."),
        ({"how": ""}, "Vul dit in."),
        ({"how": "x" * 121}, "Dit is te lang."),
        ({"key": "kapot"}, "Dit formulier is niet meer geldig."),
    ],
)
def test_what_lacks_is_told_and_nothing_is_asked(client: Client, changes: dict[str, str], told: str) -> None:
    scene, row = make_admitted(), advice()
    enter(client, scene)

    page = client.post(url("window_apply", scene, row.code), filled(**changes))

    assert told in text_of(page)
    assert not Application.objects.exists()


def test_a_second_application_is_refused_with_the_way_on(client: Client) -> None:
    scene, row = make_admitted(), advice()
    given(ask(scene, row))
    enter(client, scene)

    page = client.post(url("window_apply", scene, row.code), filled())

    assert "Uit dit dossier loopt al een aanvraag bij dit loket." in text_of(page)
    assert Application.objects.count() == 1


def test_an_amount_is_asked_where_the_window_gives_euros(client: Client) -> None:
    scene, row = make_admitted(), advice(unit="euro", funded_ceiling=1_000_00, most_per_application=None)
    enter(client, scene)

    wrong = client.post(url("window_apply", scene, row.code), filled(amount="veel"))
    follow(client, url("window_apply", scene, row.code), filled(amount="250,50"))

    assert "Dit is geen bedrag." in text_of(wrong)
    assert Application.objects.get().amount == 250_50


def test_the_person_gets_the_letters_in_the_own_language(client: Client) -> None:
    scene, row = make_admitted(), advice()
    scene.case.participant.language = "en"
    scene.case.participant.save()
    enter(client, scene)

    follow(client, url("window_apply", scene, row.code), filled(tell="on"))
    job = take_job(worker="proef", kinds=tuple(background.LETTERS), now=background.real_now())
    assert job is not None
    background.do_job(job)

    (letter,) = mail.outbox
    assert letter.to == [scene.case.participant.email]
    assert "We have your application" in letter.body


def test_an_offer_is_answered_on_the_screen(client: Client) -> None:
    scene = make_admitted()
    _, key = offered(scene)
    enter(client, scene)

    listed = client.get(url("windows", scene))
    wrong = client.post(url("window_answer", scene, key), {"answer": "", "how": "Gebeld"})
    page = follow(client, url("window_answer", scene, key), {"answer": "neem", "how": "Gebeld"})
    late = client.post(url("window_answer", scene, key), {"answer": "bedank", "how": "Gebeld"})

    assert url("window_answer", scene, key) in listed.content.decode()
    assert "Antwoord voor" in text_of(listed)
    assert "Vul dit in." in text_of(wrong)
    assert "De deelnemer heeft de plaats." in text_of(page)
    assert "Er ligt geen aanbod om te beantwoorden." in text_of(late)
    assert Application.objects.get(key=key).state == "toegekend"


def test_withdrawing_on_the_screen_says_how_the_person_said_it(client: Client) -> None:
    scene, row = make_admitted(), advice()
    key = given(ask(scene, row)).application.key
    enter(client, scene)

    page = follow(client, url("window_withdraw", scene, key), {"how": "Per brief"})

    assert "De aanvraag is ingetrokken." in text_of(page)
    assert "Per brief" in text_of(page)
    assert Application.objects.get().state == "ingetrokken"


@pytest.mark.requirement("R-223")
def test_a_full_window_without_a_list_names_another_way(client: Client) -> None:
    scene = make_admitted()
    row = advice(has_list=False, funded_ceiling=1)
    other = advice(name_nl="Het andere loket")
    given(ask(make_admitted(), row))
    allotment.settle_all(now=START)
    enter(client, scene)

    page = client.get(url("windows", scene))

    assert "De kans op een plaats is klein." in text_of(page)
    assert page.content.decode().count(f'href="/loketten/{other.code}/"') == 2


def test_the_page_speaks_english(client: Client) -> None:
    scene = make_admitted()
    offered(scene)
    advice()
    enter(client, scene)
    client.cookies[configured.LANGUAGE_COOKIE_NAME] = "en"

    page = text_of(client.get(url("windows", scene)))

    assert "Windows for this participant" in page
    assert "Answer the offer" in page


def doors(client: Client, scene: Scene, code: str, key: uuid.UUID) -> list[Any]:
    return [
        client.get(url("windows", scene)),
        client.post(url("window_apply", scene, code), filled()),
        client.post(url("window_answer", scene, key), {"answer": "neem", "how": "Gebeld"}),
        client.post(url("window_withdraw", scene, key), {"how": "Gebeld"}),
    ]


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ADVISER, 404), (Role.COORDINATOR, 404), (Role.CASHIER, 403), (Role.DESK, 403)]
)
def test_a_file_that_is_foreign_is_not_there(client: Client, role: Role, status: int) -> None:
    scene = make_admitted()
    row, key = offered(scene)
    sign_in(client, make_professional(role, party_kind=PartyKind.MUNICIPALITY))
    before = WindowApplication.objects.count()

    answers = doors(client, scene, row.code, key)

    assert {answer.status_code for answer in answers} == {status}
    assert Application.objects.get(key=key).state == "aangeboden"
    assert WindowApplication.objects.count() == before
    assert not Contact.objects.exists()


def test_the_key_of_one_file_opens_nothing_under_another(client: Client) -> None:
    scene, other = make_admitted(), make_admitted()
    _, key = offered(scene)
    enter(client, other)

    answers = [
        client.get(url("window_answer", other, key)),
        client.post(url("window_answer", other, key), {"answer": "neem", "how": "Gebeld"}),
        client.post(url("window_withdraw", other, key), {"how": "Gebeld"}),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert Application.objects.get(key=key).state == "aangeboden"
