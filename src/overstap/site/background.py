"""The background work of this program: what comes back by itself, and the settler of the windows."""

from __future__ import annotations

import datetime as dt
import logging
import os
import platform
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.management import call_command

from overstap.allotment import actions as allotment
from overstap.allotment.actions import UnsureError
from overstap.allotment.clock import database_now
from overstap.allotment.letters import DETAIL
from overstap.arrangements import actions as arrangements
from overstap.audit.tracing import tracing
from overstap.background import actions, doorbell
from overstap.background.actions import enqueue, fail_job, finish_job, show_up, take_job
from overstap.background.actions.jobs import TRACE
from overstap.background.queries import is_asked
from overstap.background.values import TakenJob
from overstap.background.working import Task, Worker
from overstap.core.decision import N_
from overstap.correspondence import actions as correspondence
from overstap.importing import actions as importing
from overstap.oversight.actions import CHECKS, DUTIES, Duty, DutyError
from overstap.oversight.actions.night import DAILY
from overstap.parties import queries as parties
from overstap.payments import actions as payments
from overstap.site.errands import errands
from overstap.web import clock
from overstap.web.windows.letters import LETTERS, Attempt

log = logging.getLogger("overstap.background")

# The night round begins here, when nobody is at work.
NIGHT = dt.timedelta(hours=2)
PLAN_SECONDS = 20.0
LOOK_SECONDS = 5.0
INBOX_SECONDS = 0.25
HEAR_SECONDS = 2.0


def _clear_sessions(_now: dt.datetime) -> int:
    call_command("clearsessions")
    return 0


ALL_DUTIES: Mapping[str, Duty] = {
    duty.kind: duty
    for duty in (
        *DUTIES,
        *CHECKS,
        Duty("sessies_weg", N_("Verlopen sessies wissen"), "Sessions cleared", DAILY, _clear_sessions),
        Duty(
            "klussen_weg",
            N_("Oude klussen wissen"),
            "Old jobs forgotten",
            DAILY,
            lambda _now: actions.forget_old_jobs(now=real_now()),
        ),
    )
}


def site_now() -> dt.datetime:
    """The moment of the site: real time, or in a demo the day that it plays."""
    return clock.read(parties.installation())


def real_now() -> dt.datetime:
    """Real time by the clock of the database, so that workers on two machines agree on whose lease ran out."""
    return database_now(clock.real())


def slot(duty: Duty, now: dt.datetime) -> str:
    """Name the turn of a duty at this moment; a duty is asked once per turn."""
    if duty.every >= DAILY:
        return (now - NIGHT).date().isoformat()
    return f"{now:%Y-%m-%d} {int((now.hour * 3600 + now.minute * 60 + now.second) // duty.every.total_seconds())}"


def plan(*, now: dt.datetime, real: dt.datetime) -> int:
    """Ask for every duty whose turn has come; the number of jobs that this made."""
    turns = {f"{duty.kind} {slot(duty, now)}": duty.kind for duty in ALL_DUTIES.values()}
    asked = is_asked(frozenset(turns))
    return sum(enqueue(kind=kind, key=key, now=real) for key, kind in turns.items() if key not in asked)


def do_job(job: TakenJob) -> bool:
    """Do one job and note how it went; False when it went wrong. Whatever it raises is its own affair."""
    try:
        with tracing(str(job.details.get(TRACE, ""))):
            outcome: dict[str, Any] = {"aantal": _do(job)}
    except (DutyError, UnsureError) as found:
        log.error("%s: %s", job.kind, found)  # noqa: TRY400 (a finding, not a crash)
        trouble = str(found) if isinstance(found, DutyError) else type(found).__qualname__
        fail_job(job=job, trouble=trouble, now=real_now(), final=True)
        return False
    except Exception as error:  # noqa: BLE001 (a job that breaks is tried again, and never stops the others)
        kind = type(error).__qualname__
        log.error("%s: %s at attempt %d", job.kind, kind, job.attempt)  # noqa: TRY400 (the text may hold personal data)
        fail_job(job=job, trouble=kind, now=real_now())
        return False
    finish_job(job=job, outcome=outcome, now=real_now())
    return True


def _do(job: TakenJob) -> int:
    if job.kind == correspondence.JOB:
        return correspondence.deliver(key=UUID(job.details[correspondence.DETAIL]), attempt=job.attempt, now=site_now())
    if job.kind in LETTERS:
        return LETTERS[job.kind](Attempt(UUID(job.details[DETAIL]), job.attempt), site_now())
    if job.kind == payments.TELL_JOB:
        return arrangements.tell_payments(run_key=UUID(job.details[payments.RUN_DETAIL]), now=site_now())
    if job.kind in importing.KINDS:
        return importing.work(job.kind, job.details, now=site_now())
    return (ALL_DUTIES.get(job.kind) or errands()[job.kind]).do(site_now())


def name_of_worker() -> str:
    """The name under which this process signs."""
    return f"{platform.node()[:60]}:{os.getpid()}"


class Attendance:
    """Says now and then that a task is alive; not more often, because it is a write."""

    EVERY_SECONDS = 15.0

    def __init__(self, task: str) -> None:
        self.worker = name_of_worker()
        self._task = task
        self._next = 0.0

    def sign(self) -> None:
        """Sign the list when it is time."""
        if time.monotonic() >= self._next:
            show_up(worker=self.worker, task=self._task, now=real_now())
            self._next = time.monotonic() + self.EVERY_SECONDS


class SettleTask:
    """The settler (afhandelaar) of the windows: wakes with the bell, and otherwise looks a few times per second.

    Which settler may settle is decided by the lock in `settle`, so any number of these may run.
    """

    def __init__(self) -> None:
        self._attendance = Attendance("loketten")

    def step(self) -> None:
        """Decide on one batch, or wait a moment when nothing came in or another is at work."""
        self._attendance.sign()
        if not allotment.settle(now=site_now()).decided:
            doorbell.wait_for(doorbell.INBOX, INBOX_SECONDS)


class JobTask:
    """Plans what comes back, and does what is due."""

    def __init__(self) -> None:
        self._attendance = Attendance("klussen")
        self._next_plan = 0.0

    def step(self) -> None:
        """Do one job, or wait a moment."""
        self._attendance.sign()
        if time.monotonic() >= self._next_plan:
            plan(now=site_now(), real=real_now())
            self._next_plan = time.monotonic() + PLAN_SECONDS
        job = take_job(
            worker=self._attendance.worker,
            kinds=(*ALL_DUTIES, *LETTERS, correspondence.JOB, payments.TELL_JOB, *importing.KINDS, *errands()),
            now=real_now(),
        )
        if job is None:
            doorbell.wait_for(doorbell.JOBS, LOOK_SECONDS)
        else:
            do_job(job)


def make_worker() -> Worker:
    """The worker of this installation, not yet started."""
    tasks = [Task("loketten", SettleTask().step), Task("klussen", JobTask().step)]
    if doorbell.crosses_processes():
        tasks.append(Task("bel", lambda: doorbell.hear(HEAR_SECONDS)))
    return Worker(tuple(tasks))
