"""Letters to who applied without an account: in their language, with the way back, and every letter once."""

import datetime as dt
import smtplib
import uuid
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.urls import reverse

from overstap.allotment import actions
from overstap.allotment.models import Application, Contact, Window, WindowLetter
from overstap.background.actions import take_job
from overstap.background.models import Job
from overstap.background.queries import work_state
from overstap.core.allotment import State
from overstap.site import background
from tests.conftest import START
from tests.factories.allotment import CASHIER, NOW, applied, window
from tests.web.browsing import text_of

pytestmark = pytest.mark.django_db

LATER = dt.timedelta(hours=1)


def ask(client: Client, row: Window, **changes: str) -> Any:
    """Fill in the form of a window as a person who wants word."""
    sent = {"kind": "persoon", "email": "Joke@voorbeeld.nl", "notify": "on", "key": str(uuid.uuid4())} | changes
    return client.post(
        reverse("windows:apply", args=(row.code,)), {name: value for name, value in sent.items() if value}
    )


def for_persons(**other: object) -> Window:
    return window(applicants=",persoon,", most_per_application=1, **other)


def do_jobs(later: dt.timedelta = dt.timedelta()) -> list[bool]:
    """Let the worker do everything that is due."""
    done = []
    while job := take_job(worker="proef", kinds=tuple(background.LETTERS), now=background.real_now() + later):
        done.append(background.do_job(job))
    return done


def offered(client: Client, **changes: str) -> Application:
    """Someone who waits and gets a place offered, after the confirmation went."""
    row = for_persons(funded_ceiling=1)
    first = applied(row, applicant_kind="persoon")
    ask(client, row, **changes)
    actions.settle_all(now=START)
    do_jobs()
    mail.outbox.clear()
    actions.withdraw_application(actor=CASHIER, key=first.key, now=START)
    return Application.objects.get(state="aangeboden")


def test_who_wants_word_gets_a_confirmation_with_the_way_back(client: Client) -> None:
    row = for_persons()
    answer = ask(client, row)

    do_jobs()

    (letter,) = mail.outbox
    application = Application.objects.get()
    assert letter.to == ["Joke@voorbeeld.nl"]
    assert f"nummer {application.pk}" in letter.subject
    assert f"http://testserver{answer.url}" in letter.body
    assert letter.extra_headers["Message-ID"].endswith("@testserver>")


def test_who_does_not_ask_for_word_leaves_no_address(client: Client) -> None:
    row = for_persons()

    ask(client, row, notify="")

    assert Application.objects.count() == 1
    assert not Contact.objects.exists()
    assert not Job.objects.exists()


def test_an_organisation_may_want_word_too(client: Client) -> None:
    row = window(applicants=",opleider,")

    ask(client, row, kind="opleider", company="12345678", name="Opleider Noord", amount="1")
    do_jobs()

    assert [one.to for one in mail.outbox] == [["Joke@voorbeeld.nl"]]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"kind": "opleider", "company": "12345678", "name": "N", "email": ""},
            "Vul in op welk adres u bericht wilt.",
        ),
        ({"email": "geen adres"}, "e-mailadres"),
    ],
)
def test_word_without_a_good_address_is_told(client: Client, changes: dict[str, str], told: str) -> None:
    row = window(applicants=",persoon,opleider,")

    page = ask(client, row, amount="1", **changes)

    assert told in text_of(page)
    assert not Application.objects.exists()


@pytest.mark.requirement("R-404")
def test_the_address_is_sealed_and_stands_in_no_job_and_no_name(client: Client) -> None:
    ask(client, for_persons())

    contact = Contact.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT email FROM allotment_contact")
        kept = cursor.fetchall()
    assert "Joke" not in repr(contact) + str(contact.email) + repr(list(Job.objects.values()))
    assert contact.email.reveal() == "Joke@voorbeeld.nl"
    assert "Joke" not in str(kept)


@pytest.mark.parametrize(
    ("language", "sentence", "month"),
    [("nl", "Er is een plaats voor u vrijgekomen", "maart"), ("en", "A place has become free for you", "March")],
)
def test_an_offer_is_told_in_the_language_of_the_application(
    client: Client, language: str, sentence: str, month: str, settings: Any
) -> None:
    settings.WINDOWS_BY_GIVEN_CLOCK = True
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    one = offered(client)

    do_jobs()

    (letter,) = mail.outbox
    assert one.answer_before is not None
    assert sentence in letter.body
    assert f"1 {month} 2021" in letter.subject
    assert f"1 {month} 2021" in letter.body
    assert reverse("windows:receipt", args=(one.key,)) in letter.body


