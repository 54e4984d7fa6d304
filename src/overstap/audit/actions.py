"""Writing the trail, inside the transaction of the deed itself: a deed and its line stand or fall together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from overstap.audit.activities import activity_of
from overstap.audit.bulk import write_lines
from overstap.audit.models import AuditLine, Mode
from overstap.audit.tracing import current
from overstap.core.actor import Actor
from overstap.core.decision import ForeignError


def record(
    *,
    actor: Actor,
    verb: str,
    object_kind: str,
    object_id: object,
    now: datetime,
    mode: Mode = Mode.WRITE,
    subject_id: int | None = None,
    purpose: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write one line of the trail (spoorregel).

    `verb` is the name of the action, `object_kind` and `object_id` say on what, `subject_id` whose data were touched
    (a participant). `details` holds what changed, as plain JSON values; never health, debts or free text of a person.
    """
    _line(
        actor=actor,
        verb=verb,
        object_kind=object_kind,
        object_id=object_id,
        now=now,
        mode=mode,
        subject_id=subject_id,
        purpose=purpose,
        details=details,
    ).save(force_insert=True)


@dataclass(frozen=True, slots=True)
class Deed:
    """One of many deeds that are written down together (handeling)."""

    actor: Actor
    verb: str
    object_kind: str
    object_id: object
    at: datetime
    details: Mapping[str, Any]
    subject_id: int | None = None
    purpose: str = ""


def record_many(deeds: Iterable[Deed]) -> None:
    """Write a line for each of many deeds, in one statement."""
    write_lines(
        _line(
            actor=deed.actor,
            verb=deed.verb,
            object_kind=deed.object_kind,
            object_id=deed.object_id,
            now=deed.at,
            mode=Mode.WRITE,
            subject_id=deed.subject_id,
            purpose=deed.purpose,
            details=deed.details,
        )
        for deed in deeds
    )


def record_read(
    *,
    actor: Actor,
    verb: str,
    object_kind: str,
    object_id: object,
    subject_id: int | None,
    purpose: str,
    now: datetime,
) -> None:
    """Write that someone looked at something of a person, and for what purpose (R-401)."""
    record(
        actor=actor,
        verb=verb,
        object_kind=object_kind,
        object_id=object_id,
        now=now,
        mode=Mode.READ,
        subject_id=subject_id,
        purpose=purpose,
    )


def record_reads(
    *, actor: Actor, verb: str, object_kind: str, subject_ids: Iterable[int], purpose: str, now: datetime
) -> None:
    """Write that someone saw several persons in one list: one line per person, in one statement."""
    write_lines(
        _line(
            actor=actor,
            verb=verb,
            object_kind=object_kind,
            object_id=subject_id,
            now=now,
            mode=Mode.READ,
            subject_id=subject_id,
            purpose=purpose,
            details=None,
        )
        for subject_id in subject_ids
    )


def record_denied(
    *,
    actor: Actor,
    verb: str,
    object_kind: str,
    object_id: object,
    subject_id: int | None,
    purpose: str,
    now: datetime,
) -> None:
    """Write that someone asked for something of a person and was refused."""
    record(
        actor=actor,
        verb=verb,
        object_kind=object_kind,
        object_id=object_id,
        now=now,
        mode=Mode.DENIED,
        subject_id=subject_id,
        purpose=purpose,
    )


def note_attempt(*, actor: Actor, error: ForeignError, now: datetime, verb: str = "") -> None:
    """Write down, once, that someone wanted to open something that is not theirs (R-401).

    To be called after the transaction of the attempt was rolled back, so that the line stays. `verb` is what they were
    about to do; without it, that they wanted to look.
    """
    if error.noted:
        return
    record_denied(
        actor=actor,
        verb=verb or error.verb,
        object_kind=error.object_kind,
        object_id=error.object_id,
        subject_id=error.subject_id,
        purpose=error.purpose,
        now=now,
    )
    error.noted = True


@contextmanager
def one_deed(*, actor: Actor, verb: str, now: datetime) -> Iterator[None]:
    """Hold one transaction; when a door stays shut, leave a line about the attempt after rolling back (R-125)."""
    try:
        with transaction.atomic():
            yield
    except ForeignError as error:
        note_attempt(actor=actor, error=error, now=now, verb=verb)
        raise


def _line(
    *,
    actor: Actor,
    verb: str,
    object_kind: str,
    object_id: object,
    now: datetime,
    mode: Mode,
    subject_id: int | None,
    purpose: str,
    details: Mapping[str, Any] | None,
) -> AuditLine:
    trace = current()
    span_id, parent_span_id = trace.next_line()
    return AuditLine(
        at=now,
        mode=mode,
        verb=verb,
        object_kind=object_kind,
        object_id=str(object_id),
        subject_id=subject_id,
        by_subject=subject_id is not None and actor.is_person and actor.participant_id == subject_id,
        actor_user_id=actor.user_id,
        actor_name=actor.name,
        party_id=actor.party_id,
        party_name=actor.party_name,
        purpose=purpose,
        details=dict(details or {}),
        activity=activity_of(mode=mode, verb=verb, object_kind=object_kind, purpose=purpose, on=now),
        trace_id=trace.trace_id,
        span_id=span_id,
        parent_span_id=parent_span_id,
        took_ms=trace.took_ms(),
    )
