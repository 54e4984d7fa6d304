"""Opening a file without consent because somebody needs help at once, and telling the person."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from overstap.consent.emergencies import OBJECT, EmergencyCard, open_in_emergency
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.correspondence.actions import send
from overstap.correspondence.values import Recipient


def open_file(
    *, actor: Actor, participant_id: int, urgency: str, reason: str, now: dt.datetime
) -> EmergencyCard | Refusal:
    """Open a file in an emergency (noodtoegang) and send the person word that there is news; why stands on their page.

    Raises NotFoundError for who does not find the person, or does not guide people.
    """
    with transaction.atomic():
        opened = open_in_emergency(actor=actor, participant_id=participant_id, urgency=urgency, reason=reason, now=now)
        if isinstance(opened, EmergencyCard):
            send(
                actor=actor,
                template="nieuws",
                to=Recipient(participant_id=participant_id),
                values={},
                about=(OBJECT, opened.id),
                now=now,
            )
    return opened
