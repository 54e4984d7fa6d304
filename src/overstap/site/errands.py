"""Work that is done only when somebody asks for it: in a demo, playing a rush again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, partial

from django.conf import settings

from overstap.core.decision import N_, Refusal
from overstap.oversight.actions import Duty, DutyError
from overstap.site.demo.replays import RUSHES, Rush, replay
from overstap.web.demo.replaying import job_kind

NEVER = dt.timedelta.max
"""It does not come back by itself."""


@cache
def errands() -> Mapping[str, Duty]:
    """The errands (boodschappen) of this installation by kind of job; none outside a demo."""
    if not settings.DEMO:
        return {}
    return {
        job_kind(name): Duty(job_kind(name), N_("Een stormloop naspelen"), "Rush played", NEVER, partial(_play, rush))
        for name, rush in RUSHES.items()
    }


def _play(rush: Rush, now: dt.datetime) -> int:
    """Play a rush; gives how many applied. Raises DutyError with the reason when an action refuses."""
    played = replay(rush, now=now)
    if isinstance(played, Refusal):
        raise DutyError(played.rule)
    return played.days[-1].applications if played.days else 0
