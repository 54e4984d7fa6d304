"""Threads that keep going: each repeats one step, survives what goes wrong in it, and stops when asked."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections, connection

from overstap.background import doorbell

log = logging.getLogger("overstap.background")

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.2, 10.0
PATIENCE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a worker keeps doing; the step waits by itself when there is nothing to do."""

    name: str
    step: Callable[[], None]


class Worker:
    """A few tasks, each in a thread of its own (`overstap worker`, or inside `overstap serve`)."""

    def __init__(self, tasks: tuple[Task, ...]) -> None:
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._keep_alive, args=(task,), name=f"overstap-{task.name}", daemon=True)
            for task in tasks
        ]

    @property
    def stopping(self) -> threading.Event:
        """Set as soon as the worker has to stop; a long step looks at it."""
        return self._stop

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> bool:
        """Ask all tasks to stop and wait until the step at hand is done; False when one did not stop in time."""
        self._stop.set()
        doorbell.wake_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(PATIENCE_SECONDS)
        return not any(thread.is_alive() for thread in self._threads)

    def wait(self) -> None:
        """Wait until somebody asks to stop."""
        self._stop.wait()

    def ask_to_stop(self) -> None:
        """Let `wait` return; safe in a signal handler."""
        self._stop.set()

    def _keep_alive(self, task: Task) -> None:
        """Do the step again and again. What a step raises costs that step, not the thread."""
        pause = FIRST_PAUSE_SECONDS
        try:
            while not self._stop.is_set():
                try:
                    close_old_connections()
                    task.step()
                    pause = FIRST_PAUSE_SECONDS
                except BaseException as error:  # noqa: BLE001 (whatever it is, the next step has its own chance)
                    # The kind only: the text of an error may hold what somebody typed.
                    log.error("%s: %s; again in %.1f s", task.name, type(error).__qualname__, pause)  # noqa: TRY400
                    connection.close()
                    self._stop.wait(pause)
                    pause = min(LONGEST_PAUSE_SECONDS, pause * 2)
        finally:
            connection.close()
