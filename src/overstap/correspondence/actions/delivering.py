"""Sending the letters that are set ready: at least once, at most once more, and never silently failed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from smtplib import SMTPDataError, SMTPRecipientsRefused
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string

from overstap.background.actions import MAX_ATTEMPTS
from overstap.core.actor import SYSTEM, Actor
from overstap.correspondence.actions.sending import note
from overstap.correspondence.models import Channel, Letter, LetterState
from overstap.correspondence.readers import page_address
from overstap.correspondence.texts import ENTRANCE, text_of
from overstap.correspondence.troubles import REFUSED, SERVER, UNSURE
from overstap.correspondence.values import FrozenLetter
from overstap.correspondence.writing import HIDDEN, filled, from_json, plain_text, to_json, with_secret

NEWS = "nieuws"
"""The letter that only says that there is news and where."""

PERMANENT = 500


def deliver(*, key: UUID, attempt: int, now: dt.datetime) -> int:
    """Send one letter by e-mail; gives how many went: none when it went before or failed for good.

    Raises what the post raises while another try makes sense. A try that broke off between sending and noting is done
    once more, with the same Message-ID, and the letter says that it may have come twice.
    """
    row = _begin(key, now)
    if row is None:
        return 0
    try:
        _message(row).send()
    except Exception as error:
        if refused_for_good(error):
            fail(key=key, trouble=REFUSED, now=now)
            return 0
        if attempt >= MAX_ATTEMPTS:
            fail(key=key, trouble=SERVER, now=now)
            return 0
        Letter.objects.filter(key=key, state=LetterState.SENDING).update(state=LetterState.READY)
        raise
    _sent(key, now)
    return 1


def refused_for_good(error: Exception) -> bool:
    """Tell whether the server of the reader said that it never takes this letter."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _said in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= PERMANENT


def fail(*, key: UUID, trouble: str, now: dt.datetime, actor: Actor = SYSTEM) -> None:
    """Note that a letter did not arrive, and let it go on paper when there is an address."""
    with transaction.atomic():
        row = Letter.objects.select_for_update().get(key=key)
        row.state, row.trouble, row.secret = LetterState.FAILED, trouble, ""
        row.save(update_fields=["state", "trouble", "secret"])
        note(actor, "brief_mislukt", row, now, waarom=trouble)
        fall_back(row, actor=actor, now=now)


def fall_back(row: Letter, *, actor: Actor, now: dt.datetime) -> Letter | None:
    """Set the same letter ready on paper; None when there is no address or it was paper already."""
    frozen = from_json(row.frozen.reveal())
    if row.channel == Channel.PAPER or not frozen.address or hasattr(row, "followed_by"):
        return None
    return on_paper(row, frozen, actor=actor, now=now)


def on_paper(row: Letter, frozen: FrozenLetter, *, actor: Actor, now: dt.datetime) -> Letter:
    """The paper letter that follows one that did not arrive; the list of the desk loses the first."""
    if row.channel != Channel.PAPER and HIDDEN in frozen.page:
        # A safe link went with the e-mail; who holds the paper comes in with the code of a letter.
        frozen = replace(with_secret(frozen, ENTRANCE.removeprefix("/")), entrance=page_address(ENTRANCE))
    paper = Letter.objects.create(
        template=row.template,
        participant_id=row.participant_id,
        party_id=row.party_id,
        region_id=row.region_id,
        about_kind=row.about_kind,
        about_id=row.about_id,
        item=row.item,
        language=row.language,
        channel=Channel.PAPER,
        subject=row.subject.reveal(),
        frozen=to_json(frozen),
        follows=row,
        made_at=now,
    )
    row.settled_at = now
    row.save(update_fields=["settled_at"])
    note(actor, "brief_op_papier", paper, now)
    return paper


def _begin(key: UUID, now: dt.datetime) -> Letter | None:
    with transaction.atomic():
        row = Letter.objects.select_for_update(of=("self",)).filter(key=key).first()
        if row is None or row.state not in {LetterState.READY, LetterState.SENDING}:
            return None
        broke_off = row.state == LetterState.SENDING
        gone_twice = broke_off and row.perhaps_twice
        row.state, row.attempts = LetterState.SENDING, row.attempts + 1
        row.perhaps_twice = row.perhaps_twice or broke_off
        row.save(update_fields=["state", "attempts", "perhaps_twice"])
    if gone_twice:
        fail(key=key, trouble=UNSURE, now=now)
        return None
    return row


def _sent(key: UUID, now: dt.datetime) -> None:
    with transaction.atomic():
        row = Letter.objects.select_for_update().get(key=key)
        row.state, row.sent_at, row.secret = LetterState.SENT, now, ""
        row.save(update_fields=["state", "sent_at", "secret"])
        note(SYSTEM, "brief_verstuurd", row, now)


def message_id(key: UUID) -> str:
    """What names a letter in the post, and comes back when it bounces."""
    return f"<brief-{key}@{urlsplit(settings.PUBLIC_ADDRESS).hostname or 'localhost'}>"


def _message(row: Letter) -> EmailMultiAlternatives:
    letter = with_secret(from_json(row.frozen.reveal()), row.secret.reveal())
    if row.channel == Channel.MINE or not letter.whole:
        letter = news(letter)
    message = EmailMultiAlternatives(
        letter.subject,
        plain_text(letter),
        to=[row.email.reveal()],
        headers={
            "Message-ID": message_id(row.key),
            "Auto-Submitted": "auto-generated",
            "Content-Language": row.language,
        },
    )
    message.attach_alternative(render_to_string("letters/mail.html", {"letter": letter}), "text/html")
    return message


def news(letter: FrozenLetter) -> FrozenLetter:
    """What an e-mail says about a letter that is read elsewhere."""
    sender = letter.sender
    subject, blocks = filled(
        text_of(NEWS, letter.language),
        {
            "naam": letter.name,
            "loket": sender.desk,
            "telefoon": sender.phone or sender.desk,
            "openingstijden": sender.hours,
            "pagina": letter.page,
            "team": sender.team,
        },
    )
    return replace(letter, subject=subject, blocks=blocks, reference="")
