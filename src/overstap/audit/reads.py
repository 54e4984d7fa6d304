"""Who read something, and when: the lines of reading are also the marks of having read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from overstap.audit.models import AuditLine, Mode


@dataclass(frozen=True, slots=True)
class ReadAt:
    """The last time that somebody read something: the person whose data it holds, or another."""

    at: datetime
    name: str
    user_id: int | None
    by_subject: bool


def reads_of(*, object_kind: str, object_id: object, verb: str) -> tuple[ReadAt, ...]:
    """The last time that each reader read an object, newest first; only for who went through its door."""
    lines = AuditLine.objects.filter(object_kind=object_kind, object_id=str(object_id), verb=verb, mode=Mode.READ)
    found: dict[tuple[int | None, bool], ReadAt] = {}
    for line in lines.order_by("-at", "-id"):
        reader = (line.actor_user_id, line.by_subject)
        found.setdefault(reader, ReadAt(line.at, line.actor_name, line.actor_user_id, line.by_subject))
    return tuple(found.values())


def seen_by_subject(*, object_kind: str, object_ids: Collection[object], verb: str) -> frozenset[str]:
    """Which of these objects the person opened whose data they hold."""
    lines = AuditLine.objects.filter(object_kind=object_kind, object_id__in=[str(one) for one in object_ids])
    lines = lines.filter(verb=verb, mode=Mode.READ, by_subject=True)
    return frozenset(lines.order_by().values_list("object_id", flat=True).distinct())
