"""Jobs: asked for in the transaction of the deed, done at least once, and never lost with a worker.

`now` is the real time, best of the database: these moments say who may take a job, not what the job is about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from overstap.audit.actions import record
from overstap.audit.tracing import traceparent
from overstap.background.doorbell import JOBS, ring
from overstap.background.models import Job
from overstap.background.values import TakenJob
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal

# Technical, not policy: how long a worker may be silent before another takes over, and how patient we are.
LEASE = dt.timedelta(minutes=5)
MAX_ATTEMPTS = 8
FIRST_PAUSE = dt.timedelta(seconds=15)
LONGEST_PAUSE = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=30)
CANDIDATES = 8
TRACE = "traceparent"


def enqueue(
    *,
    kind: str,
    key: str,
    now: dt.datetime,
    details: Mapping[str, Any] | None = None,
    due_at: dt.datetime | None = None,
) -> bool:
    """Write a job down, in the transaction of the caller; False when there is one with this key already."""
    if Job.objects.filter(key=key).exists():
        return False
    # What is done later on behalf of a request belongs to its trace.
    trace = {TRACE: traceparent()} if traceparent() else {}
    job = Job(kind=kind, key=key, details={**(details or {}), **trace}, due_at=due_at or now, made_at=now)
    # Two callers at once: the key decides, and neither transaction breaks.
    Job.objects.bulk_create([job], ignore_conflicts=True)
    transaction.on_commit(partial(ring, JOBS), robust=True)
    return True


def take_job(*, worker: str, kinds: Collection[str], now: dt.datetime) -> TakenJob | None:
    """Take the job that has waited longest, under a lease; None when there is nothing to do.

    One comparing update per job: of two workers the second finds no row, on either database.
    """
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    ready = Job.objects.filter(free, state=Job.State.WAITING, due_at__lte=now)
    for pk in list(ready.filter(kind__in=kinds).order_by("due_at", "id").values_list("pk", flat=True)[:CANDIDATES]):
        with transaction.atomic():
            taken = Job.objects.filter(free, pk=pk, state=Job.State.WAITING).update(
                leased_until=now + LEASE, leased_by=worker, attempts=F("attempts") + 1
            )
            if taken:
                job = Job.objects.get(pk=pk)
                return TakenJob(job.pk, job.kind, job.attempts, worker, job.details)
    return None


def finish_job(*, job: TakenJob, outcome: Mapping[str, Any], now: dt.datetime) -> bool:
    """Note that it is done; False when the lease had run out and another worker took it."""
    return _end(job, now=now, state=Job.State.DONE, outcome=dict(outcome), trouble="")


def fail_job(*, job: TakenJob, trouble: str, now: dt.datetime, final: bool = False) -> bool:
    """Note that it went wrong: again after a while that doubles, and to people after `MAX_ATTEMPTS`."""
    told = trouble[:200]
    if final or job.attempt >= MAX_ATTEMPTS:
        return _end(job, now=now, state=Job.State.FAILED, trouble=told)
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (job.attempt - 1))
    return bool(_held(job).update(due_at=now + pause, leased_until=None, leased_by="", trouble=told))


def try_again(*, actor: Actor, job_id: int, now: dt.datetime) -> Refusal | None:
    """Let a failed job be done once more, from the first attempt."""
    with transaction.atomic():
        again = Job.objects.filter(pk=job_id, state=Job.State.FAILED).update(
            state=Job.State.WAITING, attempts=0, due_at=now, ended_at=None, trouble=""
        )
        if not again:
            return Refusal(
                "klus.niet_mislukt",
                N_("Deze klus is niet mislukt."),
                remedy=N_("Kies een klus uit de lijst met mislukte klussen."),
            )
        record(actor=actor, verb="klus_opnieuw", object_kind="klus", object_id=job_id, now=now)
        transaction.on_commit(partial(ring, JOBS), robust=True)
    return None


def forget_old_jobs(*, now: dt.datetime) -> int:
    """Throw away what was done long ago; what failed stays until somebody looked at it."""
    return Job.objects.filter(state=Job.State.DONE, ended_at__lt=now - KEPT).delete()[0]


def _held(job: TakenJob) -> Any:
    return Job.objects.filter(pk=job.id, state=Job.State.WAITING, leased_by=job.worker, attempts=job.attempt)


def _end(job: TakenJob, *, now: dt.datetime, **fields: Any) -> bool:
    return bool(_held(job).update(ended_at=now, leased_until=None, leased_by="", **fields))
