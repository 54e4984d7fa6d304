"""Questions to the trail: who looked at my file, and what happened to an object."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet, UUIDField, Value
from django.db.models.functions import Cast, Replace

from overstap.audit.models import AuditLine, Mode
from overstap.core.actor import Actor
from overstap.core.decision import NotFoundError


@dataclass(frozen=True, slots=True)
class Look:
    """One line for the person whose data were touched (inzage): who, for which organisation, what and why.

    `purpose` is the purpose of looking; `processing` the processing that it belongs to, as `<id>/<first day>`.
    """

    at: datetime
    name: str
    party_name: str
    verb: str
    purpose: str
    mode: str
    by_myself: bool
    processing: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One change to an object (handeling), for those who may already see the object."""

    at: datetime
    name: str
    party_id: int | None
    party_name: str
    verb: str
    details: Mapping[str, Any]


def who_looked(actor: Actor, limit: int = 100) -> tuple[Look, ...]:
    """Tell a person who looked at or changed their data, newest first (R-401); their own looking is left out.

    Raises NotFoundError for anyone who is not a participant: nobody reads this list for another.
    """
    if not actor.is_person:
        raise NotFoundError
    lines = _about(actor.participant_id).exclude(Q(mode=Mode.READ) & Q(by_subject=True))
    return tuple(
        Look(
            at=line.at,
            name=line.actor_name,
            party_name=line.party_name,
            verb=line.verb,
            purpose=line.purpose,
            mode=line.mode,
            by_myself=line.by_subject,
            processing=line.activity,
        )
        for line in lines[:limit]
    )


def timeline(object_kind: str, object_id: object, limit: int = 200) -> tuple[Deed, ...]:
    """Give the changes to one object, newest first; only for a caller who went through the door of that object."""
    lines = AuditLine.objects.filter(object_kind=object_kind, object_id=str(object_id), mode=Mode.WRITE)
    return tuple(_deed(line) for line in lines.order_by("-at", "-id")[:limit])


def timelines(object_kind: str, object_ids: Collection[int]) -> dict[int, tuple[Deed, ...]]:
    """Give the changes to several objects of one kind, newest first, by object; for a caller who may see them."""
    found: dict[int, list[Deed]] = {}
    lines = AuditLine.objects.filter(object_kind=object_kind, mode=Mode.WRITE)
    for line in lines.filter(object_id__in=[str(one) for one in sorted(object_ids)]).order_by("-at", "-id"):
        found.setdefault(int(line.object_id), []).append(_deed(line))
    return {key: tuple(deeds) for key, deeds in found.items()}


def changes_about(subject_ids: Collection[int]) -> dict[int, tuple[Deed, ...]]:
    """Give what was changed about each of these persons, oldest first; only for a caller who may take it back."""
    found: dict[int, list[Deed]] = {}
    lines = AuditLine.objects.filter(subject_id__in=sorted(subject_ids), mode=Mode.WRITE).order_by("id")
    for line in lines:
        if line.subject_id is not None:
            found.setdefault(line.subject_id, []).append(_deed(line))
    return {key: tuple(deeds) for key, deeds in found.items()}


def _deed(line: AuditLine) -> Deed:
    return Deed(
        at=line.at,
        name=line.actor_name,
        party_id=line.party_id,
        party_name=line.party_name,
        verb=line.verb,
        details=line.details,
    )


def keys_without_line(keys: QuerySet[Any, UUID], *, object_kind: str, verbs: Collection[str] = ()) -> tuple[UUID, ...]:
    """Of these keys, those of which no change is on the trail; with `verbs`, no change by one of these.

    `keys` selects one column with UUIDs; the comparison is made by the database, however many there are.
    """
    lines = AuditLine.objects.filter(object_kind=object_kind, mode=Mode.WRITE).order_by()
    if verbs:
        lines = lines.filter(verb__in=verbs)
    # One database keeps a UUID as text without dashes, the other as a type of its own; the trail keeps its text.
    plain = Cast("object_id", UUIDField()) if connection.vendor == "postgresql" else Replace("object_id", Value("-"))
    return tuple(keys.difference(lines.annotate(key=plain).values_list("key", flat=True)))


def _about(subject_id: int | None) -> QuerySet[AuditLine]:
    return AuditLine.objects.filter(subject_id=subject_id).order_by("-at", "-id")
