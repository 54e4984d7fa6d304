"""Workers that say that they are there."""

from __future__ import annotations

import datetime as dt

from overstap.background.models import Presence

FORGOTTEN = dt.timedelta(days=1)


def show_up(*, worker: str, task: str, now: dt.datetime) -> None:
    """Say that this worker does this task; a worker that was not seen for a day is forgotten."""
    if not Presence.objects.filter(worker=worker, task=task).update(seen_at=now):
        Presence.objects.update_or_create(worker=worker, task=task, defaults={"since": now, "seen_at": now})
        Presence.objects.filter(seen_at__lt=now - FORGOTTEN).delete()


def leave(*, worker: str) -> None:
    """Say that this worker stopped."""
    Presence.objects.filter(worker=worker).delete()
