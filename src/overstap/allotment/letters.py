"""Asking for letters: a job per letter, in the transaction of what it tells; who gave no address gets none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from overstap.allotment.models import Contact, WindowLetterKind
from overstap.background.actions import enqueue

__all__ = ["DETAIL", "WindowLetterKind", "ask_letters"]

DETAIL = "aanvraag"
"""The name of the key of the application in the details of a job."""


def ask_letters(keys: Iterable[UUID], kind: WindowLetterKind, now: datetime) -> int:
    """Ask that a letter is sent about each of these applications, once; gives how many were asked."""
    known = Contact.objects.filter(key__in=list(keys)).order_by("id").values_list("key", flat=True)
    return sum(
        enqueue(kind=kind.value, key=f"{kind.value} {key}", details={DETAIL: str(key)}, now=now) for key in known
    )
