from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from django.db import connection, transaction

from overstap.audit.models import AuditLine
from overstap.background.actions import (
    LEASE,
    MAX_ATTEMPTS,
    enqueue,
    fail_job,
    finish_job,
    forget_old_jobs,
    take_job,
    try_again,
)
from overstap.background.models import Job
from overstap.background.queries import work_state
from overstap.background.values import TakenJob
from overstap.core.actor import SYSTEM
from overstap.core.decision import Refusal
from tests.conftest import START
from tests.races.meeting import meet

SECOND = dt.timedelta(seconds=1)


def taken(worker: str = "een", now: dt.datetime = START) -> TakenJob:
    job = take_job(worker=worker, kinds=("nacht",), now=now)

    assert job is not None
    return job


@pytest.mark.django_db
def test_the_same_key_is_one_job() -> None:
    first = enqueue(kind="nacht", key="nacht 1", now=START)
    second = enqueue(kind="nacht", key="nacht 1", now=START)

    assert (first, second) == (True, False)
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_a_job_of_a_deed_that_is_undone_is_not_there() -> None:
    def deed() -> None:
        with transaction.atomic():
            enqueue(kind="nacht", key="nacht 1", now=START)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        deed()

    assert not Job.objects.exists()


@pytest.mark.django_db
def test_what_is_not_due_or_of_another_kind_stays_where_it_is() -> None:
    enqueue(kind="nacht", key="later", now=START, due_at=START + SECOND)
    enqueue(kind="anders", key="anders", now=START)

    assert take_job(worker="een", kinds=("nacht",), now=START) is None
    assert taken(now=START + SECOND).kind == "nacht"


@pytest.mark.django_db
def test_the_job_of_a_worker_that_died_is_taken_over_and_counts_once() -> None:
    enqueue(kind="nacht", key="nacht 1", now=START)
    lost = taken("een")

    assert take_job(worker="twee", kinds=("nacht",), now=START + LEASE - SECOND) is None

    later = START + LEASE
    found = taken("twee", later)

    assert finish_job(job=found, outcome={"aantal": 3}, now=later)
    assert not finish_job(job=lost, outcome={"aantal": 9}, now=later)
    assert Job.objects.get().outcome == {"aantal": 3}


@pytest.mark.django_db
def test_the_same_worker_that_was_too_slow_does_not_end_its_own_next_attempt() -> None:
    enqueue(kind="nacht", key="nacht 1", now=START)
    slow = taken()
    taken(now=START + LEASE)

    assert not fail_job(job=slow, trouble="OSError", now=START + LEASE)


@pytest.mark.django_db
def test_what_fails_is_tried_again_after_a_pause_that_doubles_and_then_shown_to_people() -> None:
    enqueue(kind="nacht", key="nacht 1", now=START)
    now, pauses = START, []
    for _ in range(MAX_ATTEMPTS):
        assert fail_job(job=taken(now=now), trouble="OSError", now=now)
        row = Job.objects.get()
        pauses.append(row.due_at - now)
        now = row.due_at

    state = work_state(now=now)

    assert [later / earlier for earlier, later in pairwise(pauses[:-1])] == [2.0] * 6
    assert [(job.key, job.trouble, job.attempts) for job in state.failed] == [("nacht 1", "OSError", MAX_ATTEMPTS)]
    assert not state.is_well


@pytest.mark.django_db
def test_a_failed_job_is_put_back_with_a_line_in_the_trail() -> None:
    enqueue(kind="nacht", key="nacht 1", now=START)
    fail_job(job=taken(), trouble="OSError", now=START, final=True)

    assert try_again(actor=SYSTEM, job_id=Job.objects.get().pk, now=START) is None
    assert taken().attempt == 1
    assert AuditLine.objects.filter(verb="klus_opnieuw").count() == 1


@pytest.mark.django_db
def test_a_job_that_did_not_fail_is_not_put_back() -> None:
    enqueue(kind="nacht", key="nacht 1", now=START)

    answer = try_again(actor=SYSTEM, job_id=Job.objects.get().pk, now=START)

    assert isinstance(answer, Refusal)
    assert answer.rule == "klus.niet_mislukt"


@pytest.mark.django_db
def test_what_was_done_long_ago_is_forgotten_and_what_failed_is_not() -> None:
    for key in ("klaar", "mislukt"):
        enqueue(kind="nacht", key=key, now=START)
    finish_job(job=taken(), outcome={}, now=START)
    fail_job(job=taken(), trouble="OSError", now=START, final=True)

    forget_old_jobs(now=START + dt.timedelta(days=31))

    assert Job.objects.get().key == "mislukt"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_workers_never_hold_one_job() -> None:
    for number in range(6):
        enqueue(kind="nacht", key=f"nacht {number}", now=START)

    def work(worker: str) -> list[int]:
        held = []
        while (job := take_job(worker=worker, kinds=("nacht",), now=START)) is not None:
            held.append(job.id)
        return held

    one, two, three = meet(lambda: work("een"), lambda: work("twee"), lambda: work("drie"))

    assert sorted([*one, *two, *three]) == sorted(Job.objects.values_list("pk", flat=True))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_that_ask_for_the_same_at_once_get_one_job_and_no_error() -> None:
    meet(*[lambda: enqueue(kind="nacht", key="nacht 1", now=START)] * 3)
    connection.close()

    assert Job.objects.count() == 1
