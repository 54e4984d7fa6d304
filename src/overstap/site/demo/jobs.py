"""Background work of the demo, done on the day that it is about: the worker itself would do it on the first day."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from overstap.background.actions import finish_job, take_job
from overstap.background.values import TakenJob

WORKER = "demo"


def do_jobs(kinds: Collection[str], work: Callable[[TakenJob], int], *, now: datetime) -> int:
    """Do every job of these kinds that is due, also those that the others ask for; gives what they did together."""
    done = 0
    while (job := take_job(worker=WORKER, kinds=kinds, now=now)) is not None:
        amount = work(job)
        finish_job(job=job, outcome={"aantal": amount}, now=now)
        done += amount
    return done