def test_an_offer_is_told_once_however_often_the_job_is_done(client: Client) -> None:
    offered(client)
    do_jobs()
    Job.objects.update(state="wacht", ended_at=None, leased_until=None, attempts=0)

    again = do_jobs(LATER)

    assert again == [True, True]
    assert len(mail.outbox) == 1


class Killed(BaseException):
    """The process ends here, as with kill -9: nothing after this is done."""


def kill(*_: object, **__: object) -> None:
    raise Killed


def leave_it(job_kind: str) -> None:
    """Let a worker take the job and be killed over it: the lease stays and nothing is noted."""
    job = take_job(worker="weg", kinds=(job_kind,), now=background.real_now())
    assert job is not None
    with pytest.raises(Killed):
        background.do_job(job)


def test_killed_before_the_post_got_it_nothing_is_lost(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    offered(client)
    with monkeypatch.context() as broken:
        broken.setattr("overstap.web.windows.letters.actions.begin_letter", kill)
        leave_it("bericht_aanbod")

    done = do_jobs(LATER)

    assert done == [True]
    assert len(mail.outbox) == 1


def test_killed_after_it_was_noted_nothing_goes_twice(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    offered(client)
    with monkeypatch.context() as broken:
        broken.setattr(background, "finish_job", kill)
        leave_it("bericht_aanbod")

    done = do_jobs(LATER)

    assert done == [True]
    assert len(mail.outbox) == 1


def test_killed_between_the_post_and_the_note_it_waits_for_a_person(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered(client)
    with monkeypatch.context() as broken:
        broken.setattr("overstap.web.windows.letters.actions.letter_sent", kill)
        leave_it("bericht_aanbod")

    done = do_jobs(LATER)

    state = work_state(now=background.real_now())
    assert done == [False]
    assert len(mail.outbox) == 1
    assert [(one.kind, one.trouble) for one in state.failed] == [("bericht_aanbod", "UnsureError")]


def test_a_person_who_looked_has_an_unsure_letter_sent_once_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered(client)
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", kill)
        leave_it("bericht_aanbod")
    do_jobs(LATER)
    background.actions.try_again(actor=CASHIER, job_id=Job.objects.get(state="mislukt").pk, now=background.real_now())

    done = do_jobs(LATER)

    assert done == [True]
    assert len(mail.outbox) == 1


def test_what_the_post_refuses_is_tried_again_and_shows_when_it_keeps_failing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise smtplib.SMTPServerDisconnected

    offered(client)
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        tries = [done for hours in range(1, 10) for done in do_jobs(dt.timedelta(hours=hours * 2))]
    shown = work_state(now=background.real_now()).failed

    background.actions.try_again(actor=CASHIER, job_id=shown[0].id, now=background.real_now())
    again = do_jobs(LATER)

    assert tries == [False] * 8
    assert [(one.kind, one.trouble) for one in shown] == [("bericht_aanbod", "SMTPServerDisconnected")]
    assert again == [True]
    assert len(mail.outbox) == 1


def test_an_offer_that_was_answered_is_told_no_more(client: Client) -> None:
    one = offered(client)
    actions.answer_offer(actor=CASHIER, key=one.key, accept=True, now=START)

    do_jobs()

    assert mail.outbox == []


def test_the_address_goes_when_the_application_is_over_and_not_before(client: Client, settings: Any) -> None:
    settings.WINDOWS_BY_GIVEN_CLOCK = True
    one = offered(client)
    waiting = actions.forget_addresses(now=NOW + dt.timedelta(days=9))
    answer = actions.answer_offer(actor=CASHIER, key=one.key, accept=True, now=START)

    same_day = actions.forget_addresses(now=START)
    gone = actions.forget_addresses(now=START + dt.timedelta(days=2))

    assert answer is State.GRANTED
    assert (waiting, same_day, gone) == (0, 0, 1)
    assert not WindowLetter.objects.exists()
