"""Questions about messages; the caller went through the door of the file."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils import timezone

from overstap.audit.reads import ReadAt, reads_of
from overstap.core.actor import Actor
from overstap.core.answering import Measure, average_days
from overstap.correspondence.models import Message, Side
from overstap.correspondence.values import MessageCard, Thread

READING = "berichten_lezen"
"""The verb of the line that says who read a thread; it is also the mark of having read."""

THE_PERSON = ""


def thread(actor: Actor, *, kind: str, about_id: int, party_id: int | None, measure: Measure) -> Thread:
    """The messages about something, oldest first, with who read them.

    `party_id` is whose usual time is told, and `measure` says over which time and from how many answers.
    """
    rows = list(
        Message.objects.filter(about_kind=kind, about_id=str(about_id))
        .select_related("party")
        .order_by("written_at", "id")
    )
    reads = reads_of(object_kind=kind, object_id=about_id, verb=READING)
    mine = [read.at for read in reads if _own(actor, read)]
    side = Side.PERSON if actor.is_person else Side.PARTY
    seen = max(mine, default=None)
    return Thread(
        messages=tuple(_card(row, reads) for row in rows),
        unread=sum(row.side != side and (seen is None or row.written_at > seen) for row in rows),
        waiting_since=_waiting(rows),
        usual_days=usual_days(party_id, measure) if party_id else None,
    )


def waiting_answers(kind: str, about_ids: Iterable[int]) -> Mapping[int, dt.datetime]:
    """Since when a person waits for an answer, for those of these files where one does."""
    found: dict[int, list[Message]] = defaultdict(list)
    rows = Message.objects.filter(about_kind=kind, about_id__in=[str(one) for one in about_ids])
    for row in rows.order_by("written_at", "id").only("about_id", "side", "written_at"):
        found[int(row.about_id)].append(row)
    return {about_id: since for about_id, own in found.items() if (since := _waiting(own)) is not None}


def usual_days(party_id: int, measure: Measure) -> int | None:
    """How many days a party took to answer on average since a moment; None for too few answers to tell."""
    recent = Message.objects.filter(written_at__gte=measure.since)
    threads = recent.filter(party_id=party_id).values("about_id")
    asked: dict[str, dt.datetime] = {}
    took: list[int] = []
    rows = recent.filter(about_id__in=threads).order_by("written_at", "id")
    for about_id, side, by, at in rows.values_list("about_id", "side", "party_id", "written_at"):
        if side == Side.PERSON:
            asked.setdefault(about_id, at)
        elif about_id in asked:
            since = asked.pop(about_id)
            took += [(timezone.localdate(at) - timezone.localdate(since)).days] if by == party_id else []
    return average_days(took, measure.smallest)


def _waiting(rows: list[Message]) -> dt.datetime | None:
    """The first message of the person after the last word of an organisation."""
    since = None
    for row in rows:
        since = (since or row.written_at) if row.side == Side.PERSON else None
    return since


def _own(actor: Actor, read: ReadAt) -> bool:
    return read.by_subject if actor.is_person else (not read.by_subject and read.user_id == actor.user_id)


def _card(row: Message, reads: Iterable[ReadAt]) -> MessageCard:
    after = [read for read in reads if read.at >= row.written_at and read.by_subject != (row.side == Side.PERSON)]
    return MessageCard(
        id=row.pk,
        side=row.side,
        name=row.name,
        party_id=row.party_id,
        party_name=row.party.name if row.party else "",
        text=row.text.reveal(),
        written_at=row.written_at,
        answer_before=row.answer_before,
        read_by=tuple(dict.fromkeys(THE_PERSON if read.by_subject else read.name for read in after)),
    )
