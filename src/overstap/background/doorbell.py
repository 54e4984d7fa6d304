"""The bell that wakes a worker: at once within a process, by NOTIFY between processes on PostgreSQL.

A bell is a hint. Who missed it looks again a moment later, so nothing depends on it but the wait.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress

from django.db import DatabaseError, connection

JOBS, INBOX = "klussen", "postvak"
CHANNEL = "overstap_bel"

# NOTIFY makes commits queue up for one lock, so a busy process rings a few times per second and not for every claim.
_BETWEEN_SECONDS = 0.1
_bells: dict[str, threading.Event] = {name: threading.Event() for name in (JOBS, INBOX)}
_last: dict[str, float] = {}


def ring(name: str) -> None:
    """Wake who waits for this bell. Call it after the commit; it never fails."""
    _bells[name].set()
    if connection.vendor != "postgresql" or time.monotonic() - _last.get(name, 0.0) < _BETWEEN_SECONDS:
        return
    _last[name] = time.monotonic()
    with suppress(DatabaseError), connection.cursor() as cursor:
        # A bell that is lost in a crash is missed by nobody: who rings does not wait for the disk.
        cursor.execute("SELECT set_config('synchronous_commit', 'off', true), pg_notify(%s, %s)", [CHANNEL, name])


def wait_for(name: str, seconds: float) -> bool:
    """Wait until the bell rings, at most so long; True when it rang."""
    rang = _bells[name].wait(seconds)
    _bells[name].clear()
    return rang


def wake_all() -> None:
    """Let everyone who waits look up, because the process stops."""
    for bell in _bells.values():
        bell.set()


def hear(seconds: float) -> None:
    """Pass on the bells of other processes, for so long; only PostgreSQL can."""
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    raw = connection.connection
    for note in raw.notifies(timeout=seconds, stop_after=1):
        if note.payload in _bells:
            _bells[note.payload].set()


def crosses_processes() -> bool:
    """Tell whether a bell of one process can wake another on this database."""
    return connection.vendor == "postgresql"
