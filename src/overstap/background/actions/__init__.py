"""The verbs of background work."""

from overstap.background.actions.jobs import (
    LEASE,
    MAX_ATTEMPTS,
    enqueue,
    fail_job,
    finish_job,
    forget_old_jobs,
    take_job,
    try_again,
)
from overstap.background.actions.presences import leave, show_up

__all__ = [
    "LEASE",
    "MAX_ATTEMPTS",
    "enqueue",
    "fail_job",
    "finish_job",
    "forget_old_jobs",
    "leave",
    "show_up",
    "take_job",
    "try_again",
]
