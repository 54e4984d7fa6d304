"""The letters and messages of a file, for who may see them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from overstap.audit import actions as audit
from overstap.casework.access import ForeignCaseError, open_case
from overstap.casework.models import Case
from overstap.casework.policy import Term, local_day, measure_of_answers, number_of_term
from overstap.consent.queries import permissions_of
from overstap.core.actor import Role
from overstap.core.consent import Item, Purpose
from overstap.core.decision import NotFoundError
from overstap.correspondence import queries as post
from overstap.links.queries import links_of
from overstap.parties import queries as parties
from overstap.parties.models import Party

if TYPE_CHECKING:
    from overstap.casework.access import Sight
    from overstap.core.actor import Actor
    from overstap.correspondence.values import LetterCard, ReadLetter, Thread
    from overstap.links.values import LinkCard

OBJECT = "dossier"
READ_MESSAGES = "berichten_lezen"
"""What a safe link lets a person without an account do: read and answer the messages of one file, nothing else."""


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """The messages of a file (berichten): the thread, who reads along, when an answer comes and whom to call."""

    case_id: int
    number: str
    thread: Thread
    readers: tuple[str, ...]
    responsible: str
    answer_days: int
    phone: str
    open: bool
    link: LinkCard | None
    needs_link: bool


def messages(actor: Actor, case_id: int, *, now: dt.datetime) -> MessagesPage:
    """Give the messages of a file and write down that they were read, which is also the mark of having read.

    Only for the person and for parties that guide them and may see how to reach them. Raises NotFoundError for others.
    """
    actor = by_link(actor, case_id)
    case, _sight = _guiding(actor, case_id, now)
    thread = post.thread(
        actor,
        kind=OBJECT,
        about_id=case.pk,
        party_id=case.first_responsible_id,
        measure=measure_of_answers(now),
    )
    audit.record_read(
        actor=actor,
        verb=post.READING,
        object_kind=OBJECT,
        object_id=case.pk,
        subject_id=case.participant_id,
        purpose=Purpose.GUIDANCE,
        now=now,
    )
    return MessagesPage(
        case_id=case.pk,
        number=case.number,
        thread=thread,
        readers=_readers(case, now),
        responsible=case.first_responsible.name,
        answer_days=number_of_term(Term.ANSWER_MESSAGE, region_code=case.region.code, on=local_day(now)),
        phone=case.first_responsible.phone or parties.region(case.region.code, local_day(now)).desk.phone,
        open=case.closed_at is None,
        link=_link(case, now) if not actor.is_person else None,
        needs_link=not actor.is_person and case.participant.user_id is None and bool(case.participant.email),
    )


def by_link(actor: Actor, case_id: int) -> Actor:
    """Give who reads messages: with the safe link for this one file, that is the person whose file it is.

    The one who acts keeps the name of the link in the trail, and can do nothing elsewhere.
    """
    if not actor.may_only(READ_MESSAGES, OBJECT, case_id):
        return actor
    found = Case.objects.filter(pk=case_id).values_list("participant_id", flat=True).first()
    if found is None:
        raise NotFoundError(case_id)
    return replace(actor, roles=frozenset({Role.PERSON}), participant_id=found)


def _link(case: Case, now: dt.datetime) -> LinkCard | None:
    """The last safe link to the messages of a file: whether it was used, and until when it works."""
    return next((card for card in links_of(OBJECT, case.pk, now) if card.deed == READ_MESSAGES), None)


def letters(actor: Actor, case_id: int, *, now: dt.datetime) -> tuple[LetterCard, ...]:
    """Give the letters to the person about a file, of the parts that the reader may see.

    A letter about a part that the person does not share is not there (R-125). Raises NotFoundError for others.
    """
    case, sight = _guiding(actor, case_id, now)
    audit.record_read(
        actor=actor,
        verb="brieven_bekijken",
        object_kind=OBJECT,
        object_id=case.pk,
        subject_id=case.participant_id,
        purpose=sight.purpose,
        now=now,
    )
    return post.letters_about(OBJECT, case.pk, sight.items)


def letter(actor: Actor, case_id: int, letter_id: int, *, now: dt.datetime) -> ReadLetter:
    """Give one letter of a file. Raises NotFoundError for who may not see the part that it tells about."""
    case, sight = _guiding(actor, case_id, now)
    return post.letter_about(
        actor, letter_id, kind=OBJECT, about_id=case.pk, items=sight.items, purpose=sight.purpose, now=now
    )


def own_case_id(actor: Actor) -> int:
    """Give the file of a person: the open one, or else the last. Raises NotFoundError for who has none."""
    if not actor.is_person or actor.participant_id is None:
        raise NotFoundError
    rows = Case.objects.filter(participant_id=actor.participant_id).order_by("-opened_at", "-id")
    found = rows.filter(closed_at__isnull=True).first() or rows.first()
    if found is None:
        raise NotFoundError
    return found.pk


def _guiding(actor: Actor, case_id: int, now: dt.datetime) -> tuple[Case, Sight]:
    try:
        return _sees(open_case(actor, case_id, now=now, purpose=Purpose.GUIDANCE))
    except ForeignCaseError as error:
        audit.note_attempt(actor=actor, error=error, now=now)
        raise


def _sees(opened: tuple[Case, Sight]) -> tuple[Case, Sight]:
    case, sight = opened
    if sight.found or Item.CONTACT not in sight.standing:
        raise ForeignCaseError(case.pk, case.participant_id, Purpose.GUIDANCE)
    return opened


def _readers(case: Case, now: dt.datetime) -> tuple[str, ...]:
    held = {
        permission.party_id
        for permission in permissions_of(case.participant_id)
        if permission.item is Item.CONTACT and permission.purpose is Purpose.GUIDANCE and permission.holds(now)
    }
    return tuple(Party.objects.filter(pk__in=held).order_by("name").values_list("name", flat=True))
