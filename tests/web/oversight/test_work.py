"""The page of background work: who does it, what failed, and trying a failed job once more."""

import datetime as dt
import re

import pytest
from django.test import Client

from overstap.audit.models import AuditLine
from overstap.background.actions import enqueue, fail_job, show_up, take_job
from overstap.background.models import Job
from overstap.core.actor import Role
from overstap.web import clock
from tests.factories.people import make_professional
from tests.web.browsing import sign_in, text_of
from tests.web.oversight.watching import as_coordinator, as_steering

pytestmark = pytest.mark.django_db

PAGE = "/toezicht/werk/"
TROUBLE = "budget 12: 100 is not 101"


def failed(kind: str = "boeken_nagaan") -> Job:
    at = clock.real() - dt.timedelta(hours=1)
    enqueue(kind=kind, key=f"{kind} 1", now=at)
    job = take_job(worker="een", kinds=(kind,), now=at)
    assert job is not None
    fail_job(job=job, trouble=TROUBLE, now=at, final=True)
    return Job.objects.get(pk=job.id)


def test_a_failed_job_is_shown_and_done_once_more(client: Client) -> None:
    job = failed()
    actor = as_coordinator(client)
    page = text_of(client.get(PAGE))
    assert "De boeken nagaan" in page
    assert TROUBLE in page
    assert "Hier moet iemand naar kijken" in page

    after = text_of(client.post(PAGE, {"klus": job.pk}, follow=True))

    job.refresh_from_db()
    assert (job.state, job.attempts) == ("wacht", 0)
    assert "De klus wordt opnieuw gedaan." in after
    assert "Er is niets mislukt." in after
    assert AuditLine.objects.get(verb="klus_opnieuw").actor_user_id == actor.user_id


def test_a_second_person_who_tries_the_same_is_told_that_it_did_not_fail(client: Client) -> None:
    job = failed()
    as_coordinator(client)
    client.post(PAGE, {"klus": job.pk})

    again = client.post(PAGE, {"klus": job.pk})

    assert again.status_code == 400
    assert "Deze klus is niet mislukt." in text_of(again)
    assert AuditLine.objects.filter(verb="klus_opnieuw").count() == 1


@pytest.mark.parametrize("typed", ["", "abc", "-1", "0", "999999999", "1 OR 1=1"])
def test_what_is_no_failed_job_changes_nothing(client: Client, typed: str) -> None:
    failed()
    as_coordinator(client)

    answer = client.post(PAGE, {"klus": typed})

    assert answer.status_code == 400
    assert Job.objects.get().state == "mislukt"


def test_who_is_at_work_and_who_fell_silent(client: Client) -> None:
    show_up(worker="kantoor:1", task="klussen", now=clock.real())
    show_up(worker="kelder:2", task="loketten", now=clock.real() - dt.timedelta(hours=3))
    as_coordinator(client)

    page = text_of(client.get(PAGE))

    assert re.search(r"kantoor:1 klussen doen .*? Aan het werk", page)
    assert re.search(r"kelder:2 aanvragen behandelen .*? Stil", page)


def test_without_a_worker_the_page_says_what_to_do(client: Client) -> None:
    as_coordinator(client)

    assert "Niemand doet nu het achtergrondwerk." in text_of(client.get(PAGE))


@pytest.mark.parametrize("role", [Role.CASHIER, Role.ADVISER, Role.ACCOUNT_KEEPER, Role.STEERING_GROUP])
def test_others_do_not_come_here(client: Client, role: Role) -> None:
    job = failed()
    if role is Role.STEERING_GROUP:
        as_steering(client)
    else:
        sign_in(client, make_professional(role))

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"klus": job.pk}).status_code == 403
    assert Job.objects.get().state == "mislukt"


def test_the_page_speaks_english(client: Client) -> None:
    failed()
    as_coordinator(client)
    client.cookies["django_language"] = "en"

    page = text_of(client.get(PAGE))

    assert "Try again" in page
    assert "Checking the books" in page or "The books" in page or "books" in page
    assert "Opnieuw proberen" not in page
