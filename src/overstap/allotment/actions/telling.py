"""Telling who applied without an account: where they want word, and every letter once.

A letter goes to the post outside any transaction, so it can't be undone. That it is begun is kept before, that it went
after. A refusal of the post takes the first back, and the letter is tried again. Whoever is killed between leaves a
letter of which nobody knows whether it went: it isn't sent a second time by itself, and shows as a failed job.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from overstap.allotment.actions.applying import apply
from overstap.allotment.clock import database_now
from overstap.allotment.letters import ask_letters
from overstap.allotment.models import Application, ApplicationState, Contact, WindowLetter, WindowLetterKind
from overstap.allotment.values import ReceiptCard
from overstap.core.actor import Actor
from overstap.core.decision import Refusal

# Technical: so long an address stays after the end, for a letter that is still being tried.
KEPT = timedelta(days=1)
GOING_ON = (
    ApplicationState.RECEIVED,
    ApplicationState.WAITING,
    ApplicationState.OFFERED,
    ApplicationState.COUNTED,
)


class UnsureError(Exception):
    """A letter was begun and nobody knows whether it went out."""


@dataclass(frozen=True, slots=True)
class Word:
    """Where and how someone wants word; the address never shows in a log."""

    email: str = field(repr=False)
    language: str
    page: str = field(repr=False)


def apply_with_word(*, word: Word, actor: Actor, key: UUID, now: datetime, **asked: Any) -> ReceiptCard | Refusal:
    """Apply as `apply` does, and keep where word is wanted; the confirmation is asked in the same transaction."""
    with transaction.atomic():
        answer = apply(actor=actor, key=key, now=now, **asked)
        if isinstance(answer, Refusal):
            return answer
        Contact.objects.get_or_create(
            key=key,
            defaults={"email": word.email, "language": word.language, "page": word.page, "made_at": now},
        )
        ask_letters([key], WindowLetterKind.RECEIPT, now)
    return answer


def begin_letter(*, key: UUID, kind: WindowLetterKind, attempt: int, now: datetime) -> Word | None:
    """Note that a letter goes to the post now, and give where to; None when there is nothing to send any more.

    `attempt` is that of the job, from one. Raises UnsureError when an earlier attempt never said how it went; an
    attempt that is not later than the one that began is that of a person who looked and asks it again.
    """
    with transaction.atomic():
        contact = Contact.objects.select_for_update().filter(key=key).first()
        if contact is None or not _still_true(key, kind):
            return None
        letter, _ = WindowLetter.objects.get_or_create(contact=contact, kind=kind)
        if letter.sent_at is not None:
            return None
        if letter.begun_attempt is not None and attempt > letter.begun_attempt:
            raise UnsureError(kind.value)
        letter.begun_at, letter.begun_attempt = now, attempt
        letter.save(update_fields=("begun_at", "begun_attempt"))
        return Word(contact.email.reveal(), contact.language, contact.page)


def _still_true(key: UUID, kind: WindowLetterKind) -> bool:
    """An offer that was answered or lapsed is told to nobody."""
    rows = Application.objects.filter(key=key)
    return (rows.filter(state=ApplicationState.OFFERED) if kind is WindowLetterKind.OFFER else rows).exists()


def letter_sent(*, key: UUID, kind: WindowLetterKind, now: datetime) -> None:
    """Note that the post took a letter."""
    WindowLetter.objects.filter(contact__key=key, kind=kind).update(sent_at=now)


def letter_refused(*, key: UUID, kind: WindowLetterKind) -> None:
    """Note that the post did not take a letter, so that it can be tried again."""
    WindowLetter.objects.filter(contact__key=key, kind=kind, sent_at__isnull=True).update(
        begun_at=None, begun_attempt=None
    )


def forget_addresses(*, now: datetime) -> int:
    """Throw the addresses away of applications that are over, and of those that are not there; gives how many."""
    young = Application.objects.filter(decided_at__gte=database_now(now) - KEPT)
    kept = (Application.objects.filter(state__in=GOING_ON) | young).order_by().values("key")
    gone = Contact.objects.exclude(key__in=kept)
    count = gone.count()
    gone.delete()
    return count
