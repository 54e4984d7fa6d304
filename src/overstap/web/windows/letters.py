"""Letters to who applied without an account: that we have it, and that there is a place."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit
from uuid import UUID

from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from overstap.allotment import actions, queries
from overstap.allotment.letters import WindowLetterKind
from overstap.allotment.values import ApplicationCard
from overstap.core.decision import NotFoundError
from overstap.web.translation import own_language

SAME = uuid.UUID("7b1f6a0e-4c5d-5a1e-9a55-0d3a8b6f2c41")
"""From this and the application follows the number of a letter: a mailbox that gets it twice can see so."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of a job to send a letter: about which application, and which try it is, from one."""

    key: UUID
    number: int


def letter_of(kind: WindowLetterKind, card: ApplicationCard, page: str) -> tuple[str, str]:
    """The subject and the text of a letter, in the language of the moment."""
    name = own_language({"nl": card.window.name_nl, "en": card.window.name_en})
    told = {"name": name, "number": card.number}
    if kind is WindowLetterKind.RECEIPT:
        subject = gettext("Wij hebben uw aanvraag: nummer %(number)s") % told
        lines = [
            gettext("Wij hebben uw aanvraag voor “%(name)s”. Uw nummer is %(number)s.") % told,
            gettext("Wij behandelen aanvragen in volgorde van binnenkomst."),
        ]
    else:
        until = date_format(timezone.localtime(card.answer_before), "j F Y, H:i") if card.answer_before else ""
        subject = gettext("Er is een plaats voor u: antwoord voor %(until)s") % {"until": until}
        lines = [
            gettext("Er is een plaats voor u vrijgekomen bij “%(name)s”. Het gaat om aanvraag %(number)s.") % told,
            gettext("Wilt u deze plaats? Antwoord voor %(until)s. Daarna gaat de plaats naar de volgende.")
            % {"until": until},
        ]
    lines += [
        gettext("Op deze pagina ziet u hoe het staat en kunt u antwoorden of de aanvraag intrekken:"),
        page,
        gettext("Wie dit adres heeft, kan dat ook. Geef het dus niet door."),
        gettext("Wij wissen uw e-mailadres als de aanvraag is afgelopen. Antwoorden op dit bericht kan niet."),
    ]
    return subject, "\n\n".join(lines) + "\n"


def send_letter(kind: WindowLetterKind, attempt: Attempt, now: dt.datetime) -> int:
    """Send one letter; gives how many went: none when it went before, or is about nothing any more.

    Raises what the post raises, and `UnsureError` when nobody knows whether it went at an earlier attempt.
    """
    word = actions.begin_letter(key=attempt.key, kind=kind, attempt=attempt.number, now=now)
    if word is None:
        return 0
    card = queries.receipt(attempt.key, now)
    if card is None:
        raise NotFoundError(f"no application {attempt.key}")
    with translation.override(word.language):
        subject, text = letter_of(kind, card, word.page)
    number = uuid.uuid5(SAME, f"{kind.value} {attempt.key}")
    headers = {
        "Message-ID": f"<{number}@{urlsplit(word.page).hostname or 'localhost'}>",
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMessage(subject, text, to=[word.email], headers=headers)
    try:
        message.send()
    except Exception:
        actions.letter_refused(key=attempt.key, kind=kind)
        raise
    actions.letter_sent(key=attempt.key, kind=kind, now=now)
    return 1


LETTERS: dict[str, Callable[[Attempt, dt.datetime], int]] = {
    kind.value: partial(send_letter, kind) for kind in WindowLetterKind
}
"""The letters by kind of job."""
