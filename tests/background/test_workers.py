from __future__ import annotations

import datetime as dt
import logging
import threading

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from overstap.background import doorbell
from overstap.background.actions import enqueue, leave, show_up, take_job
from overstap.background.models import Job
from overstap.background.queries import work_state
from overstap.background.working import Task, Worker
from overstap.cli.__main__ import main
from overstap.cli.worker_command import status_lines
from overstap.oversight.actions import Duty, DutyError
from overstap.site import background
from tests.conftest import START

DAY = dt.timedelta(days=1)
PATIENCE = 20


def broken(_now: dt.datetime) -> int:
    raise ValueError("mevrouw De Vries")


def found_wrong(_now: dt.datetime) -> int:
    raise DutyError("2x; totals: 7 budget")


def do_one(monkeypatch: pytest.MonkeyPatch, duty: Duty) -> Job:
    monkeypatch.setattr(background, "ALL_DUTIES", {duty.kind: duty})
    enqueue(kind=duty.kind, key="een", now=START)
    job = take_job(worker="een", kinds=(duty.kind,), now=START)

    assert job is not None
    background.do_job(job)
    return Job.objects.get()


@pytest.mark.django_db
def test_every_duty_is_asked_once_per_turn() -> None:
    first = background.plan(now=START, real=START)
    same = background.plan(now=START, real=START)
    tomorrow = background.plan(now=START + DAY, real=START)

    assert first == tomorrow == len(background.ALL_DUTIES)
    assert same == 0


@pytest.mark.django_db
def test_a_night_that_was_missed_is_made_up_in_the_morning_and_the_next_begins_at_night() -> None:
    daily = {kind for kind, duty in background.ALL_DUTIES.items() if duty.every == DAY}
    before_night, at_night = START.replace(hour=1, minute=59), START.replace(hour=2, minute=0)

    slots = {kind: background.slot(background.ALL_DUTIES[kind], before_night) for kind in daily}
    later = {kind: background.slot(background.ALL_DUTIES[kind], at_night) for kind in daily}

    assert set(slots.values()) == {"2021-02-14"}
    assert set(later.values()) == {"2021-02-15"}


@pytest.mark.django_db
def test_every_duty_can_be_done_on_an_empty_house() -> None:
    background.plan(now=START, real=START)
    while job := take_job(worker="een", kinds=tuple(background.ALL_DUTIES), now=START):
        background.do_job(job)

    assert set(Job.objects.values_list("state", flat=True)) == {"klaar"}


@pytest.mark.django_db
@pytest.mark.requirement("R-404")
def test_neither_the_job_nor_the_log_repeats_what_an_error_says(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        job = do_one(monkeypatch, Duty("stuk", "Stuk", "Broken", DAY, broken))

    assert (job.state, job.trouble) == ("wacht", "ValueError")
    assert "ValueError" in caplog.text
    assert "De Vries" not in caplog.text


@pytest.mark.django_db
def test_books_that_are_wrong_are_shown_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    job = do_one(monkeypatch, Duty("boeken", "Boeken", "Books", DAY, found_wrong))

    assert (job.state, job.trouble) == ("mislukt", "2x; totals: 7 budget")


@pytest.mark.django_db(transaction=True)
def test_a_step_that_breaks_costs_that_step_only() -> None:
    steps, again = [], threading.Event()

    def step() -> None:
        steps.append(1)
        if len(steps) == 1:
            raise RuntimeError
        again.set()

    worker = Worker((Task("proef", step),))
    worker.start()

    assert again.wait(PATIENCE)
    assert worker.stop()


@pytest.mark.django_db
def test_the_bell_wakes_at_once_and_is_quiet_afterwards() -> None:
    doorbell.ring(doorbell.INBOX)

    assert doorbell.wait_for(doorbell.INBOX, PATIENCE)
    assert not doorbell.wait_for(doorbell.INBOX, 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_bell_of_another_process_is_heard() -> None:
    if not doorbell.crosses_processes():
        pytest.skip("only PostgreSQL has a bell between processes")

    def listen() -> None:
        doorbell.hear(PATIENCE)
        connection.close()

    doorbell.wait_for(doorbell.JOBS, 0)
    listener = threading.Thread(target=listen)
    listener.start()
    heard = False
    for _ in range(PATIENCE * 10):
        # Not by `ring`, which also wakes its own process.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [doorbell.CHANNEL, doorbell.JOBS])
        if doorbell.wait_for(doorbell.JOBS, 0.1):
            heard = True
            break
    listener.join(PATIENCE)

    assert heard


@pytest.mark.django_db
def test_a_worker_that_says_nothing_is_silent_and_one_that_left_is_gone() -> None:
    show_up(worker="een", task="klussen", now=START)
    show_up(worker="twee", task="klussen", now=START)
    show_up(worker="twee", task="klussen", now=START + dt.timedelta(minutes=2))
    leave(worker="een")

    (row,) = work_state(now=START + dt.timedelta(minutes=2)).workers

    assert (row.worker, row.silent) == ("twee", False)
    assert work_state(now=START + dt.timedelta(minutes=4)).workers[0].silent


@pytest.mark.django_db
def test_the_status_is_bad_news_without_a_worker_and_good_with_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("overstap.cli.worker_command.edge_now", lambda: START)
    monkeypatch.setattr("overstap.cli.worker_command.start_django", lambda: None)
    alone = main(["worker", "--status"])
    show_up(worker="een", task="klussen", now=START)
    accompanied = main(["worker", "--status"])

    assert (alone, accompanied) == (1, 0)
    assert "none is at work" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_status_names_what_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    do_one(monkeypatch, Duty("boeken", "Boeken", "Books", DAY, found_wrong))

    lines = status_lines(work_state(now=START))

    assert any(line.startswith("FAILED") and "2x; totals: 7 budget" in line for line in lines)


@pytest.mark.django_db
def test_a_worker_does_not_start_on_tables_of_another_version(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("overstap.cli.worker_command.start_django", lambda: None)
    MigrationRecorder.Migration.objects.filter(app="background").delete()

    status = main(["worker"])

    assert status == 1
    assert "overstap migrate" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_job_that_did_not_fail_is_not_done_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("overstap.cli.worker_command.start_django", lambda: None)

    status = main(["worker", "--again", "12"])

    assert status == 1
    assert "did not fail" in capsys.readouterr().err
