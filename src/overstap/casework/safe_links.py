"""The safe link that goes with a notice to somebody without an account, and a new one when it no longer works.

The link lets the person do the one thing that the notice is about. What it asks is the birth date: that never travels
with it, nobody has to telephone, and few tries are allowed.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from overstap.core.actor import SYSTEM
from overstap.core.decision import N_
from overstap.correspondence import actions as post
from overstap.correspondence.queries import READING_LETTER
from overstap.correspondence.values import Recipient
from overstap.links.actions import make_link
from overstap.links.queries import links_of, look
from overstap.links.values import LinkState
from overstap.people.models import Participant

if TYPE_CHECKING:
    from uuid import UUID

    from overstap.core.actor import Actor
    from overstap.correspondence.actions import FreshLink
    from overstap.links.values import LinkCard

CALLED = N_("de deelnemer, met een veilige link")
LETTER = "brief"
AGAIN = "nieuwe_link"
HOUR = "%Y-%m-%d %H"
"""A new link is asked for at most once an hour, so that nobody fills the mailbox of somebody else."""


def link_with_notice(
    participant_id: int,
    *,
    actor: Actor,
    now: dt.datetime,
    deed: str = READING_LETTER,
    object_kind: str = LETTER,
    object_id: object = None,
) -> FreshLink | None:
    """How the notice gets its link (link bij een melding); None for who has an account, or no e-mail.

    Without `object_id` it opens the letter itself. The one before for the same thing ends. Two notices at once wait for
    each other on the row of the person, so that one link is left.
    """
    person = Participant.objects.filter(pk=participant_id, user__isnull=True).first()
    if person is None or not person.email:
        return None

    def make(key: UUID) -> str:
        locked = Participant.objects.select_for_update(no_key=True).get(pk=participant_id)
        made = make_link(
            actor=actor,
            deed=deed,
            object_kind=object_kind,
            object_id=key if object_id is None else object_id,
            for_whom=receiver(participant_id),
            called=CALLED,
            subject_id=participant_id,
            birth_date=locked.birth_date,
            now=now,
        )
        return made.path

    return make


def receiver(participant_id: int) -> str:
    """Under which name the links of a person are kept."""
    return f"deelnemer {participant_id}"


def ask_new_link(*, token: str, now: dt.datetime) -> None:
    """Send a new link to the person of one that no longer works (nieuwe link), to the address of their file only.

    Whoever asks hears the same, also for a link that never was. A link that was locked by wrong birth dates stays shut:
    then the person calls the desk. At most one goes in an hour.
    """
    with transaction.atomic():
        card = look(token, now)
        if card is None or not renewable(card) or card.subject_id is None:
            return
        person = Participant.objects.select_for_update(no_key=True).filter(pk=card.subject_id).first()
        same = [one for one in links_of(card.object_kind, card.object_id, now) if one.deed == card.deed]
        if person is None or (same and same[0].state is LinkState.LOCKED):
            return
        post.send(
            actor=SYSTEM,
            template=AGAIN,
            to=Recipient(participant_id=person.pk),
            values={},
            about=("participant", person.pk),
            now=now,
            fresh=link_with_notice(
                person.pk,
                actor=SYSTEM,
                now=now,
                deed=card.deed,
                object_kind=card.object_kind,
                object_id=card.object_id,
            ),
            once=f"{AGAIN} {card.deed} {card.object_id} {now.strftime(HOUR)}",
        )


def renewable(card: LinkCard) -> bool:
    """Tell whether a link is one of a person, who may ask for a new one."""
    return card.called == CALLED and not card.works and card.state is not LinkState.LOCKED
