"""Letters about a plan: to the person what changed and what is asked, to who reads along that something waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from overstap.arrangements.models import Guest
from overstap.casework.models import Case
from overstap.core.actor import Actor
from overstap.core.decision import Refusal
from overstap.correspondence import actions as post
from overstap.correspondence.values import LetterCard, Recipient

FILE = "dossier"


def tell_person(
    case: Case,
    template: str,
    values: Mapping[str, str | date | int],
    *,
    actor: Actor,
    now: datetime,
    link: str | None = None,
) -> LetterCard | Refusal:
    """Tell the person about their plan, with the page where it stands."""
    return post.send(
        actor=actor,
        template=template,
        to=Recipient(participant_id=case.participant_id),
        values={"nummer": case.number, "organisatie": case.first_responsible.name, **values},
        about=(FILE, case.pk),
        now=now,
        link=link,
    )


def tell_guest(
    guest: Guest, case: Case, template: str, due_on: date, *, actor: Actor, now: datetime, once: str | None = None
) -> LetterCard | Refusal:
    """Tell who reads along that something waits, always with the link; never what it is or about whom."""
    return post.send(
        actor=actor,
        template=template,
        to=Recipient(
            name=guest.name, email=guest.email.reveal(), language=guest.language, region_code=case.region.code
        ),
        values={"nummer": case.number, "organisatie": case.first_responsible.name, "uiterlijk": due_on},
        about=(FILE, case.pk),
        now=now,
        link=guest.path.reveal(),
        once=once,
    )
