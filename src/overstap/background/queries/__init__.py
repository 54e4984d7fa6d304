"""Questions about background work."""

from __future__ import annotations

import datetime as dt

from overstap.background.models import Job, Presence
from overstap.background.values import JobRow, WorkerRow, WorkState

__all__ = ["is_asked", "work_state"]

# A worker says every quarter of a minute that it is there.
SILENT = dt.timedelta(minutes=1)
LATE = dt.timedelta(minutes=15)


def is_asked(keys: frozenset[str]) -> frozenset[str]:
    """Which of these keys have a job already, done or not."""
    return frozenset(Job.objects.filter(key__in=keys).values_list("key", flat=True))


def work_state(*, now: dt.datetime, limit: int = 50) -> WorkState:
    """Who is there, what waits, what is late, what failed, and the latest of each kind."""
    waiting = Job.objects.filter(state=Job.State.WAITING)
    kinds = Job.objects.order_by("kind").values_list("kind", flat=True).distinct()
    newest = [Job.objects.filter(kind=kind).order_by("-made_at", "-id").first() for kind in kinds]
    return WorkState(
        workers=tuple(
            WorkerRow(row.worker, row.task, row.since, row.seen_at, silent=row.seen_at < now - SILENT)
            for row in Presence.objects.order_by("worker", "task")
        ),
        waiting=waiting.count(),
        late=waiting.filter(due_at__lt=now - LATE).count(),
        failed=tuple(_row(job) for job in Job.objects.filter(state=Job.State.FAILED).order_by("-ended_at")[:limit]),
        latest=tuple(_row(job) for job in newest if job is not None),
    )


def _row(job: Job) -> JobRow:
    return JobRow(
        id=job.pk,
        kind=job.kind,
        key=job.key,
        state=job.state,
        attempts=job.attempts,
        due_at=job.due_at,
        ended_at=job.ended_at,
        leased_by=job.leased_by,
        outcome=job.outcome,
        trouble=job.trouble,
    )
