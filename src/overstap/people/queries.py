"""Questions about participants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from overstap.audit.actions import record_reads
from overstap.core.actor import Actor
from overstap.core.likeness import nearly_named
from overstap.core.sounding import asked_keys
from overstap.people.access import access_participant, visible
from overstap.people.models import Participant
from overstap.people.values import FoundPerson, ParticipantCard, participant_card

__all__ = ["FoundPerson", "ParticipantCard", "find_participants", "merged_ids", "participant", "participant_of_user"]

SHORTEST_SEARCH = 2
COMPARED = 2000
"""Of how many people born on one day names are compared letter by letter."""


def participant_of_user(user_id: int) -> int | None:
    """The participant behind an account, under the registration that stays; None for a professional."""
    found = Participant.objects.filter(user_id=user_id).values_list("id", "merged_into_id").first()
    return None if found is None else found[1] or found[0]


def merged_ids(participant_id: int) -> tuple[int, ...]:
    """The registrations that went up in this one: what was written under them is about this person as well."""
    rows = Participant.objects.filter(merged_into_id=participant_id).order_by("id")
    return tuple(rows.values_list("id", flat=True))


def participant(actor: Actor, participant_id: int, *, purpose: str, now: datetime) -> ParticipantCard:
    """One participant, for whom may see them. Raises NotFoundError for everyone else.

    A professional reads who it is; how to reach somebody stands in the file, for who has a ground to open that.
    """
    card = participant_card(access_participant(actor, participant_id, purpose=purpose, now=now))
    return card if actor.is_person or actor.is_system else replace(card, email="", phone="")


def find_participants(
    actor: Actor, text: str, *, born: date, purpose: str, now: datetime, limit: int = 20
) -> tuple[FoundPerson, ...]:
    """Find participants by words of their name, an e-mail address or a telephone number, among those one may see.

    Every word must be found, and the birth date: nobody leafs through people. Janssen finds Jansen, and when nobody is
    found a letter more, less, other or swapped counts as well. Who stopped taking part is not found (R-128). Each
    person in the answer gets a line in the trail, and nobody else. Nothing for a text of one sign.
    """
    if len("".join(text.split())) < SHORTEST_SEARCH:
        return ()
    rows = visible(actor, now).filter(withdrew_at__isnull=True, merged_into__isnull=True, birth_date=born)
    rows = rows.order_by("last_name", "first_name", "id")
    people = list(rows.filter(_named(text))[:limit]) or _nearly(rows, text)[:limit]
    found = tuple(FoundPerson(row.pk, row.full_name, row.birth_date.year, row.municipality) for row in people)
    record_reads(
        actor=actor,
        verb="find_participants",
        object_kind="participant",
        subject_ids=[card.id for card in found],
        purpose=purpose,
        now=now,
    )
    return found


def _named(text: str) -> Q:
    """Every word stands in the name, the address or the number, or the name sounds like it."""
    written, heard = Q(), Q()
    for word in text.split():
        written &= (
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(email__iexact=word)
            | Q(phone__contains=word)
        )
    for key in asked_keys(text):
        heard &= Q(name_key__contains=key)
    return written | heard if heard else written


def _nearly(rows: QuerySet[Participant], text: str) -> list[Participant]:
    """Of people born on one day those whose name is nearly what was typed."""
    return [row for row in rows[:COMPARED] if nearly_named(text, row.full_name)]
