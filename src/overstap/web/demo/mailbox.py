"""The post of the demo: what would have been sent, to read on the screen."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import mail

# Django puts this between two letters in one file.
_BETWEEN = "-" * 79
AT_MOST = 30


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as it would have arrived."""

    at: dt.datetime | None
    to: str
    subject: str
    text: str


def letters() -> tuple[Letter, ...]:
    """The latest messages, newest first."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    raw = (
        _from_files(Path(folder))
        if folder
        else [sent.message().as_bytes() for sent in reversed(getattr(mail, "outbox", []))]
    )
    return tuple(_letter(one) for one in raw[:AT_MOST])


def _from_files(folder: Path) -> list[bytes]:
    if not folder.is_dir():
        return []
    newest = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)[:AT_MOST]
    found: list[bytes] = []
    for file in newest:
        parts = file.read_bytes().split(f"\n{_BETWEEN}\n".encode())
        found.extend(part for part in reversed(parts) if part.strip())
    return found


def _letter(raw: bytes) -> Letter:
    message = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    date = message["date"]
    return Letter(
        at=getattr(date, "datetime", None),
        to=str(message["to"] or ""),
        subject=str(message["subject"] or ""),
        text=str(text).strip(),
    )
