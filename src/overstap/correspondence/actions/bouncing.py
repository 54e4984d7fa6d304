"""Reading what a mail server says about a letter: that it came back, or that it arrived (RFC 3464)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from uuid import UUID

from django.db import transaction

from overstap.core.actor import SYSTEM
from overstap.correspondence.actions.delivering import fail
from overstap.correspondence.actions.sending import note
from overstap.correspondence.models import Letter, LetterState
from overstap.correspondence.troubles import BOUNCED

LARGEST = 2_000_000
"""A report of a server is small; what is larger is not read."""

OURS = re.compile(r"<brief-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>\s]+>")


@dataclass(frozen=True, slots=True)
class Report:
    """What a server said about one of our letters (bezorgbericht): `action` as in RFC 3464."""

    key: UUID
    action: str


def take_report(*, source: bytes, now: dt.datetime) -> str:
    """Take one message from the mailbox of what comes back; gives what it came to.

    `mislukt` and `bezorgd` changed a letter; `vertraagd` says that the server still tries; `onbekend` is no report
    about a letter of ours, or about one that is settled already. The same report twice changes nothing more.
    """
    report = read_report(source)
    if report is None or report.action not in {"failed", "delivered", "delayed", "relayed", "expanded"}:
        return "onbekend"
    if report.action in {"delayed", "relayed", "expanded"}:
        return "vertraagd"
    with transaction.atomic():
        row = Letter.objects.select_for_update(of=("self",)).filter(key=report.key).first()
        if row is None or row.state not in {LetterState.SENT, LetterState.SENDING}:
            return "onbekend"
        if report.action == "failed":
            fail(key=row.key, trouble=BOUNCED, now=now)
            return "mislukt"
        row.state, row.sent_at = LetterState.DELIVERED, row.sent_at or now
        row.save(update_fields=["state", "sent_at"])
        note(SYSTEM, "brief_bezorgd", row, now)
    return "bezorgd"


def read_report(source: bytes) -> Report | None:
    """Read a delivery status notification; None for any other message. Runs and opens nothing of it."""
    if len(source) > LARGEST:
        return None
    message = message_from_bytes(source, policy=policy.compat32)
    if message.get_content_type() != "multipart/report":
        return None
    key, action = None, ""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            action = action or _action(part)
        elif kind in {"text/rfc822-headers", "message/rfc822"}:
            key = key or _key(part)
    return Report(key, action) if key and action else None


def _action(part: Message) -> str:
    groups = part.get_payload()
    if not isinstance(groups, list):
        return ""
    said = [str(group["Action"]).strip().lower() for group in groups if isinstance(group, Message) and group["Action"]]
    # One letter has one reader; were there more, one failure is enough to look at it.
    return "failed" if "failed" in said else next(iter(said), "")


def _key(part: Message) -> UUID | None:
    """The letter that a report is about, by the name that we gave it in the post."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return _found(" ".join(str(one["Message-ID"]) for one in inner if isinstance(one, Message)))
    raw = part.get_payload(decode=True)
    return _found(raw.decode("utf-8", errors="replace")) if isinstance(raw, bytes) else None


def _found(text: str) -> UUID | None:
    found = OURS.search(text)
    return UUID(found[1]) if found else None
