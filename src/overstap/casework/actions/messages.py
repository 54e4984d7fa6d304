"""Messages between the person and those who guide them, inside the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from overstap.casework.access import open_case
from overstap.casework.actions.deeds import OBJECT, deed, log
from overstap.casework.actions.steps import CLOSED
from overstap.casework.policy import Term, due, local_day
from overstap.casework.queries.post import READ_MESSAGES, by_link
from overstap.casework.safe_links import CALLED, link_with_notice, receiver
from overstap.core.consent import Item, Purpose
from overstap.core.decision import N_, NotFoundError, Refusal
from overstap.correspondence import actions as post
from overstap.correspondence.values import Recipient
from overstap.links.actions import make_link

if TYPE_CHECKING:
    from overstap.casework.models import Case
    from overstap.core.actor import Actor

MINE_PATH = "/mijn/berichten/"
ADVISER_PATH = "/begeleiding/dossier/{}/berichten/"


@dataclass(frozen=True, slots=True)
class MessagesLink:
    """A link to the messages that was just sent (link naar de berichten): the only moment to read its code."""

    case_id: int
    code: str = field(repr=False)
    valid_until: dt.datetime


def write_message(*, actor: Actor, case_id: int, text: str, now: dt.datetime) -> int | Refusal:
    """Write a message in a file: the person, or a party that guides them and may see how to reach them (R-125).

    Raises NotFoundError for everyone else, also for a party that sees the file for another purpose.
    """
    actor = by_link(actor, case_id)
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
            hears=_party(case) if actor.is_person else _person(actor, case, now),
            answer_before=before,
            now=now,
        )


def send_messages_link(*, actor: Actor, case_id: int, now: dt.datetime) -> MessagesLink | Refusal:
    """Send a person without an account a safe link to the messages of their file; the code is told in another way.

    The e-mail only says that there is news. A new link ends the one before. Raises NotFoundError for who may not write
    in the file.
    """
    with deed(actor=actor, verb="berichten_link_sturen", now=now):
        case, sight = open_case(actor, case_id, now=now, purpose=Purpose.GUIDANCE, for_update=True)
        if Item.CONTACT not in sight.items or actor.is_person or actor.user_id is None:
            raise NotFoundError(case_id)
        refusal = CLOSED if case.closed_at is not None else _needs_no_link(case)
        if refusal is not None:
            return refusal
        made = make_link(
            actor=actor,
            deed=READ_MESSAGES,
            object_kind=OBJECT,
            object_id=case.pk,
            for_whom=receiver(case.participant_id),
            called=CALLED,
            subject_id=case.participant_id,
            with_code=True,
            now=now,
        )
        sent = post.send(
            actor=actor,
            template="bericht_wacht",
            to=Recipient(participant_id=case.participant_id, region_code=case.region.code),
            values={"nummer": case.number, "van": actor.party_name},
            about=(OBJECT, case.pk),
            now=now,
            fresh=lambda _key: made.path,
        )
        if isinstance(sent, Refusal):
            transaction.set_rollback(True)
            return sent
        log(actor=actor, verb="berichten_link_sturen", case=case, now=now)
        return MessagesLink(case.pk, made.code or "", made.valid_until)


def _needs_no_link(case: Case) -> Refusal | None:
    if case.participant.user_id is not None:
        return Refusal(
            rule="berichten.account",
            because=N_("Deze persoon kan zelf inloggen. Een link is niet nodig."),
            remedy=N_("Schrijf gewoon een bericht. De persoon krijgt er een e-mail over."),
        )
    if not case.participant.email:
        return Refusal(
            rule="berichten.geen_mail",
            because=N_("Deze persoon heeft geen e-mailadres. Een link kan nergens heen."),
            remedy=N_("Stuur een brief met een toegangscode. Daarmee leest de persoon de berichten ook."),
        )
    return None


def _person(actor: Actor, case: Case, now: dt.datetime) -> post.Hears:
    return post.Hears(
        Recipient(participant_id=case.participant_id, region_code=case.region.code),
        MINE_PATH,
        actor.party_name,
        _link_to_messages(actor, case, now),
    )


def _link_to_messages(actor: Actor, case: Case, now: dt.datetime) -> post.FreshLink | None:
    return link_with_notice(
        case.participant_id, actor=actor, now=now, deed=READ_MESSAGES, object_kind=OBJECT, object_id=case.pk
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
