"""Which processing in the register a deed belongs to: derived in one place, so that no other code names it."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from overstap.audit.models import Mode
from overstap.rules.load_processings import register_on


def activity_of(*, mode: str, verb: str, object_kind: str, purpose: str, on: datetime) -> str:
    """The processing with the version of the register, as `<id>/<first day>`."""
    return _activity_of(mode != Mode.WRITE, verb, object_kind, purpose, on.date())


@lru_cache(maxsize=4096)
def _activity_of(reads: bool, verb: str, object_kind: str, purpose: str, day: date) -> str:  # noqa: FBT001 (a key)
    register = register_on(day)
    found = register.activity_of(verb=verb, object_kind=object_kind, purpose=purpose, reads=reads)
    return f"{found}/{register.valid_from.isoformat()}"
