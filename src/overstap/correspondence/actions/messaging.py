"""Writing a message in a file; the other side hears by e-mail only that there is one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from overstap.audit.actions import record
from overstap.core.actor import Actor
from overstap.core.decision import N_, Refusal
from overstap.correspondence.actions.sending import FreshLink, send
from overstap.correspondence.models import Message, Side
from overstap.correspondence.values import Recipient

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class ThreadOf:
    """Whose thread it is and about what (draad van een dossier); `number` is what letters call it."""

    participant_id: int
    kind: str
    id: int
    number: str
    region_code: str


@dataclass(frozen=True, slots=True)
class Hears:
    """Who of the other side hears that there is a message, and on which page it is (wie het hoort).

    `fresh` makes the safe link of who has no account.
    """

    to: Recipient
    path: str
    called: str
    fresh: FreshLink | None = None


def write_message(
    *, actor: Actor, thread: ThreadOf, text: str, hears: Hears | None, answer_before: dt.date | None, now: dt.datetime
) -> int | Refusal:
    """Write a message in the thread of a file; gives its number. The caller went through the door of the file.

    `hears` names the other side, which gets at most one letter a day about new messages. A person asks for an answer
    with every message, before `answer_before`.
    """
    said = text.strip()
    if not said or len(said) > LONGEST:
        return Refusal(
            "bericht.tekst",
            N_("Een bericht heeft een tekst van hoogstens 4000 tekens."),
            remedy=N_("Schrijf wat u wilt vragen of vertellen."),
        )
    side = Side.PERSON if actor.is_person else Side.PARTY
    with transaction.atomic():
        row = Message.objects.create(
            participant_id=thread.participant_id,
            about_kind=thread.kind,
            about_id=str(thread.id),
            side=side,
            user_id=actor.user_id,
            party_id=None if side == Side.PERSON else actor.party_id,
            name=actor.name[:200],
            text=said,
            written_at=now,
            answer_before=answer_before,
        )
        record(
            actor=actor,
            verb="bericht_schrijven",
            object_kind=thread.kind,
            object_id=thread.id,
            subject_id=thread.participant_id,
            now=now,
        )
        if hears is not None:
            _tell(actor, thread, hears, answer_before, now)
    return row.pk


def _tell(actor: Actor, thread: ThreadOf, hears: Hears, answer_before: dt.date | None, now: dt.datetime) -> None:
    side = Side.PERSON if actor.is_person else Side.PARTY
    day = timezone.localdate(now).isoformat()
    send(
        actor=actor,
        template="bericht_wacht" if side == Side.PARTY else "bericht_van_deelnemer",
        to=hears.to,
        values={
            "nummer": thread.number,
            **({"van": hears.called} if side == Side.PARTY else {}),
            "uiterlijk": answer_before or "",
        },
        about=(thread.kind, thread.id),
        now=now,
        link=hears.path,
        fresh=hears.fresh,
        once=f"bericht {side} {thread.kind} {thread.id} {day}",
    )
