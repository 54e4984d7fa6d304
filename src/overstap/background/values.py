"""What others see of background work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class TakenJob:
    """A job in the hands of one worker, until its lease runs out."""

    id: int
    kind: str
    attempt: int
    worker: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job for a list. `trouble` names the kind of the last error."""

    id: int
    kind: str
    key: str
    state: str
    attempts: int
    due_at: dt.datetime
    ended_at: dt.datetime | None
    leased_by: str
    outcome: Mapping[str, Any]
    trouble: str


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A worker for a list; `silent` when it did not say for a while that it is there."""

    worker: str
    task: str
    since: dt.datetime
    seen_at: dt.datetime
    silent: bool


@dataclass(frozen=True, slots=True)
class WorkState:
    """How background work stands: who is there, what is late, what failed, and what was last done of each kind."""

    workers: tuple[WorkerRow, ...]
    waiting: int
    late: int
    failed: tuple[JobRow, ...]
    latest: tuple[JobRow, ...]

    @property
    def is_well(self) -> bool:
        """Tell whether somebody is there, nothing is late and nothing failed."""
        return any(not row.silent for row in self.workers) and not self.late and not self.failed
