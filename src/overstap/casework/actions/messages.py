"""Messages between the person and those who guide them, inside the file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from overstap.casework.access import open_case
from overstap.casework.actions.deeds import OBJECT, deed
from overstap.casework.actions.steps import CLOSED
from overstap.casework.policy import Term, due, local_day
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError, Refusal
from overstap.correspondence import actions as post
from overstap.correspondence.values import Recipient

if TYPE_CHECKING:
    from overstap.casework.models import Case
    from overstap.core.actor import Actor

MINE_PATH = "/mijn/berichten/"
ADVISER_PATH = "/begeleiding/dossier/{}/berichten/"


def write_message(*, actor: Actor, case_id: int, text: str, now: dt.datetime) -> int | Refusal:
    """Write a message in a file: the person, or a party that guides them and may see how to reach them (R-125).

    Raises NotFoundError for everyone else, also for a party that sees the file for another purpose.
    """
    with deed(actor=actor, verb="bericht_schrijven", now=now):
        case, sight = open_case(actor, case_id, now=now, purpose=Purpose.GUIDANCE, for_update=True)
        if Item.CONTACT not in sight.items:
            raise NotFoundError(case_id)
        if case.closed_at is not None:
            return CLOSED
        before = due(Term.ANSWER_MESSAGE, region_code=case.region.code, on=local_day(now)) if actor.is_person else None
        return post.write_message(
            actor=actor,
            thread=post.ThreadOf(case.participant_id, OBJECT, case.pk, case.number, case.region.code),
            text=text,
            hears=_party(case) if actor.is_person else _person(actor, case),
            answer_before=before,
            now=now,
        )


def _person(actor: Actor, case: Case) -> post.Hears:
    return post.Hears(
        Recipient(participant_id=case.participant_id, region_code=case.region.code), MINE_PATH, actor.party_name
    )


def _party(case: Case) -> post.Hears | None:
    """The adviser who has the file, or else the mailbox of the party that is responsible."""
    party = case.first_responsible
    email = case.owner.email if case.owner else party.email
    if not email:
        return None
    to = Recipient(
        party_id=party.pk,
        name=case.owner.name if case.owner else party.name,
        email=email,
        region_code=case.region.code,
    )
    return post.Hears(to, ADVISER_PATH.format(case.pk), case.number)
